"""What the routes say to a person, they say in the language that the person asks for."""

import json
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.api import serving, shown, speech
from app.catalog import Cause, State, Target
from app.errors import Listed, Message
from app.language import Tongue
from app.postedit import Offer
from app.roles import Role
from app.storage.rows import Save
from app.ui import words
from app.workbench.desk import Desk
from app.workbench.project import Project
from tests import small
from tests.api.conftest import CATALOG, Ask, Asker, save

_Q = "Who are you?"
_UK = {"Accept-Language": "uk-UA,uk;q=0.9,en;q=0.8"}


@pytest.fixture
def client(desk: Desk) -> Any:
    routes = serving.routes(lambda: desk, speakers=words.speaker)
    with TestClient(Starlette(routes=routes)) as opened:
        yield opened


def _ask(asker: Asker, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
    answer: httpx.Response = asker.client.request(
        method,
        serving.BASE + path,
        json=body,
        headers={"Authorization": f"Bearer {asker.token}", **_UK, **headers},
    )
    return answer


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("uk-UA,uk;q=0.9,en;q=0.8", ["uk", "en"]),
        ("en;q=0.1, sv-FI;q=0.8, ru;q=0.9", ["ru", "sv", "en"]),
        ("ru;q=0, uk", ["uk"]),
        ("UK", ["uk"]),
        ("zh-Hant-TW", ["zh"]),
        (" uk ; q = 0.5 ,sv", ["sv", "uk"]),
        ("", []),
        ("*", []),
        (",;q=1,;;,-,uk;q=7,uk;q=-1,uk;q=x,../../etc/passwd,<script>,\0,ük", []),
        ("uk" * 100_000, []),
        ("a,b;q=" * 100_000, []),
        ("de," * 100_000 + "uk", ["de"]),
    ],
)
def test_languages_are_read_from_a_header_the_dearest_first(header: str, expected: list[str]) -> None:
    assert speech.wanted(header) == expected


@pytest.mark.parametrize(
    ("header", "language", "said"),
    [
        ("uk-UA,uk;q=0.9,en;q=0.8", "uk", "Текст закінчується знаком «.», а в оригіналі знака немає."),
        ("ro,sv;q=0.9", "sv", None),
        ("en-GB,uk;q=0.9", "en", "The text ends with “.”, the source with no mark."),
        ("ro", "en", "The text ends with “.”, the source with no mark."),
        ("*", "en", "The text ends with “.”, the source with no mark."),
        ("uk;q=0", "en", "The text ends with “.”, the source with no mark."),
        ("../uk,\xff\xfe;q=9", "en", "The text ends with “.”, the source with no mark."),
    ],
)
def test_a_finding_is_said_in_the_language_that_is_asked_for_first_among_ours(
    ask: Ask, project: Project, header: str, language: str, said: str | None
) -> None:
    asker = ask()
    title = asker.unit("A short talk")
    sent = {"unit": title["id"], "text": "Коротка розмова."}
    answer = asker.client.post(
        f"{serving.BASE}{CATALOG}/findings",
        json=sent,
        headers={"Authorization": f"Bearer {asker.token}", "Accept-Language": header.encode("latin-1")},
    )
    (found,) = answer.json()["findings"]
    assert found["message"] == (said or words.Speaker(language).say(_NO_MARK))
    assert answer.headers["content-language"] == language
    assert "accept-language" in answer.headers["vary"].lower()


_NO_MARK = Message("The text ends with “{mark}”, the source with no mark.", mark=".")


def test_who_asks_for_no_language_hears_english(ask: Ask) -> None:
    asker = ask()
    answer = _ask(asker, "GET", "/nothing", **{"Accept-Language": ""})
    assert answer.json()["detail"] == "There is nothing at this address."
    assert answer.headers["content-language"] == "en"


def test_an_answer_without_sentences_is_in_no_language(ask: Ask) -> None:
    answer = _ask(ask(), "GET", "/documents")
    assert answer.status_code == 200
    assert "content-language" not in answer.headers


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "title"),
    [
        ("GET", "/nothing", None, 404, "Такої адреси немає"),
        ("DELETE", "/documents", None, 405, "Тут цього зробити не можна"),
        ("GET", "/catalogs/unknown/uk", None, 404, "Такого тут немає"),
        ("GET", f"/catalogs/{small.NAME}/de", None, 404, "Такого тут немає"),
        ("GET", f"{CATALOG}/units/99999", None, 404, "Такого тут немає"),
        ("GET", f"{CATALOG}/changes?since=x", None, 400, "Запит не такий, яким має бути"),
        ("GET", f"{CATALOG}/memory?phrase=beds&in=heart", None, 400, "Запит не такий, яким має бути"),
        ("GET", f"{CATALOG}/exchange/papyrus", None, 404, "Такого тут немає"),
        ("GET", f"{CATALOG}/editions/html", None, 422, "У цьому відмовлено"),
        ("POST", f"{CATALOG}/findings", {"unit": "x", "text": ""}, 422, "Запит не такий, яким має бути"),
        ("POST", f"{CATALOG}/findings", {"text": ""}, 422, "Запит не такий, яким має бути"),
        ("POST", f"{CATALOG}/findings", [], 422, "Запит не такий, яким має бути"),
        (
            "POST",
            f"{CATALOG}/operations",
            {"generation": "0", "operations": [{"id": "1", "unit": 4, "base": 0, "move": "accept"}]},
            409,
            "Сховище створено заново",
        ),
    ],
)
def test_a_problem_is_said_in_ukrainian(  # a table's columns
    ask: Ask, method: str, path: str, body: Any, status: int, title: str
) -> None:
    answer = _ask(ask(), method, path, body)
    found = answer.json()
    assert (answer.status_code, found["title"]) == (status, title), found
    assert _cyrillic(found["detail"]), found["detail"]
    assert answer.headers["content-language"] == "uk"


