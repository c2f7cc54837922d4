"""The overview: documents and languages, how far each is, and what waits for me."""

import streamlit as st

from app import language as languages
from app.catalog import Catalog, State, same_person
from app.errors import WorkbenchError
from app.progress import progress
from app.ui import look, state
from app.ui.words import _, known, say, state_words
from app.workbench import catalogs, drafting


def page() -> None:
    """Draw the page."""
    project = state.project()
    names = project.folder.documents()
    st.html(look.heading(project.name, level=1))
    if not names:
        st.info(_("There is no document yet. Add one on the page “Add a document”."))
        return
    if said := state.notice():
        st.success(look.plain(said))
    for name in names:
        _document(name)


def _document(name: str) -> None:
    project = state.project()
    all_catalogs = {code: catalogs.catalog(project, name, code) for code in project.settings.languages}
    title = next((unit.source for unit in next(iter(all_catalogs.values())).live), name)
    with st.container(border=True):
        st.html(look.heading(title, level=2, language=project.settings.source_language))
        for code, catalog in all_catalogs.items():
            _row(name, code, catalog)


def _row(name: str, code: str, catalog: Catalog) -> None:
    words, counts = state_words(), progress(catalog).counts
    label = " · ".join(f"{counts[one]} {words[one]}" for one in reversed(State) if counts.get(one))
    who, shares, waits, buttons = st.columns([1.4, 3.6, 2.4, 2.6], vertical_alignment="center")
    who.html(look.text(languages.own_name(code), language=code))
    shares.html(look.bar(counts, label) + look.small(label))
    to_translate, to_review = _waiting(catalog)
    waits.html(
        look.small(_("{count} to translate", count=to_translate))
        + look.small(_("{count} to review", count=to_review))
    )
    origins = {unit.target.origin for unit in catalog.live if unit.target.state is State.DRAFT}
    if origins:
        shares.html(
            look.small(_("Drafts from: {origins}", origins=", ".join(sorted(known(one) for one in origins))))
        )
    with buttons, st.container(horizontal=True):
        if st.button(_("Translate"), key=f"translate-{name}-{code}", type="primary"):
            state.choose(name, code)
            state.activate(None)
            st.switch_page(state.page("translate"))
        if st.button(_("Review"), key=f"review-{name}-{code}", disabled=not to_review):
            state.choose(name, code)
            state.activate(None)
            st.switch_page(state.page("review"))
        if counts.get(State.EMPTY) and st.button(_("Get drafts"), key=f"draft-{name}-{code}"):
            state.choose(name, code)
            state.start_drafting()
    if state.drafting() and (name, code) == (state.document(), state.language()):
        _draft(name, code)


def _waiting(catalog: Catalog) -> tuple[int, int]:
    """Return how many units wait for a translator, and how many for this person's review."""
    person, alone = state.person(), state.project().settings.review_alone
    open_states = {State.EMPTY, State.DRAFT, State.NEEDS_WORK}
    return (
        sum(unit.target.state in open_states for unit in catalog.live),
        sum(
            unit.target.state is State.TRANSLATED
            and (alone or not same_person(unit.target.translator, person))
            for unit in catalog.live
        ),
    )


def _draft(name: str, code: str) -> None:
    """Draw the way to drafts: where the text goes, the agreement, the progress, and how to stop."""
    project = state.project()
    asked = [one for one in drafting.engines(project, code) if one.remote and not one.agreed]
    for one in asked:
        st.warning(
            look.plain(
                _(
                    "For drafts, the text of this document is sent to {engine} at {address}. "
                    "Whoever runs that service can read it.",
                    engine=one.label,
                    address=one.address,
                )
            ),
            icon=":material/outgoing_mail:",
        )
    with st.container(horizontal=True):
        go = not asked or st.button(
            _("I agree, get drafts"), key=f"agree-{code}", disabled=not state.person()
        )
        if st.button(_("Stop") if not asked else _("Cancel"), key=f"stop-{code}"):
            state.stop_drafting()
            st.rerun()
    if not go:
        return
    for one in asked:
        drafting.agree(project, one, person=state.person())
    bar = st.progress(0.0, text=_("Asking for drafts …"))
    report = drafting.Drafted()
    try:
        for report in drafting.draft(project, name, code):
            share = report.done / report.total if report.total else 1.0
            bar.progress(share, text=_("{done} of {total} drafts", done=report.done, total=report.total))
    except WorkbenchError as error:
        state.stop_drafting()
        st.error(look.plain(say(error)), icon=":material/warning:")
        return
    state.stop_drafting()
    said = _("{count} drafts came.", count=report.drafted)
    if report.refused:
        said += " " + _("{count} answers were refused; they are kept as evidence.", count=report.refused)
    if report.error is not None:
        said += " " + say(report.error)
    state.set_notice(said)
    st.rerun()
