"""An edition as an electronic book (EPUB 3.3), in one language or in two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.export import html, page, zipped
from app.export.epub_package import LOGOS, Item, container, package
from app.export.flow import Note
from app.export.fonts import TYPES, faces
from app.export.harmless import leads_out, line
from app.export.html_text import attributes, escape
from app.export.prose import Block, Hand, pair
from app.export.rows import flows, rows
from app.export.words import original, words
from app.export.xhtml import xhtml
from app.markup import plain
from app.publication import NoteStyle, Publication

_LONGEST = 120_000
"""How many letters of HTML one file may have, before a new one begins with a turn: small readers are slow."""

_NAME = 60
"""How many letters of a text without headings stand for it in the contents."""


def write(publication: Publication) -> bytes:
    """Return a book of one text."""
    return _Book(publication, bilingual=False).bytes()


def write_bilingual(publication: Publication) -> bytes:
    """Return a book of two texts, side by side where the screen is wide enough."""
    return _Book(publication, bilingual=True).bytes()


@dataclass(frozen=True, slots=True)
class _Part:
    """A file of the text."""

    file: str
    blocks: tuple[Block, ...]


class _Book:
    def __init__(self, publication: Publication, *, bilingual: bool) -> None:
        self.publication = publication
        self.edition = publication.edition
        self.says = words(self.edition.language)
        self.said = html.own_language(publication, self.says)
        self.apart = publication.house.notes is NoteStyle.END
        """Whether the notes have a file of their own."""
        hand = Hand(self.says, publication.house.speakers, leads_out, file=self._file_of)
        first, second = flows(publication)
        self.hands = dict(zip(("", "b-"), html.both(hand), strict=True))
        self.tongues = html.languages(publication)
        self.titles = [hand.text(first.title), self.hands["b-"].text(second.title)][: 1 + bilingual]
        self.title_notes = [("", one) for one in first.title.notes]
        if bilingual:
            self.title_notes += [("b-", one) for one in second.title.notes]
            hands = list(self.hands.values())
            blocks = [pair(row, hands, self.tongues) for row in rows(first, second)]
        else:
            blocks = list(hand.blocks(first))
        self.look = str(publication.layout) if bilingual else ""
        self.parts = list(_parts(blocks))
        self.plain_title = line(plain(self.edition.title.text)).strip() or self.edition.name

    def bytes(self) -> bytes:
        pages = dict(self._pages())
        items = [Item(file, "application/xhtml+xml", spine=True) for file in pages]
        items.append(Item("nav.xhtml", "application/xhtml+xml", properties="nav", spine=True))
        items.append(Item("style.css", "text/css"))
        logo = LOGOS.get(self.publication.house.logo_type) if self.publication.house.logo else None
        files = {file: content.encode() for file, content in pages.items()}
        files["nav.xhtml"] = self._contents(list(pages)).encode()
        fonts = {
            f"font-{number}{face.suffix}": face
            for number, face in enumerate(faces(self.publication.house), 1)
        }
        items += [Item(file, TYPES[face.suffix]) for file, face in fonts.items()]
        files |= {file: face.content for file, face in fonts.items()}
        files["style.css"] = self._style(list(fonts)).encode()
        if logo:
            items.append(Item(logo, self.publication.house.logo_type, properties="cover-image"))
            files[logo] = self.publication.house.logo
        files["package.opf"] = package(
            self.publication, self.plain_title, items, self.tongues if self.look else ()
        )
        return zipped.pack(
            {"mimetype": b"application/epub+zip", "META-INF/container.xml": container("EPUB/package.opf")}
            | {f"EPUB/{file}": content for file, content in files.items()},
            stored="mimetype",
        )

    def _style(self, fonts: Sequence[str]) -> str:
        names = ["book", *(["book-bilingual"] if self.look else [])]
        return page.style(self.publication.house, *names, own="book.css", colours=False, files=fonts)

    def _file_of(self, _: Note) -> str:
        return "notes.xhtml" if self.apart else ""

    def _pages(self) -> Iterator[tuple[str, str]]:
        house = self.publication.house
        if house.logo and house.logo_type in LOGOS:
            name = escape(line(self.publication.colophon.publisher)) or escape(self.plain_title)
            cover = f'<p class="logo"><img src="{LOGOS[house.logo_type]}" alt="{name}"></p>'
            yield (
                "cover.xhtml",
                self._page("cover", [f'<section epub:type="cover">{cover}</section>'], draft=False),
            )
        yield "title.xhtml", self._page("titlepage", self._title())
        for part in self.parts:
            notes = [note for block in part.blocks for note in block.notes]
            lines = [block.html for block in part.blocks]
            yield part.file, self._page("bodymatter", [*lines, *self._feet(notes)])
        every = [
            *self.title_notes,
            *(note for part in self.parts for one in part.blocks for note in one.notes),
        ]
        if self.apart and every:
            yield "notes.xhtml", self._page("backmatter", self._endnotes(every))
        about = list(html.about(self.publication, self.says, self.said))
        if about:
            yield "about.xhtml", self._page("backmatter", about)

    def _title(self) -> Iterator[str]:
        yield '<section epub:type="titlepage" class="titlepage">'
        yield f"<h1>{self.titles[0]}</h1>"
        for second in self.titles[1:]:
            yield f'<p class="second"{attributes(self.tongues[1])}>{second}</p>'
        yield f'<p class="from"{self.said}>{escape(original(self.edition, self.says))}</p>'
        if self.publication.colophon.publisher:
            yield f'<p class="publisher">{escape(line(self.publication.colophon.publisher))}</p>'
        yield "</section>"
        yield from self._feet(self.title_notes)

    def _feet(self, notes: Sequence[tuple[str, Note]]) -> Iterator[str]:
        """Yield notes where their marks are, so that a reader may show them in a window."""
        if self.apart or not notes:
            return
        yield '<section class="notes" epub:type="footnotes">'
        for side, note in notes:
            name = f"{side}note-{note.number}"
            text = self.hands[side].note(note)
            mark = f'<span class="mark">{note.mark}</span>'
            yield f'<aside id="{name}" epub:type="footnote" role="doc-footnote"{self._tongue(side)}>'
            yield f"<p>{mark} {text}</p>\n</aside>"
        yield "</section>"

    def _endnotes(self, notes: Sequence[tuple[str, Note]]) -> Iterator[str]:
        where = dict.fromkeys(self.title_notes, "title.xhtml")
        where |= {note: part.file for part in self.parts for block in part.blocks for note in block.notes}
        yield '<section class="notes" epub:type="endnotes" role="doc-endnotes" aria-labelledby="notes">'
        yield f'<h2 id="notes"{self.said}>{escape(self.says.notes)}</h2>'
        for side, note in notes:
            text = self.hands[side].note(note, back=where[side, note])
            mark = f'<span class="mark">{note.mark}</span>'
            yield f'<p id="{side}note-{note.number}"{self._tongue(side)}>{mark} {text}</p>'
        yield "</section>"

    def _tongue(self, side: str) -> str:
        return attributes(self.tongues[1]) if side else ""

    def _contents(self, files: Sequence[str]) -> str:
        """Return the page that a reader makes its contents from."""
        entries = [(1, "title.xhtml", self.plain_title)]
        entries += [
            (one.level, f"{part.file}#{one.anchor}", one.text)
            for part in self.parts
            for block in part.blocks
            for one in block.headings
        ]
        if "notes.xhtml" in files:
            entries.append((1, "notes.xhtml", self.says.notes))
        if "about.xhtml" in files:
            entries.append((1, "about.xhtml", self.says.about))
        if not any(to.startswith("text-") for _, to, _ in entries):
            entries.insert(1, (1, self.parts[0].file, self._opening()))
        marks = [("bodymatter", self.parts[0].file, self.plain_title)]
        marks.append(("toc", "nav.xhtml#contents", self.says.contents))
        if "cover.xhtml" in files:
            marks.insert(0, ("cover", "cover.xhtml", self.plain_title))
        if "about.xhtml" in files:
            marks.append(("backmatter", "about.xhtml", self.says.about))
        items = "\n".join(
            f'<li><a epub:type="{kind}" href="{to}">{escape(text)}</a></li>' for kind, to, text in marks
        )
        body = [
            f'<nav epub:type="toc" role="doc-toc" aria-labelledby="contents-title" id="contents">\n'
            f'<h2 id="contents-title"{self.said}>{escape(self.says.contents)}</h2>',
            html.outline(entries),
            "</nav>",
            f'<nav epub:type="landmarks" hidden="hidden">\n<ol>\n{items}\n</ol>\n</nav>',
        ]
        return self._page("frontmatter", body, draft=False)

    def _opening(self) -> str:
        """Return a name for a text without headings: its first words."""
        text = " ".join(line(plain(one.pieces[0].text)) for one in self.edition.paragraphs[:1]).strip()
        return text if len(text) <= _NAME else text[:_NAME].rsplit(" ", 1)[0] + "\N{NO-BREAK SPACE}…"

    def _page(self, kind: str, body: Iterator[str] | Sequence[str], *, draft: bool = True) -> str:
        banner = ""
        if draft and self.publication.draft:
            banner = f'<p class="banner"{self.said}>{escape(self.says.draft)}</p>\n'
        look = f' class="{self.look}"' if self.look else ""
        found = (
            f"<html{attributes(self.edition.language)}>\n<head>\n<title>{escape(self.plain_title)}</title>\n"
            f'<link rel="stylesheet" type="text/css" href="style.css">\n</head>\n'
            f'<body epub:type="{kind}"{look}>\n{banner}' + "\n".join(body) + "\n</body>\n</html>\n"
        )
        return xhtml(found)


def _parts(blocks: Sequence[Block]) -> Iterator[_Part]:
    part: list[Block] = []
    size = number = 0
    for block in blocks:
        # a new part opens with a chapter, or with a turn where the last one is long enough
        chapter = any(heading.level == 1 for heading in block.headings)
        if part and (chapter or (size > _LONGEST and block.opens)):
            number += 1
            yield _Part(f"text-{number}.xhtml", tuple(part))
            part, size = [], 0
        part.append(block)
        size += len(block.html)
    yield _Part(f"text-{number + 1}.xhtml", tuple(part))
