"""The overview: what waits for me, how far each document and language is, how the work goes."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import streamlit as st

from app import language as languages
from app import standing
from app.catalog import State
from app.standing import Alike, Amount, Waiting
from app.ui import drafts, figures, look, overview_figures, state
from app.ui.overview_figures import number
from app.ui.words import _, known, state_words

_STYLE = Path(__file__).parents[1] / "entry" / "overview.css"


def page() -> None:
    """Draw the page."""
    project = state.project()
    names = project.folder.documents()
    st.html(_STYLE)
    st.html(look.heading(project.name, level=1))
    if not names:
        st.info(_("There is no document yet. Add one on the page “Add a document”."))
        return
    if said := state.notice():
        st.success(look.plain(said))
    seen = state.desk().overviewer.look()
    counted = [one for one in seen.counted if one.document in names]
    waiting = standing.waiting(counted, state.person(), alone=project.settings.review_alone)
    st.html(figures.lede(list(_waiting_words(list(waiting.values())))))
    sums, origins = standing.by_catalog(counted), standing.origins(counted)
    for name in names:
        _document(name, counted, sums, waiting, origins)
    codes = project.settings.languages
    for title, inner in (
        (_("The way so far"), overview_figures.way(seen, counted, codes, datetime.now(UTC).date())),
        (_("People"), overview_figures.people(seen, counted)),
        (_("What became of drafts"), overview_figures.drafts(seen)),
    ):
        if inner:
            st.html(figures.section(title) + inner)


def _waiting_words(waiting: Sequence[Waiting]) -> Sequence[str]:
    translate, back, review = (
        sum(getattr(one, field) for one in waiting) for field in ("to_translate", "sent_back", "to_review")
    )
    said = []
    if translate == 1:
        said.append(_("One text waits for a translator."))
    elif translate:
        said.append(_("{count} texts wait for a translator.", count=number(translate)))
    if back:
        said.append(_("{count} of them are yours and need another look.", count=number(back)))
    if review == 1:
        said.append(_("One text waits for your review."))
    elif review:
        said.append(_("{count} texts wait for your review.", count=number(review)))
    return said or [_("Nothing waits for you here.")]


def _document(
    name: str,
    counted: Sequence[Alike],
    sums: Mapping[tuple[str, str], Amount],
    waiting: Mapping[tuple[str, str], Waiting],
    origins: Mapping[tuple[str, str], Sequence[str]],
) -> None:
    project = state.project()
    codes = project.settings.languages
    whole = sums.get((name, codes[0]), Amount())
    with st.container(border=True):
        title = state.desk().title(name)
        size = _("Texts: {texts}, words: {words}", texts=number(whole.total), words=number(whole.total_words))
        st.html(look.heading(title, level=2, language=project.settings.source_language) + look.small(size))
        for code in codes:
            where = (name, code)
            _row(*where, sums.get(where, Amount()), waiting.get(where, Waiting()), origins.get(where, ()))
        if inner := overview_figures.speakers(counted, name, codes):
            st.html(inner)


def _row(name: str, code: str, amount: Amount, waits: Waiting, origins: Sequence[str]) -> None:
    words, counts = state_words(), amount.units
    label = " · ".join(f"{number(counts[one])} {words[one]}" for one in reversed(State) if counts[one])
    notes = []
    if origins:
        notes.append(_("Drafts from: {origins}", origins=", ".join(sorted(known(one) for one in origins))))
    waiting = [
        _("{count} to translate", count=number(waits.to_translate)),
        _("{count} to review", count=number(waits.to_review)),
    ]
    if waits.sent_back:
        waiting.append(_("{count} of yours to look at again", count=number(waits.sent_back)))
    line, buttons = st.columns([5.3, 4.7], vertical_alignment="center")
    line.html(figures.row(figures.Row(languages.own_name(code), code, counts, label, waiting, notes)))
    with buttons, st.container(horizontal=True, gap="xsmall"):
        # Where the visitor was at work, or would begin, is what the page offers first.
        here = (name, code) == (state.document(), state.language())
        kind: Literal["primary", "secondary"] = "primary" if here else "secondary"
        if st.button(_("Translate"), key=f"translate-{name}-{code}", type=kind):
            state.choose(name, code)
            st.switch_page(state.page("translate"))
        if st.button(_("Review"), key=f"review-{name}-{code}", disabled=not waits.to_review):
            state.choose(name, code)
            st.switch_page(state.page("review"))
        if counts[State.EMPTY] and st.button(_("Get drafts"), key=f"draft-{name}-{code}"):
            state.choose(name, code)
            state.start_drafting()
    if state.drafting() and (name, code) == (state.document(), state.language()):
        drafts.engines(code)
        drafts.ask(name, code)
