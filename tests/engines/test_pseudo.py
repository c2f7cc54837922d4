import pytest

from app.engines import describe
from app.engines.runner import run
from app.settings import Settings
from tests import interview
from tests.engines.asking import asked


@pytest.mark.parametrize(
    ("language", "made"),
    [
        ("uk", "[І лівєд ін [X1X]Єурїпє[X2X] їґє.]"),
        ("ru", "[Ы лывэд ын [X1X]Эуропэ[X2X] ыэё.]"),
        ("sv", "[Ï lïvéd ïn [X1X]Éûröpé[X2X] åäö.]"),
        ("de", "[Ï lïvéd ïn [X1X]Éûröpé[X2X].]"),
    ],
)
def test_it_is_bracketed_and_in_the_letters_of_the_language(language: str, made: str) -> None:
    (text,) = describe("pseudo", Settings()).translate(
        asked(["I lived in [X1X]Europe[X2X]."], target=language)
    )
    assert text == made


@pytest.mark.parametrize(("language", "share"), [("uk", 1.0), ("ru", 1.0), ("sv", 0.99)])
def test_a_demonstration_shows_the_interview_though_the_guards_judge_it_too(
    language: str, share: float
) -> None:
    texts = interview.segments()
    outcomes = list(run(describe("pseudo", Settings()), texts, source="en", target=language))
    assert sum(outcome.text is not None for outcome in outcomes) >= len(texts) * share
