"""Words that lean on the next one: a text that ends in them was cut. Lists that a linguist can add to."""

import re
from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_LONGEST_WORD = 80


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER_LAST: Mapping[str, frozenset[str]] = {
    "en": _words("""
        a an the and or nor but because although unless than whether if my your our every it's
        that's there's he's she's who's what's let's i'm we're they're you're i've we've they've
        you've i'll we'll they'll you'll he'll she'll
    """),
    "uk": _words("""
        і й та а але або чи що щоб щоби як якби якщо коли бо хоча проте однак тобто в у на за з із
        зі зо до від од для без про при по під над через між біля крім навколо щодо задля не мій
        твій свій цей ця ці
    """),
    "ru": _words("""
        и а но или либо что чтобы как если когда потому хотя однако то в во на за с со из изо к ко о
        об обо до от ото для без про при по под над через между возле кроме вокруг ради не ни мой
        твой свой эта эти
    """),
    "sv": _words("""
        och eller men att som när eftersom därför fastän medan en ett varje i för från hos genom
        mellan
    """),
    "de": _words("""
        und oder aber dass weil wenn als ob der die das den dem des ein eine einen einem einer eines
        mein dein sein ihr unser im am zum zur vom beim von für mit bei nach aus durch gegen ohne
    """),
    "fr": _words("""
        et ou mais que car si le la les un une des du de au aux à en dans pour par sur avec sans
        chez mon ton son ma ta sa mes tes ses ce cette ces
    """),
    "es": _words("""
        y e o u pero que porque si el la los las un una unos unas de del a al en para por con sin
        sobre entre mi tu su mis tus sus este esta
    """),
    "pl": _words("""
        i a ale lub albo czy że żeby jak jeśli gdy bo choć w we na za z ze do od dla bez o przy po
        pod nad przez między nie mój twój swój
    """),
    "da": _words("og eller men at som når fordi en et hver i for fra hos gennem mellem"),
    "nb": _words("og eller men at som når fordi en et hver i for fra hos gjennom mellom"),
    "fi": _words("""
        ja tai mutta että koska jos kun vaikka sekä eli
    """),
}
"""Words after which no sentence ends, by language: not before `...`, not before a page break."""

SELDOM_LAST: Mapping[str, frozenset[str]] = {
    "en": _words("""
        of to in on at by for from with into onto about over under between among through during
        against without as like is are was were be been am being has have had do does did will would
        can could shall should may might must not very so which who whose their its his her this
        these those some any no more such only many most all each both other another several i we
        they he she you when while where how why what that there
    """),
    "sv": _words("""
        om på av till med under över utan vid är den det de min din sin vår er inte har hade kan ska
        skulle vill måste blev var jag du han hon vi ni mer så där här
    """),
    "da": _words("""
        om på af med til under over uden ved er den det de min din sin vores ikke har havde kan skal
        vil må blev var jeg du han hun vi mere så hvor
    """),
    "nb": _words("""
        om på av med til under over uten ved er den det de min din sin vår ikke har hadde kan skal vil
        må ble var jeg du han hun vi mer så hvor
    """),
    "uk": _words("""
        був була було були є буде ми ви він вона воно вони я який яка яке які це так ще
    """),
    "ru": _words("""
        был была было были есть будет мы вы он она оно они я который которая которые это так ещё
    """),
    "de": _words("""
        nicht ist sind war waren hat haben hatte wird werden ich wir sie er es in an auf zu um
    """),
}
"""Words that end a heading or a clipped answer, seldom a full sentence: they count where the text is long."""


def _base(language: str) -> str:
    return language.replace("_", "-").split("-", maxsplit=1)[0].lower()


def last_word(text: str) -> str:
    """Return the last word of a text that ends in one, in lower case; empty where it ends in anything else.

    >>> last_word("Бо ми були у")
    'у'
    """
    words = list(_WORD.finditer(text, max(0, len(text) - _LONGEST_WORD)))
    return words[-1][0].lower().replace("’", "'") if words and words[-1].end() == len(text) else ""


def never_last(word: str, *, language: str) -> bool:
    """Say whether no sentence of the language ends in the word."""
    return word in NEVER_LAST.get(_base(language), frozenset())


def seldom_last(word: str, *, language: str) -> bool:
    """Say whether a sentence of the language hardly ever ends in the word."""
    return never_last(word, language=language) or word in SELDOM_LAST.get(_base(language), frozenset())


def likely_language(text: str) -> str:
    """Return the language whose small words occur most often, or `en` where none does.

    Good enough to choose a list of words by; it names nobody's language to a person.

    >>> likely_language("Jag vet inte om det är sant, men han bor i Malmö.")
    'sv'
    """
    words = [match[0].lower().replace("’", "'") for match in _WORD.finditer(text)]
    counts = {code: sum(seldom_last(word, language=code) for word in words) for code in NEVER_LAST}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else "en"
