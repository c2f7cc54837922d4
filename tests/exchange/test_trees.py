import pytest

from app.errors import ExchangeError
from app.exchange import trees

_BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><xliff version="2.1">&c;</xliff>"""
_OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xliff version="2.1">&e;</xliff>'
_PARAMETER = '<!DOCTYPE x [<!ENTITY % e SYSTEM "http://127.0.0.1:1/x.dtd"> %e;]><xliff version="2.1"/>'


@pytest.mark.parametrize("content", [_BOMB, _OUTSIDE, _PARAMETER])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_with_declarations_is_refused(content: str, encoding: str) -> None:
    content = content.replace('<?xml version="1.0"?>', "")
    with pytest.raises(ExchangeError, match=r"bad\.xlf declares a document type"):
        trees.parse(content.encode(encoding), file="bad.xlf")


def test_a_document_type_that_is_only_named_is_not_fetched() -> None:
    content = b'<!DOCTYPE tmx SYSTEM "file:///etc/passwd"><tmx version="1.4">x</tmx>'
    assert trees.parse(content, file="f").text == "x"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"<a>\n<b>\n</a>", 3),
        (b"<a>\n<b>", 2),
        (b"<a>\n&nothing;</a>", 2),
        (b'<?xml version="1.0" encoding="utf-8"?>\n<a>\xcf\xf0</a>', 2),
        (b'<?xml version="1.0" encoding="no-such"?>\n<a/>', 1),
        (b"<a>\n\x01</a>", 2),
        (b"<" + b"a><" * 2000, 1),
    ],
)
def test_what_is_not_well_formed_is_told_with_its_line(content: bytes, line: int) -> None:
    with pytest.raises(ExchangeError, match=rf"f\.xlf, line {line}: this is not well-formed XML"):
        trees.parse(content, file="f.xlf")


def test_other_encodings_that_a_file_names_are_read() -> None:
    content = '<?xml version="1.0" encoding="windows-1251"?><a>Привіт</a>'.encode("cp1251")
    assert trees.parse(content, file="f").text == "Привіт"
    assert trees.root_of(content, file="f") == ("a", {})
