"""Every key that the list under `?` names does what the list says, in both modes: acted, and looked at."""

from collections.abc import Callable, Iterator, Mapping

import pytest
from playwright.sync_api import Browser, expect

from app.catalog import State
from app.workbench.project import open_project
from tests.ui.browsing import workbench
from tests.ui.conftest import SAID, eventually, make_project, stored
from tests.ui.editing import Desk, Place, translate
from tests.ui.voices import spoken, with_voices

pytestmark = pytest.mark.browser

_ASKED = "Where are you from?"
_FIRST, _SECOND, _THIRD = SAID
_TEXTS = {_FIRST: "Сам я з Донецька.", _SECOND: "Жив у Європі.", _THIRD: "Якийсь час жив у Харкові."}
_OFFERS = [f"Пропозиція {number}." for number in range(1, 6)]
_NBSP = "\N{NO-BREAK SPACE}"


class _Act:
    """One key's turn: a desk at the first sentence, in a document of its own."""

    def __init__(self, place: Place, desk: Desk, name: str) -> None:
        self.folder, self.desk, self.name = place.folder, desk, name

    def press(self, *keys: str) -> None:
        for key in keys:
            self.desk.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.desk.page.keyboard.insert_text(text)

    def holds(self, text: str) -> None:
        expect(self.desk.box).to_have_value(text)

    def on(self, text: str) -> None:
        """Wait until the sentence with this text is under review."""
        expect(self.desk.editor.locator(".sentence.on")).to_contain_text(text)

    def kept(self, text: str, state: State, source: str = _FIRST) -> None:
        """Wait until this is stored."""

        def there() -> bool:
            found = stored(self.folder, source, name=self.name)
            return (found.state, found.text) == (state, text)

        eventually(there)


def _save(act: _Act) -> None:
    act.type("Сам я.")
    act.press("Control+Enter")
    act.desk.at(_SECOND)
    act.kept("Сам я.", State.TRANSLATED)


def _approve(act: _Act) -> None:
    act.type("Сам я.")
    act.press("Control+Shift+Enter")
    act.desk.at(_SECOND)
    act.kept("Сам я.", State.REVIEWED)


def _up(act: _Act) -> None:
    act.press("Alt+ArrowUp")
    act.desk.at(_ASKED)


def _down(act: _Act) -> None:
    act.press("Alt+ArrowDown")
    act.desk.at(_SECOND)


def _suggestions(act: _Act) -> None:
    with open_project(act.folder) as project:
        units = project.store.units(act.name, "uk")
        unit = next(one.id for one in units if one.unit.source == _THIRD)
        for text in _OFFERS:
            project.store.suggest(unit, "uk", text, person="Borys")
    act.press("Alt+ArrowDown", "Alt+ArrowDown")
    offers = act.desk.editor.locator(".offer .text")
    expect(offers).to_have_count(5)
    assert sorted(offers.all_text_contents()) == _OFFERS
    for number, text in enumerate(offers.all_text_contents(), 1):
        act.press(f"Alt+{number}")
        act.holds(text)


def _source(act: _Act) -> None:
    act.press("Alt+c")
    act.holds(_FIRST)


def _join(act: _Act) -> None:
    act.type("Сам я.")
    act.press("Control+Enter")
    act.desk.at(_SECOND)
    act.type("Жив тут.")
    act.press("Alt+j")
    act.desk.at(f"{_FIRST} {_SECOND}").saved()
    act.holds("Сам я. Жив тут.")
    act.press("Alt+ArrowDown")
    act.desk.at(_SECOND)
    act.press("Alt+j")
    act.holds("Жив тут.")
    expect(act.desk.row(_FIRST).locator(".target")).to_have_text("Сам я.")


def _note(act: _Act) -> None:
    act.press("Alt+n")
    expect(act.desk.editor.get_by_role("textbox", name="Write a comment")).to_be_focused()
    act.type("Чи так?")
    act.press("Control+Enter")
    expect(act.desk.editor.locator(".comment")).to_contain_text("Чи так?")


def _quotes(act: _Act) -> None:
    for keys in ("Alt+q", "Alt+q"):
        act.press(keys)
        act.type("Так")
    act.holds("«Так»Так")


