"""Where a draft came from is kept to the end, and held against what people made of it."""

from app import review
from app.postedit import Offer
from app.storage.looks import Looks
from app.storage.rows import Save
from app.workbench import editing, joining, postedits
from app.workbench.project import Project
from tests import small

_Q = "I am a nurse."


def _draft(project: Project, source: str, text: str, engine: str = "google", model: str = "") -> None:
    one = small.unit(project, source)
    target = review.draft(one.unit.target, text, origin=engine)
    assert target is not None
    offer = Offer(engine, text, model) if model else None
    project.store.save(Save(one.id, "uk", one.version, target, "draft", offer=offer))


def test_what_was_offered_stays_with_the_unit_through_edits_and_review(project: Project) -> None:
    _draft(project, _Q, "Я няня.", "opus", "2024")
    small.saved(project, _Q, "Я медсестра.")
    small.saved(project, _Q, "Я — медсестра.")
    editing.approve(project, small.where(project, _Q), person="Борис")
    one = small.unit(project, _Q)
    assert one.unit.target.origin == "opus"
    assert Looks(project.store).offers(small.NAME, "uk")[one.id] == Offer("opus", "Я няня.", "2024")
    (work,) = postedits.work(project, languages=["uk"])
    assert (work.engine, work.model, work.units, work.untouched) == ("opus", "2024", 1, 0)
    assert (work.words.edits, work.words.length) == (2, 4)


def test_a_draft_that_nobody_took_is_nobodys_judgement(project: Project) -> None:
    _draft(project, _Q, "Я няня.")
    assert postedits.work(project) == ()


def test_the_last_offer_is_what_the_text_is_held_against(project: Project) -> None:
    _draft(project, _Q, "Я няня.")
    _draft(project, _Q, "Я медсестра.", "deepl")
    small.saved(project, _Q, "Я медсестра.")
    (work,) = postedits.work(project)
    assert (work.engine, work.untouched) == ("deepl", 1)


def test_texts_that_were_joined_are_left_out(project: Project) -> None:
    _draft(project, _Q, "Я медсестра.")
    _draft(project, "I live in Lviv.", "Живу у Львові.")
    joining.join(project, small.where(project, "I live in Lviv."), person="Олена")
    assert postedits.work(project) == ()
