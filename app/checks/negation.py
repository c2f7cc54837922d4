"""A “not” that got lost: the source denies something, and nothing in the target does."""

import re
from collections.abc import Iterator, Mapping

from app.checks.finding import Finding, Severity, base
from app.checks.prose import WORD, prose
from app.errors import Message


def _any(words: str, *, also: str = "") -> re.Pattern[str]:
    """Return a pattern for any of some words; a star stands for any end of the word."""
    parts = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words.split())
    return re.compile(rf"\b(?:{parts}{also})\b", re.IGNORECASE)


_DENIES: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:[Nn]ot|[Nn]ever|[Nn]obody|[Nn]othing|[Nn]owhere|[Nn]either|nor|[Cc]annot|[Nn]o one)\b|n[’']t\b"
        r"|\b[Nn]o (?!doubt|longer|less|more)(?=[a-z])"  # NOT in capitals is a word of programs
    ),
    "uk": _any(
        """
        не ні ані ніхто нікого нікому ніким ніщо нічого нічому нічим нікол* ніде нікуди нізвідки ніяк*
        жод* немає нема нічий* без навряд мало байдуж* брак* відмов* проти нізащо аніж невже перест* уник*
        годі заборон*
        відсутн* поза
        """,
        # “нераціонально” denies, “необхідно” does not
        also=r"|не(?!обхідн|йтрал|щодав|давн|забаром|зважаюч|залежн|безпе|дільн|рв|мовля|сподіван)\w{6,}",
    ),
    "ru": _any(
        """
        не ни нет никто никого никому никем ничто ничего ничему ничем никогда нигде никуда никак* нельзя
        без вряд едва мало равно иначе кое-как отказ* против переста* избе* запре* отсутств* вне
        """,
        also=r"|не(?!обходим|йтрал|давн|зависим|смотр|дел|ожидан|скольк|котор|больш|рв|посредст)\w{6,}",
    ),
    "sv": _any(
        """
        inte icke ej ingen inget inga ingenting ingenstans ingalunda aldrig utan varken knappt knappast
        slipp* vägra* omöjlig* okänd* oklar* förbj* sluta* sakna saknas saknar undvik* likgiltig* emot
        föga strunta* ogiltig* misslyck* utanför
        """
    ),
}
"""What denies, or says the same otherwise. Lists that a linguist can add to."""
_NEEDS_ANOTHER: Mapping[str, re.Pattern[str]] = {
    "uk": re.compile(
        r"\bні(?:хто|кого|кому|ким|чого|чому|чим|коли|де|куди|як\w*)\b(?! страшн| собі)", re.IGNORECASE
    ),
    "ru": re.compile(
        r"\bни(?:кто|кого|кому|кем|чего|чему|чем|когда|где|куда|как\w*)\b(?! страшн| себе)", re.IGNORECASE
    ),
}
"""Words that deny only together with a “не”, as in “ніхто не прийшов”; an answer may be one alone."""
_ALONE = 3
"""Words of an answer that such a word may make up: “Ніхто з нас.”"""
_NO_DENIAL = re.compile(
    r"\bnot only\b|\bno-\w+|\b(?:or|if|why) not\b|n[’']t (?:you|we|they|it)\b", re.IGNORECASE
)
"""What has the word, and denies nothing."""


def negation(source: str, target: str, *, source_language: str, language: str) -> Iterator[Finding]:
    """Find a target that denies nothing where its source does."""
    theirs, ours = _DENIES.get(base(source_language)), _DENIES.get(base(language))
    if theirs is None or ours is None:
        return
    said = theirs.search(_NO_DENIAL.sub(" ", prose(source).text))
    text = prose(target).text
    if said and not (ours.search(text) and _whole(text, ours, base(language))):
        word = said[0].strip().replace("n't", "not").replace("n’t", "not")
        message = Message("The source says “{word}”; nothing in the text denies anything.", word=word)
        yield Finding("negation", Severity.WARNING, message)


def _whole(text: str, ours: re.Pattern[str], language: str) -> bool:
    """Say whether a text denies with more than words that need another one beside them."""
    half = _NEEDS_ANOTHER.get(language)
    if half is None or len(WORD.findall(text)) <= _ALONE:
        return True
    return ours.search(half.sub(" ", text)) is not None
