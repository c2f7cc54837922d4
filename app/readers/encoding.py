"""Bytes to text: a file's encoding, or a refusal where it cannot be known. The door to charset-normalizer."""

import codecs
import re
from collections import Counter

import charset_normalizer

from app.errors import DocumentError, Message

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD = {
    "cp1252": "windows-1252", "cp1251": "windows-1251", "cp1250": "windows-1250", "cp1254": "windows-1254",
    "cp1257": "windows-1257", "koi8_u": "koi8-u", "koi8_r": "koi8-r", "latin_1": "iso-8859-1",
    "iso8859_15": "iso-8859-15", "iso8859_2": "iso-8859-2", "iso8859_5": "iso-8859-5", "cp866": "cp866",
    "mac_roman": "mac-roman", "mac_cyrillic": "mac-cyrillic",
}  # fmt: skip
"""Encodings that are tried, by Python's name, with the name that a person knows."""

_ALPHABETS = (
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "абвгдђежзијклљмнњопрстћуфхцчџш", "абвгдежзийклмнопрстуфхцчшщъьюя", "åäöéüà", "äöüß", "æøåéèòôó",
    "àâæçéèêëîïôœùûüÿ", "áéíñóúü", "àèéìîòù", "ãáàâçéêíóôõúü", "ąćęłńóśźż", "áčďéěíňóřšťúůýž",
    "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ", "čćđšž", "âçğıöşüİ", "āčēģīķļņšūž", "ąčęėįšųūž",
    "äõöüšž", "ëïéèöü", "áðéíóúýþæö",
)  # fmt: skip
"""Letters that stand together in one language: what no language writes was read in a wrong encoding."""

_MARKS = frozenset("“”„‘’‚«»‹›–—…\N{NO-BREAK SPACE}\N{SOFT HYPHEN}")
_SIGNS = re.compile(r"(?<![^\W\d_])[№§°©®™€£¥•·×½¼¾¿¡](?![^\W\d_])|(?<![^\W\d_])[№€£¿¡](?=[^\W\d_])")
_SAMPLE = 200_000
_CHAOS, _STRANGE, _APART = 0.1, 0.05, 0.02


def decode(name: str, data: bytes, *, encoding: str | None = None) -> tuple[str, str, tuple[Message, ...]]:
    """Return the text of a file, its encoding, and a remark where that was a guess.

    Raise `DocumentError` where the bytes are no text in the encoding named, or where none can be told.
    """
    if encoding is not None:
        return _as_told(name, data, encoding)
    for mark, codec in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _as_told(name, data, codec)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        # Most of it is UTF-8: a few broken bytes make no other encoding, the person is told where they are.
        return _as_told(name, data, "utf-8") if _nearly_utf8(data) else _guessed(name, data)


def _nearly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    return sum(character > "\x7f" for character in text) >= 2 * broken


def _as_told(name: str, data: bytes, encoding: str) -> tuple[str, str, tuple[Message, ...]]:
    try:
        text = data.decode(encoding)
    except LookupError as error:
        raise DocumentError(
            "{file} cannot be read: “{encoding}” is not an encoding that we know. "
            "Write it as in “utf-8”, “windows-1251” or “koi8-u”.",
            file=name,
            encoding=encoding,
        ) from error
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        raise DocumentError(
            "{file} cannot be read as {encoding}: line {line} holds bytes that it does not allow. "
            "Name the right encoding with --encoding, or save the file as UTF-8.",
            file=name,
            encoding=encoding,
            line=data.count(b"\n", 0, at) + 1,
        ) from error
    return text, codecs.lookup(encoding).name.removesuffix("-sig"), ()


def _guessed(name: str, data: bytes) -> tuple[str, str, tuple[Message, ...]]:
    matches = charset_normalizer.from_bytes(data[:_SAMPLE], cp_isolation=list(_OLD), enable_fallback=False)
    read: dict[str, tuple[float, str]] = {}  # each reading once, with the first of the encodings that give it
    likely = {alias for match in matches if match.chaos <= _CHAOS for alias in match.could_be_from_charset}
    for codec in (codec for codec in _OLD if codec in likely):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        read.setdefault(text, (_strange(text), codec))
    ranked = sorted((strange, codec, text) for text, (strange, codec) in read.items())
    if not ranked or ranked[0][0] > _STRANGE or (len(ranked) > 1 and ranked[1][0] < ranked[0][0] + _APART):
        raise DocumentError(
            "{file} is not UTF-8, and its encoding cannot be told for certain. "
            "Name it with --encoding (for example --encoding windows-1251), or save the file as UTF-8.",
            file=name,
        )
    _, codec, text = ranked[0]
    remark = Message(
        "{file} is not UTF-8; it was read as {encoding}. "
        "If letters look wrong, name the right encoding with --encoding.",
        file=name,
        encoding=_OLD[codec],
    )
    return text, _OLD[codec], (remark,)


def _strange(text: str) -> float:
    """Return the share of the letters beyond ASCII that the likeliest language does not write."""
    text = _SIGNS.sub("", text.lower())  # signs are well where no letter touches them
    counts = Counter(character for character in text if character > "\x7f" and character not in _MARKS)
    total = sum(counts.values())
    if not total:
        return 0.0
    known = max(sum(counts[letter] for letter in set(alphabet)) for alphabet in _ALPHABETS)
    return (total - known) / total
