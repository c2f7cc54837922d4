"""The routes about documents: what the source says, and the files that the project makes of it."""

import hashlib
import threading
from typing import Any

from app.api.asking import Asked
from app.api.endpoint import Download, Endpoint
from app.api.problems import Problem, not_there
from app.api.shapes import by_name, maybe, one_of, ref, several, table, text, yes_or_no
from app.errors import DocumentError, Message
from app.exchange import EXCHANGES
from app.export import FORMATS
from app.roles import Right
from app.storage import files
from app.workbench import catalogs, editions, returning

_PRESS = threading.BoundedSemaphore(2)
"""Editions that are made at once: a PDF takes a core and some memory, and people save meanwhile."""


def document(asked: Asked) -> dict[str, Any]:
    """Return a document as its source file says it now."""
    content = _source(asked)
    try:
        found = asked.desk.document(asked.document)
    except DocumentError as error:
        raise Problem(422, "source", Message("The source file cannot be read"), error.message) from error
    return {
        "name": found.name,
        "title": found.title,
        "language": found.language,
        "sha256": hashlib.sha256(content).hexdigest(),
        "speakers": [
            {"name": one.name, "aliases": list(one.aliases), "gender": one.gender} for one in found.speakers
        ],
        "origin": {"file": found.origin.file, "sha256": found.origin.sha256} if found.origin else None,
        "paragraphs": [
            {
                "mark": one.mark,
                "speaker": one.speaker,
                "segments": [
                    {"text": segment.text, "hard_break": segment.hard_break} for segment in one.segments
                ],
            }
            for one in found.paragraphs
        ],
    }


def source(asked: Asked) -> Download:
    """Return a source file as it is."""
    return Download(f"{asked.document}.md", _source(asked), "text/markdown; charset=utf-8")


def _source(asked: Asked) -> bytes:
    asked.desk.check_document(asked.document)
    return files.read(asked.desk.project.folder.source(asked.document))


def formats(_: Asked) -> dict[str, Any]:
    """Return the formats that the project can hand out."""
    return {
        "editions": {
            name: {"label": Message(one.label), "suffix": one.suffix, "bilingual": one.bilingual}
            for name, one in FORMATS.items()
        },
        "exchange": {
            name: {"label": Message(one.label), "suffix": one.suffix} for name, one in EXCHANGES.items()
        },
    }


def catalog_file(asked: Asked) -> Download:
    """Return a catalog as a PO file, as it would be written now."""
    asked.desk.check_catalog(asked.document, asked.language)
    content = catalogs.content(asked.desk.project, asked.document, asked.language)
    return Download(f"{asked.document}.{asked.language}.po", content, "text/x-gettext-translation")


def edition(asked: Asked) -> Download:
    """Return an edition. It needs the right to publish, and enough that is reviewed."""
    asked.visitor.need(Right.PUBLISH)
    project = asked.desk.project
    if asked.language != project.settings.source_language:
        asked.desk.check_catalog(asked.document, asked.language)
    form = _known(str(asked.path["format"]), list(FORMATS))
    beside = asked.query.get("beside", "")
    if beside and beside != project.settings.source_language:
        asked.desk.check_catalog(asked.document, beside)
    with _PRESS:
        made = editions.make(
            project,
            asked.document,
            asked.language,
            form=form,
            beside=beside,
            allow_unreviewed=asked.query.get("draft") == "1",
        )
    return Download(made.file, made.content, FORMATS[form].media_type)


def exchange(asked: Asked) -> Download:
    """Return a catalog as a file for another translation tool: every unit with its state."""
    asked.desk.check_catalog(asked.document, asked.language)
    form = _known(str(asked.path["format"]), list(EXCHANGES))
    file, content = returning.out(asked.desk.project, asked.document, asked.language, form=form)
    return Download(file, content, EXCHANGES[form].media_type)


def _known(form: str, known: list[str]) -> str:
    if form not in known:
        raise not_there(
            Message(
                "There is no format “{form}” here. Known are: {known}.",
                form=form[:80],
                known=", ".join(known),
            )
        )
    return form


_CATALOG = "/catalogs/{document}/{language}"
ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        "GET",
        "/documents/{document}",
        "document",
        "A document: its speakers, paragraphs and segments, as the source file says them now.",
        document,
        ref("Source"),
    ),
    Endpoint(
        "GET",
        "/documents/{document}/source",
        "source",
        "The source file itself.",
        source,
        {},
        media="text/markdown",
    ),
    Endpoint(
        "GET",
        "/formats",
        "formats",
        "The formats of editions, and of files for other translation tools.",
        formats,
        ref("Formats"),
    ),
    Endpoint(
        "GET",
        f"{_CATALOG}/po",
        "po",
        "The catalog as a gettext PO file, with every text that is saved by now.",
        catalog_file,
        {},
        media="text/x-gettext-translation",
    ),
    Endpoint(
        "GET",
        f"{_CATALOG}/editions/{{format}}",
        "edition",
        "An edition. Needs the role of a publisher; refused where too little is reviewed.",
        edition,
        {},
        query={
            "draft": one_of("0", "1") | {"description": "1 for a draft edition: what is there, marked so."},
            "beside": text(about="The second language of a format that sets two; the source's by default."),
        },
        media="*/*",
    ),
    Endpoint(
        "GET",
        f"{_CATALOG}/exchange/{{format}}",
        "exchange",
        "The catalog as a file for another translation tool.",
        exchange,
        {},
        media="*/*",
    ),
)

_FORMAT = table({"label": text(), "suffix": text(), "bilingual": yes_or_no()}, optional=("bilingual",))
SCHEMAS = {
    "Source": table(
        {
            "name": text(),
            "title": text(),
            "language": text(),
            "sha256": text(about="Of the source file; say it with a change, so that no other one is lost."),
            "speakers": several(table({"name": text(), "aliases": several(text()), "gender": text()})),
            "origin": {"anyOf": [table({"file": text(), "sha256": text()}), {"type": "null"}]},
            "paragraphs": several(
                table(
                    {
                        "mark": text(about="#, -, 1., > or nothing."),
                        "speaker": maybe(text(about="Set where a turn opens.")),
                        "segments": several(table({"text": text(), "hard_break": yes_or_no()})),
                    }
                )
            ),
        }
    ),
    "Formats": table({"editions": by_name(_FORMAT), "exchange": by_name(_FORMAT)}),
}
"""The shapes of these routes."""
