"""The part of the editions page that takes a file back from another tool: told first, then taken."""

import streamlit as st

from app import exchange
from app.errors import WorkbenchError
from app.returning import Fate
from app.ui import look, state
from app.ui.words import _, say
from app.workbench import returning
from app.workbench.returning import Brought

_KINDS = ["xlf", "xliff", "tmx", "csv", "docx", "po"]
_TOLD = 40
"""Texts that are told one by one."""


def draw() -> None:
    """Draw the way back for files of other tools."""
    if not state.person():
        return
    with st.expander(_("Take a file back from another tool")):
        if said := state.notice():
            st.success(look.plain(said))
        given = st.file_uploader(_("XLIFF, TMX, CSV, or the table as DOCX"), type=_KINDS, key="bring-file")
        if given is None:
            st.html(
                look.small(
                    _(
                        "What only the file has changed is taken. Where ours has changed too, ours stays and "
                        "the file's text is kept beside it. You see it before anything is taken."
                    )
                )
            )
            return
        try:
            _bring(given.name, given.getvalue())
        except WorkbenchError as error:
            st.error(look.plain(say(error)), icon=":material/block:")


def _bring(file: str, content: bytes) -> None:
    back = exchange.read(content, file=file)
    if back.prepared:
        st.warning(
            look.plain(
                _(
                    "This is a list that somebody has prepared, not a file that went out from here. Bring it "
                    "in as drafts with “workbench import”."
                )
            )
        )
        return
    document = "" if back.document else state.document()
    language = "" if back.language else state.language()

    def bring(*, dry_run: bool) -> Brought:
        return returning.bring(
            state.project(),
            content,
            file=file,
            document=document,
            language=language,
            person=state.person(),
            dry_run=dry_run,
        )

    would = bring(dry_run=True)
    _tell(would)
    taken = would.count(Fate.TAKEN)
    if not (taken or would.comments or would.count(Fate.BESIDE)):
        st.html(look.small(_("There is nothing new in it.")))
        return
    if st.button(_("Take it"), type="primary", key="bring-take"):
        done = bring(dry_run=False)
        counts = {"count": done.count(Fate.TAKEN), "beside": done.count(Fate.BESIDE)}
        state.set_notice(_("Taken: {count}. Kept beside ours: {beside}.", **counts))
        st.rerun()


def _tell(would: Brought) -> None:
    fates = {
        Fate.TAKEN: _("would be taken"),
        Fate.BESIDE: _("would be kept beside ours"),
        Fate.LEFT: _("would be left as they are"),
        Fate.UNKNOWN: _("are not in the document"),
        Fate.UNCHANGED: _("are as we have them"),
    }
    counts = [f"{would.count(fate)} {word}" for fate, word in fates.items() if would.count(fate)]
    if would.comments:
        counts.append(_("{count} with new comments", count=would.comments))
    st.html(look.small(f"{would.document}, {would.language}: {'; '.join(counts)}"))
    for one in would.told()[:_TOLD]:
        why = f" ({say(one.why)})" if one.why else ""
        st.html(look.note(f"{fates[one.fate]}{why}: {one.source} → {one.text}"))
