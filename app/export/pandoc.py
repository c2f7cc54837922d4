"""Documents for word processors, written by pandoc. The only door to it here."""

import json
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pypandoc

from app.errors import EditionError

_SECONDS = 120
"""When a document that does not get done is given up."""


def written(document: Mapping[str, Any], form: str, *, reference: bytes = b"") -> bytes:
    """Return a document in a format of pandoc's. `reference` is one whose styles it is to take.

    Pandoc runs in its sandbox: it reads no file but the reference, and nothing from the network.
    """
    if not reference:
        return _run(document, form)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "reference")
        path.write_bytes(reference)
        return _run(document, form, f"--reference-doc={path}")


def _run(document: Mapping[str, Any], form: str, *options: str) -> bytes:
    command = [_pandoc(), "--sandbox", "--standalone", "--from=json", f"--to={form}", "--output=-", *options]
    given = json.dumps(document, ensure_ascii=False).encode()
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603  # no word of it comes from outside
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EditionError("The document could not be written: {trouble}.", trouble=str(error)) from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise EditionError("The document could not be written: {trouble}.", trouble=" ".join(said[:2]))
    return done.stdout


@cache
def _pandoc() -> str:
    return str(pypandoc.get_pandoc_path())
