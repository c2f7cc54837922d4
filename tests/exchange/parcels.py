"""Parcels for the tests of exchange formats: small ones, and any that hypothesis thinks of."""

from collections.abc import Sequence

from hypothesis import strategies as st

from app.catalog import Catalog, Key, Kind, Place, State, Target, Unit
from app.document import Document
from app.exchange.parcel import Parcel

_PLACE = Place(speaker="Olena", turn=2, paragraph=1)
UNITS = (
    Unit(Key("A talk", "title"), Place(Kind.TITLE), Target("Розмова", State.REVIEWED, "", "Олена", "Борис")),
    Unit(Key("Olena", "speaker"), Place(Kind.SPEAKER)),
    Unit(Key("Who are you?"), _PLACE, Target("Хто ви?", State.TRANSLATED, "google", "Олена"), ("formal",)),
    Unit(
        Key("An *old* [house](https://example.org/?a=1&b=2) `x<y` [^1]"),
        _PLACE,
        Target("*Старий* [дім](https://example.org/?a=1&b=2) `x<y` [^1]", State.DRAFT, "google"),
    ),
    Unit(
        Key("Yeah."),
        _PLACE,
        Target("Так.", State.NEEDS_WORK, "", "Олена", reason="too short", previous_source="Yes."),
        ("first", "second"),
    ),
    Unit(Key("Yeah.", "repeat 2"), _PLACE, Target("Авжеж.", State.REVIEWED, "", "Олена", "Олена")),
    Unit(Key("Thanks."), Place()),
    Unit(Key("Gone."), obsolete=True),
)
"""One of each: every state, kind and mark, a repeat, one without a translation, and one that is obsolete."""


def parcel(units: Sequence[Unit] = UNITS, *, language: str = "uk") -> Parcel:
    """Return a parcel with these units."""
    return Parcel(Document("short-talk", "A talk", "en"), Catalog("short-talk", language, tuple(units)))


_TEXTS = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="аб c*_`[](){}<>&;\\^1'\"=+-@\t\r\n\x00\x0b\ufffe\u2028", max_size=20),
)


@st.composite
def units(draw: st.DrawFn) -> list[Unit]:
    """Draw units with any text in every place."""
    found: dict[Key, Unit] = {}
    for _ in range(draw(st.integers(1, 4))):
        key = Key(draw(_TEXTS.filter(bool)), draw(st.none() | _TEXTS.filter(bool)))
        state = draw(st.sampled_from(State))
        text = "" if state is State.EMPTY else draw(_TEXTS.filter(bool))
        person = "" if state in {State.EMPTY, State.DRAFT} else draw(_TEXTS)
        reviewer = draw(_TEXTS) if state is State.REVIEWED else ""
        target = Target(text, state, draw(_TEXTS), person, reviewer, draw(_TEXTS))
        found[key] = Unit(key, Place(speaker=draw(st.none() | _TEXTS)), target, tuple(draw(st.lists(_TEXTS))))
    return list(found.values())
