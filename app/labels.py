"""Speaker labels: what a line may open with to say who speaks, and which of those a text really uses."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NAME_WORD = r"(?:\d{1,2}(?!\d*:\d)|[^\W\d_]\.|[^\W\d_][\w'’ʼ.-]*)"
_NAME = rf"(?P<name>{_NAME_WORD}(?:[ \u00A0]{_NAME_WORD}|[ \u00A0]&){{0,4}})"
_PARTICLES = _words("""
    de del della di da do dos van von der den af av la el al bin ibn ben and och und et y та і й и
""")
_TIME = r"[\[(<]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])>]?"
_LABEL = re.compile(
    rf"(?P<before>{_TIME}\s*[-–—]?\s*)?"
    rf"(?P<open>[*_]{{1,3}})?{_NAME}"
    r"(?:[ \u00A0]?\((?P<brackets>[^:()\n]{1,60})\))?"
    r"(?P<role>,[ \u00A0][^:.!?*\n]{2,60})?"
    rf"(?P<time>[ \u00A0]*{_TIME})?"
    r"(?P<close>[*_]{1,3})?[ \u00A0]?(?P<mark>[:：])(?P<late>[*_]{1,3})?"
    rf"(?P<after>[ \u00A0]*{_TIME}(?=\s|$))?\s*"
)
_TABBED = re.compile(rf"{_NAME}(?P<mark>\t)\s*")
_TIMED = re.compile(rf"{_NAME}[ \u00A0\t]+(?P<time>{_TIME})(?:\s+|$)")
_LETTERED = re.compile(r"(?P<name>[QA])(?P<mark>\.)\s+")
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+(?P<name>[^<>\n]{1,60})>\s*")
_STOPPED = re.compile(rf"(?:[*_]{{2}})?{_NAME}(?P<mark>[.;])(?:[*_]{{2}})?\s+(?=[^\W\d_]|[\"“«„–—])")
_ELIDED = re.compile(r"[dl]['’][^\W\d_]")
_NUMBERED = re.compile(r"([^\W\d_])\d{1,3}")

_NOT_NAMES = _words("""
    note notes nb ps photo photos image picture source sources text texts translation translated editing
    edit update updated warning example tip important remember also date place time links link tel http
    https mailto first second third fourth finally firstly secondly thirdly conclusion summary
    introduction background foto bild bilder källa källor text översättning obs anm anmärkning exempel
    fotnot fakta bakgrund sammanfattning фото текст джерело джерела переклад примітка примітки приклад
    увага дата місце довідка перше друге третє по-перше по-друге по-третє висновок вступ источник
    источники перевод примечание пример внимание место справка во-первых во-вторых в-третьих первое
    второе третье вывод введение quelle quellen bildquelle anmerkung beispiel
""")
_PARTS = _words("""
    question answer interviewer interviewee host guest moderator journalist reporter interpreter
    audience питання запитання відповідь журналіст журналістка ведучий ведуча модератор модераторка
    вопрос ответ журналист журналистка ведущий ведущая модератор fråga svar intervjuare publik frage
    antwort interviewerin moderatorin
