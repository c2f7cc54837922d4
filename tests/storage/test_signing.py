import pytest

from app.storage.signing import Signer

_SIGNER = Signer("s" * 40)
_WORD = _SIGNER.sign({"person": "Олена", "until": 1})


def test_what_we_signed_is_known_again() -> None:
    assert _SIGNER.read(_WORD) == {"person": "Олена", "until": 1}


@pytest.mark.parametrize(
    "word",
    [
        "",
        "x",
        ".",
        _WORD + "A",
        _WORD[:-1],
        _WORD.partition(".")[0],
        Signer("t" * 40).sign({"person": "Олена", "until": 1}),
        Signer("s" * 40).sign({"person": "Борис", "until": 1}).partition(".")[0]
        + "."
        + _WORD.partition(".")[2],
        "я",
        "\ud800",
    ],
)
def test_what_we_did_not_sign_is_nothing(word: str) -> None:
    assert _SIGNER.read(word) is None
