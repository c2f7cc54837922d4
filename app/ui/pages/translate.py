"""The translate page: source and target side by side; save, and go on to the next that needs me."""

from collections.abc import Sequence

import streamlit as st

from app.catalog import State
from app.storage.rows import Stored
from app.ui import browser, look, state, unit
from app.ui.choices import choose_catalog, filters
from app.ui.words import _, state_words
from app.workbench import editing

_OPEN = frozenset({State.EMPTY, State.DRAFT, State.NEEDS_WORK})


def page() -> None:
    """Draw the page."""
    if not choose_catalog():
        return
    units = [
        one
        for one in state.project().store.units(state.document(), state.language())
        if not one.unit.obsolete
    ]
    shown = filters(units)
    if not shown:
        st.info(_("No segment matches this filter."))
        return
    active = state.active()
    if active is None or all(one.id != active for one in shown):
        first = next((one for one in shown if one.unit.target.state in _OPEN), shown[0])
        state.activate(first.id)
        active = first.id
    if said := state.notice():
        st.toast(look.plain(said))
    rows, number = unit.page_of(shown, active)
    start = number * unit.LINES
    before = shown[start - 1] if start else None
    for one in rows:
        if one.id == active:
            unit.heading(one, before)
            _work(one, shown)
        else:
            unit.row(one, before)
        before = one
    unit.pages(shown, number)


def _work(stored: Stored, shown: Sequence[Stored]) -> None:
    """Draw the unit under work, with its box."""
    left, source, target = st.columns([1.6, 5, 5], gap="small")
    with left:
        word = state_words()[stored.unit.target.state]
        st.html(look.state(stored.unit.target.state, word))
    with source:
        st.html(look.text(stored.unit.source, language=state.project().settings.source_language, css="here"))
        unit.about_source(stored)
    with target:
        if found := state.conflict(stored.id):
            unit.settle(stored, found)
            return
        _box(stored, shown)


def _box(stored: Stored, shown: Sequence[Stored]) -> None:
    # What was typed keeps the version it was begun from, so that another's save in between is a conflict.
    typed, base = state.unsaved(stored.id) or (stored.unit.target.text, stored.version)
    key = f"target-{stored.id}-{base}-{state.language()}"
    text = st.text_area(
        _("Translation"),
        value=typed,
        key=key,
        height="content",
        label_visibility="collapsed",
        placeholder=_("Write the translation here"),
        on_change=lambda: state.keep_typed(stored.id, key, base=base),
    )
    browser.focus(key, turn=f"{state.turn()}{stored.id}", language=state.language())
    if text != stored.unit.target.text:
        st.html(look.small(_("Not saved yet.")))
    as_it_stands = text == stored.unit.target.text and stored.unit.target.state is State.DRAFT
    label = _("Accept the draft, next") if as_it_stands else _("Save, next")
    person = state.person()
    if st.button(label, key=f"save-{key}", type="primary", shortcut="Ctrl+Enter", disabled=not person):
        following = _following(shown, stored)
        place = unit.where(stored, base)
        if as_it_stands:
            unit.carry_out(
                stored, lambda: editing.accept(state.project(), place, person=person), then=following
            )
        else:
            unit.carry_out(
                stored, lambda: editing.save(state.project(), place, text, person=person), then=following
            )
    unit.about_target(stored, text)


def _following(shown: Sequence[Stored], stored: Stored) -> int:
    """Return the next unit that needs a translator, after this one and then from the beginning."""
    at = next(number for number, one in enumerate(shown) if one.id == stored.id)
    ahead = [*shown[at + 1 :], *shown[:at]]
    return next((one.id for one in ahead if one.unit.target.state in _OPEN), stored.id)
