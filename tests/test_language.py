import pytest

from app import language
from app.errors import SettingsError

_PLURALS = {"uk": 3, "sv": 2, "ru": 3, "ar": 6, "ja": 1, "pt-BR": 2}


@pytest.mark.parametrize("code", ["uk", "sv", "pt-BR", "pt_BR", "zh-Hans", "sr-Latn", "ar"])
def test_a_code_is_taken_as_it_is_written(code: str) -> None:
    assert language.check(code) == code


@pytest.mark.parametrize("code", ["", "x", "klingon", "../uk", "uk/..", "uk uk", "uk\n", "12", "-", "ук"])
def test_what_is_no_code_is_refused_with_the_way_to_write_one(code: str) -> None:
    with pytest.raises(SettingsError, match="pt-BR"):
        language.check(code)


@pytest.mark.parametrize(("code", "count"), _PLURALS.items())
def test_plural_forms_are_gettexts(code: str, count: int) -> None:
    assert language.plural_forms(code).startswith(f"nplurals={count};")


def test_a_language_has_a_name_in_every_language_and_in_itself() -> None:
    assert language.name("ru", into="uk") == "російська"
    assert language.own_name("sv") == "svenska"


@pytest.mark.parametrize(
    ("code", "cyrillic", "rtl"),
    [
        ("uk", True, False),
        ("sr-Latn", False, False),
        ("sr", True, False),
        ("sv", False, False),
        ("he", False, True),
        ("uz-Cyrl", True, False),
    ],
)
def test_scripts_are_known(code: str, cyrillic: bool, rtl: bool) -> None:
    assert (language.cyrillic(code), language.right_to_left(code)) == (cyrillic, rtl)
