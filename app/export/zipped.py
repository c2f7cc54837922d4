"""A ZIP whose bytes depend on what is in it only: no clock, no user, no machine."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP knows."""


def pack(files: Mapping[str, bytes], *, stored: str = "") -> bytes:
    """Return the files as a ZIP, in their order. `stored` is the one that is not compressed."""
    with BytesIO() as found:
        with zipfile.ZipFile(found, "w") as archive:
            for name, content in files.items():
                entry = zipfile.ZipInfo(name, _FIRST_DAY)
                entry.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
                entry.create_system = 3  # what Python would take from the machine
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, content, compresslevel=9)
        return found.getvalue()