def _inner(act: _Act) -> None:
    for keys in ("Alt+Shift+q", "Alt+Shift+q"):
        act.press(keys)
        act.type("Так")
    act.holds("„Так“Так")


def _dash(act: _Act) -> None:
    act.type("Так")
    act.press("Alt+-")
    act.type("ні")
    act.holds(f"Так{_NBSP}— ні")


def _space(act: _Act) -> None:
    act.type("5")
    act.press("Control+Shift+Space")
    act.type("осіб")
    act.holds(f"5{_NBSP}осіб")


def _undo(act: _Act) -> None:
    act.type("Сам")
    act.press("Alt+c", "Control+z")
    act.holds("Сам")


def _redo(act: _Act) -> None:
    act.type("Сам")
    act.press("Alt+c", "Control+z", "Control+Shift+z")
    act.holds(_FIRST)


def _back_to_stored(act: _Act) -> None:
    act.type("Сам")
    expect(act.desk.editor.get_by_text("Not saved yet")).to_be_visible()
    act.press("Escape")
    act.holds("")
    expect(act.desk.editor.get_by_text("Not saved yet")).to_have_count(0)


def _hear(act: _Act) -> None:
    act.type("Сам я.")
    act.press("Alt+a")
    assert spoken(act.desk.person)[-1] == ["uk-UA", "Сам я."]


def _hear_source(act: _Act) -> None:
    act.press("Alt+Shift+a")
    assert spoken(act.desk.person)[-1] == ["en_GB", _FIRST]


def _claim(act: _Act) -> None:
    mine = act.desk.editor.locator(".claim").get_by_text("Olena: segments 5–7")
    act.press("Alt+m")
    expect(mine).to_be_visible()
    act.press("Alt+m")
    expect(mine).to_have_count(0)


def _seek(act: _Act) -> None:
    act.press("Alt+k")
    expect(act.desk.editor.get_by_label("Find a phrase in both languages")).to_be_focused()
    act.press("Escape")


def _find(act: _Act) -> None:
    act.press("Alt+g")
    expect(act.desk.editor.get_by_label("Search both texts")).to_be_focused()
    act.press("Alt+g")
    expect(act.desk.editor.get_by_label("Search both texts")).to_be_hidden()


def _help(act: _Act) -> None:
    dialog = act.desk.editor.get_by_role("dialog", name="Keys")
    act.press("Alt+/")
    expect(dialog).to_be_visible()
    act.press("Escape")
    expect(dialog).to_have_count(0)
    act.desk.editor.get_by_role("button", name="Filter").focus()
    act.press("?")
    expect(dialog).to_be_visible()
    act.press("Escape")
    expect(dialog).to_have_count(0)


_Deed = Callable[[_Act], None]
_WRITING: Mapping[str, _Deed] = {
    "Put the source into the box": _source,
    "Quotation marks « »": _quotes,
    "Inner quotation marks „ “": _inner,
    "Dash —": _dash,
    "No-break space": _space,
    "Undo in this segment, also across saves": _undo,
    "Do again": _redo,
    "Read the translation aloud": _hear,
    "Read the source aloud": _hear_source,
    "Take on this turn, or give it up": _claim,
    "Find a phrase, or what is selected, in everything that was said": _seek,
    "Search and filter": _find,
    "This list (Alt+/ while writing)": _help,
    "Write a comment or a footnote": _note,
}
"""What the keys of both modes do; in the review where a sentence is being mended."""
_TRANSLATE: Mapping[str, _Deed] = {
    **_WRITING,
    "Save, and go to the next that needs me": _save,
    "Approve, and go to the next": _approve,
    "To the one before": _up,
    "To the one after": _down,
    "Take suggestion 1 to 5": _suggestions,
    "Join to the one before in this language, or part again": _join,
    "Back to what is saved": _back_to_stored,
}


def _on_after_mending(act: _Act) -> None:
    act.press("Enter")
    act.desk.write("Я звідти.")
    act.press("Control+Enter")
    act.kept("Я звідти.", State.TRANSLATED)


