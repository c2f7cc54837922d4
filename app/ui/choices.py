"""What the drafts page asks first: which document, which language."""

import streamlit as st

from app import language as languages
from app.catalog import State
from app.progress import progress
from app.ui import look, state
from app.ui.overview_figures import number
from app.ui.words import _, state_words
from app.workbench import catalogs


def choose_catalog() -> bool:
    """Draw the choice of document and language with its progress; False where there is nothing to work on."""
    project = state.project()
    names = project.folder.documents()
    if not names:
        st.info(_("There is no document yet. Add one on the page “Add a document”."))
        return False
    first, second, third = st.columns([3, 2, 4], vertical_alignment="bottom")
    name = first.selectbox(
        _("Document"), names, index=names.index(state.document()), format_func=state.desk().title
    )
    codes = project.settings.languages
    code = second.selectbox(
        _("Into"), codes, index=codes.index(state.language()), format_func=languages.own_name
    )
    if (name, code) != (state.document(), state.language()):
        state.choose(name, code)
        st.rerun()
    counts = progress(catalogs.catalog(project, name, code)).counts
    words = state_words()
    label = " · ".join(f"{number(counts[one])} {words[one]}" for one in reversed(State) if counts.get(one))
    third.html(look.bar(counts, label) + look.small(label))
    return True
