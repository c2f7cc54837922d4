"""Streamlit's page and files, as we hand them out: the same as its own, and nothing beside them."""

import ast
import gzip
import re
from pathlib import Path

import pytest
from starlette.datastructures import Headers
from starlette.responses import Response
from streamlit import file_util

from app.ui import shell
from app.ui.entry import __file__ as entry

_STATIC = Path(file_util.get_static_dir())
_INDEX = (_STATIC / "index.html").read_text("utf-8")
_NAMED = re.findall(r'"\./(static/[^"]+)"', _INDEX)


def _get(path: str, accept: str = "") -> Response | None:
    return shell.answer(path, Headers({"accept-encoding": accept}))


@pytest.mark.parametrize("name", [*_NAMED[:6], "static/css/" + next((_STATIC / "static/css").iterdir()).name])
def test_a_file_is_what_streamlit_has_whole_or_packed_and_may_be_kept(name: str) -> None:
    content = (_STATIC / name).read_bytes()
    plain, packed = _get(f"/{name}"), _get(f"/{name}", "gzip, br")
    assert plain is not None
    assert packed is not None
    assert bytes(plain.body) == content
    if "content-encoding" in packed.headers:
        assert gzip.decompress(bytes(packed.body)) == content
    else:
        assert bytes(packed.body) == content
    for one in (plain, packed):
        assert "immutable" in one.headers["cache-control"]
        assert one.headers["vary"] == "Accept-Encoding"
        assert one.headers["x-content-type-options"] == "nosniff"


def test_scripts_are_packed_and_fonts_are_not() -> None:
    script = next(name for name in _NAMED if name.endswith(".js"))
    font = next(name for name in _NAMED if name.endswith(".woff2"))
    for name, packed, kind in ((script, True, "javascript"), (font, False, "font/woff2")):
        answer = _get(f"/{name}", "gzip")
        assert answer is not None
        assert ("content-encoding" in answer.headers) is packed
        assert kind in answer.headers["content-type"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../index.html",
        "/static/js/",
        "/static/",
        "/static//etc/passwd",
        "/translate/x",
        "",
        "/overview/",
    ],
)
def test_nothing_else_can_be_had(path: str) -> None:
    assert _get(path) is None


def test_every_page_of_the_app_and_no_other_is_known() -> None:
    script = ast.parse((Path(entry).parent / "main.py").read_text("utf-8"))
    named = {
        one.value.value
        for one in ast.walk(script)
        if isinstance(one, ast.keyword) and one.arg == "url_path" and isinstance(one.value, ast.Constant)
    }
    assert named == shell.PAGES


def test_a_page_is_streamlits_own_and_says_first_where_its_server_is() -> None:
    answer = _get("/")
    assert answer is not None
    page = bytes(answer.body).decode()
    home = re.search(r"<head><script>(.+?)</script>", page)
    assert home is not None
    assert "BACKEND_BASE_URL" in home[1]
    face = re.search(r'<link\s+rel="preload"[^>]*SourceSans[^>]*/>', _INDEX)
    assert face is not None  # our pages are set in others, so it is left out
    assert page.replace(f"<script>{home[1]}</script>", "", 1) == _INDEX.replace(face[0], "", 1)
    assert answer.headers["cache-control"] == "no-cache"
    assert "link" not in answer.headers


def test_the_editors_pages_name_early_what_streamlit_asks_for_late() -> None:
    answer = _get("/translate")
    assert answer is not None
    named = re.findall(r"<static/([^>]+)>; rel=modulepreload", answer.headers["link"])
    kinds = [name.removeprefix("js/").partition(".")[0] for name in named]
    assert {"BidiComponent", "Html", "Button"} <= set(kinds)
    assert "index" not in kinds  # the page names it itself
    for name in named:
        assert _get(f"/static/{name}") is not None
    assert "editor/bundle.js" in answer.headers["link"]


def test_where_the_editor_is_drawn_ahead_streamlit_waits_to_be_called() -> None:
    answer = shell.answer("/translate", Headers({}), ahead="<script>ahead</script>")
    later = _get("/translate")
    assert answer is not None
    assert later is not None
    page = bytes(answer.body).decode()
    before, _, rest = page.partition('<template id="streamlit">')
    waiting, _, after = rest.partition("</template>")
    # Nothing of Streamlit is fetched before, and all that its page names, and asks for late, then.
    assert "./static/js/" not in before + after
    assert "./static/css/" not in before + after
    assert "static" not in answer.headers["link"]
    late = re.findall(r"<(static/[^>]+)>; rel=modulepreload", later.headers["link"])
    named = [name for name in _NAMED if not name.endswith(".woff2")]
    assert set(re.findall(r'"\./(static/[^"]+)"', waiting)) == {*named, *late}
    # It is called by what draws ahead, and all the same where that fails.
    assert before.index("window.workbenchUnpack =") < before.index("<script>ahead</script>")
    assert "setTimeout(window.workbenchUnpack" in before


def test_a_page_is_sent_packed_to_who_can_unpack_it() -> None:
    plain, packed = _get("/"), _get("/", "gzip")
    assert plain is not None
    assert packed is not None
    assert gzip.decompress(bytes(packed.body)) == bytes(plain.body)
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"


def test_the_overview_is_found_where_one_would_look_for_it() -> None:
    answer = _get("/overview")
    assert answer is not None
    assert (answer.status_code, answer.headers["location"]) == (307, ".")
