"""A text cut into posts by Telegram's rules: so many letters, so few kinds of looks.

Its rules count UTF-16 units of what is seen, after the tags are read, and looks by the hundred.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from unicodedata import combining

from app.export.flow import Flow, Paragraph, Shape, Standing, Text, flow, runs
from app.export.harmless import address, leads_out, line
from app.export.html_text import escape
from app.export.words import Words, colophon, original, words
from app.markup import Node, NodeKind, parse
from app.publication import Publication, SpeakerStyle

LONGEST = 4096
"""UTF-16 units of visible text in one post."""
LOOKS = 100
"""How many bold, slanted, coded and linked places one post may have; Telegram drops what is more."""
_ROOM = 16
"""What the number under each post may take, with the line feeds before it."""
_JOINERS = frozenset("\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP}")
_TAGS = {NodeKind.EM: "i", NodeKind.STRONG: "b", NodeKind.CODE: "code"}


@dataclass(frozen=True, slots=True)
class Span:
    """Letters of one look."""

    text: str
    tags: frozenset[str] = frozenset()
    """Of `b`, `i` and `code`."""
    href: str = ""

    @property
    def units(self) -> int:
        """Its length as Telegram counts it."""
        return len(self.text.encode("utf-16-le", "replace")) // 2

    @property
    def looks(self) -> int:
        """How many of the looks that a post may have it takes."""
        return len(self.tags) + bool(self.href)

    def html(self) -> str:
        """Return it with its tags."""
        inner = escape(self.text)
        for tag in sorted(self.tags):
            inner = f"<{tag}>{inner}</{tag}>"
        return f'<a href="{escape(self.href)}">{inner}</a>' if self.href else inner


Line = tuple[Span, ...]
"""A sentence, or what else is not cut while it fits into a post."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A paragraph of a post: sentences one after another."""

    lines: tuple[Line, ...]
    binds: bool = False
    """Whether it must not be the last of a post, as a heading."""
    tight: bool = False
    """Whether it follows the one before without a blank line, as an item of a list does."""


@dataclass(frozen=True, slots=True)
class Post:
    """What is sent at once."""

    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """What is seen."""
        return "".join(span.text for span in self.spans)

    @property
    def html(self) -> str:
        """The same with its tags, as bots send it."""
        return "".join(span.html() for span in self.spans)


def posts(publication: Publication) -> tuple[Post, ...]:
    """Return a publication as posts: cut between paragraphs, else between sentences, else between words."""
    says = words(publication.edition.language)
    head: Line = (Span(f"{says.draft}\n\n", frozenset("i")),) if publication.draft else ()
    found = list(_packed(_Pen(publication, says).strips(), head))
    if len(found) == 1:
        return (Post(_joined(found[0])),)
    return tuple(
        Post(_joined([*_joined(spans), Span(f"\n\n{number}/{len(found)}")]))
        for number, spans in enumerate(found, 1)
    )


def _packed(strips: Sequence[Strip], head: Line) -> Iterator[list[Span]]:
    """Yield the spans of each post."""
    post: list[Span] = list(head)
    bound = False
    for number, strip in enumerate(strips):
        begun = len(post) > len(head)
        between = [Span("\n" if strip.tight else "\n\n")] if begun else []
        spans = _flat(strip.lines)
        if _fits([*post, *between, *spans, *_bound(strips[number : number + 2], head)]):
            post += [*between, *spans]
        else:
            # what fits into no post by itself, or belongs to a heading, is cut and fills what is left here
            if begun and not bound and _fits([*head, *spans]):
                yield post
                post, between = list(head), []
            for part in (part for one in strip.lines for part in _cut(one, head)):
                if len(post) > len(head) and not _fits([*post, *between, *part]):
                    yield post
                    post, between = list(head), []
                post += [*between, *part]
                between = []
        bound = strip.binds
    yield post


def _bound(strips: Sequence[Strip], head: Line) -> Line:
    """Return what must stand in one post with the first of two paragraphs, where that one is a heading."""
    if not strips[0].binds or len(strips) == 1:
        return ()
    heading, gap = _flat(strips[0].lines), Span("\n\n")
    for following in (_flat(strips[1].lines), strips[1].lines[0]):
        if _fits([*head, *heading, gap, *following]):
            return (gap, *following)
    return ()


def _fits(spans: Sequence[Span]) -> bool:
    return sum(one.units for one in spans) <= LONGEST - _ROOM and sum(one.looks for one in spans) <= LOOKS


def _flat(lines: Sequence[Line]) -> Line:
    return tuple(span for one in lines for span in one)


def _cut(one: Line, head: Line) -> Iterator[Line]:
    """Yield a sentence whole, or in pieces where it alone is longer than a post."""
    if _fits([*head, *one]):
        yield one
        return
    room = LONGEST - _ROOM - sum(span.units for span in head)
    for span in one:
        yield from ((replace(span, text=piece),) for piece in _pieces(span.text, room))


