"""Our HTML as XML, as electronic books want it."""

import re

_VOID = re.compile(r"<(br|img|link|meta)\b([^>]*)>")
_LANGUAGE = re.compile(r' lang="([^"]*)"')
_SPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


def xhtml(made: str) -> str:
    """Return a page of ours, from `<html` on, as XML.

    All its marks are our own: in texts and in attributes `<`, `>` and quotes are escaped.

    >>> print(xhtml('<html lang="uk"><p>так<br>&lt;br&gt;</p></html>')[-56:])
    lang="uk" xml:lang="uk"><p>так<br/>&lt;br&gt;</p></html>
    """
    made = _VOID.sub(r"<\1\2/>", made)
    made = _LANGUAGE.sub(r' lang="\1" xml:lang="\1"', made)
    made = made.replace(' role="doc-noteref"', ' epub:type="noteref" role="doc-noteref"')
    made = made.replace("<html", f"<html {_SPACES}", 1)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{made}'
