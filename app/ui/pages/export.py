"""The editions page: read over what would be printed, see what is missing, make all of it with one button."""

from collections.abc import Sequence

import streamlit as st

from app import language as languages
from app.edition import Edition
from app.errors import WorkbenchError
from app.export import FORMATS
from app.ui import bringing, formats, look, paper, preview, state
from app.ui.words import _, say, state_words
from app.workbench import crediting, editions, publishing
from app.workbench.publishing import Order
from app.workbench.readiness import Readiness, Reason, readiness

_OFTEN = "8s"
"""How often the preview follows what others write."""
_MOST_CHECKED = 12
"""Texts whose findings are looked for before the button is pressed."""
_MOST_COUNTED = 60
"""Texts that are counted before the button is pressed; of more, the making of them tells."""
_USUAL = ("html", "epub", "pdf")


def page() -> None:
    """Draw the page."""
    names = state.project().folder.documents()
    st.html(look.heading(_("Editions"), level=1))
    if not names:
        st.info(_("There is no document yet. Add one on the page “Add a document”."))
        return
    order = _choose(names)
    state.keep_order(order)
    reading, beside = st.columns([7, 4], gap="medium")
    with reading:
        _preview(order)
    with beside:
        _make(order)
        _missing(order)
        _credit()
        bringing.draw()


def _choose(names: Sequence[str]) -> Order:
    """Draw the choices: documents, languages, formats; those of before are there again."""
    before = state.order() or Order((state.document(),), (state.language(),), _USUAL)
    codes = state.project().settings.languages
    first, second, third = st.columns([4, 3, 3], vertical_alignment="bottom")
    documents = first.multiselect(
        _("Documents"),
        names,
        format_func=state.desk().title,
        default=[one for one in before.documents if one in names],
        placeholder=_("Choose documents"),
        key="ed-documents",
    )
    into = second.pills(
        _("Languages"),
        codes,
        selection_mode="multi",
        default=[one for one in before.languages if one in codes],
        format_func=languages.own_name,
        key="ed-languages",
    )
    unreviewed = third.checkbox(
        _("A draft edition"),
        value=before.allow_unreviewed,
        key="allow-unreviewed",
        help=_("With texts that nobody has reviewed, each marked. It says on every page that it is a draft."),
    )
    groups = {title: group for title, group in formats.groups().items() if group}
    forms: list[str] = []
    with st.container(horizontal=True, gap="medium", key="ed-formats"):
        for title, group in groups.items():
            chosen = st.pills(
                title,
                group,
                selection_mode="multi",
                default=[
                    form for form in group if form in before.forms or (form == formats.SITE and before.site)
                ],
                format_func=formats.label,
                key=f"ed-{group[0]}",
                width="content",
            )
            forms += [form for form in group if form in chosen]
    site = formats.SITE in forms
    forms = [form for form in forms if form != formats.SITE]
    beside = _beside(before) if any(form in FORMATS and FORMATS[form].bilingual for form in forms) else ""
    return Order(
        tuple(documents),
        tuple(code for code in codes if code in into),
        tuple(forms),
        beside,
        unreviewed,
        site,
    )


def _beside(before: Order) -> str:
    settings = state.project().settings
    known = [settings.source_language, *settings.languages]
    chosen = st.segmented_control(
        _("The second language"),
        known,
        default=before.beside if before.beside in known else settings.source_language,
        format_func=languages.own_name,
        key="ed-beside",
    )
    return str(chosen or settings.source_language)


def _shown(order: Order) -> tuple[str, str]:
    """Return which text is read over: one of those that were chosen."""
    documents = order.documents or (state.document(),)
    codes = order.languages or (state.language(),)
    name = state.document() if state.document() in documents else documents[0]
    code = state.language() if state.language() in codes else codes[0]
    return name, code


@st.fragment(run_every=_OFTEN)
def _preview(order: Order) -> None:
    """Draw the text as it will read; it follows what is written meanwhile."""
    name, code = _which(order)
    try:
        said, html, ready = state.same("ed-paper", _mark(order, name, code), lambda: _read(order, name, code))
    except WorkbenchError as error:
        st.error(look.plain(say(error)), icon=":material/block:")
        return
    st.html(look.small(said))
    _go(paper.texts(html, kind="paper", key="ed-paper", label=_("The edition as it will read")), ready)


def _read(order: Order, name: str, code: str) -> tuple[str, str, Readiness]:
    """Return how far a text is, the text as it will read, and what it lacks."""
    draft = order.allow_unreviewed
    text = editions.of(state.project(), name, code, allow_unreviewed=draft, threshold=0, faults=False)
    ready = readiness(state.project(), name, code)
    return _standing(text, ready, draft=draft), preview.paper(text, ready, state_words()), ready


def _mark(order: Order, name: str, code: str) -> object:
    """Return what differs when a text would read otherwise; to make a long one anew costs seconds."""
    desk = state.desk()
    now = (desk.generation(), desk.looks.cursor(), desk.project.store.outline(name), desk.parsed(name))
    return (name, code, order.allow_unreviewed, *now)


def _which(order: Order) -> tuple[str, str]:
    """Draw the choice of what is read over, where there is one."""
    name, code = _shown(order)
    if len(order.documents) < 2 and len(order.languages) < 2:
        return name, code
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen, into = name, code
        if len(order.documents) > 1:
            at = order.documents.index(name)
            chosen = st.selectbox(
                _("Document"), order.documents, index=at, format_func=state.desk().title, key="ed-name"
            )
        if len(order.languages) > 1:
            into = (
                st.segmented_control(
                    _("Read over"),
                    order.languages,
                    default=code,
                    format_func=languages.own_name,
                    key="ed-code",
                )
                or code
            )
    if (chosen, into) != (name, code):
        state.choose(chosen, into)
        st.rerun()
    return name, code


