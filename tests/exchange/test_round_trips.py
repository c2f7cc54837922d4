"""What every format promises: out and back in, nothing is lost, and an untouched file changes nothing."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given

from app import exchange
from app.catalog import State, Unit
from app.exchange import tmx
from app.exchange.matching import Matcher
from app.exchange.parcel import unit_id
from app.returning import Base, Fate, decide, writable
from tests.exchange.parcels import UNITS, parcel, units

_EXACT = {"xliff"}
"""Formats that can hold every character; in the others its picture stands for a control character."""
_NAMELESS = {"docx-table"}
"""Formats that name no people: a text comes back as that of whoever changed it, or hands it in."""


def _sent(form: str, units: Sequence[Unit]) -> list[Unit]:
    """Return the units that a format takes along: a memory has no drafts."""
    return [unit for unit in units if not unit.obsolete and (form != "tmx" or tmx.sends(unit))]


def _as_held(form: str, text: str) -> str:
    return text if form in _EXACT else writable(text)


@pytest.mark.parametrize("form", exchange.EXCHANGES)
@given(drawn=units())
def test_any_text_comes_back_as_it_went_out(form: str, drawn: list[Unit]) -> None:
    back = exchange.read(exchange.EXCHANGES[form].write(parcel(drawn)), file="f")
    sent = _sent(form, drawn)
    sources = parcel(drawn).catalog.sources() if form == "tmx" else {unit.key: unit.source for unit in sent}
    assert (back.document, back.language) == ("short-talk", "uk")
    assert [one.id for one in back.units] == [unit_id(unit.key) for unit in sent]
    assert [one.source for one in back.units] == [_as_held(form, sources[unit.key]) for unit in sent]
    assert [one.theirs.text for one in back.units] == [_as_held(form, unit.target.text) for unit in sent]
    assert [one.theirs.base for one in back.units] == [Base.of(unit.target) for unit in sent]
    for one, unit in zip(back.units, sent, strict=True):
        said = "\n".join(remark.text for remark in one.comments)
        assert all(writable(line) in said for line in unit.comments)
        if form not in _NAMELESS:
            assert one.theirs.author == writable(unit.target.translator)
            assert one.theirs.reviewer == writable(unit.target.reviewer)


@pytest.mark.parametrize("form", exchange.EXCHANGES)
@given(drawn=units())
def test_an_untouched_file_changes_nothing(form: str, drawn: list[Unit]) -> None:
    back = exchange.read(exchange.EXCHANGES[form].write(parcel(drawn)), file="f")
    for one, unit in zip(back.units, _sent(form, drawn), strict=True):
        theirs = replace(one.theirs, author="A", reviewer="B")
        assert decide(theirs, unit.target, trust=True, alone=True).fate is Fate.UNCHANGED


@pytest.mark.parametrize("form", exchange.EXCHANGES)
def test_obsolete_units_stay_at_home_and_the_others_are_found_again(form: str) -> None:
    back = exchange.read(exchange.EXCHANGES[form].write(parcel()), file="f")
    sent = [UNITS.index(unit) for unit in _sent(form, UNITS)]
    assert [Matcher(UNITS).find(one).index for one in back.units] == sent


@pytest.mark.parametrize("form", exchange.EXCHANGES)
def test_the_same_parcel_gives_the_same_bytes(form: str) -> None:
    write = exchange.EXCHANGES[form].write
    assert write(parcel()) == write(parcel())


@pytest.mark.parametrize("form", exchange.EXCHANGES)
def test_a_state_comes_back_as_it_went_out_or_says_nothing(form: str) -> None:
    back = exchange.read(exchange.EXCHANGES[form].write(parcel()), file="f")
    for one, unit in zip(back.units, _sent(form, UNITS), strict=True):
        allowed = (
            {unit.target.state, None}
            if unit.target.state in {State.EMPTY, State.DRAFT}
            else {unit.target.state}
        )
        assert one.theirs.claim in allowed
