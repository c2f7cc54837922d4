"""Tokens for a person's programs: made here, shown once, revoked here."""

import streamlit as st

from app import language as languages
from app.errors import WorkbenchError
from app.roles import Role
from app.storage.tokens import Token
from app.ui import figures, look, state
from app.ui.words import _, say, visitor_language
from app.workbench import tokens


def page() -> None:
    """Draw the page."""
    st.html(look.heading(_("Programs"), level=1))
    st.html(
        figures.lede(
            [
                _("A program that has a token speaks in your name, with the roles that you give it."),
                _("What it can ask for is told in docs/api.md."),
            ]
        )
    )
    if not state.person():
        return
    _make()
    own = [one for one in tokens.listed(state.project(), person=state.person()) if not one.revoked_at]
    for one in own:
        _token(one)


def role_words() -> dict[Role, str]:
    """Return what the pages call each role."""
    return {
        Role.TRANSLATOR: _("translator"),
        Role.REVIEWER: _("reviewer"),
        Role.PUBLISHER: _("publisher"),
    }


def _make() -> None:
    with st.form("token", clear_on_submit=True):
        purpose = st.text_input(_("What is it for?"), max_chars=tokens.LONGEST_PURPOSE)
        roles = st.pills(
            _("With the roles"),
            list(Role),
            selection_mode="multi",
            default=list(Role),
            format_func=lambda one: role_words()[one],
        )
        days = st.number_input(
            _("Good for how many days? (empty: until it is revoked)"), 1, 3_650, value=None, step=30
        )
        if not st.form_submit_button(_("Make a token")):
            return
    try:
        made = tokens.make(state.project(), state.person(), roles=roles, purpose=purpose, days=days)
    except WorkbenchError as error:
        st.error(look.plain(say(error)))
        return
    st.success(look.plain(_("Keep it like a password. It is shown this once; the store has only its hash.")))
    st.code(made.word, language=None)


def _token(one: Token) -> None:
    into = visitor_language()
    words = role_words()
    said = [", ".join(words[role] for role in Role if role in one.roles)]
    said.append(_("made on {day}", day=languages.date(one.made_at[:10], into=into)))
    if one.until:
        said.append(_("good until {day}", day=languages.date(one.until[:10], into=into)))
    said.append(
        _("last used on {day}", day=languages.date(one.used_at[:10], into=into))
        if one.used_at
        else _("never used")
    )
    text, button = st.columns([8, 2], vertical_alignment="center")
    title = one.purpose or _("Token {number}", number=one.id)
    text.html(look.name(title) + look.small(" · ".join(said)))
    if button.button(_("Revoke"), key=f"revoke-{one.id}"):
        tokens.revoke(state.project(), one.id, person=state.person())
        st.rerun()
