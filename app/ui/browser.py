"""What only the browser can do for a page: remember a person's name, and put the focus into a box."""

import urllib.parse
from typing import Any

import streamlit as st

from app import review
from app.errors import ReviewError

_COOKIE = "workbench_person"
_YEAR = 365 * 24 * 3600

# Streamlit has no way to set a cookie or the focus, so this does, and nothing else. It draws nothing.
_SCRIPT = """
export default function (component) {
  const { data } = component;
  if (data.cookie) document.cookie = data.cookie;
  if (data.focus) {
    let tries = 0;
    const find = () => {
      const box = document.querySelector(`.st-key-${CSS.escape(data.focus)} textarea`);
      if (box) {
        if (data.lang) { box.lang = data.lang; box.spellcheck = true; }
        if (window.__workbenchFocus === data.turn) return;
        window.__workbenchFocus = data.turn;
        box.focus({ preventScroll: true });
        box.setSelectionRange(box.value.length, box.value.length);
        box.closest('.st-key-' + CSS.escape(data.focus)).scrollIntoView({ block: 'center' });
      } else if (tries++ < 40) setTimeout(find, 50);
    };
    find();
  }
}
"""


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component("workbench_browser", js=_SCRIPT, html="<span hidden></span>")


def remembered_person() -> str:
    """Return the name that this browser was given before, or nothing."""
    try:
        return review.name(urllib.parse.unquote(st.context.cookies.get(_COOKIE, "")))
    except ReviewError:
        return ""


def remember(person: str) -> None:
    """Have the browser remember a name, so that it is given once."""
    value = urllib.parse.quote(person, safe="")
    cookie = f"{_COOKIE}={value}; path=/; max-age={_YEAR}; SameSite=Strict"
    _component()(data={"cookie": cookie}, key="browser-person")


def focus(key: str, *, turn: str, language: str = "") -> None:
    """Put the focus into the box with this key, once for each `turn`, and say which language it holds."""
    _component()(data={"focus": key, "turn": turn, "lang": language}, key="browser-focus")
