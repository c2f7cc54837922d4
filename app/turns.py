"""Who speaks: paragraphs made of blocks, their labels taken off, the speakers named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app import hints
from app.document import Block, Speaker
from app.errors import DocumentError, Message
from app.labels import Found, Labels, key


@dataclass(frozen=True, slots=True)
class TurnParagraph:
    """A paragraph without its label."""

    block: Block
    speaker: str | None
    """Set where a turn opens; None where the turn before goes on, or before the first turn."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the text, for the person who has to say which of them mean the same speaker."""

    label: str
    """As it is written: `Martin:`, `Oleksandr.`"""
    speaker: str
    count: int
    first_words: str
    """What its first turn begins with."""


@dataclass(frozen=True, slots=True)
class Turns:
    """The paragraphs of a text with their speakers, and what a person should look at."""

    paragraphs: tuple[TurnParagraph, ...]
    speakers: tuple[Speaker, ...]
    """In the order in which they first speak."""
    labels: tuple[Label, ...]
    """The most frequent first."""
    hints: tuple[Message, ...]


def find(blocks: Sequence[Block], *, aliases: Mapping[str, str] | None = None) -> Turns:
    """Find the turns of an interview. A text without labels comes back as it is, without speakers.

    `aliases` says which label means which speaker, as in `{"Alexander": "Oleksandr"}`; `{"Guix": "Guix"}`
    declares a label that was not taken for one. Nothing else is merged but what the text defines, as by
    `Alice Jones (AJ):`.
    Raise `DocumentError` for an alias that labels nothing, and for aliases that run in a circle.
    """
    aliases = aliases or {}
    labels = Labels((block.text for block in blocks if not _heading(block)), declared=aliases)
    names = _resolve(labels, aliases)
    paragraphs: list[TurnParagraph] = []
    openings: list[hints.Opening] = []
    waiting: str | None = None  # the speaker of a label that stands alone
    for block, found in _labelled(blocks, labels, names):
        if found is None:
            paragraphs.append(TurnParagraph(block, waiting))
            waiting = None
            continue
        speaker = names[found.key]
        openings.append(hints.Opening(found, speaker, block.line, empty=waiting is not None))
        waiting = speaker
        if block.text:
            paragraphs.append(TurnParagraph(block, speaker))
            waiting = None
    return Turns(
        tuple(paragraphs),
        _speakers(openings),
        _inventory(openings, paragraphs),
        hints.hints(openings, tuple(paragraph.block for paragraph in paragraphs), labels, waiting=waiting),
    )


def _heading(block: Block) -> bool:
    return block.mark.startswith("#")


def _labelled(
    blocks: Sequence[Block], labels: Labels, names: Mapping[str, str]
) -> Iterator[tuple[Block, Found | None]]:
    """Yield blocks without their labels, each with its label; a label on a later line opens a new block."""
    before: str | None = None
    for block in blocks:
        for piece in _pieces(block, labels):
            found = None if _heading(piece) else labels.match(piece.text)
            if found is None and before is not None and not _heading(piece):
                # only after another speaker: else it may be a sentence of one word
                stopped = labels.stopped(piece.text)
                found = stopped if stopped and names[stopped.key] != before else None
            if found is None:
                yield piece, None
            else:
                before = names[found.key]
                yield replace(piece, text=found.rest.strip(), mark=""), found


def _pieces(block: Block, labels: Labels) -> Iterator[Block]:
    lines = block.text.split("\n")
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or (not _heading(block) and labels.match(lines[at])):
            yield replace(block, text="\n".join(lines[start:at]), line=block.line + start)
            start = at


def _resolve(labels: Labels, aliases: Mapping[str, str]) -> dict[str, str]:
    """Return the speaker of each label, by the person's word first, then by the text's."""
    said = {key(label): speaker for label, speaker in aliases.items()}
    for label in aliases:
        if key(label) not in labels.counts:
            raise DocumentError(
                "The alias “{label}” cannot be used: no paragraph opens with “{label}:”. "
                "The labels found are: {found}.",
                label=label,
                found=", ".join(f"“{name}”" for name in labels.names.values()) or "–",
            )
    return {name: _follow(name, said, labels) for name in labels.taken}


def _follow(name: str, said: Mapping[str, str], labels: Labels) -> str:
    steps = [name]
    while True:
        here = steps[-1]
        spelled = said.get(here) or labels.defined.get(here)
        if spelled is None or key(spelled) == here:
            return labels.names.get(here) or spelled or here
        if key(spelled) in steps:
            raise DocumentError(
                "The aliases run in a circle: {circle}. Say for each speaker which name is the one to use.",
                circle=" = ".join(f"“{labels.names.get(step, step)}”" for step in [*steps, key(spelled)]),
            )
        steps.append(key(spelled))
        if key(spelled) not in said and key(spelled) not in labels.defined:
            return labels.names.get(key(spelled), spelled)


def _speakers(openings: Sequence[hints.Opening]) -> tuple[Speaker, ...]:
    others: dict[str, list[str]] = {}
    for opening in openings:
        spellings = others.setdefault(opening.speaker, [])
        if opening.found.key not in {key(opening.speaker), *map(key, spellings)}:
            spellings.append(opening.found.name)
    return tuple(Speaker(name, tuple(spellings)) for name, spellings in others.items())


def _inventory(openings: Sequence[hints.Opening], paragraphs: Sequence[TurnParagraph]) -> tuple[Label, ...]:
    counted: dict[str, Label] = {}
    for opening in openings:
        known = counted.get(opening.found.label)
        counted[opening.found.label] = (
            replace(known, count=known.count + 1)
            if known
            else Label(opening.found.label, opening.speaker, 1, _first_words(opening, paragraphs))
        )
    return tuple(sorted(counted.values(), key=lambda label: -label.count))


def _first_words(opening: hints.Opening, paragraphs: Sequence[TurnParagraph]) -> str:
    text = opening.found.rest.strip()
    if not text:
        text = next((item.block.text for item in paragraphs if item.block.line > opening.line), "")
    return hints.first_words(text)
