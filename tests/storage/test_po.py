"""What is written as PO is read back, gettext agrees with us, and nothing is misread in silence."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.catalog import Catalog, Key, Kind, Place, State, Target, Unit
from app.errors import CatalogError
from app.storage import po
from tests import small

_CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "data" / "malformed-po.json").read_text("utf-8")
)
_HEADER = po.header(project="Talks: a", language="uk", team="Ukrainian", at="2026-11-23 18:00+0000")

# -- any catalog ----------------------------------------------------------------------------------------

_HOSTILE = (
    'she said "no"',
    "back\\slash \\n \\x41 \\101 \\",
    "line\nbreak",
    "tab\tand\rreturn",
    "form\x0cfeed\x0b\x08",
    "U+2028\u2028 and \x85 and \x1c",
    "أهلا وسهلا \u202b\u200f",
    "👩‍👩‍👧 e\u0301 \ufeff",
    '#, fuzzy\nmsgid "trap"',
    "%s 100% of {name} %(x)d",
    " ",
    '"',
    "\\",
)
_text = st.one_of(
    st.sampled_from(_HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
)
_name = st.sampled_from(["Олена", "Anna-Lisa von K.", "o'Neill; x", "李", "name: other"])
_reason = st.sampled_from(["", "the source changed", "чому: бо", "needs work: again"])
_comment = st.sampled_from(
    [
        "# double",
        "Перевірити ім'я",
        "~ tilde",
        '"quoted"',
        "msgid no",
        "| bar",
        "two  blanks",
        "see translated: x",
    ]
)
_draft = st.builds(
    Target, _text, st.just(State.DRAFT), origin=st.sampled_from(["google", "prepared; not read"])
)
_needs = st.builds(
    Target,
    _text,
    st.just(State.NEEDS_WORK),
    origin=st.sampled_from(["", "memory"]),
    translator=_name,
    reason=_reason,
    previous_source=st.one_of(st.just(""), _text),
)
_done = st.builds(
    Target, _text, st.just(State.TRANSLATED), origin=st.sampled_from(["", "google"]), translator=_name
)
_reviewed = st.builds(Target, _text, st.just(State.REVIEWED), translator=_name, reviewer=_name)
_target = st.one_of(st.just(Target()), _draft, _needs, _done, _reviewed)


def _unit(
    source: str, kind: Kind, target: Target, comments: list[str], flags: list[str], obsolete: bool
) -> Unit:
    context = None if kind is Kind.SEGMENT else kind.value
    place = Place(kind) if kind is not Kind.SEGMENT or obsolete else Place(speaker="Olena, turn 3", turn=2)
    return Unit(Key(source, context), place, target, tuple(comments), tuple(flags), obsolete)


_units = st.builds(
    _unit,
    _text,
    st.sampled_from(Kind),
    _target,
    st.lists(_comment, max_size=3),
    st.lists(st.sampled_from(["no-wrap", "x-ours", "range: 1..2"]), max_size=2, unique=True),
    st.booleans(),
)
_catalogs = st.lists(_units, max_size=5, unique_by=lambda unit: unit.key).map(
    lambda units: Catalog(
        "a",
        "uk",
        tuple(sorted(units, key=lambda unit: unit.obsolete)),
        _HEADER,
        "# Our file.\n#, x-ours\n#. Three lines.",
    )
)


def _read(content: bytes, file: str = "locales/uk/a.po") -> Catalog:
    return po.read(content, document="a", language="uk", file=file)


@given(_catalogs)
@example(Catalog("a", "uk", (Unit(Key("/etc/passwd")),), (), ""))
@example(
    Catalog(
        "a", "uk", (Unit(Key("x" * 100_000), target=Target("ї" * 100_000, State.DRAFT, "google")),), _HEADER
    )
)
def test_a_catalog_written_and_read_is_the_same_catalog(catalog: Catalog) -> None:
    content = po.write(catalog)
    found = _read(content)
    assert found.units == catalog.units
    assert dict(found.header) == dict(catalog.header)
    assert found.header_comment == catalog.header_comment
    assert po.write(found) == content


_mild = st.text(
    st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="\u2028\u2029\x85"), min_size=1
)
_mild_units = st.builds(
    lambda source, target, flags: Unit(Key(source), target=target, flags=tuple(flags)),
    _mild,
    st.one_of(
        st.builds(Target, _mild, st.just(State.DRAFT), st.just("google")),
        st.builds(Target, _mild, st.just(State.NEEDS_WORK), reason=st.just("x"), previous_source=_mild),
        st.builds(Target, _mild, st.just(State.REVIEWED), translator=_name, reviewer=_name),
        st.just(Target()),
    ),
    st.lists(st.just("no-wrap"), max_size=1),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_mild_units, min_size=1, max_size=6, unique_by=lambda unit: unit.key))
def test_gettext_accepts_what_we_write_and_writes_the_same_bytes(units: list[Unit]) -> None:
    content = po.write(Catalog("a", "uk", tuple(units), _HEADER))
    small.gettext("msgfmt", "--check", "-o", "/dev/null", content=content)
    assert small.gettext("msgcat", "--no-wrap", content=content) == content


# -- the form ---------------------------------------------------------------------------------------------

_STATES: tuple[tuple[Target, str, list[str]], ...] = (
    (Target("Так.", State.DRAFT, "google"), "fuzzy", ["# draft: google"]),
    (
        Target("Так.", State.NEEDS_WORK, "google", "Олена", reason="чому?", previous_source="Yea."),
        "fuzzy",
        ["# needs work: чому?", "# translated: Олена", "# origin: google", '#| msgid "Yea."'],
    ),
    (Target("Так.", State.TRANSLATED, "", "Олена"), "fuzzy", ["# translated: Олена; awaiting review"]),
    (Target("Так.", State.REVIEWED, "", "Олена", "Борис"), "", ["# translated: Олена", "# reviewed: Борис"]),
    (Target("Так.", State.REVIEWED, "", "Оля", "оля"), "", ["# reviewed: оля; alone, by the translator"]),
    (Target(), "", []),
)


@pytest.mark.parametrize(("target", "flag", "lines"), _STATES, ids=[one[0].state for one in _STATES])
def test_only_reviewed_text_is_not_fuzzy_and_comments_say_the_rest(
    target: Target, flag: str, lines: list[str]
) -> None:
    text = po.write(Catalog("a", "uk", (Unit(Key("Yes."), target=target),), _HEADER)).decode()
    entry = text.split("\n\n", 1)[1]
    assert ("#, fuzzy" in entry) == bool(flag)
    assert [line for line in lines if line not in entry.split("\n")] == []
    assert _read(text.encode()).units[0].target == target


_FROM_OUTSIDE = (
    ('#, fuzzy\nmsgid "Yes."\nmsgstr "Так."', State.NEEDS_WORK),
    ('# translated: Олена; awaiting review\nmsgid "Yes."\nmsgstr "Так."', State.REVIEWED),
    ('# draft: google\nmsgid "Yes."\nmsgstr "Так."', State.REVIEWED),
    ('# reviewed: Борис\n#, fuzzy\nmsgid "Yes."\nmsgstr "Так."', State.NEEDS_WORK),
    ('#, c-format fuzzy\nmsgid "Yes."\nmsgstr "Так."', State.NEEDS_WORK),
    ('#, fuzzy c-format\nmsgid "Yes."\nmsgstr "Так."', State.NEEDS_WORK),
    ('#,no-wrap\tfuzzy range: 0..3\nmsgid "Yes."\nmsgstr "Так."', State.NEEDS_WORK),
    ('#, not-fuzzy\nmsgid "Yes."\nmsgstr "Так."', State.REVIEWED),
    ('# draft: google\n#, fuzzy\nmsgid "Yes."\nmsgstr ""', State.EMPTY),
    ('# needs work\n# draft: google\n#, fuzzy\nmsgid "Yes."\nmsgstr "Так."', State.NEEDS_WORK),
)


@pytest.mark.parametrize(("entry", "state"), _FROM_OUTSIDE)
def test_the_fuzzy_flag_has_the_last_word_on_the_state(entry: str, state: State) -> None:
    target = _read(entry.encode()).units[0].target
    assert target.state is state
    assert not (target.reviewer and state is not State.REVIEWED)


def test_a_template_has_the_sources_and_no_translation() -> None:
    gone = Unit(Key("Gone."), target=Target("Було."), obsolete=True)
    catalog = Catalog("a", "", (Unit(Key("Yes."), target=Target("Так.", State.DRAFT, "google")), gone))
    text = po.write_template(catalog).decode()
    assert 'msgid "Yes."\nmsgstr ""\n' in text
    assert "Так" not in text
    assert "Gone" not in text


def test_the_header_is_complete_for_gettext() -> None:
    fields = dict(po.header(project="P", language="pt-BR", team="T", at="2026-11-23 18:00+0000"))
    assert fields["Language"] == "pt_BR"
    assert fields["Content-Type"] == "text/plain; charset=UTF-8"
    assert fields["Plural-Forms"].startswith("nplurals=")


# -- what others write --------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["comment"])
def test_an_odd_file_is_read_as_gettext_reads_it_or_refused_with_file_and_line(case: dict[str, Any]) -> None:
    content = case["content"].encode(case.get("encoding", "utf-8"))
    if "refused" in case:
        with pytest.raises(CatalogError) as caught:
            _read(content)
        assert "locales/uk/a.po" in str(caught.value)
        assert case["refused"] in str(caught.value)
        return
    found = [
        [unit.key.context, unit.source, unit.target.text, *(["obsolete"] if unit.obsolete else [])]
        for unit in _read(content)
    ]
    assert found == case["read"]


@pytest.mark.parametrize(
    "case", [case for case in _CASES if "read" in case], ids=lambda case: case["comment"]
)
def test_an_odd_file_that_was_read_is_written_in_a_form_that_stays(case: dict[str, Any]) -> None:
    first = _read(case["content"].encode(case.get("encoding", "utf-8")))
    again = _read(po.write(first))
    assert (again.units, again.header_comment) == (first.units, first.header_comment)
    assert dict(again.header) == dict(first.header)
    for kept in case.get("kept", []):
        assert kept in po.write(first).decode()


def test_there_are_at_least_forty_kinds_of_odd_files() -> None:
    assert len({case["content"] for case in _CASES}) >= 40


def test_every_prefix_of_a_catalog_is_read_or_refused_but_never_a_crash() -> None:
    units = tuple(
        Unit(
            Key(f"Line {n}\nand {n}", "title" if n == 1 else None),
            target=Target(f"Рядок\n{n}", State.DRAFT, "google"),
            obsolete=n > 2,
        )
        for n in range(4)
    )
    content = po.write(Catalog("a", "uk", units, _HEADER))
    refused = 0
    for end in range(len(content)):
        try:
            found = _read(content[:end])
        except CatalogError:
            refused += 1
        else:
            # Whatever is read from a file that was cut off is a part of it.
            assert {unit.key for unit in found} <= {unit.key for unit in units}
            assert all(
                unit.target.text in {"", one.target.text, "Рядок\n"}
                for unit, one in zip(found, units, strict=False)
            )
    assert refused > len(content) // 2


def _told(content: bytes) -> str:
    """Return what a person reads: the refusal, or the name of the file that was read."""
    try:
        _read(content, "locales/uk/a.po")
    except CatalogError as error:
        return str(error)
    return "locales/uk/a.po"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    assert "locales/uk/a.po" in _told(content)
