from app.catalog import Catalog, Key, Kind, Place, State, Target, Unit
from app.progress import progress, review_share, segments


def _unit(source: str, state: State, *, kind: Kind = Kind.SEGMENT, obsolete: bool = False) -> Unit:
    return Unit(Key(source), Place(kind), Target("x", state), obsolete=obsolete)


_CATALOG = Catalog(
    "talk",
    "uk",
    (
        _unit("A Talk", State.REVIEWED, kind=Kind.TITLE),
        _unit("Martin", State.TRANSLATED, kind=Kind.SPEAKER),
        _unit("One two [three](#).", State.REVIEWED),
        _unit("Four.", State.DRAFT),
        _unit("Five *six*.", State.EMPTY),
        _unit("Gone.", State.REVIEWED, obsolete=True),
    ),
)


def test_all_live_units_are_counted_by_state() -> None:
    done = progress(_CATALOG)
    assert done.counts == {
        State.EMPTY: 1,
        State.DRAFT: 1,
        State.NEEDS_WORK: 0,
        State.TRANSLATED: 1,
        State.REVIEWED: 2,
    }
    assert done.total == 5


def test_words_are_those_that_a_reader_sees() -> None:
    done = progress(_CATALOG)
    assert done.words[State.REVIEWED] == 2 + 3
    assert done.total_words == 2 + 1 + 3 + 1 + 2


def test_title_and_names_do_not_count_for_the_threshold() -> None:
    assert segments(_CATALOG).total == 3
    assert review_share(_CATALOG) == 1 / 3


def test_an_empty_catalog_is_not_reviewed() -> None:
    assert review_share(Catalog("talk", "uk", ())) == 0.0
