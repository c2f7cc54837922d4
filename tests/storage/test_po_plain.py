"""Plain entries are put together without polib, and come out as polib would have written them."""

from hypothesis import example, given
from hypothesis import strategies as st

from app.storage import po, po_plain
from app.storage.po_plain import Parts

_any = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_plain = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=12)
_text = st.one_of(_plain, _any)
_YES = Parts(None, "Yes.", "Так.", None, None, ("translated: Оля",), "Olha, turn 2", "source/a.md", (), False)


@given(
    st.builds(
        Parts,
        context=st.one_of(st.none(), _text),
        source=_text,
        text=_text,
        previous_context=st.one_of(st.none(), _text),
        previous_source=st.one_of(st.none(), _text),
        comments=st.lists(_text, max_size=3).map(tuple),
        place=_text,
        file=st.just("source/a.md"),
        flags=st.lists(st.sampled_from(["fuzzy", "no-wrap"]), max_size=2, unique=True).map(tuple),
        obsolete=st.booleans(),
    )
)
@example(_YES)
def test_a_plain_entry_is_what_polib_writes(parts: Parts) -> None:
    ours = po_plain.text(parts)
    assert ours is None or ours == po._by_polib(parts)


def test_an_ordinary_entry_is_a_plain_one() -> None:
    assert po_plain.text(_YES) == (
        '# translated: Оля\n#. Olha, turn 2\n#: source/a.md\nmsgid "Yes."\nmsgstr "Так."'
    )
