"""Abbreviations and initials that the sentence rules do not know. Lists that a linguist can add to.

They are written without the last full stop, and without the blanks that may follow the others: `t.ex` is also
`t. ex.`
"""

import re
from collections.abc import Iterable, Iterator, Mapping

GOES_ON: Mapping[str, str] = {
    "sv": "t.ex tex bl.a d.v.s dvs s.k f.d fr.o.m t.o.m p.g.a m.a.o ca kl nr ung jfr jmf tel dr prof doc "
    "ing st s:t sid kap bd resp inkl exkl cirka ev alt obs hr",
    "uk": "т.зв т.ч т.є ім вул просп пл обл напр проф акад доц див пор гр св бульв пров",
    "ru": "т.н т.е т.ч т.наз им ул просп пл обл напр проф акад доц см ср гр св бул пер",
    "en": "e.g i.e cf vs viz mr mrs ms messrs dr prof rev hon gen col capt lt sgt st approx ca",
    "de": "z.B d.h u.a bzw vgl ca dr prof nr st ggf inkl evtl sog geb hr fr",
    "da": "f.eks bl.a d.v.s dvs s.k ca kl nr dr prof jf inkl evt",
    "fr": "p.ex cf m mm mme mlle dr pr st env",
    "pl": "np tj tzw m.in ul pl al prof dr św im ok por zob",
    "es": "p.ej sr sra srta dr dra prof aprox",
    "fi": "esim mm ks vrt n klo prof tri ns",
}
"""After these the sentence always goes on, by language."""

BEFORE_NUMBER = (
    "no nos nr nrs n fig vol art ch chap sec p pp para kap sid s bd kl tel ca approx c tab abb num "
    "núm str rozd с стр стор ст п пп гл ч т тт рис табл кн розд арк вип див см ср пор тел ред бл ок"
)
"""After these the sentence goes on with a number, in any language."""

MAY_END: Mapping[str, str] = {
    "sv": "osv o.s.v etc m.m m.fl e.d o.d",
    "uk": "т.д т.п т.і т.ін ін",
    "ru": "т.д т.п др пр",
    "en": "etc al a.m p.m",
    "de": "usw u.s.w etc u.ä u.a.m",
    "da": "osv o.s.v etc m.m m.fl",
    "fr": "etc",
    "pl": "itd itp etc",
    "es": "etc",
    "fi": "jne ym yms",
}
"""These end the sentence where a capital follows."""

BEFORE_OPENER: Mapping[str, str] = {
    "en": "U.S U.K U.N E.U D.C U.S.A Inc Ltd Corp Co Ph.D Jr Sr",
    "ru": "г гг в вв руб коп тыс млн млрд н.э",
    "uk": "р рр ст грн коп тис млн млрд н.е",
}
"""These end the sentence where a word follows that opens sentences, one of `OPENERS`."""

OPENERS: Mapping[str, str] = {
    "en": "They He She It We I You But And The This That These There So Then In On At When What Why How "
    "If As For After Before Now No Yes Not My Our His Their Because Still However",
    "ru": "Они Он Она Оно Мы Я Вы Ты Но И А В На С По Это Эти Этот Эта Так Там Тогда Потом Затем После До "
    "За Из К У Если Когда Как Что Все Всё Для При Нет Да Наш Поэтому Однако Сейчас Теперь",
    "uk": "Вони Він Вона Воно Ми Я Ви Ти Але І Й А В У На З За По Це Ці Цей Ця Так Там Тоді Потім Після "
    "До Якщо Коли Як Що Усі Всі Для При Ні Наш Тому Однак Зараз Тепер",
}

_BOUND = r"(?:^|(?<=[\s(\[«„“”\"'*–—-]))"
_CLOSING = r"[\"'”’»)\]]*"
_INITIAL = re.compile(r"(?P<before>^|[^\W\d_]+,?|\.|[(\[«„“\"'])\s*(?<![^\W_])(?P<initial>[^\W\d_])\.$")
_PRONOUN = re.compile(r"(?:[a-z]|,)\s(?P<letter>[A-Z])\.\s+")


def _any(listed: str) -> str:
    """Return a pattern for every abbreviation of a list, the longest first."""
    words: Iterable[str] = sorted(listed.split(), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\.", r"\.\s?") for word in words)


def _openers(language: str) -> str:
    return rf"(?:{'|'.join(OPENERS[language].split())})\b"


_GOES_ON = {
    code: re.compile(rf"{_BOUND}(?:{_any(listed)})\.$", re.IGNORECASE) for code, listed in GOES_ON.items()
}
_BEFORE_NUMBER = re.compile(rf"{_BOUND}(?:{_any(BEFORE_NUMBER)})\.$", re.IGNORECASE)
_MAY_END = {
    code: re.compile(rf"{_BOUND}(?:{_any(listed)})\.{_CLOSING}\s+") for code, listed in MAY_END.items()
}
_BEFORE_OPENER = {
    code: re.compile(rf"(?:{_BOUND}|(?<=\d))(?:{_any(listed)})\.\s+(?={_openers(code)})")
    for code, listed in BEFORE_OPENER.items()
}
_OPENER = {code: re.compile(_openers(code)) for code in OPENERS}


def holds(left: str, right: str, language: str) -> bool:
    """Say whether the full stop that ends `left` is an abbreviation's or an initial's, and ends no sentence.

    >>> holds("Vi läste t. ex.", "Marx", "sv"), holds("Пан І. Я.", "Франко", "uk")
    (True, True)
    """
    if not left.endswith("."):
        return False
    near = left[-24:]
    if language in _GOES_ON and _GOES_ON[language].search(near):
        return True
    if right[:1].isdigit() and _BEFORE_NUMBER.search(near):
        return True
    initial = _INITIAL.search(near)
    if not initial or not initial["initial"].isupper() or not right[:1].isupper():
        return False
    opens = language in _OPENER and _OPENER[language].match(right)
    before = initial["before"]
    return not opens and (not before[:1].isalpha() or before[0].isupper())


def ends(text: str, language: str) -> Iterator[int]:
    """Yield where a new sentence begins after an abbreviation that the rules never end a sentence with.

    >>> text = "в 2014 г. Потом и т. д. Мы ушли"
    >>> [text[at:] for at in ends(text, "ru")]
    ['Мы ушли', 'Потом и т. д. Мы ушли']
    """
    for table in (_MAY_END, _BEFORE_OPENER):
        if language in table:
            for match in table[language].finditer(text):
                if text[match.end() :].lstrip('"“„«(')[:1].isupper():
                    yield match.end()
    if language == "en":
        # "you and I. Yes", "vitamin C. Then": the rules take every single capital for an initial
        for match in _PRONOUN.finditer(text):
            if _OPENER["en"].match(text, match.end()):
                yield match.end()
