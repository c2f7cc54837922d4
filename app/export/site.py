"""Editions as a small site of plain files: it opens from a folder, and from any address that it is put at.

All its links are relative, and it needs no script. Each language has its own index; the page before them all
lets a reader choose a language.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.export import html, page
from app.export.facts import alternates, description, relative
from app.export.harmless import line
from app.export.html_text import attributes, escape
from app.export.words import own_name, words
from app.markup import plain
from app.publication import House, Publication

_INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a reader may take along."""

    label: str
    """What everybody calls its format, and its languages where it has two."""
    file: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Work:
    """An edition of a document in one language."""

    publication: Publication
    downloads: tuple[Download, ...] = ()

    @property
    def language(self) -> str:
        """The edition's."""
        return self.publication.edition.language

    @property
    def name(self) -> str:
        """The document's."""
        return self.publication.edition.name

    @property
    def title(self) -> str:
        """The title without markup."""
        return line(plain(self.publication.edition.title.text)).strip() or self.name


def site(title: str, works: Sequence[Work], house: House) -> dict[str, bytes]:
    """Return the files of a site by their paths; documents and languages in the order of the works."""
    languages = tuple(dict.fromkeys(work.language for work in works))
    found = {_INDEX: _welcome(title, works, languages, house)}
    for language in languages:
        own = [work for work in works if work.language == language]
        found[f"{language}/{_INDEX}"] = _index(title, own, languages, house)
        for work in own:
            others = {
                one.language: f"../{one.language}/{one.name}.html" for one in works if one.name == work.name
            }
            publication = replace(work.publication, alternates=others)
            found[f"{language}/{work.name}.html"] = html.write(
                publication, around=list(_around(title, work, others))
            )
            found |= {f"{language}/{one.file}": one.content for one in work.downloads}
    return found


def _around(title: str, work: Work, others: Mapping[str, str]) -> Iterator[str]:
    """Yield what stands under a text's title: the way back, to other languages, to files."""
    says = words(work.language)
    said = html.own_language(work.publication, says)
    yield f'<p class="up"><a href="{_INDEX}">{escape(title)}</a></p>'
    if len(others) > 1:
        rest = {code: to for code, to in others.items() if code != work.language}
        yield from _switch(rest, says.languages, said)
    if work.downloads:
        yield f'<nav class="downloads"{said} aria-label="{escape(says.downloads)}">\n<ul>'
        for one in work.downloads:
            kilobytes = max(1, round(len(one.content) / 1000))
            size = f"<small>{kilobytes}\N{NO-BREAK SPACE}kB</small>"
            yield f'<li><a href="{escape(relative(one.file))}" download>{escape(one.label)}</a> {size}</li>'
        yield "</ul>\n</nav>"


def _switch(others: Mapping[str, str], label: str, said: str) -> Iterator[str]:
    yield f'<nav class="languages"{said} aria-label="{escape(label)}">\n<ul>'
    for code, to in others.items():
        tongue = f'hreflang="{escape(code.replace("_", "-"))}"{attributes(code)}'
        yield f'<li><a href="{escape(relative(to))}" {tongue}>{escape(own_name(code))}</a></li>'
    yield "</ul>\n</nav>"


def _index(title: str, works: Sequence[Work], languages: Sequence[str], house: House) -> bytes:
    """Return the page of one language."""
    first = works[0]
    says = words(first.language)
    said = html.own_language(first.publication, says)
    files = {code: f"../{code}/{_INDEX}" for code in languages}
    others = {code: to for code, to in files.items() if code != first.language}
    entries = [
        f'<li><h2><a href="{escape(relative(work.name))}.html">{escape(work.title)}</a></h2>\n'
        f"<p>{escape(description(work.publication))}</p></li>"
        for work in works
    ]
    draft = any(work.publication.draft for work in works)
    body = [
        *([f'<aside class="banner"{said}>{escape(says.draft)}</aside>'] if draft else []),
        "<main>",
        "<header>",
        *filter(None, [page.logo(house, first.publication.colophon.publisher)]),
        f"<h1>{escape(title)}</h1>",
        *(_switch(others, says.languages, said) if others else []),
        "</header>",
        '<ul class="works">',
        *entries,
        "</ul>",
        "</main>",
    ]
    head = list(alternates(files, first.publication.edition.source_language))
    head += ['<meta name="robots" content="noindex">'] if draft else []
    return page.page(title, first.language, style=page.style(house, "page", "site"), body=body, head=head)


def _welcome(title: str, works: Sequence[Work], languages: Sequence[str], house: House) -> bytes:
    """Return the page on which a reader chooses a language; each language speaks for itself there."""
    sections: list[str] = []
    for code in languages:
        own = [work for work in works if work.language == code]
        sections.append(f"<section{attributes(code)}>")
        sections.append(
            f'<h2><a href="{escape(relative(code))}/{_INDEX}">{escape(own_name(code))}</a></h2>\n<ul>'
        )
        sections += [
            f'<li><a href="{escape(relative(f"{code}/{work.name}.html"))}">{escape(work.title)}</a></li>'
            for work in own
        ]
        sections.append("</ul>\n</section>")
    logo = page.logo(house, works[0].publication.colophon.publisher) if works else ""
    body = [
        "<main>",
        "<header>",
        *([logo] if logo else []),
        f"<h1>{escape(title)}</h1>",
        "</header>",
        *sections,
        "</main>",
    ]
    head = list(alternates({code: f"{code}/{_INDEX}" for code in languages}, ""))
    language = works[0].publication.edition.source_language if works else "en"
    return page.page(title, language, style=page.style(house, "page", "site"), body=body, head=head)
