"""The app's entry: who is there, which pages there are. Streamlit runs this file for each visit."""

from pathlib import Path

import streamlit as st

from app import review
from app.errors import WorkbenchError
from app.ui import assets, browser, look, state
from app.ui.pages import add, drafts, export, overview, programs, translate
from app.ui.pages import review as review_page
from app.ui.words import _, say

# The pages on which the text wants the whole width.
_EDITORS = {"translate", "review"}


def _who() -> None:
    """Ask for the person's name once; it stands beside what they translate and review."""
    if person := state.person():
        browser.remember(person)
        with st.sidebar:
            st.html(look.small(_("You are")) + look.name(person))
            if st.button(_("Somebody else"), key="other-person"):
                state.set_person("")
                st.rerun()
        return
    # On the page, not beside it: on a phone what stands beside the page is folded away.
    with st.form("who"):
        st.html(
            look.small(_("Before you translate or review: who are you? Your name stands beside your texts."))
        )
        given = st.text_input(_("Your name"), max_chars=80)
        if st.form_submit_button(_("Begin"), type="primary"):
            try:
                state.set_person(review.name(given))
            except WorkbenchError as error:
                st.error(look.plain(say(error)))
            else:
                st.rerun()


def main() -> None:
    """Draw the app."""
    st.set_page_config(page_title=_("Translation workbench"), page_icon="🖋️", layout="wide")
    st.html(Path(__file__).with_name("style.css"))
    st.html(f"<style>{assets.font_faces()}</style>")
    try:
        project = state.project()
    except WorkbenchError as error:
        st.error(look.plain(say(error)))
        st.stop()
    pages = {
        "overview": st.Page(overview.page, title=_("Overview"), icon=":material/dashboard:", default=True),
        "translate": st.Page(
            translate.page, title=_("Translate"), icon=":material/edit:", url_path="translate"
        ),
        "review": st.Page(review_page.page, title=_("Review"), icon=":material/task_alt:", url_path="review"),
        "drafts": st.Page(drafts.page, title=_("Drafts"), icon=":material/auto_awesome:", url_path="drafts"),
        "export": st.Page(export.page, title=_("Editions"), icon=":material/menu_book:", url_path="editions"),
        "add": st.Page(add.page, title=_("Add a document"), icon=":material/note_add:", url_path="add"),
        "programs": st.Page(programs.page, title=_("Programs"), icon=":material/key:", url_path="programs"),
    }
    state.set_pages(pages)
    current = st.navigation(list(pages.values()))
    state.arrive(current.url_path)
    if current.url_path in _EDITORS:
        st.set_page_config(initial_sidebar_state="collapsed")
    with st.sidebar:
        st.html(look.small(project.name))
    _who()
    # In a place of its own: what appears above a component would have Streamlit draw the component anew.
    with st.container():
        for trouble in (*state.troubles(), state.lost()):
            if trouble:
                st.warning(look.plain(say(trouble)), icon=":material/warning:")
    try:
        current.run()
    except WorkbenchError as error:
        st.error(look.plain(say(error)), icon=":material/warning:")


main()
