"""Names that the target has not: compared by their consonants, across Latin and Cyrillic letters."""

import re
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import fuzz

from app.checks import places
from app.checks.finding import Finding, Severity, base
from app.checks.prose import prose
from app.errors import Message

_RUN = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*(?: (?:of |the )?[A-Z][\w’'-]+)*")
"""Words with a capital; only English tells names from nouns by them."""
_WITHIN = re.compile(r"[\w,;–—-] $")
"""What stands before a word that is in the midst of a sentence; after anything else it may open one."""
_QUOTES = ("“", "”", '"', "'", "‘", "«", "»")
_OPENERS = frozenset(
    """
    a an the this that these those i we you he she it they my our your his her its their one some many most
    all both each every another such no not nobody nothing in on at to of from for with without by about
    over under after before since until during between against among like as if when while whenever because
    although though unless whether and but or so then there here now today yes yeah no well okay oh even
    also maybe only just still yet once again first second next last later earlier who whom whose what which
    when where why how did do does is are was were has have had can could will would should may might must
    let please perhaps however therefore furthermore moreover meanwhile according unlike despite
    """.split()  # noqa: SIM905  # a list that a linguist can add to
)
"""Words that open a sentence and are no part of the name behind them."""
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
    """Find names that the target has neither in any letters nor, of a country or people, in its own word.

    What English writes with a capital and others translate (“Union”, “March”) says nothing, nor does a name
    of several words of which one is there.
    """
    if base(source_language) != "en" or not target.strip():
        return
    read, text = prose(source).text, prose(target).text
    words = [_plain(word) for word in _WORD.findall(text)]
    known = places.stems(base(language))
    told: set[str] = set()
    for name, parts in _runs(read, known):
        if name not in told and not any(_there(part, text, words, known) for part in parts):
            told.add(name)
            yield Finding(
                "names", Severity.WARNING, Message("“{name}” of the source is not in the text.", name=name)
            )


def _runs(read: str, known: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, list[str]]]:
    """Yield the names of an English text, each with the words of it of which one has to be there."""
    for found in _RUN.finditer(read):
        parts = [_whole(part) for part in _WORD.findall(found[0]) if part[0].isupper()]
        # The word that opens a sentence has a capital in any case: alone it counts where it is known.
        opens = not _WITHIN.search(read, 0, found.start())
        opener = opens and bool(parts) and parts[0].lower() in _OPENERS
        if opener:
            del parts[0]
        # What is quoted is a title, and translated; so is “Eastern Europe”, and Europe is in it.
        title = opens and not opener and (len(parts) == 1 or read[: found.start()].endswith(_QUOTES))
        if title or any(_ordinary(part) for part in parts):
            parts = [part for part in parts if part in known]
        if parts and all(part in known or not (_ordinary(part) or _short_for(part)) for part in parts):
            yield " ".join(parts), parts


def _whole(part: str) -> str:
    """Return a word without the end of a genitive."""
    return re.sub(r"[’'](?:s|)$", "", part)


def _short_for(word: str) -> bool:
    """Say whether a word stands for several, as “IDPs”: others translate what it is short for."""
    return sum(letter.isupper() for letter in word) > 1


def _ordinary(name: str) -> bool:
    low = name.lower()
    return low in _TRANSLATED or "-" in low or bool(_ORDINARY.search(low)) or len(low) < 4


def _there(name: str, text: str, words: list[str], known: Mapping[str, Iterable[str]]) -> bool:
    if places.speaks_of(known.get(name, ()), text):
        return True
    if name.isupper():
        return name in text
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