def _standing(text: Edition, ready: Readiness, *, draft: bool) -> str:
    """Return how far the text is, and what the marks in it mean, as far as there are any."""
    said = [_far(ready)]
    if draft and text.draft:
        said.append(_("Dotted: nobody has reviewed it."))
    if text.missing:
        said.append(_("Shaded: it stands in the source language."))
    if ready.of(Reason.FINDING):
        said.append(_("Wavy: a check has found an error."))
    return " ".join(said)


def _far(ready: Readiness) -> str:
    return _(
        "{reviewed} of {total} segments are reviewed, an edition needs {needed}.",
        reviewed=ready.reviewed,
        total=ready.total,
        needed=ready.needed,
    )


def _go(unit: int | None, ready: Readiness) -> None:
    """Open a segment in the editor."""
    if unit is not None and unit in {one.id for one in ready.units.values()}:
        state.choose(ready.document, ready.language)
        state.want(unit)
        st.switch_page(state.page("translate"))


@st.fragment(run_every=_OFTEN)
def _missing(order: Order) -> None:
    """Draw what the text that is read over lacks."""
    name, code = _shown(order)
    ready = state.same("ed-missing", _mark(order, name, code), lambda: readiness(state.project(), name, code))
    st.html(look.section(_("What is missing: {language}", language=languages.own_name(code))))
    if not ready.missing:
        st.html(look.small(_("Nothing: every text is reviewed.")))
        return
    names = {
        Reason.FINDING: _("reviewed, but a check found an error"),
        Reason.NEEDS_WORK: _("needs work"),
        Reason.EMPTY: _("not translated"),
        Reason.DRAFT: _("only a draft"),
        Reason.REVIEW: _("awaiting review"),
    }
    html = preview.missing(ready, names, say)
    _go(paper.texts(html, kind="list", key="ed-missing", label=_("What is missing")), ready)


def _make(order: Order) -> None:
    """Draw the one button, and after it the progress and the files."""
    count = order.total
    any_at_all = bool(order.documents and order.languages and (order.forms or order.site))
    closed = [] if order.allow_unreviewed else _closed(order)
    if closed:
        st.warning(look.plain(" ".join(closed)), icon=":material/block:")
    pressed = st.button(
        _("Make {count} files", count=count) if count else _("Make the editions"),
        type="primary",
        key="make-editions",
        disabled=not any_at_all or bool(closed),
        width="stretch",
    )
    if pressed:
        _press(order)
    elif any_at_all and not closed:
        st.html(
            look.small(_("They come as one ZIP, with a manifest that says what each of them was made of."))
        )


def _press(order: Order) -> None:
    bar = st.progress(0.0, text=_("Making the editions …"))

    def report(done: int, total: int, name: str) -> None:
        bar.progress(done / total, text=look.plain(name))

    try:
        state.flush()
        content = publishing.zip_of(state.project(), order, report=report)
    except WorkbenchError as error:
        bar.empty()
        st.error(look.plain(say(error)), icon=":material/block:")
        return
    bar.progress(1.0, text=_("All editions are made."))
    st.download_button(
        _("Download the ZIP"),
        content,
        file_name=_zip_name(order),
        mime="application/zip",
        type="primary",
        on_click="ignore",
        key="download-editions",
        width="stretch",
    )


def _closed(order: Order) -> list[str]:
    """Return why the gate is closed, a sentence for each text; only editions pass a gate."""
    if not any(form in FORMATS for form in order.forms):
        return []
    texts = [(name, code) for name in order.documents for code in order.languages]
    found: list[str] = []
    for name, code in texts if len(texts) <= _MOST_COUNTED else ():
        ready = readiness(state.project(), name, code, checked=len(texts) <= _MOST_CHECKED)
        about = {"name": state.desk().title(name), "language": languages.own_name(code)}
        if ready.reviewed < ready.needed:
            found.append(_("“{name}”, {language}:", **about) + " " + _far(ready))
        elif faults := len(ready.of(Reason.FINDING)):
            found.append(_("“{name}”, {language}:", **about))
            found.append(_("checks found errors in reviewed texts: {count}.", count=faults))
    return found


def _zip_name(order: Order) -> str:
    names = order.documents[0] if len(order.documents) == 1 else "editions"
    return f"{names}.{'+'.join(order.languages)}{'.draft' if order.allow_unreviewed else ''}.zip"


def _credit() -> None:
    """Draw the visitor's own consent to be named."""
    person = state.person()
    if not person:
        return
    st.html(look.section(_("Your name in editions")))
    now = crediting.named(state.project(), person)
    said = _("You are named as “{name}” where you translated or reviewed.", name=now) if now else ""
    st.html(look.small(said or _("You are not named. Nobody is without their consent.")))
    with st.form("credit", border=False):
        name = st.text_input(_("The name to print"), value=now or person, max_chars=80)
        with st.container(horizontal=True):
            agreed = st.form_submit_button(_("Name me so"))
            withdrawn = st.form_submit_button(_("Do not name me"), disabled=not now)
    if not (agreed or withdrawn):
        return
    try:
        if agreed:
            crediting.agree(state.project(), person, name)
        else:
            crediting.withdraw(state.project(), person)
    except WorkbenchError as error:
        st.error(look.plain(say(error)))
        return
    st.rerun()
