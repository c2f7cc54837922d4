"""What programs read: the project, a catalog, its changes, a unit with all beside it."""

from app.catalog import State, Target
from app.errors import Message
from app.postedit import Offer
from app.storage.looks import Looks
from app.storage.memory import Pair
from app.storage.rows import Save
from app.workbench import catalogs
from app.workbench.project import Project
from tests import small
from tests.api.conftest import CATALOG, Ask, save

_Q = "Who are you?"


def test_the_project_says_how_far_each_document_is(ask: Ask, project: Project) -> None:
    small.reviewed(project, _Q, "Хто ви?")
    found = ask().get("/documents").json()
    assert (found["project"], found["person"], found["languages"]) == ("Talks", "Олена", ["uk", "sv"])
    (document,) = found["documents"]
    assert (document["name"], document["title"]) == (small.NAME, "A short talk")
    assert document["progress"]["uk"]["reviewed"] == 1
    assert [sum(counts.values()) for counts in document["progress"].values()] == [small.UNITS] * 2


def test_a_catalog_is_the_document_in_its_order_with_speakers_turns_and_paragraphs(ask: Ask) -> None:
    found = ask().get(CATALOG).json()
    units = found["units"]
    assert [one["kind"] for one in units] == ["title", "speaker", "speaker"] + ["segment"] * small.SEGMENTS
    nurse = units[5]
    assert (nurse["source"], nurse["speaker"], nurse["turn"], nurse["paragraph"]) == (
        "I am a nurse.",
        "Olena",
        2,
        2,
    )
    assert (nurse["version"], nurse["target"]["state"], nurse["target"]["text"]) == (0, "empty", "")
    assert found["quotes"] == ["«", "»", "„", "“"]


def test_a_paragraphs_mark_and_a_line_that_ends_early_are_told(ask: Ask, project: Project) -> None:
    small.write_source(project.folder.root, small.TEXT + "\n> A poem,\\\n> in two lines.\n\n## And more\n")
    catalogs.sync(project, small.NAME)
    units = ask().units()
    assert [(one["mark"], one["hard_break"]) for one in units[-3:]] == [
        (">", True),
        (">", False),
        ("##", False),
    ]


def test_what_may_be_done_here_is_told(ask: Ask) -> None:
    assert ask().get(CATALOG).json()["may"] == {"translate": True, "review": True, "approve_own": False}


def test_changes_bring_what_others_saved_since_and_nothing_else(ask: Ask) -> None:
    olena, borys = ask("Олена"), ask("Борис")
    before = borys.get(CATALOG).json()
    olena.operate(save(olena.unit(_Q), "Хто ви?"))
    found = borys.get(f"{CATALOG}/changes", since=before["cursor"]).json()
    assert [(one["source"], one["target"]["text"]) for one in found["units"]] == [(_Q, "Хто ви?")]
    again = borys.get(f"{CATALOG}/changes", since=found["cursor"]).json()
    assert (again["units"], again["cursor"]) == ([], found["cursor"])


def test_changes_of_another_language_are_not_told_here(ask: Ask) -> None:
    olena = ask()
    before = olena.get(f"/catalogs/{small.NAME}/sv").json()["cursor"]
    olena.operate(save(olena.unit(_Q), "Хто ви?"))
    assert olena.get(f"/catalogs/{small.NAME}/sv/changes", since=before).json()["units"] == []


def test_a_document_that_got_another_shape_says_so(ask: Ask, project: Project) -> None:
    olena = ask()
    before = olena.get(CATALOG).json()
    small.write_source(project.folder.root, small.TEXT.replace("We met in the spring.\n\n", ""))
    catalogs.sync(project, small.NAME)
    now = olena.get(f"{CATALOG}/changes", since=before["cursor"]).json()
    assert now["shape"] != before["shape"]
    assert now["generation"] == before["generation"]


def test_beside_a_unit_stand_its_history_other_texts_the_memory_and_findings(
    ask: Ask, project: Project
) -> None:
    small.saved(project, "Yeah.", "Так.")
    other = small.unit(project, "Yeah.", nth=1)
    project.store.suggest(other.id, "uk", "Еге ж.", person="Poedit")
    olena = ask()
    number = other.id
    olena.operate({"id": "1", "unit": number, "base": 0, "move": "save", "text": "Ага"})
    found = olena.get(f"{CATALOG}/units/{number}").json()
    assert [(step["move"], step["person"]) for step in found["history"]] == [("save", "Олена")]
    assert [(one["text"], one["person"]) for one in found["suggestions"]] == [("Еге ж.", "Poedit")]
    assert [(one["target"], one["similarity"], one["exact"]) for one in found["memory"]] == [
        ("Так.", 1.0, True)
    ]
    assert [one["check"] for one in found["findings"]] == ["final_mark"]


