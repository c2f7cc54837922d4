import pytest

from app.export.harmless import leads, leads_out, shown

_ADDRESSES = (
    # address, on a page, in a file that travels alone
    ("https://example.org/?a=1&b=2#c", True, True),
    ("HTTP://example.org", True, True),
    ("mailto:a@example.org", True, True),
    ("#part", True, False),
    ("other/page.html?a=1#b", True, False),
    ("#", False, False),
    ("", False, False),
    ("//example.org", False, False),
    ("javascript:alert(1)", False, False),
    ("java\x00script:alert(1)", False, False),
    ("data:text/html,x", False, False),
    ("file:///etc/passwd", False, False),
    ("https://example.org\\@evil.example", False, False),
)


@pytest.mark.parametrize(("address", "on_a_page", "alone"), _ADDRESSES)
def test_a_link_leads_only_where_a_link_may_lead(address: str, on_a_page: bool, alone: bool) -> None:
    assert (leads(address), leads_out(address)) == (on_a_page, alone)


@pytest.mark.parametrize(
    "hidden",
    [
        "\x00",
        "\x1b",
        "\x85",
        "\ud800",
        "\uffff",
        "\ufdd0",
        "\U0001fffe",
        "\N{RIGHT-TO-LEFT OVERRIDE}",
        "\N{FIRST STRONG ISOLATE}",
    ],
)
def test_what_no_file_may_hold_is_not_shown(hidden: str) -> None:
    assert shown(f"так{hidden} і ні") == "так і ні"


def test_marks_that_a_script_needs_stay() -> None:
    text = "שלום\N{RIGHT-TO-LEFT MARK}, слово\N{SOFT HYPHEN}м\N{ZERO WIDTH JOINER}\N{NO-BREAK SPACE}–"
    assert shown(text) == text
