"""The looking for circles goes on after many values were made, also where that failed."""

import gc

import pytest

from app.storage.bulk import in_bulk


def test_the_collector_is_off_meanwhile_and_on_afterwards() -> None:
    with in_bulk():
        assert not gc.isenabled()
        with in_bulk():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="broken"), in_bulk():
        raise ValueError("broken")
    assert gc.isenabled()


def test_who_has_turned_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with in_bulk():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
