"""A small interview with its translation into Ukrainian, for tests of editions and of their formats."""

from collections.abc import Iterator, Mapping, Sequence

from app.catalog import Catalog, Key, Kind, Place, State, Target, Unit
from app.document import Document, Paragraph, Segment, Speaker

PARAGRAPHS = (
    Paragraph((Segment("They met in *Malmö*."), Segment("It was March."))),
    Paragraph((Segment("Beginnings"),), mark="##"),
    Paragraph((Segment("Why?"),), speaker="Martin"),
    Paragraph((Segment("So it was.", hard_break=True), Segment("Exactly.")), speaker="Alexander"),
    Paragraph((Segment("We had [three](#) [aims](https://example.org/?a=1&b=2):"),)),
    Paragraph((Segment("Peace."),), mark="-"),
    Paragraph((Segment("Bread."),), mark="-"),
    Paragraph((Segment("Exactly."),), speaker="Martin"),
)
TARGETS = (
    "Зустрілися в *Мальме*.",
    "Був березень.",
    "Початки",
    "Чому?",
    "Так було.",
    "Саме так.",
    "Ми мали [три](#) [цілі](https://example.org/?a=1&b=2):",
    "Мир.",
    "Хліб.",
    "Авжеж.",
)


def document(paragraphs: Sequence[Paragraph] = PARAGRAPHS) -> Document:
    """Return the interview, or one with other paragraphs."""
    speakers = (Speaker("Martin"), Speaker("Oleksandr", ("Alexander",)))
    return Document("talk", "A Talk", "en", speakers, paragraphs=tuple(paragraphs))


def catalog(
    talk: Document,
    targets: Sequence[str] = TARGETS,
    *,
    states: Mapping[int, State] | None = None,
    language: str = "uk",
    title: Target | None = None,
    names: Mapping[str, Target] | None = None,
) -> Catalog:
    """Return its catalog, all reviewed but for the segments named by number in `states`, counted from 0."""
    title = title or Target("Розмова", State.REVIEWED)
    names = names or {
        "Martin": Target("Мартін", State.REVIEWED),
        "Oleksandr": Target("Олександр", State.REVIEWED),
    }
    units = [Unit(Key(talk.title, "title"), Place(Kind.TITLE), title)]
    units += [Unit(Key(name, "speaker"), Place(Kind.SPEAKER), target) for name, target in names.items()]
    units += _segments(talk, targets, states or {})
    return Catalog(talk.name, language, (*units, Unit(Key("Gone."), obsolete=True)))


def _segments(talk: Document, targets: Sequence[str], states: Mapping[int, State]) -> Iterator[Unit]:
    seen: dict[str, int] = {}
    for number, (place, text) in enumerate(zip(talk.places(), targets, strict=True)):
        source = place.segment.text
        times = seen[source] = seen.get(source, 0) + 1
        state = states.get(number, State.REVIEWED)
        target = Target("" if state is State.EMPTY else text, state)
        key = Key(source, f"repeat {times}" if times > 1 else None)
        yield Unit(key, Place(speaker=place.speaker, turn=place.turn, paragraph=place.paragraph), target)
