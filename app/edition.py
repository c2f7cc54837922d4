"""The edition: the document's order with translations in place, and what is missing by name.

It knows nothing of formats; the writers of `export/` know nothing of catalogs and states of review.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.catalog import Catalog, Key, Kind, State, Unit
from app.checks.finding import Finding, Severity
from app.document import Document, Place
from app.errors import EditionError, Listed, Message
from app.progress import segments

_LISTED = 3
"""How many faults an error tells; the page of findings has them all."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text as it stands in the edition."""

    text: str
    """With the inline markup of `markup.py`."""
    language: str
    """The edition's language, or the source's where the translation is missing."""
    state: State
    """The unit's; a piece in the source language keeps the state that kept its translation out."""
    key: Key
    hard_break: bool = False
    """The printed line ends after it."""
    notes: tuple[str, ...] = ()
    """Editor's notes that exist in this language only and hang on the end of it, with inline markup."""


@dataclass(frozen=True, slots=True)
class EditionParagraph:
    """A paragraph of the document, translated."""

    number: int
    """The document's paragraph, counted from 0: two languages of a document meet by it."""
    mark: str
    """As in `document.Paragraph`."""
    speaker: Piece | None
    """The translated name, set where a turn opens."""
    pieces: tuple[Piece, ...]
    """At least one."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A text whose translation is not in the edition."""

    key: Key
    reason: State
    """How far its translation has come."""
    turn: int
    """As in `document.Place`; 0 for the title and for names."""

    @property
    def source(self) -> str:
        """The text that stands there instead."""
        return self.key.source


@dataclass(frozen=True, slots=True)
class Edition:
    """A document in one language, ready to be written in any format."""

    name: str
    """The document's."""
    title: Piece
    language: str
    source_language: str
    speakers: tuple[Piece, ...]
    """In the document's order."""
    paragraphs: tuple[EditionParagraph, ...]
    missing: tuple[Missing, ...]
    draft: bool
    """Whether text stands in it that nobody has reviewed. A writer says so on top."""

    def pieces(self) -> Iterator[Piece]:
        """Yield every text: the title, the speakers' names, then the paragraphs' texts in order."""
        yield self.title
        yield from self.speakers
        for paragraph in self.paragraphs:
            yield from paragraph.pieces

    def reviewed(self, piece: Piece) -> bool:
        """Say whether a piece may stand as it is; a source text needs no review."""
        return piece.state is State.REVIEWED or not self.translated(piece)

    def translated(self, piece: Piece) -> bool:
        """Say whether a piece is in the edition's language."""
        return piece.language == self.language


def make(
    document: Document,
    catalog: Catalog,
    *,
    allow_unreviewed: bool = False,
    threshold: float = 0.8,
    findings: Mapping[Key, Sequence[Finding]] | None = None,
) -> Edition:
    """Put a catalog's translations into the document's order.

    Only reviewed text is used, and only where the share of reviewed segments reaches the threshold; what is
    missing then stands in the source language. With `allow_unreviewed` any text is used, and neither a
    threshold nor findings stop it: it is a draft. Raise `EditionError` below the threshold, where a text that
    would be used has a finding of severity error, and where document and catalog do not agree.
    """
    title, speakers, units = _matched(document, catalog)
    short = _short_of(catalog, threshold)
    if short and not allow_unreviewed:
        raise _too_little(document, catalog, short)
    choose = _Choice(document.language, catalog.language, allow_unreviewed=allow_unreviewed)
    used = [unit for unit in (title, *speakers.values(), *units) if choose.uses(unit)]
    if not allow_unreviewed:
        _check_findings(used, document, catalog, findings or {})
    title_piece, *names = [choose.piece(unit) for unit in (title, *speakers.values())]
    by_name = dict(zip(speakers, names, strict=True))
    for speaker in document.speakers:
        by_name |= {alias: by_name[speaker.name] for alias in speaker.aliases if speaker.name in by_name}
    pieces = tuple(choose.pieces(document, units))
    paragraphs = tuple(_paragraphs(document, pieces, by_name))
    shown = [title_piece, *names, *(piece for piece in pieces if piece is not None)]
    turns = [0] * (1 + len(names)) + [
        place.turn for place, piece in zip(document.places(), pieces, strict=True) if piece is not None
    ]
    return Edition(
        document.name,
        title_piece,
        catalog.language,
        document.language,
        tuple(names),
        paragraphs,
        tuple(
            Missing(piece.key, piece.state, turn)
            for piece, turn in zip(shown, turns, strict=True)
            if piece.language != catalog.language
        ),
        draft=bool(short)
        or any(findings_of(used, findings or {}))
        or any(piece.state is not State.REVIEWED and piece.language == catalog.language for piece in shown),
    )


