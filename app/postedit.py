"""How much of an engine's draft people change: what was offered held against what they made of it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from rapidfuzz.distance import Levenshtein

from app.errors import Message

_WORD = re.compile(r"\w+(?:[’'ʼ-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Offer:
    """A text that was put before a person, and what made it."""

    engine: str
    """An engine's name, `memory`, or what an import was called."""
    text: str
    """As it was offered, before anybody touched it."""
    model: str = ""
    """Which model or version, where the engine could say."""
    route: str = ""
    """The way from language to language where it was not direct, as `en→pl→uk`."""
    flags: tuple[Message, ...] = ()
    """What a person was told to look at before taking it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An offer, and the text that a person left standing in its place."""

    offer: Offer
    final: str
    language: str


@dataclass(frozen=True, slots=True)
class Distance:
    """How far two texts are apart: the fewest insertions, deletions and replacements, and out of how many."""

    edits: int = 0
    length: int = 0
    """Of the longer text: as many edits make one text of any other."""

    @property
    def ratio(self) -> float:
        """Return 0 where nothing was changed, 1 where nothing was kept."""
        return self.edits / self.length if self.length else 0.0

    def __add__(self, other: "Distance") -> "Distance":
        return Distance(self.edits + other.edits, self.length + other.length)


@dataclass(frozen=True, slots=True)
class Work:
    """What people did to the drafts of one engine, model and route in one language."""

    engine: str
    model: str
    route: str
    language: str
    units: int
    untouched: int
    """Of the units, those whose text stands as it was offered."""
    words: Distance
    characters: Distance
    median: float
    """The edit ratio in words that half of the units stay under: one rewritten paragraph does not move it."""

    @property
    def telling(self) -> bool:
        """Say whether there are enough units to compare engines by; a handful says nothing."""
        return self.units >= 20


def words(offered: str, final: str) -> Distance:
    """Count the edits in words. A mark of punctuation is a word of its own; case counts, blanks do not.

    >>> words("Дякую вам за прихід.", "Дякую, що прийшли.").ratio
    0.6
    >>> words("Я з  Донецька.", "Я з Донецька.").edits
    0
    """
    return _distance(_WORD.findall(_composed(offered)), _WORD.findall(_composed(final)))


def characters(offered: str, final: str) -> Distance:
    """Count the edits in characters; letters composed in two ways are the same letter.

    >>> characters("Привіт", "Привіти")
    Distance(edits=1, length=7)
    """
    return _distance(" ".join(_composed(offered).split()), " ".join(_composed(final).split()))


@dataclass(frozen=True, slots=True)
class Measured:
    """How far an offer and what became of it are apart."""

    language: str
    engine: str
    model: str
    route: str
    words: Distance
    characters: Distance


def measure(edit: Edit) -> Measured:
    """Hold an offer against what people made of it."""
    offer = edit.offer
    return Measured(
        edit.language,
        offer.engine,
        offer.model,
        offer.route,
        words(offer.text, edit.final),
        characters(offer.text, edit.final),
    )


def by_engine(edits: Iterable[Edit]) -> tuple[Work, ...]:
    """Sum up by language, engine, model and route; in each language, whose drafts people changed least first.

    Long texts weigh more than short ones, as they do for those who edit them.
    """
    return sum_up(measure(one) for one in edits)


def sum_up(measured: Iterable[Measured]) -> tuple[Work, ...]:
    """Do the same with what has been measured already."""
    groups: dict[tuple[str, str, str, str], list[tuple[Distance, Distance]]] = {}
    for one in measured:
        group = groups.setdefault((one.language, one.engine, one.model, one.route), [])
        group.append((one.words, one.characters))
    found = [
        Work(
            engine,
            model,
            route,
            language,
            units=len(pairs),
            untouched=sum(not in_characters.edits for _, in_characters in pairs),
            words=sum((in_words for in_words, _ in pairs), Distance()),
            characters=sum((in_characters for _, in_characters in pairs), Distance()),
            median=median(in_words.ratio for in_words, _ in pairs),
        )
        for (language, engine, model, route), pairs in groups.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.language, one.words.ratio, one.engine, one.model)))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _distance(one: str | list[str], other: str | list[str]) -> Distance:
    return Distance(Levenshtein.distance(one, other), max(len(one), len(other)))
