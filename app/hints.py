"""What a person should look at in the turns of a text. Nothing here changes anything."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, pairwise

from app import markup
from app.document import Block
from app.errors import Message
from app.labels import Dress, Found, Labels, key, part_of

_DASHED = re.compile(r"[—–―-]\s")
_SOME = 5


@dataclass(frozen=True, slots=True)
class Opening:
    """A label where it opens a turn."""

    found: Found
    speaker: str
    line: int
    empty: bool = False
    """The label before it stood alone, and nothing came between."""


def first_words(text: str, count: int = 6) -> str:
    """Return the first words of a text as a reader sees them."""
    words = markup.plain(text).split()
    return " ".join(words[:count]) + (" …" if len(words) > count else "")


def hints(
    openings: Sequence[Opening], blocks: Sequence[Block], labels: Labels, *, waiting: str | None
) -> tuple[Message, ...]:
    """Return what is doubtful about the turns. `waiting` is the speaker of a label that ends the text."""
    return (
        *_stopped(openings),
        *_same_person(openings, blocks),
        *_short_forms(openings),
        *_left_out(labels),
        *_bare(blocks, labels),
        *_inside(blocks, labels),
        *_in_a_row(openings),
        *_empty(openings, waiting),
        *_times(openings),
        *_without_names(openings, blocks),
    )


def _stopped(openings: Sequence[Opening]) -> Iterator[Message]:
    for opening in openings:
        if opening.found.dress is Dress.STOP and len(opening.found.name) > 1:
            yield Message(
                "Line {line}: “{label}” was read as a label of {speaker}, though it has no colon.",
                line=opening.line,
                label=opening.found.label,
                speaker=opening.speaker,
            )


def _same_person(openings: Sequence[Opening], blocks: Sequence[Block]) -> Iterator[Message]:
    """Two names that never answer each other, of whom only one is introduced, may be one person."""
    first = min((opening.line for opening in openings), default=0)
    before = " ".join(block.text for block in blocks if block.line < first).casefold()
    names = list(dict.fromkeys(opening.speaker for opening in openings))
    neighbours = {frozenset((one.speaker, two.speaker)) for one, two in pairwise(openings)}
    for one, two in combinations(names, 2):
        if _alike(key(one), key(two)):
            yield Message(
                "“{one}” and “{two}” are two speakers with names much alike. "
                "If they are one person, declare one to be an alias of the other.",
                one=one,
                two=two,
            )
            continue
        named = [name for name in (one, two) if name.casefold() in before]
        if frozenset((one, two)) not in neighbours and len(named) == 1:
            other = two if named[0] == one else one
            yield Message(
                "“{one}” and “{two}” never follow each other, and only “{one}” is named before the "
                "first turn. If they are one person, declare “{two}” to be an alias of “{one}”.",
                one=named[0],
                two=other,
            )


def _short_forms(openings: Sequence[Opening]) -> Iterator[Message]:
    names = list(dict.fromkeys(opening.speaker for opening in openings))
    for short in names:
        full = [name for name in names if name != short and part_of(key(short), name)]
        if full:
            yield Message(
                "“{short}” may stand for {full}. If so, declare it to be an alias.",
                short=short,
                full=" / ".join(f"“{name}”" for name in full),
            )


def _left_out(labels: Labels) -> Iterator[Message]:
    """A label that occurs once was read as text: say so where it may be a slip of the pen, or a guest."""
    doubtful = {
        found.key: found
        for found in labels.seen
        if found.key not in labels.taken and found.dress is not Dress.STOP
    }
    for found in list(doubtful.values())[:_SOME]:
        alike = [name for known, name in labels.names.items() if _alike(found.key, known)]
        if alike:
            yield Message(
                "“{label}” (“{words}”) was read as text. It resembles “{name}”; "
                "if it is a label, declare it to be an alias.",
                label=found.label,
                words=first_words(found.rest),
                name=alike[0],
            )
        else:
            yield Message(
                "“{label}” (“{words}”) was read as text, because nothing shows that it is a speaker. "
                "If it is one, declare it.",
                label=found.label,
                words=first_words(found.rest),
            )


def _alike(one: str, two: str) -> bool:
    return min(len(one), len(two)) > 2 and SequenceMatcher(None, one, two).ratio() >= 0.75


def _bare(blocks: Sequence[Block], labels: Labels) -> Iterator[Message]:
    """A paragraph that opens with a speaker's name and a capital may be a label that lost its colon."""
    names = [re.escape(name) for known, name in labels.names.items() if len(known) > 2]
    pattern = re.compile(rf"[*_]{{0,2}}({'|'.join(names)})[*_]{{0,2}}\s+(?P<first>[^\W\d_])", re.IGNORECASE)
    for block in blocks:
        match = pattern.match(block.text) if names and not block.mark else None
        if match and match["first"].isupper() and match[1][0].isupper():
            yield Message(
                "Line {line} opens with a speaker's name but no colon (“{words}”). Does a turn begin there?",
                line=block.line,
                words=first_words(block.text),
            )