def original(document: Document) -> Edition:
    """Return the document as an edition of itself, as a bilingual one sets it beside a translation."""

    def piece(text: str, *, hard_break: bool = False, kind: str | None = None) -> Piece:
        return Piece(text, document.language, State.REVIEWED, Key(text, kind), hard_break)

    names = {speaker.name: piece(speaker.name, kind=Kind.SPEAKER.value) for speaker in document.speakers}
    for speaker in document.speakers:
        names |= dict.fromkeys(speaker.aliases, names[speaker.name])
    return Edition(
        document.name,
        piece(document.title, kind=Kind.TITLE.value),
        document.language,
        document.language,
        tuple(names[speaker.name] for speaker in document.speakers),
        tuple(
            EditionParagraph(
                number,
                paragraph.mark,
                (names.get(paragraph.speaker) or _untranslated_name(paragraph.speaker, document))
                if paragraph.speaker is not None
                else None,
                tuple(piece(one.text, hard_break=one.hard_break) for one in paragraph.segments),
            )
            for number, paragraph in enumerate(document.paragraphs)
        ),
        (),
        draft=False,
    )


def dressed(edition: Edition, typeset: Callable[..., str]) -> Edition:
    """Return an edition whose every text and note has passed a function, with the text's own language.

    What makes a text itself, its key, stays as the catalog has it.
    """

    def piece(one: Piece) -> Piece:
        return replace(
            one,
            text=typeset(one.text, language=one.language),
            notes=tuple(typeset(note, language=one.language) for note in one.notes),
        )

    return replace(
        edition,
        title=piece(edition.title),
        speakers=tuple(piece(one) for one in edition.speakers),
        paragraphs=tuple(
            replace(
                paragraph,
                speaker=piece(paragraph.speaker) if paragraph.speaker else None,
                pieces=tuple(piece(one) for one in paragraph.pieces),
            )
            for paragraph in edition.paragraphs
        ),
    )


def _matched(document: Document, catalog: Catalog) -> tuple[Unit, Mapping[str, Unit], tuple[Unit, ...]]:
    """Return the units of title, speakers and segments, or raise where the catalog is another document's."""
    units = tuple(unit for unit in catalog.live if unit.place.kind is Kind.SEGMENT)
    speakers = {unit.source: unit for unit in catalog.live if unit.place.kind is Kind.SPEAKER}
    title = next((unit for unit in catalog.live if unit.place.kind is Kind.TITLE), None)
    sources = [place.segment.text for place in document.places()]
    if not sources:
        raise EditionError("“{name}” has no text yet.", name=document.name)
    found = [unit.source for unit in units]
    if title is None or title.source != document.title or found != sources:
        number = next(
            (at for at, pair in enumerate(zip(sources, found, strict=False)) if pair[0] != pair[1]),
            min(len(sources), len(found)),
        )
        text = document.title if found == sources else (sources if number < len(sources) else found)[number]
        raise EditionError(
            "The {language} catalog of “{name}” does not agree with the document, first at “{text}”. "
            "Run “workbench sync”, then make the edition again.",
            language=catalog.language,
            name=document.name,
            text=text,
        )
    return title, speakers, units


def _short_of(catalog: Catalog, threshold: float) -> int:
    """Return how many reviewed segments an edition needs, where there are fewer; else 0."""
    done = segments(catalog)
    # 0.8 of 35 is 28, whatever floating point makes of it
    needed = math.ceil(threshold * done.total - 1e-9)
    return needed if done.counts[State.REVIEWED] < needed else 0


