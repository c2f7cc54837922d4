"""Text as HTML that can do no harm: for every format that is made of HTML.

What stands in a catalog comes from many hands. Nothing of it reaches a page but text, and the few elements
that the inline markup has.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape as _escape

from app import language as languages
from app.errors import SettingsError
from app.export.harmless import address, leads, shown
from app.markup import Node, NodeKind, parse

_FRAMES: Mapping[NodeKind, tuple[str, str]] = {
    NodeKind.TEXT: ("", ""),
    NodeKind.EM: ("<em>", "</em>"),
    NodeKind.STRONG: ("<strong>", "</strong>"),
    NodeKind.CODE: ("<code>", "</code>"),
    NodeKind.NOTE: ("<sup>[", "]</sup>"),
}


def escape(text: str) -> str:
    """Return text that is only text, within an element or a quoted attribute.

    >>> escape('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return _escape(shown(text), quote=True)


def attributes(language: str) -> str:
    """Return the attributes that say in which language an element is, and which way it runs.

    >>> attributes("uk"), attributes("pt_BR"), attributes("he")
    (' lang="uk"', ' lang="pt-BR"', ' lang="he" dir="rtl"')
    """
    try:
        turned = languages.right_to_left(language)
    except SettingsError:
        turned = False
    return f' lang="{escape(language.replace("_", "-"))}"' + (' dir="rtl"' if turned else "")


def inline(text: str, *, follow: Callable[[str], bool] = leads) -> str:
    """Return a segment's text with its markup as HTML. `follow` says which addresses may be links.

    >>> inline("Партія *«Боротьба»* & [друзі](https://example.org/?a=1&b=2)")
    'Партія <em>«Боротьба»</em> &amp; <a href="https://example.org/?a=1&amp;b=2">друзі</a>'
    """
    return _html(parse(text), follow)


def _html(nodes: Sequence[Node], follow: Callable[[str], bool]) -> str:
    return "".join(_node(node, follow) for node in nodes)


def _node(node: Node, follow: Callable[[str], bool]) -> str:
    inner = _html(node.children, follow) if node.children else escape(node.text)
    if node.kind is NodeKind.BREAK:
        return "<br>"
    if node.kind is NodeKind.LINK:
        return f'<a href="{escape(address(node.href))}">{inner}</a>' if follow(node.href) else inner
    before, after = _FRAMES[node.kind]
    return before + inner + after
