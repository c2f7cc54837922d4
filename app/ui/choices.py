"""What every page that works on a catalog asks first: which document, which language, which segments."""

from collections.abc import Sequence

import streamlit as st

from app import language as languages
from app.catalog import State
from app.progress import progress
from app.storage.rows import Stored
from app.ui import look, state
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
    name = first.selectbox(_("Document"), names, index=names.index(state.document()))
    codes = project.settings.languages
    code = second.selectbox(
        _("Into"), codes, index=codes.index(state.language()), format_func=languages.own_name
    )
    if (name, code) != (state.document(), state.language()):
        state.choose(name, code)
        st.rerun()
    counts = progress(catalogs.catalog(project, name, code)).counts
    words = state_words()
    label = " · ".join(f"{counts[one]} {words[one]}" for one in reversed(State) if counts.get(one))
    third.html(look.bar(counts, label) + look.small(label))
    return True


def filters(units: Sequence[Stored]) -> list[Stored]:
    """Draw the filters, and return the units that pass them, in the document's order."""
    words = state_words()
    speakers = list(dict.fromkeys(one.unit.place.speaker for one in units if one.unit.place.speaker))
    first, second, third = st.columns([5.6, 2, 2.4], vertical_alignment="center")
    states = first.pills(
        _("Show"),
        list(State),
        selection_mode="multi",
        format_func=lambda one: f"{look.SIGNS[one]} {words[one]}",
        label_visibility="collapsed",
    )
    speaker = second.selectbox(
        _("Speaker"),
        [None, *speakers],
        format_func=lambda one: one or _("every speaker"),
        label_visibility="collapsed",
    )
    phrase = third.text_input(_("Search"), placeholder=_("Search both texts"), label_visibility="collapsed")
    phrase = phrase.strip().casefold()
    return [
        one
        for one in units
        if (not states or one.unit.target.state in states or one.id == state.active())
        and (speaker is None or one.unit.place.speaker == speaker)
        and (not phrase or phrase in one.unit.source.casefold() or phrase in one.unit.target.text.casefold())
    ]
