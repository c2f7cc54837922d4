import io
import zipfile
from pathlib import Path

import pytest

from app.errors import SettingsError
from app.publication import House, Layout, NoteStyle, SpeakerStyle
from app.settings import Settings
from app.storage import house
from app.storage.folder import Folder

_PNG = b"\x89PNG\r\n\x1a\nrest"
_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg"><defs><linearGradient id="g"/></defs>'
    b'<path fill="url(#g)" d="M0 0"/></svg>'
)


def _zip(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


def _read(root: Path, files: dict[str, bytes], **said: str) -> House:
    for name, content in files.items():
        (root / "house").mkdir(exist_ok=True)
        (root / "house" / name).write_bytes(content)
    return house.read(Folder(root), Settings(house=said))


def test_without_folder_and_settings_it_is_the_plain_house(tmp_path: Path) -> None:
    assert _read(tmp_path, {}) == House()
    assert house.layout(Settings()) is Layout.SIDE


def test_files_and_settings_make_the_house(tmp_path: Path) -> None:
    files = {
        "edition.css": b"h1 { color: red; background: url(data:image/png;base64,x) }",
        "reference.docx": _zip("word/styles.xml"),
        "reference.odt": _zip("styles.xml"),
        "edition.typ": b'#set text(lang: "uk")',
        "Serif.otf": b"OTTO....",
        "README.md": b"ours",
        ".DS_Store": b"x",
        "logo.png": _PNG,
    }
    found = _read(
        tmp_path, files, logo="logo.png", accent="#00408A", speakers="above", notes="end", text_font="Serif"
    )
    assert set(found.templates) == {
        "edition.css",
        "reference.docx",
        "reference.odt",
        "edition.typ",
        "Serif.otf",
    }
    assert (found.logo, found.logo_type, found.accent, found.text_font) == (
        _PNG,
        "image/png",
        "#00408a",
        "Serif",
    )
    assert (found.speakers, found.notes) == (SpeakerStyle.ABOVE, NoteStyle.END)
    assert house.layout(Settings(house={"layout": "under"})) is Layout.UNDER


def test_a_plain_svg_may_be_the_logo(tmp_path: Path) -> None:
    assert _read(tmp_path, {"a.svg": _SVG}, logo="a.svg").logo_type == "image/svg+xml"


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"accent": "red"}, "accent in [house] is a colour, as in “#7a2e1d”; it is “red”"),
        ({"accent": "#ffee00"}, "its contrast with the page is 1.2, and text needs 4.5. Choose one"),
        ({"accent_dark": "#222222"}, "accent_dark in [house], #222222, is hard to read"),
        ({"speakers": "left"}, "speakers in [house] is “left”. It may be: inline, above"),
        ({"notes": "x"}, "It may be: foot, end"),
        ({"text_font": 'a"; }'}, "text_font in [house] is the name of a font"),
        ({"logo": "../x.png"}, "logo in [house] is a file in the folder “house”"),
        ({"logo": "x.gif"}, "ends in .png, .jpg, .jpeg, .svg"),
        ({"logo": "x.png"}, "which is not in the folder “house”"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_told_with_its_key(
    tmp_path: Path, said: dict[str, str], says: str
) -> None:
    with pytest.raises(SettingsError, match=r"^workbench\.toml: ") as caught:
        _read(tmp_path, {}, **said)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("style.css", b"", "is not known to the house style. Known are: edition.css"),
        ("edition.css", b"a{}\n@import 'x.css';", "line 2: “@import” is not allowed"),
        ("edition.css", b"a { background: URL( 'https://example.org/x.png' ) }", "line 1"),
        ("edition.css", b"</style><script>", "“</style” is not allowed"),
        ("book.css", b"\xff", "line 1: this is not UTF-8"),
        ("reference.docx", b"PK\x03\x04", "is not a document of its kind"),
        ("reference.docx", _zip("styles.xml"), "is not a document of its kind"),
        ("a.ttf", b"wOFF", "is not an OpenType or TrueType font"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_its_name(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        _read(tmp_path, {name: content})
    assert str(caught.value).startswith(f"house/{name}")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo.png", b"\xff\xd8\xff"),
        ("logo.svg", b"<svg"),
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><path fill="url(http://x)"/></svg>'),
        ("logo.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("logo.svg", b"<html/>"),
    ],
)
def test_a_logo_that_is_not_what_it_says_or_runs_something_is_refused(
    tmp_path: Path, name: str, content: bytes
) -> None:
    with pytest.raises(SettingsError, match=rf"^house/{name} is not the picture"):
        _read(tmp_path, {name: content}, logo=name)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    secret = tmp_path / "secret.css"
    secret.write_text("a{}")
    (tmp_path / "house" / "edition.css").symlink_to(secret)
    with pytest.raises(SettingsError, match=r"house/edition\.css leads out of the folder"):
        house.read(Folder(tmp_path), Settings())
