"""One parser for every text, which it shows whole: what is no markup is text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.markup import NodeKind, escape, parse, plain, walk

_CASES = (
    ("Це *дуже* важливо", "text em text text", "Це дуже важливо"),
    ("**міцно *і* ще**", "strong text em text text", "міцно і ще"),
    ("[Рух](#) тут", "link text text", "Рух тут"),
    ("[*Рух*](https://example.org/?a=1&b=(2))", "link em text", "Рух"),
    ("`код *не* em`", "code", "код *не* em"),
    ("Так.[^1] Ні.", "text note text", "Так. Ні."),
    ("[32] öre", "text", "[32] öre"),
    ("[^ ] [^]", "text", "[^ ] [^]"),
    ("2 * 3 * 4", "text", "2 * 3 * 4"),
    ("snake_case_word", "text", "snake_case_word"),
    (r"\*не em\*", "text", "*не em*"),
    ("&amp; &lt;b&gt;", "text", "& <b>"),
    ("<b>не HTML</b> <script>", "text", "<b>не HTML</b> <script>"),
    ("![не малюнок](x.png)", "text link text", "!не малюнок"),
    ("[зле](javascript:alert(1))", "text", "[зле](javascript:alert(1))"),
    ("[зле](data:text/html,x)", "text", "[зле](data:text/html,x)"),
    ("*не закрито", "text", "*не закрито"),
    ("[не](закрито", "text", "[не](закрито"),
    ("рядок\\\nдругий", "text break text", "рядок другий"),
    ("рядок\nдругий", "text", "рядок другий"),
    ("", "", ""),
)


@pytest.mark.parametrize(("text", "kinds", "shown"), _CASES)
def test_markup_is_the_subset_and_everything_else_is_text(text: str, kinds: str, shown: str) -> None:
    assert " ".join(node.kind for node in walk(parse(text))) == kinds
    assert plain(text) == shown


@given(st.text())
def test_every_text_has_a_tree(text: str) -> None:
    nodes = list(walk(parse(text)))
    assert all(node.text or node.kind not in {NodeKind.TEXT} for node in nodes)


_lines = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029")).map(
    str.strip
)


@given(
    st.one_of(_lines, st.text("*_`[]()\\^&;#!<>a 1")).map(str.strip).map(lambda text: text.replace("[^", "["))
)
def test_escaped_text_shows_as_it_is(text: str) -> None:
    assert plain(escape(text)) == text


def test_no_more_is_escaped_than_is_needed() -> None:
    assert escape("She's 50% [sic] – snake_case, 2 * 3") == "She's 50% [sic] – snake_case, 2 * 3"
