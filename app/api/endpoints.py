"""The table of all routes: the server, the OpenAPI document and the tests are all made from it."""

from app.api import catalogs, company, documents, memory, progress, segments
from app.api import operations as operating
from app.api.endpoint import Endpoint
from app.api.shapes import one_of, ref, text, whole

_CATALOG = "/catalogs/{document}/{language}"
ENDPOINTS: tuple[Endpoint, ...] = (
    *documents.ENDPOINTS,
    *segments.ENDPOINTS,
    *progress.ENDPOINTS,
    *memory.ENDPOINTS,
    Endpoint(
        "GET",
        "/documents",
        "documents",
        "The project, its documents, and how far each is in each language.",
        catalogs.documents,
        ref("Project"),
    ),
    Endpoint(
        "GET",
        _CATALOG,
        "catalog",
        "All units of a document in one language, in the document's order.",
        catalogs.catalog,
        ref("Catalog"),
    ),
    Endpoint(
        "GET",
        f"{_CATALOG}/changes",
        "changes",
        "What changed since a cursor, and who else is there; asking tells the others that you are.",
        catalogs.changes,
        ref("Changes"),
        query={
            "since": text(about="The cursor of the catalog, or of the last changes."),
            "unit": whole(about="The unit that you work on."),
            "typing": one_of("0", "1"),
            "gone": one_of("0", "1"),
        },
        needed=("since",),
    ),
    Endpoint(
        "POST",
        f"{_CATALOG}/operations",
        "operations",
        "Save, accept, approve, send back, restore, join, part, note, comment, suggest: each operation is "
        "answered when it is durable.",
        operating.operations,
        ref("Results"),
        body=ref("Operations"),
    ),
    Endpoint(
        "POST",
        f"{_CATALOG}/claims",
        "claim",
        "Say that you take a stretch on. It warns others, and keeps nobody out.",
        company.claim,
        ref("Claims"),
        body=ref("Claiming"),
    ),
    Endpoint(
        "DELETE",
        f"{_CATALOG}/claims/{{id}}",
        "unclaim",
        "Give up what you took on.",
        company.unclaim,
        ref("Claims"),
    ),
    Endpoint(
        "GET",
        f"{_CATALOG}/news",
        "news",
        "What others did to the catalog since you last looked.",
        company.news,
        ref("News"),
    ),
    Endpoint(
        "POST",
        f"{_CATALOG}/looked",
        "looked",
        "Say that you have looked at the catalog as it stood at a cursor.",
        company.looked,
        ref("Nothing"),
        body=ref("Looked"),
    ),
    Endpoint(
        "GET",
        f"{_CATALOG}/units/{{id}}",
        "unit",
        "A unit with its history, other texts, what the memory has, and what the checks find.",
        catalogs.panel,
        ref("Panel"),
    ),
    Endpoint(
        "POST",
        f"{_CATALOG}/findings",
        "findings",
        "What the checks find in a text that is not saved yet.",
        catalogs.findings,
        ref("Findings"),
        body=ref("Draft"),
    ),
)