def _approve_and_on(act: _Act) -> None:
    act.press("Control+Shift+Enter")
    act.on(_TEXTS[_SECOND])
    act.kept(_TEXTS[_FIRST], State.REVIEWED)
    act.press("Enter", "End")
    act.type(" Так.")
    act.press("Control+Shift+Enter")
    act.on(_TEXTS[_THIRD])
    act.kept(f"{_TEXTS[_SECOND]} Так.", State.REVIEWED, _SECOND)


def _before(act: _Act) -> None:
    act.press("Alt+ArrowUp")
    act.on("not translated yet")


def _after(act: _Act) -> None:
    act.press("Alt+ArrowDown")
    act.on(_TEXTS[_SECOND])


def _mend(act: _Act) -> None:
    act.press("Enter")
    act.holds(_TEXTS[_FIRST])
    expect(act.desk.box).to_be_focused()


def _send_back(act: _Act) -> None:
    act.press("Alt+r")
    act.type("Чи так?")
    act.press("Control+Enter")
    act.kept(_TEXTS[_FIRST], State.NEEDS_WORK)
    assert stored(act.folder, _FIRST, name=act.name).reason == "Чи так?"


def _paragraph(act: _Act) -> None:
    act.press("Alt+p")
    for source, text in _TEXTS.items():
        act.kept(text, State.REVIEWED, source)


def _leave(act: _Act) -> None:
    act.press("Enter")
    act.desk.write("Щось інше")
    act.press("Escape")
    act.on(_TEXTS[_FIRST])
    expect(act.desk.box).to_have_count(0)


def _mending(deed: _Deed) -> _Deed:
    """Begin with an empty box where the sentence stands."""

    def acted(act: _Act) -> None:
        act.press("Enter", "Control+a", "Delete")
        act.holds("")
        deed(act)

    return acted


_REVIEW: Mapping[str, _Deed] = {
    **{words: _mending(deed) for words, deed in _WRITING.items()},
    "Save, and go to the next that needs me": _on_after_mending,
    "Approve, and go to the next": _approve_and_on,
    "To the one before": _before,
    "To the one after": _after,
    "Take suggestion 1 to 5": _suggestions,
    "Edit this sentence": _mend,
    "Send back with a reason": _send_back,
    "Approve the paragraph": _paragraph,
    "Back to what is saved": _leave,
}
_MODES = {"translate": _TRANSLATE, "review": _REVIEW}
_CASES = [(mode, words) for mode, deeds in _MODES.items() for words in deeds]


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = make_project(tmp_path_factory.mktemp("every") / "project", alone=True)
    with workbench(folder) as address:
        made = Place(folder, address, browser)
        made.document(*(f"talk-{number:02}" for number, _ in enumerate(_CASES)))
        yield made
        made.clear()


def _seat(place: Place, browser: Browser, mode: str) -> Desk:
    if ("Olena", mode) not in place.seats:
        place.seats["Olena", mode] = Desk(with_voices(browser, place.address).go(mode))
    return place.seat(page=mode)


@pytest.mark.parametrize("mode", _MODES)
def test_the_list_names_the_keys_that_are_tried_here(place: Place, browser: Browser, mode: str) -> None:
    desk = _seat(place, browser, mode)
    desk.editor.get_by_role("button", name="Keys").click()
    named = desk.editor.get_by_role("dialog", name="Keys").locator("dd")
    expect(named).to_have_count(len(_MODES[mode]))
    assert set(named.all_text_contents()) == set(_MODES[mode])
    desk.page.keyboard.press("Escape")


@pytest.fixture
def act(at_place: Place, browser: Browser, mode: str, words: str) -> _Act:
    """Olena at the first sentence of a document of the case's own; Borys has translated what she reviews."""
    name = f"talk-{_CASES.index((mode, words)):02}"
    if mode == "review":
        translate(at_place.folder, _TEXTS, name=name, person="Borys")
    act = _Act(at_place, _seat(at_place, browser, mode).choose(document=name), name)
    if mode == "review":
        act.on(_TEXTS[_FIRST])
    else:
        act.desk.open(_FIRST)
    return act


@pytest.mark.parametrize(("mode", "words"), _CASES)
def test_a_key_does_what_the_list_says(act: _Act, mode: str, words: str) -> None:
    _MODES[mode][words](act)
