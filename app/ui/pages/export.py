"""The editions page: choose a language and a form, see what is missing, take the file."""

import streamlit as st

from app import language as languages
from app.errors import EditionError
from app.export import FORMATS
from app.ui import look, state
from app.ui.choices import choose_catalog
from app.ui.words import _, say
from app.workbench import editions


def page() -> None:
    """Draw the page."""
    if not choose_catalog():
        return
    settings = state.project().settings
    form = st.radio(_("Format"), list(FORMATS), format_func=lambda one: FORMATS[one].label, horizontal=True)
    beside = _choose_beside() if FORMATS[form].bilingual else ""
    unreviewed = st.checkbox(
        _("A draft edition: with texts that nobody has reviewed, each marked"), key="allow-unreviewed"
    )
    st.html(
        look.small(
            _(
                "An edition holds reviewed text only, and needs {share} of the segments reviewed.",
                share=f"{settings.threshold:.0%}",
            )
        )
    )
    state.flush()
    try:
        made = editions.make(
            state.project(),
            state.document(),
            state.language(),
            form=form,
            beside=beside,
            allow_unreviewed=unreviewed,
        )
    except EditionError as error:
        st.error(look.plain(say(error)), icon=":material/block:")
        return
    st.download_button(
        _("Download {file}", file=made.file),
        made.content,
        file_name=made.file,
        type="primary",
        on_click="ignore",
    )
    if made.edition.missing:
        with st.expander(_("{count} segments are missing", count=len(made.edition.missing))):
            for one in made.edition.missing[:200]:
                st.html(look.text(one.source, language=settings.source_language))


def _choose_beside() -> str:
    """Draw the choice of the second language, the original first."""
    settings = state.project().settings
    others = [one for one in (settings.source_language, *settings.languages) if one != state.language()]
    return str(st.selectbox(_("Beside it"), others, format_func=languages.own_name))
