"""The page that adds a document: a person looks over what was repaired and found, then it is written."""

from collections.abc import Sequence

import streamlit as st

from app.errors import WorkbenchError
from app.repair import Join, Suspect
from app.ui import look, state
from app.ui.words import _, say
from app.workbench import catalogs, documents
from app.workbench.documents import Prepared


def page() -> None:
    """Draw the page."""
    st.html(look.heading(_("Add a document"), level=1))
    given = st.file_uploader(_("A text: plain text or Markdown"), type=None, key="add-file")
    if given is None:
        st.html(
            look.small(
                _(
                    "Paragraphs that a page break cut in two are joined, speakers found, sentences split. "
                    "You see all of it here before anything is written."
                )
            )
        )
        return
    first, second = st.columns(2)
    title = first.text_input(_("Title"), placeholder=_("taken from the text"))
    aliases = second.text_input(
        _("Two spellings of one speaker"),
        placeholder="Alexander=Oleksandr, …",
        help=_("Several with commas."),
    )
    whole = st.radio(
        _("A segment is"),
        [False, True],
        format_func=lambda one: _("a whole paragraph") if one else _("a sentence"),
        horizontal=True,
    )
    try:
        prepared = documents.prepare_bytes(
            state.project(),
            given.name,
            given.getvalue(),
            title=title or None,
            aliases=documents.parse_aliases([one for one in aliases.split(",") if one.strip()]),
            whole_paragraphs=whole,
        )
    except WorkbenchError as error:
        st.error(look.plain(say(error)), icon=":material/warning:")
        return
    _report(prepared)
    agreed = not prepared.differs or st.checkbox(
        _("Replace the document “{name}”; its translations are kept and merged", name=prepared.document.name)
    )
    if st.button(_("Add it"), type="primary", disabled=not agreed):
        documents.write(state.project(), prepared, replace=agreed)
        catalogs.sync(state.project(), prepared.document.name)
        state.choose(prepared.document.name)
        state.set_notice(_("“{title}” was added.", title=prepared.document.title))
        st.switch_page(state.page("overview"))


def _report(prepared: Prepared) -> None:
    """Draw what was done to the text, and what a person should look at."""
    document = prepared.document
    with st.container(border=True):
        st.html(look.heading(document.title, level=2, language=document.language))
        spoken = ", ".join(f"{name} ({count})" for name, count in prepared.turns().items())
        st.html(look.small(_("Turns: {turns}", turns=spoken or _("none; a text without speakers works too"))))
        st.html(
            look.small(
                _(
                    "{paragraphs} paragraphs, {segments} segments",
                    paragraphs=len(document.paragraphs),
                    segments=prepared.segments(),
                )
            )
        )
        for message in (*prepared.hints, *prepared.marks, *prepared.remarks):
            st.html(look.note(say(message)))
        _places(_("Joined over a page break"), prepared.joins)
        _places(_("Perhaps cut by a page break; not joined"), prepared.suspects)
        with st.expander(_("How the text begins")):
            for place in list(document.places())[:20]:
                st.html(look.text(place.segment.text, language=document.language))


def _places(heading: str, places: Sequence[Join | Suspect]) -> None:
    if places:
        with st.expander(f"{heading}: {len(places)}"):
            for one in places:
                st.html(look.note(f"… {one.tail} | {one.head} … — {say(one.reason)}"))
