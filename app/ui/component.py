"""The editor on a page: the one place where Python hands something to `editor/main.js`, and hears from it."""

import json
from typing import Any, Literal

import streamlit as st

from app import language as languages
from app.ui import assets, editor_words, state
from app.ui.words import visitor_language

Mode = Literal["translate", "review"]
_KEY = "editor"

# Only this goes through Streamlit; the editor itself is fetched once, and stays in the browser.
_LOADER = """
const style = (address, root) =>
  new Promise((done) => {
    if (root.querySelector(`link[href="${address}"]`)) return done();
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = link.onerror = () => done();
    root.append(link);
  });

// The text itself is under way while the editor is; with luck it has been since the page was asked for.
const early = (data) => {
  const ahead = window.workbenchAhead;
  delete window.workbenchAhead;
  const meant = ahead && ["person", "document", "language"].every((what) => ahead[what] === data[what]);
  return meant ? ahead.catalog.then((found) => found ?? ask(data)) : ask(data);
};

const ask = (data) => {
  const path = `catalogs/${encodeURIComponent(data.document)}/${encodeURIComponent(data.language)}`;
  const headers = { Authorization: `Bearer ${data.token}` };
  return fetch(new URL(data.base + path, document.baseURI), { headers })
    .then((answer) => (answer.ok ? answer.json() : null))
    .catch(() => null);
};

export default function (sent) {
  const component = { ...sent, data: JSON.parse(sent.data.all) };
  const { data, parentElement } = component;
  const address = (name) => new URL(data.assets + "editor/" + name, document.baseURI).href;
  const there = parentElement.querySelector(".editor")?.dataset;
  const same = there && there.document === data.document && there.language === data.language;
  const catalog = same ? null : early(data);
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
        data={"all": json.dumps(_data(mode, unit), ensure_ascii=False)},
        height="content",
        # Another token goes out with every run of the page; it is enough that it runs.
        on_token_change=lambda: None,
        on_choose_change=_choose,
    )


def _data(mode: Mode, unit: int | None) -> dict[str, Any]:
    """Return what `Data` in `editor/types.d.ts` says."""
    project, desk, ours = state.project(), state.desk(), visitor_language()
    settings = project.settings
    return {
        "base": "api/v1/",
        "assets": assets.address(),
        "token": state.token(),
        "person": state.person(),
        "document": state.document(),
        "language": state.language(),
        "mode": mode,
        "unit": unit,
        "words": editor_words.table(),
        "ui_language": ours,
        "documents": [{"name": name, "title": desk.title(name)} for name in project.folder.documents()],
        "languages": [{"code": code, "name": languages.own_name(code)} for code in settings.languages],
        "source_language_name": languages.own_name(settings.source_language),
    }


def _choose() -> None:
    """Open the document or language that was chosen in the editor."""
    chosen = st.session_state[_KEY].choose or {}
    state.choose(chosen.get("document"), chosen.get("language"))