def test_a_text_is_checked_before_it_is_saved(ask: Ask) -> None:
    olena = ask()
    unit = olena.unit("We have 12 beds in the *old* house.")
    found = olena.post(
        f"{CATALOG}/findings", {"unit": unit["id"], "text": "У нас 13 ліжок у *старому* домі."}
    )
    assert [one["check"] for one in found.json()["findings"]] == ["numbers"]
    assert olena.unit(unit["source"])["version"] == 0


def test_the_memory_offers_several_texts_with_their_worth_and_where_they_come_from(
    ask: Ask, project: Project
) -> None:
    small.reviewed(project, "Yeah.", "Так.", nth=0)
    pairs = [
        Pair("Yeah.", "Еге ж.", State.TRANSLATED, "Ніна", before="Yeah.", after=small.BEDS, number=3),
        Pair("Yeah!", "Авжеж!", person="Іван"),
        Pair("Yesterday.", "Учора."),
    ]
    project.memory.memories.keep("old.tmx", "uk", pairs, person="О")
    other = small.unit(project, "Yeah.", nth=1)
    found = ask().get(f"{CATALOG}/units/{other.id}").json()["memory"]
    assert [(one["target"], one["exact"], one["in_context"], one["state"]) for one in found] == [
        ("Еге ж.", True, True, "translated"),
        ("Так.", True, False, "reviewed"),
        ("Авжеж!", False, False, None),
    ]
    assert [(one["file"], one["document"], one["number"], one["person"]) for one in found] == [
        ("old.tmx", "", 3, "Ніна"),
        ("", small.NAME, 8, "Олена"),
        ("old.tmx", "", 0, "Іван"),
    ]
    assert found[2]["doubts"] == ["other neighbours", "nobody knows whether it was reviewed"]
    assert found[2]["source"] == "Yeah!"
    assert (found[2]["similarity"], found[2]["score"]) == (0.8, 0.75)


def test_what_the_unit_says_itself_is_not_offered(ask: Ask, project: Project) -> None:
    small.reviewed(project, "Yeah.", "Так.", nth=0)
    small.saved(project, "Yeah.", "Так.", nth=1)
    number = small.unit(project, "Yeah.", nth=1).id
    assert ask().get(f"{CATALOG}/units/{number}").json()["memory"] == []


def test_a_phrase_is_found_with_its_places_in_both_texts(ask: Ask, project: Project) -> None:
    small.reviewed(project, "I live in Lviv.", "🙂 Живу у Львові.")
    olena = ask()
    (found,) = olena.get(f"{CATALOG}/memory", phrase="львов").json()["found"]
    assert (found["source"], found["source_places"], found["target_places"]) == (
        "I live in Lviv.",
        [],
        [[9, 14]],
    )
    assert (found["source"], found["state"]) == ("I live in Lviv.", "reviewed")
    assert (found["document"], found["number"]) == (small.NAME, 7)
    assert olena.get(f"{CATALOG}/memory", phrase="львов", **{"in": "source"}).json()["found"] == []
    assert olena.get(f"{CATALOG}/memory", phrase=" x ").status_code == 422
    assert olena.get("/catalogs/short-talk/de/memory", phrase="xx").status_code == 404


def test_a_text_that_began_from_the_memory_says_so_and_keeps_what_was_offered(
    ask: Ask, project: Project
) -> None:
    olena = ask()
    unit = olena.unit("I am a nurse.")
    began = {"origin": "memory", "offered": "Я медбрат."}
    olena.operate(save(unit, "Я медсестра.") | began)
    after = olena.unit("I am a nurse.")
    assert after["target"]["origin"] == "memory"
    assert Looks(project.store).offers(small.NAME, "uk")[unit["id"]] == Offer("memory", "Я медбрат.")
    olena.operate(save(after, "Я — медсестра.", id="op-9") | {"origin": "opus", "offered": "x"})
    assert olena.unit("I am a nurse.")["target"]["origin"] == "memory"


def test_a_drafts_flags_stand_beside_it_until_somebody_works_on_it(ask: Ask, project: Project) -> None:
    one = small.unit(project, "We have 12 beds in the *old* house.")
    flag = Message("Figures of the source are not in the answer: {figures}.", figures="12")
    draft = Target("У нас є ліжка в *старому* будинку.", State.DRAFT, origin="google")
    offer = Offer("google", draft.text, flags=(flag,))
    project.store.save(Save(one.id, "uk", 0, draft, "draft", offer=offer))
    olena = ask()
    found = olena.get(f"{CATALOG}/units/{one.id}").json()["findings"]
    assert (found[0]["check"], found[0]["message"]) == ("draft", str(flag))
    olena.operate(save(olena.unit(one.unit.source), "У нас 12 ліжок у *старому* будинку."))
    assert olena.get(f"{CATALOG}/units/{one.id}").json()["findings"] == []
