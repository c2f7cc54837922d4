"""How things look: pure functions from values to HTML, everything from outside escaped."""

from collections.abc import Mapping
from html import escape

from app.catalog import State

SIGNS: Mapping[State, str] = {
    State.EMPTY: "○",
    State.DRAFT: "◌",
    State.NEEDS_WORK: "!",
    State.TRANSLATED: "●",
    State.REVIEWED: "✓",
}
"""A sign beside the colour, so that the states can be told apart in grey."""


def state_class(state: State) -> str:
    """Return the CSS word for a state."""
    return state.value.replace(" ", "-")


def text(words: str, *, language: str, css: str = "") -> str:
    """Return a text of a document, in its language."""
    return (
        f'<div class="wb"><div class="wb-text {css}" lang="{escape(language)}" dir="auto">'
        f"{escape(words) or '&nbsp;'}</div></div>"
    )


def heading(words: str, *, level: int, language: str = "") -> str:
    """Return a heading that shows its words letter by letter."""
    mark = f' lang="{escape(language)}"' if language else ""
    return f'<div class="wb"><h{level} class="wb-heading"{mark} dir="auto">{escape(words)}</h{level}></div>'


def section(words: str) -> str:
    """Return the heading of a part of a page, as small as the editor's panel has them."""
    return f'<div class="wb"><h2 class="wb-section">{escape(words)}</h2></div>'


def name(words: str) -> str:
    """Return the visitor's own name."""
    return f'<div class="wb"><span class="wb-name" dir="auto">{escape(words)}</span></div>'


def small(words: str) -> str:
    """Return a side remark."""
    return f'<div class="wb"><span class="wb-small">{escape(words)}</span></div>'


def note(sentence: str) -> str:
    """Return a note, reason or comment of a person."""
    return f'<div class="wb"><p class="wb-note" dir="auto">{escape(sentence)}</p></div>'


def bar(counts: Mapping[State, int], label: str) -> str:
    """Return the shares of the states as a bar; `label` says the same in words."""
    total = sum(counts.values()) or 1
    order = (State.REVIEWED, State.TRANSLATED, State.NEEDS_WORK, State.DRAFT)
    parts = "".join(
        f'<i class="b-{state_class(one)}" style="width:{counts.get(one, 0) / total:.4%}"></i>'
        for one in order
        if counts.get(one, 0)
    )
    return f'<div class="wb"><div class="wb-bar" role="img" aria-label="{escape(label)}">{parts}</div></div>'


def plain(words: str) -> str:
    """Return text that Streamlit's own Markdown shows letter by letter."""
    return "".join(
        f"\\{char}" if char.isascii() and not (char.isalnum() or char == " ") else char for char in words
    )
