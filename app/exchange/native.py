"""Inline markup as XLIFF 1.2 and TMX have it: `bpt`, `ept` and `ph` hold the marks themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from app.exchange import trees
from app.exchange.inline import Part
from app.markup import NodeKind
from app.returning import writable

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Elements whose content is a mark, not words."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a format writes the same three elements."""

    namespace: str
    pair: str
    """The attribute that ties `ept` to its `bpt`."""
    number: str
    """The attribute by which a code in the target is the same as one in the source; empty for none."""
    kind: str
    """The attribute that says what a code is."""
    kinds: Mapping[NodeKind, str]

    def name(self, local: str) -> str:
        """Return an element's full name."""
        return f"{{{self.namespace}}}{local}" if self.namespace else local

    def fill(self, element: etree._Element, parts: Sequence[Part]) -> None:
        """Put a text with its codes into an element."""
        for part in parts:
            if isinstance(part, str):
                trees.append_text(element, writable(part))
                continue
            about = {self.kind: self.kinds[part.kind]}
            if not part.pair:
                self._code(element, "ph", {self.number: str(part.number)} | about, part.start)
                continue
            number = {self.pair: str(part.number), self.number: str(part.number)}
            self._code(element, "bpt", number | about, part.start)
            self.fill(element, part.inner)
            self._code(element, "ept", {self.pair: str(part.number)}, part.end)

    def _code(self, element: etree._Element, name: str, attributes: Mapping[str, str], mark: str) -> None:
        etree.SubElement(element, self.name(name), dict(attributes)).text = writable(mark)

    def marks(self, element: etree._Element | None) -> dict[tuple[str, str], str]:
        """Return the marks of a text's codes, by element and number."""
        if element is None:
            return {}
        return {
            (trees.name_of(one), self._number(one)): trees.words_of(one)
            for one in element.iterdescendants()
            if trees.name_of(one) in _CODES
        }

    def text(
        self,
        element: etree._Element | None,
        marks: Mapping[tuple[str, str], str] | None = None,
        *,
        codes: bool = True,
    ) -> str:
        """Return the raw text of an element; a code that has lost its mark gets it from `marks`.

        Without `codes` only the words: the marks of another tool mean nothing to us.
        """
        if element is None:
            return ""
        found = [element.text or ""]
        for child in element:
            name = trees.name_of(child)
            if name in _CODES:
                if codes:
                    known = (marks or {}).get((name, self._number(child)), "")
                    found.append(trees.words_of(child) or known)
            else:
                found.append(self.text(child, marks, codes=codes))
            found.append(child.tail or "")
        return "".join(found)

    def _number(self, code: etree._Element) -> str:
        return code.get(self.pair, "") or code.get(self.number, "")
