"""The review page: a second person reads source beside target, approves, or sends back with a reason."""

from collections.abc import Sequence

import streamlit as st

from app.catalog import State, same_person
from app.storage.rows import Stored
from app.ui import browser, look, state, unit
from app.ui.choices import choose_catalog
from app.ui.words import _, state_words
from app.workbench import editing


def page() -> None:
    """Draw the page."""
    if not choose_catalog():
        return
    alone = state.project().settings.review_alone
    if alone:
        st.html(
            look.small(
                _("In this project a translator may approve their own text; the catalog then says “alone”.")
            )
        )
    units = [
        one
        for one in state.project().store.units(state.document(), state.language())
        if not one.unit.obsolete
    ]
    mine = [one for one in units if one.unit.target.state is State.TRANSLATED and not _may(one, alone=alone)]
    queue = [one for one in units if one.unit.target.state is State.TRANSLATED and _may(one, alone=alone)]
    if said := state.notice():
        st.toast(look.plain(said))
    if mine:
        st.html(look.small(_("{count} of your own translations wait for another person.", count=len(mine))))
    if not queue:
        st.info(_("Nothing waits for your review here."))
        return
    active = state.active()
    current = next((one for one in queue if one.id == active), queue[0])
    at = units.index(current)
    for number in range(max(0, at - 3), min(len(units), at + 4)):
        before = units[number - 1] if number else None
        if units[number].id == current.id:
            unit.heading(current, before)
            _work(current, queue)
        else:
            unit.row(units[number], before)
    st.html(look.small(_("{count} segments wait for review.", count=len(queue))))


def _may(stored: Stored, *, alone: bool) -> bool:
    return alone or not same_person(stored.unit.target.translator, state.person())


def _work(stored: Stored, queue: Sequence[Stored]) -> None:
    settings = state.project().settings
    left, source, target = st.columns([1.6, 5, 5], gap="small")
    with left:
        st.html(look.state(stored.unit.target.state, state_words()[stored.unit.target.state]))
        st.html(look.small(_("by {name}", name=stored.unit.target.translator)))
    with source:
        st.html(look.text(stored.unit.source, language=settings.source_language, css="here"))
        unit.about_source(stored)
    with target:
        if found := state.conflict(stored.id):
            unit.settle(stored, found)
            return
        st.html(look.text(stored.unit.target.text, language=state.language(), css="here"))
        _moves(stored, queue)
        unit.about_target(stored)


def _moves(stored: Stored, queue: Sequence[Stored]) -> None:
    at = queue.index(stored)
    following = queue[(at + 1) % len(queue)].id
    place, person = unit.where(stored), state.person()
    if state.changed_meanwhile(stored.id, stored.version):
        st.info(_("The text has changed while you were reading it. This is how it stands now."))
    # The version is in each button's key: a press that was meant for an earlier text does nothing.
    mark = f"{stored.id}-{stored.version}-{state.language()}"
    # The reason's box takes the focus, so that a whole review goes without a mouse.
    key = f"reason-{mark}"
    reason = st.text_area(
        _("Reason, if it goes back"), key=key, height=68, placeholder=_("What should be changed?")
    )
    browser.focus(key, turn=f"{state.turn()}{stored.id}")
    with st.container(horizontal=True, gap="small"):
        approve = st.button(
            _("Approve, next"),
            key=f"approve-{mark}",
            type="primary",
            shortcut="Ctrl+Enter",
            disabled=not person,
        )
        fix = st.button(_("Edit it myself"), key=f"fix-{mark}")
        back = st.button(
            _("Send back, next"),
            key=f"send-back-{mark}",
            shortcut="Ctrl+Shift+Enter",
            disabled=not person,
        )
    if approve and reason.strip():
        # Whoever wrote a reason and pressed the wrong key has not approved.
        st.warning(_("There is a reason. Send the segment back, or empty the reason and approve."))
    elif approve:
        unit.carry_out(stored, lambda: editing.approve(state.project(), place, person=person), then=following)
    if back:
        unit.carry_out(
            stored,
            lambda: editing.send_back(state.project(), place, person=person, reason=reason),
            then=following,
        )
    if fix:
        state.want(stored.id)
        st.switch_page(state.page("translate"))
