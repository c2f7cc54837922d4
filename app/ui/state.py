"""What a visit remembers: ids and choices, never units. The only file that speaks to `st.session_state`."""

import contextlib
import gc
import importlib
import os
import pkgutil
import secrets
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st
from anyio import to_thread

from app.errors import Message, WorkbenchError
from app.ui import address, browser, shell, words
from app.workbench.access import Visitor
from app.workbench.desk import Desk
from app.workbench.project import Project, open_project
from app.workbench.publishing import Order
from app.workbench.writing import Writer

_Made = TypeVar("_Made")


@dataclass(frozen=True)
class _Opened:
    """A project that is open for everybody whom this process serves."""

    writer: Writer
    desk: Desk


def _close(opened: _Opened) -> None:
    opened.writer.close()
    opened.writer.project.store.close()


@st.cache_resource(show_spinner=False, on_release=_close)
def _open(path: str) -> _Opened:
    """Open the project once for all visitors, and keep its catalogs up to date from then on."""
    writer = Writer(open_project(Path(path)))
    writer.begin()
    return _Opened(writer, Desk(writer.project))


def _opened() -> _Opened:
    return _open(os.environ.get("WORKBENCH_PROJECT") or str(Path.cwd()))


def _writer() -> Writer:
    return _opened().writer


def project() -> Project:
    """Return the project that `workbench run` was started for."""
    return _writer().project


def desk() -> Desk:
    """Return the project as the routes work with it."""
    return _opened().desk


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Open the project while the server starts, and at its end write what is not written yet."""
    threading.Thread(target=_open_early, name="opening", daemon=True).start()
    yield
    await to_thread.run_sync(_open.clear)


def _open_early() -> None:
    # What stands in the way is said to whoever comes; the next one tries again.
    with contextlib.suppress(WorkbenchError):
        _opened()
    # Nor need the first one wait until pages and words are read, and what browsers fetch is packed.
    for one in pkgutil.iter_modules([str(Path(__file__).parent / "pages")], "app.ui.pages."):
        importlib.import_module(one.name)
    words.prepare()
    shell.prepare()
    # What lives as long as the process is not looked through again: that took 0.1 s, in which a save waited.
    gc.collect()
    gc.freeze()


def token() -> str:
    """Return a token with which this visit's page speaks to the routes; nothing before a name was given.

    Without sign-in a name is what a person says it is, and everybody has all roles.
    """
    if not person():
        return ""
    seat = _get("seat", secrets.token_hex(8))
    return desk().doorkeeper.mint(Visitor(person(), seat=seat))


def troubles() -> tuple[Message, ...]:
    """Return why a file cannot be read or written now; people's work is safe in the store."""
    return tuple({str(one): one for one in _writer().troubles.values()}.values())


def flush() -> None:
    """Write at once what the catalogs are behind with, as before an edition."""
    _writer().flush()


def _get(name: str, default: Any) -> Any:
    return st.session_state.setdefault(f"workbench {name}", default)


def _set(name: str, value: Any) -> None:
    st.session_state[f"workbench {name}"] = value


def same(what: str, mark: object, make: Callable[[], _Made]) -> _Made:
    """Return what was made for this visitor before, or make it anew where the mark is another one."""
    kept = _get(f"made-{what}", None)
    if kept is None or kept[0] != mark:
        kept = (mark, make())
        _set(f"made-{what}", kept)
    made: _Made = kept[1]
    return made


def person() -> str:
    """Return the visitor's name, or nothing."""
    return str(_get("person", browser.remembered_person()))


def set_person(name: str) -> None:
    """Keep the visitor's name for this visit."""
    _set("person", name)


def document() -> str:
    """Return the document that is open, the first one to begin with; nothing in an empty project."""
    known = project().folder.documents()
    chosen = _get("document", known[0] if known else "")
    return str(chosen if chosen in known else (known[0] if known else ""))


def language() -> str:
    """Return the language that is translated into."""
    known = project().settings.languages
    chosen = _get("language", known[0])
    return str(chosen if chosen in known else known[0])


def choose(document: str | None = None, language: str | None = None) -> None:
    """Open a document or a language."""
    if document is not None:
        _set("document", document)
    if language is not None:
        _set("language", language)
    _set("begins with", None)
    _set("lost", None)
    _set("chosen", "by a deed")


def want(unit: int) -> None:
    """Ask the next page to begin with a unit."""
    _set("wanted", unit)


def wanted() -> int | None:
    """Return the unit that this page was asked to begin with, as long as the visitor stays on it."""
    found = _get("begins with", None)
    return int(found) if found is not None else None


def order() -> Order | None:
    """Return the editions that were chosen on this visit."""
    found = _get("order", None)
    return found if isinstance(found, Order) else None


def keep_order(order: Order) -> None:
    """Keep what editions were chosen, for who goes to a segment and comes back."""
    _set("order", order)


def arrive(page: str) -> None:
    """Note which page is drawn, and open what its address asks for.

    The address is followed once, by who comes: after that the editor writes there where the visitor is. As
    Streamlit does not hear of that, whoever has chosen something in the meantime does not follow it.
    """
    chosen = st.session_state.pop("workbench chosen", "")
    if _get("here", None) == page:
        return
    _set("here", page)
    _set("begins with", _get("wanted", None))
    _set("wanted", None)
    if chosen:
        return
    _set("lost", None)
    try:
        asked = address.read(
            st.query_params,
            documents=project().folder.documents(),
            languages=project().settings.languages,
            home=_home,
        )
    except WorkbenchError as error:
        _set("lost", error.message)
        return
    if asked:
        choose(asked.document or None, asked.language or None)
        _set("begins with", asked.unit)


def _home(unit: int) -> str | None:
    """Return the document that a unit stands in now."""
    found = project().store.unit(unit, language())
    return desk().looks.home(unit) if found and not found.unit.obsolete else None


def lost() -> Message | None:
    """Return what the address asked for in vain, as long as the visitor stays on the page."""
    found = _get("lost", None)
    return found if isinstance(found, Message) else None


def notice() -> str:
    """Return, once, what the last deed had to say."""
    return str(st.session_state.pop("workbench notice", ""))


def set_notice(text: str) -> None:
    """Say something after the next drawing of the page."""
    _set("notice", text)


def set_pages(pages: dict[str, Any]) -> None:
    """Keep the pages of the app, by name."""
    _set("pages", pages)


def page(name: str) -> Any:
    """Return a page of the app, to switch to."""
    return _get("pages", {})[name]


def drafting() -> bool:
    """Return whether drafts are being asked for in this visit."""
    return "workbench drafting" in st.session_state


def start_drafting() -> None:
    """Ask for drafts of the open catalog."""
    _set("drafting", "asking")


def stop_drafting() -> None:
    """Ask for no more drafts."""
    st.session_state.pop("workbench drafting", None)
