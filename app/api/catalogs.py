"""The routes that read: the project's documents, a catalog, what changed in it, a unit with all beside it."""

from collections.abc import Sequence
from typing import Any

from app import checks, keyboard
from app.api import company, shown
from app.api.asking import Asked, cursor_of
from app.catalog import State
from app.roles import Right
from app.storage.rows import Stored


def documents(asked: Asked) -> dict[str, Any]:
    """Return the project with its documents, and how far each is in each language."""
    project, visitor = asked.desk.project, asked.visitor
    languages = project.settings.languages
    counts = asked.desk.looks.counts(languages)
    return {
        "project": project.name,
        "person": visitor.person,
        "roles": sorted(visitor.roles),
        "source_language": project.settings.source_language,
        "languages": list(languages),
        "documents": [
            {
                "name": name,
                "title": asked.desk.title(name),
                "progress": {
                    code: {state.value: count for state, count in states.items()}
                    for code, states in counts.get(name, {}).items()
                },
            }
            for name in project.folder.documents()
        ],
    }


def catalog(asked: Asked) -> dict[str, Any]:
    """Return all units of a document in one language, in the document's order."""
    desk, visitor = asked.desk, asked.visitor
    desk.check_catalog(asked.document, asked.language)
    marks = keyboard.marks(asked.language)
    # The cursor first: what changes while we read is told again with the first changes.
    place = {
        "generation": desk.generation(),
        "shape": desk.project.store.outline(asked.document),
        "cursor": desk.looks.cursor(),
    }
    units = desk.project.store.units(asked.document, asked.language)
    return {
        "document": asked.document,
        "title": desk.title(asked.document),
        "source_language": desk.project.settings.source_language,
        "language": asked.language,
        **place,
        "may": {
            "translate": visitor.may(Right.TRANSLATE),
            "review": visitor.may(Right.REVIEW),
            "approve_own": desk.project.settings.review_alone,
        },
        "quotes": list(marks.quotes),
        "dash": marks.dash,
        "units": shown_units(asked, [one for one in units if not one.unit.obsolete]),
    }


def changes(asked: Asked) -> dict[str, Any]:
    """Return the units that changed since a cursor, as they stand now."""
    desk = asked.desk
    desk.check_catalog(asked.document, asked.language)
    since = cursor_of(asked.query.get("since", ""))
    company.note(asked)
    cursor, units = desk.looks.since(asked.document, asked.language, since)
    return {
        "cursor": cursor,
        "generation": desk.generation(),
        "shape": desk.project.store.outline(asked.document),
        "units": shown_units(asked, units, few=True),
        **company.shown_company(asked),
    }


def panel(asked: Asked) -> dict[str, Any]:
    """Return a unit with what stands beside it: history, other texts, the memory, findings."""
    desk = asked.desk
    desk.check_catalog(asked.document, asked.language)
    one = desk.unit(asked.document, asked.language, asked.path["id"])
    store = desk.project.store
    return {
        "unit": shown_units(asked, [one], few=True)[0],
        "history": [shown.revision(step) for step in store.history(one.id, asked.language)],
        "suggestions": [shown.suggestion(kept) for kept in desk.looks.suggestions(one.id, asked.language)],
        "memory": _matches(asked, one),
        "findings": [*_flags(asked, one), *_findings(asked, one.unit.source, one.unit.target.text)],
    }


def findings(asked: Asked) -> dict[str, Any]:
    """Return what the checks find in a text that is not saved yet."""
    asked.desk.check_catalog(asked.document, asked.language)
    one = asked.desk.unit(asked.document, asked.language, asked.body["unit"])
    return {"findings": _findings(asked, one.unit.source, asked.body["text"])}


def shown_units(asked: Asked, units: Sequence[Stored], *, few: bool = False) -> list[dict[str, Any]]:
    """Return units of the catalog as they are sent, with what people noted beside them."""
    if not units:
        return []
    document = asked.desk.parsed(asked.document)
    numbers = [one.id for one in units] if few else None
    comments = asked.desk.looks.comments(asked.document, asked.language, numbers)
    hasty = asked.desk.looks.hasty(asked.document, asked.language, numbers)
    return [shown.unit(one, document, comments.get(one.id, ()), hasty=one.id in hasty) for one in units]


def _flags(asked: Asked, one: Stored) -> list[dict[str, Any]]:
    """Return what the guards would have a person look at in a draft, as long as it is one."""
    if one.unit.target.state is not State.DRAFT:
        return []
    offer = asked.desk.looks.offer(one.id, asked.language, one.version)
    flags = offer.flags if offer is not None else ()
    return shown.findings([checks.Finding("draft", checks.Severity.WARNING, flag) for flag in flags])


def _findings(asked: Asked, source: str, text: str) -> list[dict[str, Any]]:
    source_language = asked.desk.project.settings.source_language
    return shown.findings(checks.run(source, text, source_language=source_language, language=asked.language))


def _matches(asked: Asked, one: Stored) -> list[dict[str, Any]]:
    memory = asked.desk.project.memory
    around = memory.memories.around(one.id)
    if around is None:
        return []
    found = memory.matches(asked.language, around, unit=one.id)
    # What says the same as the unit does offers nothing.
    return [shown.match(match) for match in found if match.remembered.target != one.unit.target.text]
