"""A PO file handed in by somebody, rather than found in its place under `locales/`: read like any other."""

from app.catalog import State
from app.errors import CatalogError, ExchangeError
from app.exchange.parcel import Remark, Return, Returned
from app.returning import Theirs
from app.storage import po


def read(content: bytes, *, file: str) -> Return:
    """Return what a PO file holds. It does not say what it was made from."""
    try:
        catalog = po.read(content, document="", language="", file=file)
    except CatalogError as error:
        raise ExchangeError(error.message.text, **error.message.values) from error
    header = dict(catalog.header)
    author = header.get("Last-Translator", "").split("<")[0].strip()
    return Return(
        tuple(
            Returned(
                Theirs(
                    unit.target.text,
                    unit.target.state if unit.target.state is not State.EMPTY else None,
                    author=unit.target.translator,
                    reviewer=unit.target.reviewer,
                ),
                unit.source,
                context=unit.key.context,
                context_known=True,
                comments=tuple(Remark(line) for line in unit.comments),
            )
            for unit in catalog.live
        ),
        language=header.get("Language", "").replace("_", "-"),
        prepared=True,
        author="" if author in {"translation-workbench", "FULL NAME"} else author,
    )
