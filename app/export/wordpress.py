"""An edition as a file that WordPress imports (WXR 1.2): one post, not yet published."""

from app.export import blocks
from app.export.facts import description
from app.export.harmless import line, shown
from app.export.html_text import escape
from app.markup import plain
from app.publication import Publication

_SPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"'
)


def write(publication: Publication) -> bytes:
    """Return the file as UTF-8. WordPress asks who is the author; a person has to publish the post."""
    edition, said = publication.edition, publication.colophon
    title = line(plain(edition.title.text)).strip() or edition.name
    dates = f"<wp:post_date>{said.date} 00:00:00</wp:post_date>\n" if said.date else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<rss version="2.0" {_SPACES}>\n<channel>\n'
        f"<title>{escape(line(said.publisher) or title)}</title>\n"
        f"<language>{escape(edition.language.replace('_', '-'))}</language>\n"
        "<wp:wxr_version>1.2</wp:wxr_version>\n<item>\n"
        f"<title>{_data(title)}</title>\n"
        f"<dc:creator>{_data(', '.join(line(name) for name in said.translators))}</dc:creator>\n"
        f"<content:encoded>{_data(blocks.write(publication).decode())}</content:encoded>\n"
        f"<excerpt:encoded>{_data(escape(description(publication)))}</excerpt:encoded>\n"
        "<wp:post_id>1</wp:post_id>\n"
        f"{dates}<wp:post_name>{_data(f'{edition.name}-{edition.language}'.lower())}</wp:post_name>\n"
        "<wp:status>draft</wp:status>\n<wp:post_type>post</wp:post_type>\n"
        "</item>\n</channel>\n</rss>\n"
    ).encode()


def _data(text: str) -> str:
    """Return a text as XML takes it unread.

    >>> _data("так ]]> ні")
    '<![CDATA[так ]]]]><![CDATA[> ні]]>'
    """
    return f"<![CDATA[{shown(text).replace(']]>', ']]]]><![CDATA[>')}]]>"