def _too_little(document: Document, catalog: Catalog, needed: int) -> EditionError:
    done = segments(catalog)
    left = tuple(
        Message("{count} {state}", count=count, state=state)
        for state, count in done.counts.items()
        if count and state is not State.REVIEWED
    )
    return EditionError(
        "“{name}” in {language}: {reviewed} of {total} segments are reviewed, an edition needs {needed}. "
        "Not reviewed: {left}. Review more, or ask for a draft edition "
        "(on the command line: --allow-unreviewed).",
        name=document.name,
        language=catalog.language,
        reviewed=done.counts[State.REVIEWED],
        total=done.total,
        needed=needed,
        left=Listed(left),
    )


def _check_findings(
    used: Sequence[Unit], document: Document, catalog: Catalog, findings: Mapping[Key, Sequence[Finding]]
) -> None:
    faults = list(findings_of(used, findings))
    if faults:
        told = tuple(
            Message("“{source}”: {finding}", source=unit.source, finding=finding.message)
            for unit, finding in faults[:_LISTED]
        )
        raise EditionError(
            "“{name}” in {language}: {count} faults would be printed. Put them right first: {faults}",
            name=document.name,
            language=catalog.language,
            count=len(faults),
            faults=Listed(told, "; "),
        )


def findings_of(
    units: Sequence[Unit], findings: Mapping[Key, Sequence[Finding]]
) -> Iterator[tuple[Unit, Finding]]:
    """Yield what stops an edition: the findings of severity error, each with its unit."""
    for unit in units:
        for finding in findings.get(unit.key, ()):
            if finding.severity is Severity.ERROR:
                yield unit, finding


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which text of a unit stands in the edition."""

    source_language: str
    language: str
    allow_unreviewed: bool

    def uses(self, unit: Unit) -> bool:
        reviewed = unit.target.state is State.REVIEWED
        return bool(unit.target.text) and (reviewed or self.allow_unreviewed)

    def piece(self, unit: Unit, *, hard_break: bool = False) -> Piece:
        # a single space means “joined”, which neither a title nor a name can be
        used = self.uses(unit) and unit.target.text.strip()
        text, language = (unit.target.text, self.language) if used else (unit.source, self.source_language)
        notes = unit.target.notes if used else ()
        return Piece(text, language, unit.target.state, unit.key, hard_break, notes)

    def pieces(self, document: Document, units: Sequence[Unit]) -> Iterator[Piece | None]:
        """Yield a piece for each segment, None for one whose text lives in the one before."""
        before: Piece | None = None
        for place, unit in zip(document.places(), units, strict=True):
            joined = unit.target.joined
            if before is not None and joined and before.language == self.language:
                yield None
                continue
            piece = self.piece(unit, hard_break=place.segment.hard_break)
            if before is not None and joined:
                # where the one before stands in the source language, so must this, and for its reason
                piece = replace(piece, state=before.state)
            before = piece
            yield piece


def _paragraphs(
    document: Document, pieces: Sequence[Piece | None], speakers: Mapping[str, Piece]
) -> Iterator[EditionParagraph]:
    places: Iterator[tuple[Place, Piece | None]] = zip(document.places(), pieces, strict=True)
    label: Piece | None = None
    for number, paragraph in enumerate(document.paragraphs):
        if paragraph.speaker is not None:
            label = speakers.get(paragraph.speaker) or _untranslated_name(paragraph.speaker, document)
        found: list[Piece] = []
        for _ in paragraph.segments:
            place, piece = next(places)
            if piece is not None:
                found.append(piece)
            elif found and place.segment.hard_break:
                found[-1] = replace(found[-1], hard_break=True)
        # a paragraph that was joined to the one before is gone; its label waits for the turn's next one
        if found:
            yield EditionParagraph(number, paragraph.mark, label, tuple(found))
            label = None


def _untranslated_name(name: str, document: Document) -> Piece:
    return Piece(name, document.language, State.EMPTY, Key(name, Kind.SPEAKER.value))
