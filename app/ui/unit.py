"""The unit under work, as the translate and review pages share it: what stands beside it, and conflicts."""

import difflib
import re
from collections.abc import Callable

import streamlit as st

from app import checks
from app.catalog import Kind, State
from app.errors import WorkbenchError
from app.storage.rows import Conflict, Stored
from app.ui import look, state
from app.ui.words import _, known, move_words, say, state_words
from app.workbench import editing
from app.workbench.editing import Done, Where


def where(stored: Stored, base: int | None = None) -> Where:
    """Name the unit, and the version of it that the person has seen: by default the one on the page."""
    seen = stored.version if base is None else base
    return Where(state.document(), state.language(), stored.id, seen)


def heading(stored: Stored, before: Stored | None) -> None:
    """Draw the speaker's name where a turn opens, and what the title and names are."""
    place = stored.unit.place
    if place.kind is Kind.TITLE:
        st.html(look.speaker(_("Title")))
    elif place.kind is Kind.SPEAKER and (before is None or before.unit.place.kind is not Kind.SPEAKER):
        st.html(look.speaker(_("Names of the speakers")))
    elif (
        place.kind is Kind.SEGMENT
        and place.speaker
        and (before is None or before.unit.place.turn != place.turn)
    ):
        st.html(look.speaker(place.speaker))


def row(stored: Stored, before: Stored | None) -> None:
    """Draw a unit that is not under work: source and target side by side, with a way to open it."""
    heading(stored, before)
    words = state_words()
    left, source, target = st.columns([1.6, 5, 5], gap="small")
    with left:
        now = stored.unit.target.state
        label = f"{look.SIGNS[now]} {words[now]}"
        key = f"open-{look.state_class(now)}-{stored.id}"
        if st.button(label, key=key, help=_("Work on this segment")):
            state.activate(stored.id)
            st.rerun()
    source.html(look.text(stored.unit.source, language=state.project().settings.source_language))
    target.html(look.target(stored.unit, language=state.language(), empty=_("not translated yet")))


def about_source(stored: Stored) -> None:
    """Draw what belongs to the source: why the text came back, what changed, what people noted."""
    target = stored.unit.target
    if target.reason:
        st.html(look.note(_("Needs work: {reason}", reason=known(target.reason))))
    if target.previous_source:
        st.html(look.small(_("The source was changed:")))
        st.html(changed(target.previous_source, stored.unit.source))
    for comment in stored.unit.comments:
        st.html(look.note(_("Note: {text}", text=comment)))


def about_target(stored: Stored, text: str | None = None) -> None:
    """Draw what belongs to the translation: findings, where it came from, other texts, history."""
    unit, settings = stored.unit, state.project().settings
    target = unit.target
    found = checks.run(
        unit.source,
        target.text if text is None else text,
        source_language=settings.source_language,
        language=state.language(),
    )
    for one in found:
        st.html(look.finding(say(one.message)))
    if target.state is State.DRAFT:
        st.html(look.small(_("Draft from: {origin}. Nobody has checked it.", origin=known(target.origin))))
    elif target.origin:
        st.html(look.small(_("Made from a draft of: {origin}", origin=known(target.origin))))
    for text_of, who in state.project().store.suggestions(stored.id, state.language()):
        st.html(look.note(_("Another text, from {name}: {text}", name=who, text=text_of)))
    revisions = editing.history(state.project(), where(stored))
    if revisions:
        moves = move_words()
        with st.expander(_("History ({count})", count=len(revisions))):
            for step in revisions:
                who = step.person or step.target.origin
                deed = moves.get(step.move, step.move)
                st.html(look.small(f"{step.at[:16].replace('T', ' ')} · {deed} · {who}"))
                st.html(look.text(step.target.text, language=state.language()))
                if step.target.text not in {"", target.text} and st.button(
                    _("Take this text again"), key=f"restore-{stored.id}-{stored.version}-{step.version}"
                ):
                    _restore(stored, step.version)


def _restore(stored: Stored, version: int) -> None:
    carry_out(
        stored,
        lambda: editing.restore(state.project(), where(stored), version, person=state.person()),
        then=stored.id,
    )


def changed(old: str, new: str) -> str:
    """Return two texts as one, word by word, with what went and what came."""
    one, two = re.findall(r"\w+|\W", old), re.findall(r"\w+|\W", new)
    return look.difference(one, two, difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes())


def carry_out(stored: Stored, deed: Callable[[], Done | Conflict], *, then: int | None) -> None:
    """Do it, and go on to the unit `then`; a refusal or a conflict is said, and the text stays."""
    try:
        done = deed()
    except WorkbenchError as error:
        st.error(look.plain(say(error)), icon=":material/warning:")
        return
    if isinstance(done, Conflict):
        state.set_conflict(stored.id, done)
        st.rerun()
    state.set_conflict(stored.id, None)
    state.set_notice(_("Saved.") if done.trouble is None else say(done.trouble))
    state.activate(then if then is not None else stored.id)
    st.rerun()


def settle(stored: Stored, found: Conflict) -> None:
    """Draw a conflict: what it was made from, mine and theirs, and the choice."""
    if found.theirs.move == "source changed":
        said = _("The source was changed in the meantime. Nothing is lost: look at it, and choose.")
    else:
        said = _(
            "{name} saved another text in the meantime. Nothing is lost: choose.", name=found.theirs.person
        )
    st.warning(look.plain(said), icon=":material/warning:")
    mine, theirs = st.columns(2)
    with mine:
        st.html(look.speaker(_("Yours")))
        st.html(changed(found.base.text, found.mine.text))
        keep = st.button(_("Keep mine"), key=f"mine-{stored.id}", width="stretch")
    with theirs:
        st.html(look.speaker(found.theirs.person or _("What stands there")))
        st.html(changed(found.base.text, found.theirs.target.text))
        leave = st.button(_("Keep theirs"), key=f"theirs-{stored.id}", width="stretch")
    if leave:
        state.set_conflict(stored.id, None)
        st.rerun()
    if keep:
        seen = where(stored, found.theirs.version)
        carry_out(
            stored,
            lambda: editing.save(state.project(), seen, found.mine.text, person=state.person()),
            then=stored.id,
        )
