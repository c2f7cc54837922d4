"""What only the browser can do for the editions: texts that lead to their segments when clicked."""

from typing import Any

import streamlit as st

# What it is handed is HTML that `preview.py` has made and escaped. A click with a key held, as for a new tab,
# is left to the browser: each link has an address of its own.
_SCRIPT = """
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const place = parentElement.querySelector(".place");
  if (place.dataset.kind !== data.kind) place.className = `place ${(place.dataset.kind = data.kind)}`;
  if (place.shown !== data.html) {
    const open = new Map([...place.querySelectorAll("details")].map((one) => [one.className, one.open]));
    const top = place.scrollTop;
    place.innerHTML = place.shown = data.html;
    for (const one of place.querySelectorAll("details")) {
      if (open.has(one.className)) one.open = open.get(one.className);
    }
    place.scrollTop = top;
  }
  if (data.label) place.setAttribute("aria-label", data.label);
  place.onclick = (event) => {
    const link = event.target.closest("a[data-unit]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setTriggerValue("go", Number(link.dataset.unit));
  };
}
"""
_STYLE = """
:host, .place { --ink: #1d1b18; --sheet: #fffefb; --soft: #5f646b; --line: #e3dfd6; --doubt: #8a6a14;
  --wait: #1f5f8b; --warn: #9a3a22; --wash: #f1ede2; }
@media (prefers-color-scheme: dark) {
  :host, .place { --ink: #e9e4da; --sheet: #202225; --soft: #a6abb2; --line: #3a3e43; --doubt: #d6b865;
    --wait: #7db8de; --warn: #e9a08c; --wash: #2a2a26; }
}
a { color: inherit; text-decoration: none; border-radius: 2px; }
a:hover { background: var(--wash); }
a:focus-visible { outline: 2px solid var(--wait); outline-offset: 1px; }
.paper { color: var(--ink); background: var(--sheet); border: 1px solid var(--line); border-radius: 6px;
  height: 72vh; overflow-y: auto; padding: 2.4rem clamp(1.1rem, 6%, 4rem) 3rem; box-sizing: border-box;
  font: 400 1.08rem/1.62 "Source Serif 4", Georgia, "Noto Serif", "DejaVu Serif", serif;
  overflow-wrap: anywhere; }
.paper article { max-width: 62ch; margin: 0 auto; }
.paper .endless { font-kerning: none; }
.paper h2 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 1.4rem; text-wrap: balance; }
.paper h3, .paper h4, .paper h5, .paper h6 { font-size: 1.15rem; line-height: 1.3; margin: 1.8rem 0 .6rem; }
.paper p, .paper ul, .paper ol, .paper blockquote { margin: 0 0 .9rem; }
.paper blockquote { padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
.speaker { font-weight: 600; }
.note { color: var(--soft); }
.doubt { text-decoration: underline dotted var(--doubt) 1.5px; text-underline-offset: .24em; }
.doubt.draft { font-style: italic; color: var(--soft); }
.missing { color: var(--soft); background: var(--wash); }
.faulty { text-decoration: underline wavy var(--warn) 1.5px; text-underline-offset: .22em; }
.list { color: var(--ink); font: 400 .9rem/1.45 Inter, "Source Sans 3", system-ui, sans-serif; }
.list details { border-top: 1px solid var(--line); padding: .45rem 0; }
.list summary { cursor: pointer; color: var(--soft); font-weight: 600; padding: .15rem 0; }
.list summary:focus-visible { outline: 2px solid var(--wait); outline-offset: 1px; }
.list summary b { float: right; font-variant-numeric: tabular-nums; }
.sign { display: inline-block; width: 1.2em; text-align: center; }
.r-finding .sign, .r-needs-work .sign { color: var(--warn); }
.r-draft .sign { color: var(--doubt); }
.r-review .sign { color: var(--wait); }
.list ul { list-style: none; margin: .3rem 0 .4rem; padding: 0; max-height: 34vh; overflow-y: auto; }
.list li { margin: 0; }
.list a { display: block; padding: .28rem .35rem; overflow: hidden; text-overflow: ellipsis;
  white-space: nowrap; }
.said { display: block; padding: 0 .35rem .3rem; color: var(--warn); font-size: .82rem; }
@media (max-width: 640px) { .paper { height: 60vh; padding: 1.4rem 1.1rem 2rem; } }
"""


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component(
        "workbench_paper",
        js=_SCRIPT,
        css=_STYLE,
        html='<div class="place" role="region" tabindex="0"></div>',
    )


def texts(html: str, *, kind: str, key: str, label: str) -> int | None:
    """Draw texts that lead to segments, and return the unit that was just clicked.

    `kind` is `paper` or `list`; `label` says what it is to who cannot see it.
    """
    found = _component()(
        data={"html": html, "kind": kind, "label": label}, key=key, on_go_change=lambda: None
    )
    return int(found.go) if found.go is not None else None
