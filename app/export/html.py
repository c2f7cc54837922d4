"""An edition as one HTML page that needs nothing else: no script, no font, no picture from elsewhere."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from app.edition import Edition, EditionParagraph, Piece
from app.export.html_text import attributes, escape, inline
from app.export.words import Words, original, words
from app.markup import plain
from app.publication import Publication

_STYLE = """\
:root { color-scheme: light dark; --paper: #fdfcfa; --ink: #1d1b18; --quiet: #5d5850; --line: #d9d4ca;
  --doubt: #b08a1e; --accent: #7a2e1d; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #191816; --ink: #ebe6dc; --quiet: #b0a99c; --line: #3c3933; --doubt: #a98a2a;
    --accent: #f0a48f; }
}
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.125rem/1.6 "Source Serif 4", "Noto Serif", Charter, Georgia, "Times New Roman", serif; }
main { max-width: 65ch; margin: 0 auto; padding: 3rem 1.25rem 5rem; overflow-wrap: break-word; }
header { margin-bottom: 2.5rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; text-wrap: balance; }
h2, h3, h4, h5, h6 { line-height: 1.3; margin: 2.5rem 0 1rem; }
p, ul, ol, blockquote { margin: 0 0 1rem; hyphens: auto; }
blockquote { padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
a { color: var(--accent); }
.from { color: var(--quiet); font-size: .9rem; }
.banner { border: 2px solid var(--accent); border-radius: 4px; padding: .5rem 1rem; font-size: .95rem; }
.turn { margin-top: 1.75rem; }
.speaker { color: var(--accent); }
.source { color: var(--quiet); font-style: italic; }
.unreviewed { text-decoration: underline dotted var(--doubt) 2px; text-underline-offset: .25em; }
@media print {
  :root { --paper: #fff; --ink: #000; --quiet: #444; --accent: #000; --doubt: #888; }
  body { font-size: 11pt; line-height: 1.45; }
  main { max-width: none; padding: 0; }
  p { orphans: 3; widows: 3; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  a[href^="http"]::after { content: " (" attr(href) ")"; font-size: .8em; overflow-wrap: anywhere; }
  @page { margin: 2.2cm; }
}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write(publication: Publication, *, own: Words | None = None) -> bytes:
    """Return the page as UTF-8. `own` are the edition's own words, by its language if they are not given."""
    edition = publication.edition
    says = own or words(edition.language)
    said = "" if says.language == edition.language else attributes(says.language)
    title = escape(plain(edition.title.text))
    head = [
        "<!DOCTYPE html>",
        f"<html{attributes(edition.language)}>",
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="generator" content="Translation Workbench">',
        *(['<meta name="robots" content="noindex">'] if edition.draft else []),
        f"<title>{title}</title>",
        f"<style>\n{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        "<header>",
        f"<h1>{_piece(edition, edition.title, says)}</h1>",
        f'<p class="from"{said}>{escape(original(edition, says))}</p>',
        *([f'<p class="banner"{said}>{escape(says.draft)}</p>'] if edition.draft else []),
        "</header>",
    ]
    body = [line for turn in _turns(edition.paragraphs) for line in _turn(edition, turn, says)]
    return "\n".join([*head, *body, "</main>", "</body>", "</html>", ""]).encode()


def _turns(paragraphs: Sequence[EditionParagraph]) -> Iterator[list[EditionParagraph]]:
    """Yield what stands before the first turn, then each turn."""
    turn: list[EditionParagraph] = []
    for paragraph in paragraphs:
        if paragraph.speaker is not None and turn:
            yield turn
            turn = []
        turn.append(paragraph)
    if turn:
        yield turn


def _turn(edition: Edition, turn: Sequence[EditionParagraph], says: Words) -> Iterator[str]:
    speaks = turn[0].speaker is not None
    if speaks:
        yield '<div class="turn">'
    for mark, run in groupby(turn, key=_mark):
        texts = [_paragraph(edition, paragraph, says) for paragraph in run]
        if mark.startswith("#"):
            # the title is the page's only first heading
            level = min(max(len(mark), 2), 6)
            yield from (f"<h{level}>{text}</h{level}>" for text in texts)
        elif mark in {"-", "1."}:
            element = "ul" if mark == "-" else "ol"
            yield from (f"<{element}>", *(f"<li>{text}</li>" for text in texts), f"</{element}>")
        elif mark == ">":
            yield from ("<blockquote>", *(f"<p>{text}</p>" for text in texts), "</blockquote>")
        else:
            yield from (f"<p>{text}</p>" for text in texts)
    if speaks:
        yield "</div>"


def _mark(paragraph: EditionParagraph) -> str:
    return "1." if paragraph.mark[:1].isdigit() else paragraph.mark


def _paragraph(edition: Edition, paragraph: EditionParagraph, says: Words) -> str:
    label = ""
    if paragraph.speaker is not None:
        label = f'<strong class="speaker">{_piece(edition, paragraph.speaker, says)}:</strong> '
    texts: list[str] = []
    for number, piece in enumerate(paragraph.pieces, 1):
        last = number == len(paragraph.pieces)
        texts.append(_piece(edition, piece, says) + ("" if last else "<br>\n" if piece.hard_break else " "))
    return label + "".join(texts)


def _piece(edition: Edition, piece: Piece, says: Words) -> str:
    text = inline(piece.text)
    if not edition.translated(piece):
        note = escape(says.untranslated)
        return f'<span class="source"{attributes(piece.language)} title="{note}">{text}</span>'
    if not edition.reviewed(piece):
        return f'<span class="unreviewed" title="{escape(says.unreviewed)}">{text}</span>'
    return text
