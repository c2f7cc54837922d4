"""An edition as one HTML page that needs nothing else, in one language or in two."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.export import page
from app.export.facts import tags
from app.export.flow import Flow, flow
from app.export.harmless import line
from app.export.html_text import attributes, escape
from app.export.prose import Block, Hand, Heading, linked, pair
from app.export.rows import flows, rows
from app.export.words import Words, colophon, original, words
from app.markup import plain
from app.publication import Publication

_CONTENTS = 3
"""How many headings a text must have to open with a table of contents."""


def write(publication: Publication, *, own: Words | None = None, around: Sequence[str] = ()) -> bytes:
    """Return the page as UTF-8. `own` are the edition's own words, by its language if they are not given.

    `around` stands under the title: what a site adds, such as the way to other languages.
    """
    edition = publication.edition
    says = own or words(edition.language)
    text = flow(edition)
    hand = Hand(says, publication.house.speakers)
    title = f"<h1>{hand.text(text.title)}</h1>"
    return _page(publication, says, title, list(hand.blocks(text)), [(hand, text)], around=around)


def write_bilingual(publication: Publication, *, around: Sequence[str] = ()) -> bytes:
    """Return a page with two texts, paragraph beside paragraph, or under it where the page is narrow."""
    says = words(publication.edition.language)
    texts = flows(publication)
    tongues = languages(publication)
    hands = both(Hand(says, publication.house.speakers))
    first, second = (hand.text(text.title) for hand, text in zip(hands, texts, strict=True))
    title = f"<hgroup>\n<h1>{first}</h1>\n<p{attributes(tongues[1])}>{second}</p>\n</hgroup>"
    blocks = [pair(row, hands, tongues) for row in rows(*texts)]
    return _page(
        publication,
        says,
        title,
        blocks,
        list(zip(hands, texts, strict=True)),
        around=around,
        look=publication.layout,
    )


def both(hand: Hand) -> tuple[Hand, Hand]:
    """Return a hand for each of two texts, whose notes do not share their names."""
    return hand, replace(hand, side="b-")


def languages(publication: Publication) -> tuple[str, str]:
    """Return the languages of both texts."""
    return publication.edition.language, (publication.beside or publication.edition).language


def _page(
    publication: Publication,
    says: Words,
    title: str,
    blocks: Sequence[Block],
    texts: Sequence[tuple[Hand, Flow]],
    *,
    around: Sequence[str],
    look: str = "",
) -> bytes:
    edition = publication.edition
    said = own_language(publication, says)
    banner = [f'<aside class="banner"{said}>{escape(says.draft)}</aside>'] if publication.draft else []
    style = page.style(
        publication.house, "page", *(["bilingual"] if look else []), *(["site"] if around else [])
    )
    if publication.draft:
        foot = f"@bottom-center {{ content: {page.string(says.draft)}; font: 8pt serif; }}"
        style += f"@media print {{ @page {{ {foot} }} }}\n"
    body = [
        *banner,
        "<main>",
        "<header>",
        *filter(None, [page.logo(publication.house, publication.colophon.publisher)]),
        title,
        f'<p class="from"{said}>{escape(original(edition, says))}</p>',
        *around,
        "</header>",
        *contents([one for block in blocks for one in block.headings], says, said),
        *(block.html for block in blocks),
        *_notes(publication, texts, says, said),
        *about(publication, says, said),
        "</main>",
    ]
    plain_title = line(plain(edition.title.text)).strip() or edition.name
    return page.page(
        plain_title, edition.language, style=style, body=body, head=tags(publication, says), look=look
    )


def own_language(publication: Publication, says: Words) -> str:
    """Return the attributes of our own words, where they are in another language than the text."""
    return "" if says.language == publication.edition.language else attributes(says.language)


def contents(headings: Sequence[Heading], says: Words, said: str) -> Iterator[str]:
    """Yield a table of contents, where the text has parts enough for one."""
    if len(headings) < _CONTENTS:
        return
    yield '<nav class="contents" aria-labelledby="contents">'
    yield f'<h2 id="contents"{said}>{escape(says.contents)}</h2>'
    yield outline([(one.level, f"#{one.anchor}", one.text) for one in headings])
    yield "</nav>"


def outline(entries: Sequence[tuple[int, str, str]]) -> str:
    """Return a list of level, address and text as lists within lists. No level is skipped on the way down."""
    found: list[str] = []
    depth = 0
    for level, to, text in entries:
        if level > depth:
            found.append("<ol>")
        else:
            found.append("</li>" + "</ol></li>" * (depth - level))
        depth = level
        found.append(f'<li><a href="{escape(to)}">{escape(text) or "…"}</a>')
    return "\n".join([*found, "</li></ol>" * depth])


def _notes(
    publication: Publication, texts: Iterable[tuple[Hand, Flow]], says: Words, said: str
) -> Iterator[str]:
    tongues = (attributes(one) for one in languages(publication))
    lists = [
        f"<ol{_counting(text)}{tongue if hand.side else ''}>\n"
        + "\n".join(f'<li id="{hand.side}note-{one.number}">{hand.note(one)}</li>' for one in text.notes)
        + "\n</ol>"
        for (hand, text), tongue in zip(texts, tongues, strict=False)
        if text.notes
    ]
    if lists:
        yield '<section class="notes" role="doc-endnotes" aria-labelledby="notes">'
        yield f'<h2 id="notes"{said}>{escape(says.notes)}</h2>'
        yield from lists
        yield "</section>"


def _counting(text: Flow) -> str:
    return "" if text.notes[0].mark.isdigit() else ' type="a"'


def about(publication: Publication, says: Words, said: str) -> Iterator[str]:
    """Yield the colophon, where there is something to say."""
    lines = colophon(publication.colophon, says)
    if lines:
        yield f'<section class="colophon" aria-labelledby="about"{said}>'
        yield f'<h2 id="about">{escape(says.about)}</h2>'
        yield from (f"<p>{linked(one)}</p>" for one in lines)
        yield "</section>"
