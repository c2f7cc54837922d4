"""The editor on a page: the one place where Python hands something to `editor/main.js`, and hears from it."""

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st

from app.ui import given, state
from app.ui.address import Place
from app.ui.given import Mode
from app.ui.words import visitor_language

_KEY = "editor"

# Only this goes through Streamlit; the editor itself is fetched once, and stays in the browser.
_LOADER = (
    given.ASK
    + """
const style = (address, root) =>
  new Promise((done) => {
    if (root.querySelector(`link[href="${address}"]`)) return done();
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = link.onerror = () => done();
    root.append(link);
  });

// The text is under way while the editor is; where the page knew which, since it was asked for.
const text = (data) => {
  const ahead = window.workbenchAhead;
  delete window.workbenchAhead;
  const meant = ahead && ["person", "document", "language"].every((what) => ahead.data[what] === data[what]);
  return meant ? ahead.catalog.then((found) => found ?? ask(data)) : ask(data);
};

export default function (sent) {
  const component = { ...sent, data: JSON.parse(sent.data.all) };
  const { data, parentElement } = component;
  const address = (name) => new URL(data.assets + "editor/" + name, document.baseURI).href;
  const there = parentElement.querySelector(".editor")?.dataset;
  const same = there && there.document === data.document && there.language === data.language;
  const catalog = same ? null : text(data);
  let gone = false;
  let leave = () => undefined;
  const begin = async (tries) => {
    try {
      const drawn = style(address("bundle.css"), parentElement);
      const editor = await import(address("bundle.js"));
      await drawn;
      if (!gone) leave = editor.mount(component, catalog);
    } catch (error) {
      console.error(error);
      if (!gone) setTimeout(() => void begin(tries + 1), Math.min(10000, 500 * 2 ** tries));
    }
  };
  void begin(0);
  return () => {
    gone = true;
    leave();
  };
}
"""
)


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component("workbench_editor", js=_LOADER)


def editor(*, mode: Mode, unit: int | None = None) -> None:
    """Draw the editor for the document and language that are open here.

    `unit` is the segment to go to where another page asked for one; the editor finds its own way without.
    Nothing is drawn before the visitor has given a name, nor where the project has no document.
    """
    if not state.person():
        return
    _component()(
        key=_KEY,
        # As one text: to look into lists and tables Streamlit loads pandas, which takes 70 MB and a moment.
        data={"all": json.dumps(_given(mode, unit), ensure_ascii=False)},
        height="content",
        # Another token goes out with every run of the page; it is enough that it runs.
        on_token_change=lambda: None,
        on_choose_change=_choose,
    )


def _given(mode: Mode, unit: int | None) -> Mapping[str, object]:
    here = Place(state.document(), state.language(), unit)
    return given.data(
        state.desk(),
        mode=mode,
        person=state.person(),
        token=state.token(),
        here=here,
        ours=visitor_language(),
    )


def _choose() -> None:
    """Open the document or language that was chosen in the editor."""
    chosen = st.session_state[_KEY].choose or {}
    state.choose(chosen.get("document"), chosen.get("language"))