def _inside(blocks: Sequence[Block], labels: Labels) -> Iterator[Message]:
    names = [re.escape(name) for known, name in labels.names.items() if len(known) > 1]
    if not names:
        return
    pattern = re.compile(
        rf"(?<=[.!?…\"”»)])\s+[*_]{{0,2}}({'|'.join(names)})[*_]{{0,2}}:[*_]{{0,2}}\s+(?=[^\W\d_]|[\"“«])"
    )
    for block in blocks:
        for match in pattern.finditer(block.text):
            if block.text[match.end() :][:1].islower():
                continue
            yield Message(
                "The paragraph at line {line} holds “{words}”: does a new turn begin there?",
                line=block.line,
                words=first_words(block.text[match.start() :].strip()),
            )


def _in_a_row(openings: Sequence[Opening]) -> Iterator[Message]:
    rows = [two for one, two in pairwise(openings) if one.speaker == two.speaker]
    # where most are in a row, the label is repeated at every paragraph, and that is no fault
    if rows and len(rows) * 3 <= len(openings) + 3:
        for opening in rows[:_SOME]:
            yield Message(
                "Line {line}: two turns in a row are by {speaker} (“{words}”). Is the label right?",
                line=opening.line,
                speaker=opening.speaker,
                words=first_words(opening.found.rest),
            )


def _empty(openings: Sequence[Opening], waiting: str | None) -> Iterator[Message]:
    for one, two in pairwise(openings):
        if two.empty:
            yield Message("Line {line}: the turn by {speaker} is empty.", line=one.line, speaker=one.speaker)
    if waiting:
        yield Message("The text ends with a label of {speaker}, and nothing after it.", speaker=waiting)


def _times(openings: Sequence[Opening]) -> Iterator[Message]:
    count = sum(opening.found.time for opening in openings)
    if count:
        yield Message("Times that stood with the labels were left out: {count}.", count=count)


def _without_names(openings: Sequence[Opening], blocks: Sequence[Block]) -> Iterator[Message]:
    if openings:
        return
    dashed = [block for block in blocks if block.mark == "-" or _DASHED.match(block.text)]
    if len(dashed) > 3 and len(dashed) * 3 > len(blocks):
        yield Message(
            "{count} paragraphs open with a dash, as dialogues do. Nothing says who speaks; "
            "write “Name:” before them if the speakers are to be known.",
            count=len(dashed),
        )
    asked = [
        block
        for block in blocks
        if block.text.rstrip("*_ ").endswith("?")
        and (block.mark.startswith("#") or block.text.startswith("**"))
    ]
    if len(asked) > 1:
        yield Message(
            "{count} headings or bold paragraphs are questions (“{words}”). Nothing says who speaks; "
            "write “Name:” before the questions and answers if the speakers are to be known.",
            count=len(asked),
            words=first_words(asked[0].text),
        )
