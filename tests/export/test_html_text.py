import pytest

from app.export.html_text import escape, inline

_INLINE = (
    ("так", "так"),
    ("*так* **ні** `код`[^1]", "<em>так</em> <strong>ні</strong> <code>код</code><sup>[1]</sup>"),
    ("[тут](https://example.org/?a=1&b=2)", '<a href="https://example.org/?a=1&amp;b=2">тут</a>'),
    ("[лист](mailto:a@example.org)", '<a href="mailto:a@example.org">лист</a>'),
    ("[нижче](#part)", '<a href="#part">нижче</a>'),
    ("[поруч](other/page.html?a=1#b)", '<a href="other/page.html?a=1#b">поруч</a>'),
    # where documents write a link whose address is lost, there is nothing to follow
    ("[Рух](#)", "Рух"),
)
_HOSTILE = (
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("`<img onerror=x>`", "<code>&lt;img onerror=x&gt;</code>"),
    ("[а](javascript:alert(1))", "[а](javascript:alert(1))"),
    ("[а](JaVaScRiPt:alert(1))", "[а](JaVaScRiPt:alert(1))"),
    ("[а](&#106;avascript:alert(1))", "[а](javascript:alert(1))"),
    ("[а](data:text/html,x)", "[а](data:text/html,x)"),
    ("[а](ftp://example.org)", "а"),
    ("[а](//example.org)", "а"),
    ("[а](tel:112)", "а"),
    ('[а](https://example.org/"onclick="x)', '<a href="https://example.org/%22onclick=%22x">а</a>'),
    ("так\N{RIGHT-TO-LEFT OVERRIDE}кат", "таккат"),
    ("так\N{RIGHT-TO-LEFT ISOLATE}\x07\x1b", "так"),
    ("&lt;b&gt;", "&lt;b&gt;"),
)


@pytest.mark.parametrize(("text", "expected"), _INLINE)
def test_markup_becomes_elements(text: str, expected: str) -> None:
    assert inline(text) == expected


@pytest.mark.parametrize(("text", "expected"), _HOSTILE)
def test_hostile_text_stays_text(text: str, expected: str) -> None:
    assert inline(text) == expected


def test_nothing_gets_out_of_an_attribute() -> None:
    assert escape("\"><script> ' &") == "&quot;&gt;&lt;script&gt; &#x27; &amp;"
