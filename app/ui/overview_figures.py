"""What the overview says in figures: the way so far, speakers, people, and what became of drafts."""

import datetime as dt
from collections.abc import Sequence

from app import language as languages
from app import standing
from app.catalog import State
from app.standing import Alike
from app.ui import figures
from app.ui.words import _, known, state_words, visitor_language
from app.workbench.overviews import Overview


def number(count: float) -> str:
    """Return a figure as the visitor's language writes it."""
    return languages.number(count, into=visitor_language())


def share(part: float) -> str:
    """Return a share as the visitor's language writes it."""
    return languages.percent(part, into=visitor_language())


def speakers(counted: Sequence[Alike], name: str, codes: Sequence[str]) -> str:
    """Return how much of each speaker is reviewed, of a document in each language."""
    sums = standing.by_speaker(one for one in counted if one.document == name)
    names = list(dict.fromkeys(speaker for _, _, speaker in sums))
    if not any(names):
        return ""
    rows = []
    for speaker in sorted(names, key=lambda one: (one is None, one or "")):
        amounts = [sums.get((name, code, speaker), standing.Amount()) for code in codes]
        rows.append(
            [
                speaker or _("before the first turn"),
                number(amounts[0].total_words),
                *(share(one.share(State.REVIEWED)) for one in amounts),
            ]
        )
    heads = [_("Speaker"), _("Words"), *(languages.own_name(code) for code in codes)]
    inner = figures.table(heads, rows, caption=_("What of each speaker's segments is reviewed"))
    return figures.more(_("By speaker"), inner)


def people(seen: Overview, counted: Sequence[Alike]) -> str:
    """Return who translated and reviewed what stands there now."""
    parts = standing.by_person(counted)
    if not parts:
        return ""
    into = visitor_language()
    last = {name: languages.short_day(at.date(), into=into) for name, at in seen.pace.seen.items()}
    rows = [
        [
            person,
            languages.own_name(code),
            number(part.translated_words),
            number(part.reviewed_words),
            last.get(person, figures.NOTHING),
        ]
        for (person, code), part in sorted(
            parts.items(), key=lambda one: (-one[1].translated_words - one[1].reviewed_words, one[0])
        )
    ]
    heads = [_("Person"), _("Into"), _("Words translated"), _("Words reviewed"), _("Last here")]
    return figures.table(heads, rows, words=2, caption=_("Of the texts that stand there now"))


def way(seen: Overview, counted: Sequence[Alike], codes: Sequence[str], today: dt.date) -> str:
    """Return how far each language was on each day, as small pictures with their words."""
    sums = standing.amounts(counted, lambda one: one.language)
    pictures, rows = [], []
    for code in codes:
        curve = seen.pace.curve(code, today)
        if not curve or code not in sums:
            continue
        total, into = sums[code].total, visitor_language()
        _day, now = curve[-1]
        # Before the first day nothing was done.
        before = curve[-8][1] if len(curve) > 7 else dict.fromkeys(now, 0)
        says = _(
            "{reviewed} of {total} reviewed, {waiting} more to review. A week before: {earlier} reviewed.",
            reviewed=number(now[State.REVIEWED]),
            total=number(total),
            waiting=number(now[State.TRANSLATED]),
            earlier=number(before[State.REVIEWED]),
        )
        ends = "\n".join(languages.short_day(day, into=into) for day in (curve[0][0], curve[-1][0]))
        title = languages.own_name(code)
        pictures.append(figures.way(curve, total, title=title, code=code, says=says, ends=ends))
        changed = [
            (day, there)
            for number_, (day, there) in enumerate(curve)
            if number_ == 0 or there != curve[number_ - 1][1]
        ]
        rows += [
            [
                languages.short_day(day, into=into),
                title,
                number(there[State.TRANSLATED]),
                number(there[State.REVIEWED]),
            ]
            for day, there in changed[-10:]
        ]
    if not pictures:
        return ""
    heads = [_("Day"), _("Into"), state_words()[State.TRANSLATED], state_words()[State.REVIEWED]]
    caption = _("How it stood at the end of each day on which something changed (by UTC)")
    table = figures.table(heads, rows, words=2, caption=caption)
    return figures.beside(pictures) + figures.more(_("Day by day"), table)


def drafts(seen: Overview) -> str:
    """Return what people did to drafts, by language and engine, and how fast they were beside typing."""
    speeds = seen.pace.speeds
    rows = []
    done: set[tuple[str, str]] = set()
    for one in seen.work:
        where = (one.language, one.engine)
        speed = speeds[where].per_hour if where in speeds and where not in done else None
        done.add(where)
        rows.append(
            [
                " ".join(part for part in (known(one.engine), one.model, one.route) if part),
                languages.own_name(one.language),
                number(one.units),
                share(one.untouched / one.units if one.units else 0.0),
                share(one.words.ratio),
                number(speed) if speed else figures.NOTHING,
            ]
        )
    rows += [
        [
            known(engine) if engine else _("typed, without a draft"),
            languages.own_name(code),
            *[figures.NOTHING] * 3,
            number(speed.per_hour or 0),
        ]
        for (code, engine), speed in sorted(speeds.items())
        if (code, engine) not in done and speed.per_hour
    ]
    if not rows:
        return ""
    heads = [
        _("Draft from"),
        _("Into"),
        _("Drafts used"),
        _("Kept as they were"),
        _("Words changed"),
        _("Words an hour"),
    ]
    return figures.table(
        heads, rows, words=2, caption=_("Breaks of more than five minutes are not counted as work")
    )
