"""An edition as posts for Telegram: a page from which they are copied, one after another."""

from collections.abc import Iterator

from app.export import page
from app.export.harmless import line
from app.export.html import own_language
from app.export.html_text import escape
from app.export.posts import Post, posts
from app.export.words import Words, words
from app.markup import plain
from app.publication import Publication

_SCRIPT = """
for (const button of document.querySelectorAll("button")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const range = document.createRange();
    range.selectNodeContents(document.getElementById(button.dataset.post));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    // an older way, but it takes bold and links along, and works in a file on a telephone
    if (document.execCommand("copy")) button.textContent = button.dataset.copied;
  });
}
"""
"""All that the page does not need: without it, one touch selects a post."""


def write(publication: Publication) -> bytes:
    """Return the page. Each post stands on it twice: as it will look, and with its tags for bots."""
    edition = publication.edition
    says = words(edition.language)
    said = own_language(publication, says)
    title = line(plain(edition.title.text)).strip() or edition.name
    found = posts(publication)
    body = [
        "<main>",
        "<header>",
        f"<h1>{escape(title)}</h1>",
        *([f'<p class="banner"{said}>{escape(says.draft)}</p>'] if publication.draft else []),
        f'<p class="from"{said}>{escape(says.copying)}</p>',
        "</header>",
        *(part for number, one in enumerate(found, 1) for part in _post(one, number, len(found), says, said)),
        "</main>",
    ]
    style = page.style(publication.house, "page", "posts")
    head = ['<meta name="robots" content="noindex">']
    return page.page(title, edition.language, style=style, body=body, head=head, script=_SCRIPT)


def _post(post: Post, number: int, total: int, says: Words, said: str) -> Iterator[str]:
    name = f"post-{number}"
    heading = escape(says.post.format(number=number, total=total))
    yield f'<article aria-labelledby="{name}-title">'
    yield f'<h2 id="{name}-title"{said}>{heading}</h2>'
    yield (
        f'<button type="button" hidden data-post="{name}" data-copied="{escape(says.copied)}"{said} '
        f'aria-describedby="{name}-title">{escape(says.copy)}</button>'
    )
    yield f'<div class="post" id="{name}">{post.html}</div>'
    yield f"<details>\n<summary{said}>{escape(says.tagged)}</summary>"
    yield f"<pre>{escape(post.html)}</pre>\n</details>"
    yield "</article>"
