"""The `[engines.NAME]` tables of `workbench.toml`: numbers read, and names that nobody knows refused."""

import math
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from app.errors import EngineError, EngineErrorKind


def seconds(options: Mapping[str, str], key: str, usual: float, *, engine: str) -> float:
    """Read a number of seconds above 0."""
    try:
        value = float(options.get(key, usual))
    except ValueError:
        value = math.nan
    if 0 < value < math.inf:
        return value
    raise EngineError(
        EngineErrorKind.UNSUPPORTED,
        "“{key}” in [engines.{engine}] must be a number of seconds above 0; it is “{value}”.",
        key=key,
        engine=engine,
        value=options[key],
    )


def count(options: Mapping[str, str], key: str, usual: int, *, engine: str) -> int:
    """Read a whole number above 0."""
    given = options.get(key, str(usual))
    if given.isascii() and given.isdigit() and 0 < int(given) < 1_000_000:
        return int(given)
    raise EngineError(
        EngineErrorKind.UNSUPPORTED,
        "“{key}” in [engines.{engine}] must be a whole number above 0; it is “{value}”.",
        key=key,
        engine=engine,
        value=given,
    )


def known(options: Mapping[str, str], names: Collection[str], *, engine: str) -> None:
    """Refuse an option that the engine does not have: a slip of the pen must not go unnoticed."""
    for key in options:
        if key not in names:
            raise EngineError(
                EngineErrorKind.UNSUPPORTED,
                "“{key}” in [engines.{engine}] is not known. Known are: {known}.",
                key=key,
                engine=engine,
                known=", ".join(sorted(names)),
            )


def address(options: Mapping[str, str], usual: str, *, engine: str) -> str:
    """Read `url`, without a slash at its end; "" where neither the table nor `usual` has one."""
    given = options.get("url", usual).strip().rstrip("/")
    try:
        parts = urlsplit(given)
        fits = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        fits = False
    else:
        if "@" in parts.netloc:
            raise EngineError(
                EngineErrorKind.UNSUPPORTED,
                "The address in [engines.{engine}] of workbench.toml holds a name or a password. "
                "Leave them out; keys come from the environment.",
                engine=engine,
            )
    if given and not fits:
        raise EngineError(
            EngineErrorKind.UNSUPPORTED,
            "The address in [engines.{engine}] of workbench.toml is not one that can be asked. "
            "It begins with https:// or http://.",
            engine=engine,
        )
    return given
