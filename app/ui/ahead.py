"""The text that a page will show, asked for while Streamlit is still being unpacked in the browser."""

import json
from collections.abc import Mapping

from app.errors import WorkbenchError
from app.ui import address, browser, state
from app.workbench.access import Visitor

_SCRIPT = """<script>
window.workbenchAhead = (({ token, ...what }) => {
  const path = `catalogs/${encodeURIComponent(what.document)}/${encodeURIComponent(what.language)}`;
  const headers = { Authorization: `Bearer ${token}` };
  const catalog = fetch(new URL(`api/v1/${path}`, document.baseURI), { headers })
    .then((answer) => (answer.ok ? answer.json() : null))
    .catch(() => null);
  return { ...what, catalog };
})(WHAT);
</script>"""


def script(asked: Mapping[str, str], cookies: Mapping[str, str]) -> str:
    """Return a script for the head of an editor's page; nothing where it is not known what it will show.

    It guesses what the page's own script will open for somebody who comes with this address and this cookie.
    A guess that was wrong is passed over (`component.py`); the token is one as the page's script hands out.
    """
    person = browser.named(cookies.get(browser.COOKIE, ""))
    if not person:
        return ""
    desk = state.desk()
    documents, languages = desk.project.folder.documents(), desk.project.settings.languages
    try:
        found = address.read(asked, documents=documents, languages=languages, home=desk.looks.home)
    except WorkbenchError:
        return ""
    document = (found.document if found else "") or next(iter(documents), "")
    language = (found.language if found else "") or languages[0]
    if not document:
        return ""
    what = {
        "person": person,
        "document": document,
        "language": language,
        "token": desk.doorkeeper.mint(Visitor(person)),
    }
    # Text that ends a script, or begins a comment in one, is no longer any of it.
    return _SCRIPT.replace("WHAT", json.dumps(what).replace("<", r"\u003c"))
