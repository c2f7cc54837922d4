"""What only the browser can do for a page: remember a person's name."""

import urllib.parse
from typing import Any

import streamlit as st

from app import review
from app.errors import ReviewError

COOKIE = "workbench_person"
_YEAR = 365 * 24 * 3600

# Streamlit has no way to set a cookie, so this does, and nothing else. It draws nothing.
_SCRIPT = """
export default function (component) {
  if (component.data.cookie) document.cookie = component.data.cookie;
}
"""


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component("workbench_browser", js=_SCRIPT, html="<span hidden></span>")


def remembered_person() -> str:
    """Return the name that this browser was given before, or nothing."""
    return named(st.context.cookies.get(COOKIE, ""))


def named(cookie: str) -> str:
    """Return the name that a cookie holds, or nothing."""
    try:
        return review.name(urllib.parse.unquote(cookie))
    except ReviewError:
        return ""


def remember(person: str) -> None:
    """Have the browser remember a name, so that it is given once."""
    value = urllib.parse.quote(person, safe="")
    cookie = f"{COOKIE}={value}; path=/; max-age={_YEAR}; SameSite=Strict"
    _component()(data={"cookie": cookie}, key="browser-person")
