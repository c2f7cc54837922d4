import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.errors import Message
from app.storage import schema
from app.storage.answers import Answer, Answers, Refusal
from app.storage.database import Database, fingerprint


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    database = Database(f"sqlite:///{tmp_path}/a.db")
    yield Answers(database)
    database.close()


def test_an_answer_is_found_again_by_its_fingerprint_and_a_newer_one_replaces_it(answers: Answers) -> None:
    newer = Answer("Авжеж.", (Message("Figures are lost: {figures}.", figures="2014"),))
    for one in (Answer("Так."), newer):
        answers.keep(engine="google", language="uk", answers={"f1": one})
    assert answers.answers(["f1", "f2"]) == {"f1": newer}


def test_an_older_stores_flags_are_read(answers: Answers) -> None:
    answers.keep(engine="google", language="uk", answers={"f1": Answer("Так.")})
    with answers.database.writing() as connection:
        connection.exec_driver_sql("UPDATE answer SET flags = '[\"Short {x}.\"]'")
    assert [str(flag) for flag in answers.answers(["f1"])["f1"].flags] == ["Short {x}."]


def test_thousands_of_answers_are_found_at_once(answers: Answers) -> None:
    names = [fingerprint("google", str(number)) for number in range(1201)]
    kept = {name: Answer(name) for name in (names[0], names[600], names[1200])}
    answers.keep(engine="google", language="uk", answers=kept)
    assert set(answers.answers(names)) == {names[0], names[600], names[1200]}


def test_a_refusal_is_kept_as_evidence_and_is_no_answer(answers: Answers) -> None:
    refused = [Refusal("Yes.", "<html>", Message("a page"))]
    answers.keep(engine="google", language="uk", refusals=refused)
    with answers.database.reading() as connection:
        row = connection.execute(select(schema.refusal)).one()
    assert (row.source, row.answer, row.reason) == ("Yes.", "<html>", "a page")
    assert answers.answers([fingerprint("google", "en", "uk", "Yes.")]) == {}


def test_an_agreement_holds_for_one_engine_at_one_address(answers: Answers) -> None:
    answers.agree("google", "https://a/", person="Олена")
    answers.agree("google", "https://a/", person="Борис")
    assert answers.agreed("google", "https://a/")
    assert not answers.agreed("google", "https://b/")
    assert not answers.agreed("other", "https://a/")


def test_two_people_may_agree_at_the_same_moment(answers: Answers) -> None:
    troubles: list[Exception] = []
    start = threading.Barrier(4)

    def agree(person: str) -> None:
        start.wait()
        try:
            answers.agree("google", "https://a/", person=person)
        except Exception as error:  # noqa: BLE001  # whatever it is, the test must tell
            troubles.append(error)

    threads = [threading.Thread(target=agree, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []


@pytest.mark.parametrize(
    ("one", "other"), [(("a", "b"), ("ab",)), (("a", "", "b"), ("a", "b")), (("a\x04b",), ("a ", "b"))]
)
def test_texts_that_differ_have_other_fingerprints(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert fingerprint(*one) != fingerprint(*other)
    assert fingerprint("\ud800") == fingerprint("\ud800")
