"""How far a project is, summed up in several ways: the sums agree, and nobody waits for themselves."""

from app.catalog import Kind, State
from app.standing import Alike, Part, Waiting, by_catalog, by_person, by_speaker, origins, waiting


def _alike(state: State, units: int, *, speaker: str | None = "Olena", **more: str) -> Alike:
    fields = {"translator": "", "reviewer": "", "origin": "", "language": "uk", "kind": "segment"} | more
    return Alike(
        "talk",
        fields["language"],
        Kind(fields["kind"]),
        speaker,
        state,
        fields["translator"],
        fields["reviewer"],
        fields["origin"],
        units,
        units * 10,
    )


_COUNTED = [
    _alike(State.EMPTY, 3, speaker=None, kind="title"),
    _alike(State.DRAFT, 4, origin="google"),
    _alike(State.DRAFT, 1, origin="memory", speaker="Martin"),
    _alike(State.NEEDS_WORK, 2, translator="Оля"),
    _alike(State.TRANSLATED, 5, translator="Оля", origin="google"),
    _alike(State.TRANSLATED, 1, translator="Ігор", speaker="Martin"),
    _alike(State.REVIEWED, 6, translator="оля", reviewer="Ігор"),
    _alike(State.REVIEWED, 7, translator="Оля", reviewer="Віра", language="sv"),
]


def test_a_catalogs_sum_has_every_unit_once() -> None:
    amount = by_catalog(_COUNTED)["talk", "uk"]
    assert (amount.total, amount.total_words, amount.to_translate) == (22, 220, 10)
    assert amount.share(State.REVIEWED) == 6 / 22


def test_speakers_have_their_segments_and_the_title_is_nobodys() -> None:
    found = by_speaker(_COUNTED)
    assert {where: amount.total for where, amount in found.items()} == {
        ("talk", "uk", "Olena"): 17,
        ("talk", "uk", "Martin"): 2,
        ("talk", "sv", "Olena"): 7,
    }


def test_one_person_is_one_however_the_name_is_spelled() -> None:
    assert by_person(_COUNTED) == {
        ("Оля", "uk"): Part(11, 110, 0, 0),
        ("Ігор", "uk"): Part(1, 10, 6, 60),
        ("Оля", "sv"): Part(7, 70, 0, 0),
        ("Віра", "sv"): Part(0, 0, 7, 70),
    }


def test_ones_own_texts_do_not_wait_for_oneself_unless_the_project_says_so() -> None:
    assert waiting(_COUNTED, "ОЛЯ", alone=False)["talk", "uk"] == Waiting(10, 2, 1)
    assert waiting(_COUNTED, "Ігор", alone=False)["talk", "uk"] == Waiting(10, 0, 5)
    assert waiting(_COUNTED, "Оля", alone=True)["talk", "uk"].to_review == 6
    assert waiting(_COUNTED, "", alone=False)["talk", "uk"] == Waiting(10, 0, 6)


def test_drafts_are_told_with_where_they_came_from() -> None:
    assert origins(_COUNTED) == {("talk", "uk"): ["google", "memory"]}
