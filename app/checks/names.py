"""Names that the target has not: compared by their consonants, across Latin and Cyrillic letters."""

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz import fuzz

from app import language as languages
from app.checks.finding import Finding, Severity, base
from app.checks.prose import prose
from app.errors import Message

_RUN = re.compile(r"(?<=[\w,;–—-] )[A-Z][a-z][\w’'-]+(?: (?:of |the )?[A-Z][\w’'-]+)*")
"""A name in the midst of an English sentence; only English tells names from nouns by capitals in this way."""
_CAPITAL_BEFORE = re.compile(r"\b[A-Z][\w’'-]+ $")
_WORD = re.compile(r"[^\W\d_][\w’'-]+")
_ORDINARY = re.compile(
    r"(?:tions?|ments?|ance|ence|ern|ish|ians?|ans|ean|ese|ism|ists?|ity|ship|ings?|ed|als?|ics?|ary|ory|age|ure"
    r"|ful|ive|ous|ly|ness|hood|dom|way|ward|day)$"
)
"""Ends of English words that are translated, also where they stand in a name."""
_TRANSLATED = frozenset(
    """
    union unions movement party people left right west east north south world war second first great
    middle central united nations states state republic republics federation soviet soviets empire church
    committee council front army force forces trade workers labour labor democratic march january february
    april may june july august september october november december spring christmas easter internet god
    bible together islands island sea river street square university school institute museum center centre
    house office ministry programme program aid red green black white blue new old dutch french swedes
    danes finns poles czechs greeks turks nazis nazi jews jew muslims facebook twitter telegram google
    """.split()  # noqa: SIM905  # a list that a linguist can add to
)
_LATIN = str.maketrans(
    {
        **dict(zip("абвгґдеєёжзиіїйклмнопрстуфъыьэ", "abvggdeeejziiijklmnoprstufxixe", strict=True)),
        **dict(zip("хцчшщюяåäöøé", "gkgssuaaaooe", strict=True)),
        **dict.fromkeys("ъь’'", ""),
    }
)
_SOUNDS = tuple(
    pair.split(">")
    for pair in [
        "shch>s",
        "sch>s",
        "kh>g",
        "ch>g",
        "tj>g",
        "sh>s",
        "sj>s",
        "zh>j",
        "ph>f",
        "ts>k",
        "th>t",
        "c>k",
        "q>k",
        "x>ks",
        "w>v",
        "z>s",
        "h>g",
        "y>i",
    ]
)
"""What several letters, or one of several, stand for: the same sound has to become the same letter."""
_ALIKE = 60
"""How like two skeletons of a name have to be, of 100."""


def names(source: str, target: str, *, source_language: str, language: str) -> Iterator[Finding]:
    """Find names that the target has neither in any letters nor, of a country, in its own word.

    What English writes with a capital and others translate (“Union”, “March”) says nothing, nor does a name
    of several words of which one is there.
    """
    if base(source_language) != "en" or not target.strip():
        return
    read, text = prose(source).text, prose(target).text
    words = [_plain(word) for word in _WORD.findall(text)]
    for found in _RUN.finditer(read):
        run = found[0]
        if _CAPITAL_BEFORE.search(read[: found.start()]):
            continue  # it goes on a name that opens the sentence
        parts = [re.sub(r"[’'](?:s|)$", "", part) for part in _WORD.findall(run) if part[0].isupper()]
        if any(_ordinary(part) for part in parts) or any(part.isupper() for part in parts):
            continue
        if not any(_there(part, text, words, base(language)) for part in parts):
            message = Message("“{name}” of the source is not in the text.", name=run)
            yield Finding("names", Severity.WARNING, message)


def _ordinary(name: str) -> bool:
    low = name.lower()
    return low in _TRANSLATED or "-" in low or bool(_ORDINARY.search(low)) or len(low) < 4


def _there(name: str, text: str, words: list[str], language: str) -> bool:
    country = _countries(language).get(name)
    if country is not None and country.casefold()[:4] in text.casefold():
        return True
    wanted, begin = _skeleton(name), _plain(name)[:4]
    return any(_alike(wanted, _bare(word)) or word.startswith(begin) for word in words)


def _alike(wanted: str, word: str) -> bool:
    if len(wanted) < 3:
        return word.startswith(wanted)
    # The ends of words bend; in Swedish a name may stand in the midst of one.
    near = word[: len(wanted) + 1]
    return (near[:1] == wanted[:1] and fuzz.ratio(wanted, near) >= _ALIKE) or wanted in word


def _skeleton(word: str) -> str:
    return _bare(_plain(word))


def _plain(word: str) -> str:
    """Return a word in plain Latin letters, one for each sound, whatever letters it is written in."""
    plain = word.lower().translate(_LATIN)
    for sound, letter in _SOUNDS:
        plain = plain.replace(sound, letter)
    return plain


def _bare(plain: str) -> str:
    """Return the consonants of a plain word, and whether it begins with a vowel."""
    bare = re.sub(r"(.)\1", r"\1", re.sub(r"[aeiouj]", "", plain))
    return ("a" if plain[:1] in "aeiouj" else "") + bare


@cache
def _countries(language: str) -> dict[str, str]:
    """Return what a language calls the countries, by their English names."""
    return languages.countries(language)