def _pieces(text: str, room: int) -> Iterator[str]:
    while len(text.encode("utf-16-le", "replace")) // 2 > room:
        end = len(text.encode("utf-16-le", "replace")[: 2 * room].decode("utf-16-le", "ignore"))
        blank = text.rfind(" ", end // 2, end)
        at = blank + 1 if blank > 0 else _between(text, end)
        yield text[:at]
        text = text[at:]
    yield text


def _between(text: str, end: int) -> int:
    """Return a place before `end` that parts no letter from its accents, no picture from its parts."""
    at = end
    while at > end - 64 and (combining(text[at]) or text[at] in _JOINERS or text[at - 1] in _JOINERS):
        at -= 1
    return at


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans with neighbours of one look made one; no post opens or ends with blanks."""
    found = [
        Span("".join(one.text for one in run), tags, href)
        for (tags, href), run in groupby(spans, key=lambda one: (one.tags, one.href))
    ]
    found[0] = replace(found[0], text=found[0].text.lstrip())
    found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return tuple(one for one in found if one.text)


class _Pen:
    """Writes the paragraphs of a publication."""

    def __init__(self, publication: Publication, says: Words) -> None:
        self.publication = publication
        self.says = says

    def strips(self) -> list[Strip]:
        text = flow(self.publication.edition)
        title = self._texts((text.title,), frozenset("b"))
        return [Strip(title, binds=True), *self._body(text), *self._notes(text), *self._about()]

    def _body(self, text: Flow) -> Iterator[Strip]:
        for turn in text.turns:
            for stretch in turn.stretches:
                for number, paragraph in enumerate(stretch.paragraphs):
                    tight = number > 0 and stretch.shape in {Shape.LIST, Shape.ORDERED}
                    yield self._paragraph(paragraph, stretch.first + number, tight=tight)

    def _paragraph(self, paragraph: Paragraph, number: int, *, tight: bool) -> Strip:
        looks = {Shape.HEADING: frozenset("b"), Shape.QUOTE: frozenset("i")}.get(paragraph.shape, frozenset())
        marks = {Shape.LIST: "• ", Shape.ORDERED: f"{number}. "}
        opening: list[Span] = [Span(marks[paragraph.shape])] if paragraph.shape in marks else []
        if paragraph.label is not None:
            above = self.publication.house.speakers is SpeakerStyle.ABOVE
            opening += _flat(self._texts((paragraph.label,), frozenset("b")))
            opening += [
                Span("", frozenset("b")) if above else Span(":", frozenset("b")),
                Span("\n" if above else " "),
            ]
        first, *rest = self._texts(paragraph.texts, looks)
        return Strip(((*opening, *first), *rest), binds=paragraph.shape is Shape.HEADING, tight=tight)

    def _texts(self, texts: Sequence[Text], looks: frozenset[str]) -> tuple[Line, ...]:
        """Return the sentences, those with another standing in brackets, as in plain text."""
        return tuple(one for standing, run in runs(texts) for one in self._run(standing, run, looks))

    def _run(self, standing: Standing, run: Sequence[Text], looks: frozenset[str]) -> Iterator[Line]:
        said = {Standing.UNREVIEWED: self.says.unreviewed, Standing.UNTRANSLATED: self.says.untranslated}
        for text in run:
            spans = list(_spans(parse(text.piece.text), looks))
            spans += [Span(f"[{note.mark}]") for note in text.notes]
            if standing in said:
                before = [Span(f"[{said[standing]}: ")] if text is run[0] else []
                spans = [*before, *spans, *([Span("]")] if text is run[-1] else [])]
            yield (*spans, *([Span(text.after)] if text.after else []))

    def _notes(self, text: Flow) -> Iterator[Strip]:
        if text.notes:
            yield Strip(((Span(self.says.notes, frozenset("b")),),), binds=True)
        for note in text.notes:
            yield Strip(((Span(f"[{note.mark}] "), *_spans(parse(note.text), frozenset())),))

    def _about(self) -> Iterator[Strip]:
        said = colophon(self.publication.colophon, self.says)
        lines = (original(self.publication.edition, self.says), *said)
        for number, one in enumerate(lines):
            yield Strip(((Span(line(one)),),), tight=number > 0)


def _spans(nodes: Sequence[Node], tags: frozenset[str], href: str = "") -> Iterator[Span]:
    for node in nodes:
        if node.kind is NodeKind.BREAK:
            yield Span("\n", tags, href)
        elif node.kind is NodeKind.NOTE:
            yield Span(f"[{line(node.text)}]", tags, href)
        elif node.kind is NodeKind.LINK:
            yield from _spans(node.children, tags, address(node.href) if leads_out(node.href) else href)
        else:
            # code takes no other look, nor any within it
            own = (
                frozenset({"code"})
                if node.kind is NodeKind.CODE
                else tags | set(filter(None, [_TAGS.get(node.kind)]))
            )
            found = _spans(node.children, own, href) if node.children else (Span(line(node.text), own, href),)
            yield from (one for one in found if one.text)
