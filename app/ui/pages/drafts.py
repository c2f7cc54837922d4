"""The drafts page: for a document and a language, the engines that are asked, and what they give."""

import streamlit as st

from app.catalog import State
from app.progress import progress
from app.ui import drafts, look, state
from app.ui.choices import choose_catalog
from app.ui.words import _
from app.workbench import catalogs


def page() -> None:
    """Draw the page."""
    st.html(look.heading(_("Drafts"), level=1))
    if not choose_catalog():
        return
    if said := state.notice():
        st.success(look.plain(said))
    name, code = state.document(), state.language()
    if state.project().settings.engines_for(code):
        st.html(look.small(_("First the memory is looked into, then the engines are asked, in this order:")))
        drafts.engines(code)
    else:
        st.html(
            look.small(_("Only the memory is looked into: this project names no engine for the language."))
        )
    empty = progress(catalogs.catalog(state.project(), name, code)).counts.get(State.EMPTY, 0)
    if not empty:
        st.info(_("Every text has a draft or a translation."))
    elif state.drafting():
        drafts.ask(name, code)
    elif st.button(_("Get drafts"), key=f"draft-{name}-{code}", type="primary", disabled=not state.person()):
        state.start_drafting()
        st.rerun()
