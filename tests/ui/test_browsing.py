"""The browser of these tests reaches for this machine only; what it wanted from elsewhere fails the test."""

import pytest
from playwright.sync_api import Browser

from tests.ui.browsing import Person

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "outside", ["http://example.org/a.png", "https://192.0.2.1/a.png", "http://[2001:db8::1]/a.png"]
)
def test_what_a_page_wants_from_elsewhere_is_not_found_and_is_told(browser: Browser, outside: str) -> None:
    person = Person(browser, "http://127.0.0.1")
    with person.page.expect_event("requestfailed") as failed:
        person.page.set_content(f'<img src="{outside}">')
    assert "ERR_NAME_NOT_RESOLVED" in str(failed.value.failure)
    with pytest.raises(AssertionError, match="The pages reached for"):
        person.leave()
