"""Getting drafts: which engines are asked, where text goes, the agreement, progress, stopping, going on."""

from collections.abc import Sequence

import streamlit as st

from app.errors import WorkbenchError
from app.ui import look, state
from app.ui.words import _, say
from app.workbench import asking, drafting
from app.workbench.asking import Service
from app.workbench.drafting import Drafted
from app.workbench.project import Project


def engines(code: str) -> None:
    """Draw the engines that are asked for a language, in order."""
    project = state.project()
    for place, one in enumerate(asking.engines(project, code), 1):
        _service(project, place, one)


def ask(name: str, code: str) -> None:
    """Draw the agreement where one is missing, and get the drafts of a catalog once it is there."""
    project = state.project()
    services = asking.engines(project, code)
    to_agree = [one for one in services if _sends(project, one) and not one.agreed]
    if not _go_on(to_agree, code):
        return
    for one in to_agree:
        asking.agree(project, one, person=state.person())
    _run(project, name, code)


def _sends(project: Project, one: Service) -> bool:
    return one.remote and project.settings.allow_remote


def _service(project: Project, place: int, one: Service) -> None:
    """Draw an engine: where text goes, what it lacks, why it is left alone now."""
    st.html(look.small(f"{place}. {one.label}: {_where(project, one)}"))
    for lack in one.lacks:
        st.info(look.plain(say(lack)), icon=":material/build:")
    if one.trouble is not None:
        left = max(1, round(one.trouble.seconds))
        again = _("It is asked again in {seconds} seconds.", seconds=left)
        st.warning(look.plain(f"{say(one.trouble.error)} {again}"), icon=":material/hourglass_top:")
        if st.button(_("Ask it now"), key=f"again-{one.id}"):
            asking.try_again(project, one.id)
            st.rerun()


def _where(project: Project, one: Service) -> str:
    if not one.remote:
        return _("text stays on this machine")
    if not project.settings.allow_remote:
        return _("not asked, because this project lets no text leave the machine")
    said = _("text is sent to {address}", address=one.address)
    return said if one.agreed else f"{said} · " + _("nobody has agreed to that yet")


def _go_on(to_agree: Sequence[Service], code: str) -> bool:
    """Draw the agreement where one is missing, and the way to stop; say whether to ask."""
    for one in to_agree:
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
        go = not to_agree or st.button(
            _("I agree, get drafts"), key=f"agree-{code}", disabled=not state.person()
        )
        if st.button(_("Cancel") if to_agree else _("Stop"), key=f"stop-{code}"):
            state.stop_drafting()
            if not to_agree:
                state.set_notice(_("Stopped. What has come is kept; “Get drafts” goes on from there."))
            st.rerun()
    return go


def _run(project: Project, name: str, code: str) -> None:
    bar = st.progress(0.0, text=_("Asking for drafts …"))
    report = Drafted()
    try:
        for report in drafting.draft(project, name, code):
            share = report.done / report.total if report.total else 1.0
            bar.progress(share, text=_("{done} of {total} drafts", done=report.done, total=report.total))
    except WorkbenchError as error:
        state.stop_drafting()
        st.error(look.plain(say(error)), icon=":material/warning:")
        return
    state.stop_drafting()
    state.set_notice(" ".join(_told(report)))
    st.rerun()


def _told(report: Drafted) -> list[str]:
    """Say what a run brought: how many drafts, from where, and why not all."""
    said = [_("{count} drafts came.", count=report.drafted)]
    if report.from_memory:
        said.append(_("{count} of them are from the memory.", count=report.from_memory))
    if report.flagged:
        said.append(_("{count} of them have something to look at.", count=report.flagged))
    if report.refused:
        said.append(_("{count} answers were refused; they are kept as evidence.", count=report.refused))
        said += [f"{say(reason)} ({count})" for reason, count in report.reasons.items()]
    if report.failed:
        said.append(_("{count} texts got no answer.", count=report.failed))
    if report.error is not None:
        said.append(say(report.error))
    return said
