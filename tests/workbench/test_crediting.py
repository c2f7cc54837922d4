from dataclasses import replace

import pytest

from app.catalog import State, Target
from app.errors import ReviewError
from app.publication import Colophon
from app.settings import Settings
from app.storage.rows import Revision, Save
from app.workbench import crediting, editions
from app.workbench.editions import Texts
from app.workbench.project import Project
from tests import small


def _colophon(project: Project, language: str = "uk") -> Colophon:
    texts = Texts(project, small.NAME, allow_unreviewed=True)
    return texts.colophon(language, editions.press(project))


def test_nobody_is_named_without_their_consent(project: Project) -> None:
    small.reviewed(project, "Who are you?", "Хто ви?")
    said = _colophon(project)
    assert (said.translators, said.reviewers) == ((), ())


def test_who_agreed_is_named_as_they_chose_and_not_after_they_took_it_back(project: Project) -> None:
    small.reviewed(project, "Who are you?", "Хто ви?")
    assert crediting.agree(project, "Олена", " Olena  K. ") == "Olena K."
    crediting.agree(project, "борис", "Б.")
    crediting.agree(project, "Хтось", "Хтось")
    said = _colophon(project)
    assert (said.translators, said.reviewers) == (("Olena K.",), ("Б.",))
    crediting.withdraw(project, "Олена")
    assert _colophon(project).translators == ()
    assert crediting.named(project, "Борис") == "Б."
    assert crediting.named(project, "Олена") == ""
    with pytest.raises(ReviewError):
        crediting.agree(project, "Олена", "  ")


def test_who_had_a_part_in_an_earlier_text_is_named_too_and_who_did_most_first(project: Project) -> None:
    small.saved(project, "Who are you?", "Хто ти?", person="Аня")
    small.saved(project, "Who are you?", "Хто ви?", person="Яна")
    small.saved(project, "I am a nurse.", "Я медсестра.", person="Яна")
    for person in ("Аня", "Яна"):
        crediting.agree(project, person, person)
    assert _colophon(project).translators == ("Яна", "Аня")


def test_only_the_printed_texts_count(project: Project) -> None:
    small.saved(project, "Who are you?", "Хто ви?")
    crediting.agree(project, "Олена", "Олена")
    texts = Texts(project, small.NAME, allow_unreviewed=True)
    assert texts.colophon("uk", editions.press(project)).translators == ("Олена",)
    assert texts.colophon("sv", editions.press(project)).translators == ()


def test_the_day_is_that_of_the_last_deed_and_the_original_names_no_translators(project: Project) -> None:
    stored = small.reviewed(project, "Who are you?", "Хто ви?")
    crediting.agree(project, "Олена", "Олена")
    assert _colophon(project).date == stored.at[:10]
    assert _colophon(project, "en") == Colophon()


def test_of_work_done_elsewhere_the_day_is_what_the_catalog_says(project: Project) -> None:
    header = dict(project.store.catalog_file(small.NAME, "uk").header)
    assert _colophon(project).date == header["PO-Revision-Date"][:10]


def test_the_front_matter_speaks_before_the_settings(project: Project) -> None:
    object.__setattr__(
        project, "settings", Settings(published="there", rights="CC BY", publisher="We", say_machine=True)
    )
    small.write_source(
        project.folder.root,
        small.TEXT.replace("language: en\n", "language: en\npublished: https://example.org\n"),
    )
    said = _colophon(project)
    assert (said.source, said.rights, said.publisher) == ("https://example.org", "CC BY", "We")
    assert said.machine is None, "nothing is translated yet"


@pytest.mark.parametrize(
    ("origins", "share"),
    [(("google", "", "", ""), 0.25), (("memory", "", "", "google"), 0.25), (("", "", "", ""), 0.0)],
)
def test_the_share_of_machines_is_that_of_printed_texts_that_began_as_their_drafts(
    project: Project, origins: tuple[str, ...], share: float
) -> None:
    object.__setattr__(project, "settings", replace(project.settings, say_machine=True))
    texts = ("Who are you?", "I am a nurse.", "I live in Lviv.", "Thank you for coming.")
    for text, origin in zip(texts, origins, strict=True):
        one = small.unit(project, text)
        target = Target("Так", State.TRANSLATED, origin, "О")
        done = project.store.save(Save(one.id, "uk", one.version, target, "save", person="О"))
        reviewed = replace(target, state=State.REVIEWED, reviewer="Б")
        assert isinstance(done, Revision)
        project.store.save(Save(one.id, "uk", done.version, reviewed, "approve", person="Б"))
    assert _colophon(project).machine == share
