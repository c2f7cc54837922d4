import pytest

from app.errors import DocumentError
from app.readers.encoding import decode

_TEXTS = {
    "uk": "Мартін: Розкажіть трохи про себе. Олександр: Я з Донецька. Ґрунт і їжа – це «важливо», є щось.",
    "ru": "Мартин: Расскажите немного о себе. Александр: Я из Донецка. "
    "Жил в Харькове, ездил в Европу. Это – «важно».",
    "sv": "Martin: Berätta lite om dig själv. Jag är från Donetsk – "
    "sedan flyttade jag till Malmö. ”Så är det.”",
    "de": "Martin: Erzählen Sie über sich. Die Größe der Straße wäre schön für müde Leute aus Łódź nicht.",
    "pl": "Martin: Opowiedz o sobie. Żyłem w Charkowie, później "
    "wyjechałem do Łodzi. Coś było źle, śnię o tym.",
    "fr": "Martin: Parlez-nous de vous. Je suis né à Donetsk. J’ai "
    "vécu à Kharkiv, où j’ai étudié. Ça a été dur.",
}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("uk", "windows-1251"),
        ("uk", "koi8-u"),
        ("uk", "iso-8859-5"),
        ("ru", "windows-1251"),
        ("ru", "koi8-r"),
        ("ru", "cp866"),
        ("sv", "windows-1252"),
        ("sv", "mac-roman"),
        ("pl", "windows-1250"),
        ("pl", "iso-8859-2"),
        ("fr", "windows-1252"),
    ],
)
def test_an_old_encoding_is_known_by_its_letters_and_the_guess_is_remarked(text: str, encoding: str) -> None:
    wanted = _TEXTS[text]
    if encoding in {"iso-8859-5", "cp866", "koi8-r", "koi8-u", "iso-8859-2"}:
        wanted = wanted.replace("–", "-").replace("«", '"').replace("»", '"').replace("Ґ", "Г")
    found, _, remarks = decode("talk.txt", wanted.encode(encoding))
    assert found == wanted
    assert ["talk.txt is not UTF-8; it was read as" in str(remark) for remark in remarks] == [True]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("utf-32", "utf-32")],
)
def test_unicode_is_read_without_a_remark(encoding: str, named: str) -> None:
    text = _TEXTS["uk"]
    found, name, remarks = decode("talk.txt", text.encode(encoding))
    assert (found.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"), name, remarks) == (text, named, ())


def test_what_cannot_be_told_is_refused_with_the_way_out() -> None:
    with pytest.raises(DocumentError, match=r"talk\.txt is not UTF-8.*--encoding windows-1251"):
        decode("talk.txt", "It was naïve.".encode("windows-1252"))
    with pytest.raises(DocumentError, match="--encoding"):
        decode("talk.txt", bytes(range(128, 256)) * 4)


def test_an_encoding_that_is_named_is_used() -> None:
    text = "It was naïve."
    assert decode("talk.txt", text.encode("windows-1252"), encoding="windows-1252") == (text, "cp1252", ())


def test_a_wrong_or_unknown_encoding_is_refused_in_words() -> None:
    with pytest.raises(DocumentError, match=r"line 2 holds bytes that it does not allow"):
        decode("talk.txt", b"one\nna\xefve", encoding="utf-8")
    for encoding in ("klingon", "base64", "rot13"):
        with pytest.raises(DocumentError, match=f"“{encoding}” is not an encoding that we know"):
            decode("talk.txt", b"so", encoding=encoding)


@pytest.mark.parametrize(
    "text", ["He said “yes” – and “no”.\nThen he left.\n", "Ми жили у Львові.\nПотім поїхали.\n"]
)
def test_a_few_broken_bytes_in_utf8_are_told_with_their_line(text: str) -> None:
    data = text.encode() + b"\x93\xfe end\n"
    with pytest.raises(DocumentError, match="line 3"):
        decode("talk.txt", data)