@pytest.mark.parametrize(
    ("headers", "content", "status", "said"),
    [
        ({"Authorization": ""}, b"{}", 401, "Скажіть, хто звертається"),
        ({"Authorization": "Bearer x"}, b"{}", 401, "токен"),
        ({"Content-Type": "text/plain"}, b"{}", 415, "Надішліть JSON"),
        ({"Origin": "https://elsewhere.example"}, b"{}", 403, "інших сайтів"),
        ({}, b"{", 400, "немає правильного JSON"),
        ({}, b" " * (5 * 1024 * 1024), 413, "частинами"),
        ({}, json.dumps({"\ud800": 1}).encode(), 422, "generation"),
        ({}, json.dumps({"generation": "0", "operations": [], "\ud800": 1}).encode(), 422, "від 1 до"),
    ],
)
def test_what_is_wrong_with_a_request_is_said_in_ukrainian(
    ask: Ask, headers: dict[str, str], content: bytes, status: int, said: str
) -> None:
    asker = ask()
    known = {"Authorization": f"Bearer {asker.token}", "Content-Type": "application/json", **_UK}
    answer = asker.client.post(
        f"{serving.BASE}{CATALOG}/operations", content=content, headers=known | headers
    )
    assert answer.status_code == status
    assert said in answer.json()["detail"]


def test_a_role_that_is_lacking_is_named_in_ukrainian(ask: Ask) -> None:
    olena = ask(roles=frozenset({Role.TRANSLATOR}))
    sent = {"deed": "join", "unit": olena.unit("I live in Lviv.")["id"]}
    answer = _ask(olena, "POST", f"/documents/{small.NAME}/segments", sent)
    assert answer.status_code == 403
    assert answer.json()["title"] == "Вам не дозволено це робити"
    assert "попросіть роль рецензента" in answer.json()["detail"]


def test_a_refused_operation_says_why_in_ukrainian(ask: Ask) -> None:
    olena = ask()
    unit = olena.unit(_Q)
    sent = {"generation": olena.desk.project.store.generation(), "operations": [save(unit, " ")]}
    (result,) = _ask(olena, "POST", f"{CATALOG}/operations", sent).json()["results"]
    assert (result["status"], result["problem"]["title"]) == ("refused", "Цю дію відхилено")
    assert _cyrillic(result["problem"]["detail"])


def test_a_preview_of_cutting_says_in_ukrainian_why_a_text_needs_work(ask: Ask, project: Project) -> None:
    small.saved(project, "I am a nurse.", "Я медсестра.")
    olena = ask()
    sent = {"deed": "join", "unit": olena.unit("I live in Lviv.")["id"]}
    seen = _ask(olena, "POST", f"/documents/{small.NAME}/segments", sent).json()
    uk = next(one for one in seen["languages"] if one["language"] == "uk")
    (after,) = uk["after"]
    assert after["target"]["reason"] == words.Speaker("uk").say(Message(Cause.SOURCE_CHANGED.value))
    assert _cyrillic(after["target"]["reason"])


def test_a_draft_s_flags_are_said_in_the_reader_s_language_whoever_asked_for_the_draft(
    ask: Ask, project: Project
) -> None:
    flag = Message("Some words look like {other}: {words}.", other=Tongue("ru"), words="их")
    one = small.unit(project, _Q)
    offer = Offer("pseudo", "Кто их?", flags=(flag,))
    target = Target("Кто их?", State.DRAFT, origin="pseudo")
    project.store.save(Save(one.id, "uk", one.version, target, "draft", offer=offer))
    olena = ask()
    found = _ask(olena, "GET", f"{CATALOG}/units/{one.id}").json()["findings"]
    assert found[0]["message"] == "Деякі слова схожі на іншу мову (російська): их."
    found = _ask(olena, "GET", f"{CATALOG}/units/{one.id}", **{"Accept-Language": "sv"}).json()["findings"]
    assert "ryska" in found[0]["message"]


def test_what_a_person_gave_as_a_reason_stays_in_their_words() -> None:
    assert shown.target(Target("x", State.NEEDS_WORK, reason="empty"))["reason"] == "empty", "as a state"


def test_formats_are_named_in_ukrainian(ask: Ask) -> None:
    found = _ask(ask(), "GET", "/formats").json()
    assert any(_cyrillic(one["label"]) for one in found["editions"].values())


def test_a_sentence_within_a_sentence_is_said_in_the_same_language() -> None:
    speaker = words.Speaker("uk")
    faults = Listed((Message("“{source}”: {finding}", source="A.", finding=_NO_MARK),), "; ")
    left = Listed((Message("{count} {state}", count=2, state=State.NEEDS_WORK),))
    said = speaker.say(
        Message(
            "“{name}” in {language}: {count} faults would be printed. Put them right first: {faults}",
            name="talk",
            language="uk",
            count=1,
            faults=faults,
        )
    )
    assert speaker.say(_NO_MARK) in said
    assert speaker.say(Message("What is missing: {language}", language=left)).endswith("доопрацювати — 2")


def _cyrillic(text: str) -> bool:
    return any("а" <= char <= "я" or char in "іїєґ" for char in text.lower())
