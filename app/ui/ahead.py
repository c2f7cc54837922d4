"""The editor, drawn while Streamlit is still being unpacked in the browser: a script for the page's head."""

import json
import secrets

from starlette.requests import Request

from app.errors import WorkbenchError
from app.ui import address, assets, browser, given, state, words
from app.ui.address import Place
from app.ui.given import Mode
from app.workbench.access import Visitor

# The text is asked for first: it takes longest. The fonts come with Streamlit's page otherwise.
_SCRIPT = """<style>FONTS</style><script>
window.workbenchAhead = ((data) => {ASK
  return { data, catalog: ask(data) };
})(DATA);
</script><script type="module" async>
import { early } from "./BUNDLE";
const { data, catalog } = window.workbenchAhead;
await early(data, catalog);
window.workbenchUnpack();
</script>""".replace("ASK", given.ASK)


def script(mode: Mode, asked: Request) -> str:
    """Return a script that draws the editor; nothing where it is not known what it will show.

    It guesses what the page's own script will open for somebody who comes with this address and this cookie.
    What it draws is the page's editor, which moves to its place there; where the guess was wrong, as for
    another person, it gives way (`early.js`). The token is one as the page's script hands out.
    """
    person = browser.named(asked.cookies.get(browser.COOKIE, ""))
    if not person:
        return ""
    desk = state.desk()
    documents, languages = desk.project.folder.documents(), desk.project.settings.languages
    try:
        found = address.read(
            asked.query_params, documents=documents, languages=languages, home=desk.looks.home
        )
    except WorkbenchError:
        return ""
    here = found or Place()
    document = here.document or next(iter(documents), "")
    if not document:
        return ""
    data = given.data(
        desk,
        mode=mode,
        person=person,
        token=desk.doorkeeper.mint(Visitor(person, seat=secrets.token_hex(8))),
        here=Place(document, here.language or languages[0], here.unit),
        ours=words.known_language(asked.headers.get("accept-language", "")),
    )
    # Text that ends a script, or begins a comment in one, is no longer any of it.
    made = _SCRIPT.replace("FONTS", assets.font_faces()).replace(
        "BUNDLE", assets.address(assets.SCRIPT.as_posix())
    )
    return made.replace("DATA", json.dumps(data, ensure_ascii=False).replace("<", r"\u003c"))