""")
_LETTERS = _words("q a п в з о f s и")
_FEW = 4


class Dress(StrEnum):
    """How a label is set off from the text."""

    PLAIN = ""
    BOLD = "bold"
    CAPITALS = "capitals"
    TIME = "time"
    TAB = "tab"
    VOICE = "voice"
    STOP = "full stop"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Found:
    """A label, or what looks like one, at the start of a paragraph."""

    label: str
    """As it is written, without emphasis and time: `Martin:`, `Олена (ОК):`."""
    name: str
    rest: str
    """What follows the label."""
    dress: Dress = Dress.PLAIN
    initials: str = ""
    """What the label itself defines in brackets; usually empty."""
    time: bool = False
    """Whether a time was written with it, which is no part of the text."""

    @property
    def key(self) -> str:
        """The name as names are compared."""
        return key(self.name)


def key(name: str) -> str:
    """Return a name as names are compared: capitals, dots of initials and a question's number say nothing.

    >>> key("MARTIN") == key("Martin"), key("Т.Х.") == key("ТХ"), key("Q12")
    (True, True, 'q')
    """
    if numbered := _NUMBERED.fullmatch(name):
        name = numbered[1]
    return " ".join(name.replace(".", " " if " " in name else "").split()).casefold()


def read(text: str) -> Found | None:
    """Return the label that a text opens with, by its form alone; whether it is one, `Labels` decides.

    >>> read("[00:01:23] Олена: Так.").name, read("Ми кажемо: ні")
    ('Олена', None)
    """
    if match := _VOICE.match(text):
        name = match["name"].strip()
        return Found(name, name, text[match.end() :].removesuffix("</v>").rstrip(), Dress.VOICE)
    for pattern in (_LABEL, _TABBED, _TIMED, _LETTERED):
        match = pattern.match(text)
        if match and (found := _found(text, match)):
            return found
    return None


def _found(text: str, match: re.Match[str]) -> Found | None:
    parts = {name: value or "" for name, value in match.groupdict().items()}
    name, rest = parts["name"], text[match.end() :]
    opened, closed = parts.get("open", ""), parts.get("close") or parts.get("late", "")
    role, brackets, mark = parts.get("role", ""), parts.get("brackets", ""), parts.get("mark", "")
    addressed = bool(role) and not opened and " " not in name  # "Martin, one more thing: why …"
    if not _is_name(name) or rest.startswith("//") or addressed or (closed and closed != opened):
        return None
    if opened and not closed:
        rest = opened + rest  # **Name: the whole question is bold**
    time = any(parts.get(part) for part in ("before", "time", "after"))
    letters = brackets.replace(".", "").replace(" ", "")
    return Found(
        name + (f" ({brackets})" if brackets else "") + role + mark.strip(),
        name,
        rest,
        _dress(name, opened, mark, time=time, alone=not rest),
        letters if letters.isupper() and 1 < len(letters) < 6 else "",
        time,
    )


def _dress(name: str, opened: str, mark: str, *, time: bool, alone: bool) -> Dress:
    if len(opened) > 1:
        return Dress.BOLD
    if time:
        return Dress.TIME
    if mark in {"\t", "."}:
        return Dress.TAB if mark == "\t" else Dress.STOP
    if alone:
        return Dress.ALONE
    return Dress.CAPITALS if name.isupper() and len(name) > 1 else Dress.PLAIN


def _is_name(name: str) -> bool:
    words = name.split()
    return (
        len(name) <= 48
        and name[0].isalpha()
        and words[0].lower() not in _PARTICLES - {"і", "и", "й"} | {"&"}
        and key(name) not in _NOT_NAMES
        and all(
            word[0].isdigit() or not word[0].islower() or word in _PARTICLES or _ELIDED.match(word)
            for word in words
        )
    )


class Labels:
    """Which labels a text uses, decided over the whole of it.

    A label is taken where it occurs again, where its initials were defined or belong to a full name, where it
    is part of a full name, where it says a part (`Interviewer:`), where it is set off as others are, where a
    person declared it. A single `Guix:` in running text is none of these.
    """

    def __init__(self, texts: Iterable[str], *, declared: Iterable[str] = ()) -> None:
        lines = [line for text in texts for line in text.split("\n") if line.strip()]
        self.seen = tuple(found for line in lines if (found := read(line)))
        """Everything that has the form of a label."""
        self.counts = Counter(found.key for found in self.seen)
        """How often each name opens a line, taken or not."""
        self.defined = _definitions(lines, self.seen)
        """What initials stand for where the text says so: `aj` is `Alice Jones` after `Alice Jones (AJ):`."""
        first = next((at for at, line in enumerate(lines) if read(line)), 0)
        self.taken = self._taken({key(name) for name in declared}, lines=len(lines) - first)
        """The names that are labels, as `key` writes them."""
        self.names = {
            found.key: _cased(found.name) for found in reversed(self.seen) if found.key in self.taken
        }
        """How each of them was first written."""

    def _taken(self, declared: set[str], *, lines: int) -> frozenset[str]:
        seen = [
            found for found in self.seen if found.dress is not Dress.STOP or self._questions_and_answers()
        ]
        counts = Counter(found.key for found in seen)
        taken = {name for name, count in counts.items() if count > 1}
        dresses = {found.dress for found in seen if found.key in taken} - {Dress.PLAIN, Dress.STOP}
        if len(taken) < 2 and len(counts) <= _FEW and len(seen) > 1 and len(seen) * 2 >= lines:
            taken = set(counts)  # a short talk: every other line at least opens with a name
        elif len(taken) == 1 and max(counts.values()) < 3 and not dresses - {Dress.CAPITALS} and not declared:
            taken, dresses = (
                set(),
                set(),
            )  # a word with a colon, twice, and no second speaker: a way of writing
        taken |= {found.key for found in seen if found.dress in dresses or found.initials}
        letters = set(counts) & _LETTERS
        taken |= set(counts) & (_PARTS | declared | set(self.defined)) | (
            letters if len(letters) > 1 else set()
        )
        full = [found.name for found in seen if found.key in taken and " " in found.name]
        return frozenset(taken | {name for name in counts if any(part_of(name, other) for other in full)})

    def _questions_and_answers(self) -> bool:
        stopped = Counter(found.name for found in self.seen if found.dress is Dress.STOP)
        return stopped["Q"] > 0 and stopped["A"] > 0

    def match(self, text: str) -> Found | None:
        """Return the label that opens the text, or None where it opens with none of those taken."""
        found = read(text)
        if found and found.dress is Dress.STOP and not self._questions_and_answers():
            return None
        return found if found and found.key in self.taken else None

    def stopped(self, text: str) -> Found | None:
        """Return a label with a full stop or semicolon for its colon, where the name is one taken."""
        match = _STOPPED.match(text)
        if not match or key(match["name"]) not in self.taken - _LETTERS - _PARTS:
            return None
        return Found(match["name"] + match["mark"], match["name"], text[match.end() :], Dress.STOP)


def part_of(name: str, other: str) -> bool:
    """Say whether a name (as `key` writes it) is the first or last word of a full name, or its initials."""
    words = key(other).split()
    letters = "".join(word[0] for word in words)
    return len(words) > 1 and (name in {words[0], words[-1]} or name.replace(" ", "") == letters)


def _cased(name: str) -> str:
    """Return a name that was written in capitals as a name; initials stay as they are."""
    long = len(name) > 4 and name.isupper() and "." not in name and not any(map(str.isdigit, name))
    return name.title() if long else name


def _definitions(lines: Sequence[str], seen: Iterable[Found]) -> dict[str, str]:
    """Return what initials stand for, where the text itself says so, and says one thing only."""
    meant: dict[str, set[str]] = {}
    short: dict[str, str] = {}
    for found in seen:
        if found.initials:
            meant.setdefault(key(found.initials), set()).add(_cased(found.name))
        letters = found.name.replace(".", "").replace(" ", "")
        if letters.isupper() and 1 < len(letters) < 5:
            short[found.key] = letters
    whole = "\n".join(lines) if short else ""
    for initials, letters in short.items():
        words = r"[ \u00A0]".join(rf"{re.escape(letter)}[\w'’ʼ-]+" for letter in letters)
        written = r"\.?\s?".join(map(re.escape, letters))
        for match in re.finditer(rf"\b({words})\s*[\[(]\s*{written}\.?\s*[\])]", whole):
            meant.setdefault(initials, set()).add(match[1])
    return {initials: names.pop() for initials, names in meant.items() if len(names) == 1}
