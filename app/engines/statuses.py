"""What the status of a server's answer means for who waits for a translation, and how long to wait."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from app.errors import EngineErrorKind, sentence


def meaning(status: int, *, keyed: bool) -> tuple[EngineErrorKind, str]:
    """Return what a status other than 2xx means, and the sentence for it. `keyed`: a key was sent."""
    if status == 429:
        return EngineErrorKind.RATE_LIMITED, sentence("{engine} asks us to slow down (429). Try again later.")
    if status in {401, 403, 407}:
        look = sentence("{engine} does not let us in ({status}). Check the key in {variable}.")
        other = sentence("{engine} does not let us in ({status}). Take another engine.")
        return EngineErrorKind.UNAUTHORIZED, look if keyed else other
    if status in {402, 456}:
        return (
            EngineErrorKind.USED_UP,
            sentence("What {engine} translates for this account is used up ({status}). Take another engine."),
        )
    if status in {413, 414}:
        return EngineErrorKind.REFUSED, sentence(
            "The text is too long for {engine} ({status}). Split the segment."
        )
    if status in {408, 425} or status >= 500:
        return EngineErrorKind.NETWORK, sentence(
            "{engine} has a fault of its own ({status}). Try again later."
        )
    return (
        EngineErrorKind.REFUSED,
        sentence("{engine} does not take the request ({status}). Check its address in workbench.toml."),
    )


def retry_after(header: str) -> float | None:
    """Read the header, which holds seconds or a date."""
    if header.strip().isdecimal():
        return float(header)
    try:
        when = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (when.astimezone(UTC) - datetime.now(UTC)).total_seconds())
