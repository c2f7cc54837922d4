"""Nobody compares two texts at ten words a second."""

import pytest

from app import haste
from app.catalog import State, Target

_SOURCE = " ".join(["word"] * 20)
_DRAFT = Target(" ".join(["слово"] * 20), State.DRAFT, origin="google")
_KEPT = Target(_DRAFT.text, State.TRANSLATED, origin="google", translator="Оля")


@pytest.mark.parametrize(
    ("draft", "kept", "seconds", "marked", "why"),
    [
        (_DRAFT, _KEPT, 3.9, True, "forty words need four seconds"),
        (_DRAFT, _KEPT, 4.0, False, "so long one may have read them"),
        (_DRAFT, _KEPT, None, False, "nothing is said where nothing is known"),
        (_DRAFT, Target("Інше", State.TRANSLATED, translator="Оля"), 0.1, False, "it was edited"),
        (_KEPT, _KEPT, 0.1, False, "a person's text was no draft"),
        (
            Target(_DRAFT.text, State.DRAFT, origin="memory"),
            _KEPT,
            0.1,
            False,
            "the memory holds people's texts",
        ),
        (_DRAFT, _DRAFT, 0.1, False, "nobody confirmed it"),
    ],
)
def test_hasty(draft: Target, kept: Target, seconds: float | None, marked: bool, why: str) -> None:
    assert haste.hasty(_SOURCE, draft, kept, seconds) is marked, why
