"""The review page: the editor in its other mode, in which a second person reads the translation as a book."""

import streamlit as st

from app.ui import component, state
from app.ui.words import _


def page() -> None:
    """Draw the page."""
    if not state.project().folder.documents():
        st.info(_("There is no document yet. Add one on the page “Add a document”."))
        return
    component.editor(mode="review", unit=state.wanted())
