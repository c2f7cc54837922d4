from app import edition, typography
from tests.talk import catalog, document


def test_as_yet_a_text_stays_as_it_is() -> None:
    assert typography.typeset("“Так” - ні...", language="uk") == "“Так” - ні..."


def test_every_text_of_an_edition_passes_once_with_its_own_language() -> None:
    made = edition.make(document(), catalog(document()), allow_unreviewed=True)
    seen: list[str] = []

    def typeset(text: str, *, language: str) -> str:
        seen.append(language)
        return f"{language}:{text}"

    dressed = edition.dressed(made, typeset)
    before, after = list(made.pieces()), list(dressed.pieces())
    assert [one.text for one in after] == [f"{one.language}:{one.text}" for one in before]
    assert [note for one in after for note in one.notes] == [
        f"{one.language}:{note}" for one in before for note in one.notes
    ]
    assert [one.key for one in after] == [one.key for one in before]
    assert {one.speaker.text[:3] for one in dressed.paragraphs if one.speaker} <= {"uk:", "en:"}
    assert {"uk", "en"} >= set(seen)
