import pytest

from app.quotes import brackets, quotes


def _quoted(text: str) -> list[str]:
    return [text[span.start : span.end + 1] for span in quotes(text).spans]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('They say: "Okay, NATO” and so on.', ['"Okay, NATO”']),
        ("Він сказав: «Так» і „ні“.", ["«Так»", "„ні“"]),
        ("Hon sa ”ja” och »nej« till mig.", ["”ja”", "»nej«"]),
        ("Il dit « oui » et part.", ["« oui »"]),
        ("„Ja“, sagte er. „Nein.“", ["„Ja“", "„Nein.“"]),
        ("«Він каже: “так”», — сказала.", ["«Він каже: “так”»", "“так”"]),
        ("the workers' rights and 'new' ones", ["'new'"]),
        ("don't, it's ’90s, rock 'n' roll", []),
        ('("so") and [“no”]', ['"so"', "“no”"]),
        ("('titushky' is the word)", ["'titushky'"]),
    ],
)
def test_quotations_are_found_in_every_manner_of_writing(text: str, quoted: list[str]) -> None:
    assert _quoted(text) == quoted


def test_marks_without_a_partner_are_told_apart() -> None:
    assert quotes("He said “so and").opened == (8,)
    assert quotes("so” he said").closed == (2,)
    assert brackets("(a [b) c").opened == (0, 3)
    assert brackets("a) b) 1) :) x]").closed == (13,)
    assert [(span.start, span.end) for span in brackets("(a [b] c)").spans] == [(0, 8), (3, 5)]
