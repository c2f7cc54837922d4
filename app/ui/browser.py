"""What only the browser can do for a page: remember a person's name, and fetch what will be wanted next."""

import urllib.parse
from typing import Any

import streamlit as st

from app import review
from app.errors import ReviewError
from app.ui import assets

COOKIE = "workbench_person"
_YEAR = 365 * 24 * 3600

# Streamlit has no way to set a cookie, so this does. It draws nothing. The editor's files come when the
# browser has nothing else to fetch, so that on a bad line, too, the first text opens at once.
_SCRIPT = """
const kinds = { js: "script", css: "style", woff2: "font" };

export default function ({ data }) {
  if (data.cookie) document.cookie = data.cookie;
  for (const href of (data.soon ?? "").split(" ").filter(Boolean)) {
    if (document.head.querySelector(`link[href="${href}"]`)) continue;
    const link = document.createElement("link");
    link.rel = "prefetch";
    link.as = kinds[href.split(".").pop()];
    if (link.as !== "style") link.crossOrigin = "";
    link.href = href;
    document.head.append(link);
  }
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
    """Have the browser remember a name, so that it is given once, and fetch what its bearer works with."""
    value = urllib.parse.quote(person, safe="")
    cookie = f"{COOKIE}={value}; path=/; max-age={_YEAR}; SameSite=Strict"
    soon = " ".join(assets.address(path.as_posix()) for path in assets.FIRST)
    _component()(data={"cookie": cookie, "soon": soon}, key="browser-person")
