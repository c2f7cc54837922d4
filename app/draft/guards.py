"""Guards: may an engine's answer be shown to a person, and with which warnings.

An answer that cannot be a translation is refused; one that may be wrong is offered with a flag.
The limits were set on 1,674 human translations of one interview (en to uk, sv, ru), none of which is refused.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from app import markup
from app.draft import tongue
from app.draft.protection import protect
from app.errors import Message


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the guards think of an answer."""

    refused: Message | None = None
    """Why it must not be offered; None where it may be."""
    flags: tuple[Message, ...] = ()
    """What a person should look at before taking it."""


_EDGES = re.compile(r"^\W+|\W+$")
_ERROR_PAGE = re.compile(
    r"<\s*/?\s*(?:!doctype|html|head|body|div|span|script|title|br|p|b|i|a|h\d)\b[^<>]*>"
    r"|\berror\s+[45]\d\d\b|\b[45]\d\d[.:]?\s+(?:bad gateway|internal server error|service unavailable|"
    r"forbidden|not found|too many requests|gateway time-?out)|\binternal server error\b"
    r"|\bthat[’']s an error\b"
    r'|^\s*[{\[].*"(?:error|errors|message|detail|code|status)"\s*:'
    r"|^\W*(?:none|null|undefined|nan|\[object object\])\W*$",
    re.IGNORECASE | re.DOTALL,
)
_NOTICE = re.compile(
    r"\bquota\b|\brate[ -]?limit|\btoo many requests\b|\bmymemory warning\b|\bused all available\b"
    r"|\b(?:limit|characters?) exceeded\b|\bexceeded (?:the|your)\b|\bunusual traffic\b|\bcaptcha\b"
    r"|\bapi[ _-]?key\b|\binvalid language pair\b|\bdistinct languages\b|\bquery length limit\b"
    r"|\bupgrade (?:your|to)\b.*\bplan\b"
    r"|^\W*(?:sure|certainly|of course)\b.{0,40}\btranslat|^\W*here(?: is|’s|'s)\b.{0,20}\btranslation\b"
    r"|\bas an ai\b|\bi(?: can(?:not|[’']t)|[’']m (?:sorry|unable))\b.{0,40}\b(?:translat|assist|help)"
    r"|^\W*(?:ось|вот)\b.{0,10}\b(?:переклад|перевод)|^\W*här är\b.{0,10}\böversättning",
    re.IGNORECASE | re.DOTALL,
)
# UTF-8 that was read as Latin-1 or Windows-1252, and what is left of letters that an encoding did not have.
_MOJIBAKE = re.compile(
    r"\N{REPLACEMENT CHARACTER}|[ÐÑ][\x80-\u02ff\u2010-\u2122]|Ã[\x80-\u02ff\u2010-\u2122]|â€|\?{3,}"
)
_LOOP = re.compile(r"(\b\w.{6,80}?\W)\1{2,}", re.DOTALL)
_DIGITS = re.compile(r"\d+")
_GROUPED = re.compile(r"(?<=\d)[\s.,'’](?=\d{3}(?!\d))")
_DENSE = frozenset({"zh", "ja", "ko"})
"""Languages that need a third of the letters that others need."""
_END = (".", "?", "!", "…")


def judge(source: str, answer: str | None, *, source_language: str, language: str) -> Verdict:
    """Judge an engine's answer, tokens already restored, against the segment that was sent.

    >>> judge("Yeah.", "Так.", source_language="en", language="uk")
    Verdict(refused=None, flags=())
    >>> judge("I lived in Europe.", "Жил в Европе.", source_language="en", language="uk").refused
    Message('The answer is not in Ukrainian: it looks like Russian.')
    """
    if answer is None or not any(sign.isalnum() for sign in answer):
        return Verdict(Message("The engine gave back nothing."))
    asked, given = protect(source).visible, protect(answer).visible
    dense = {source_language[:2], language[:2]} & _DENSE
    refused = (
        _not_text(source, answer)
        or _unchanged(asked, given)
        or tongue.trouble(
            given,
            source=asked,
            source_language=source_language,
            language=language,
            unchanged=_same(asked, given),
        )
        or (None if dense else _length(asked, given))
    )
    if refused is not None:
        return Verdict(refused)
    return Verdict(
        None, tuple(flag for flag in _flags(source, answer, asked, given, language) if flag is not None)
    )


def _not_text(source: str, answer: str) -> Message | None:
    """Refuse what is no translation of anything: pages, notices, broken letters, lines and loops."""
    if _new(_ERROR_PAGE, source, answer):
        return Message("The engine gave back an error page instead of a translation.")
    if _new(_NOTICE, source, answer):
        return Message("The engine gave back a notice of its own instead of a translation.")
    if _new(_MOJIBAKE, source, answer) or _misread(answer):
        return Message("The letters of the answer are broken.")
    if len(answer.strip().splitlines()) > 1:
        return Message("The answer has several lines, the segment has one.")
    if _new(_LOOP, source, answer):
        return Message("The answer repeats itself over and over.")
    return None


def _new(pattern: re.Pattern[str], source: str, answer: str) -> bool:
    """Say whether a pattern is in the answer and not in the source: people do speak of quotas and errors."""
    return bool(pattern.search(answer)) and not pattern.search(source)


def _misread(answer: str) -> bool:
    """Say whether the answer is UTF-8 that was read as a one-byte encoding."""
    for encoding in ("latin-1", "cp1252", "cp1251"):
        try:
            read_again = answer.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if read_again != answer and all(map(_of_europe, read_again)):
            return True
    return False


def _of_europe(sign: str) -> bool:
    """Say whether a sign stands in texts that get misread: two letters in a row may be UTF-8 by chance."""
    name = unicodedata.name(sign, "")
    return sign.isascii() or not sign.isalpha() or name.startswith(("CYRILLIC", "LATIN"))


def _same(asked: str, given: str) -> bool:
    return _bare(asked) == _bare(given)


def _bare(text: str) -> str:
    return " ".join(_EDGES.sub("", text).casefold().split())


def _unchanged(asked: str, given: str) -> Message | None:
    bare = _bare(asked)
    if len(bare.split()) > 3 and bare in _bare(given):
        return Message("The answer is the source itself, not a translation.")
    return None


def _length(asked: str, given: str) -> Message | None:
    before, after = len(asked.strip()), len(given.strip())
    # Of the human translations the shortest had 0.28 of a short source's length, 0.47 of a long one's.
    cut = before >= 25 and after < before * (0.25 if before < 50 else 0.4)
    if cut or (before >= 15 and after < before * 0.6 and _lost_end(asked, given)):
        return Message("The answer is much shorter than the source: a part is missing.")
    if after > 20 + before * 3 or (before >= 50 and after > before * 2.2):
        return Message("The answer is much longer than the source.")
    return None


def _lost_end(asked: str, given: str) -> bool:
    return asked.rstrip().endswith(_END) and not any(end in given.rstrip()[-3:] for end in _END)


def _flags(source: str, answer: str, asked: str, given: str, language: str) -> tuple[Message | None, ...]:
    before, after = len(asked.strip()), len(given.strip())
    short = before >= 100 and after < before * 0.6
    return (
        Message("The answer is the source itself.") if _same(asked, given) and not _name(asked) else None,
        _digits(asked, given),
        Message("The answer is rather short: is anything missing?") if short else None,
        Message("The answer is rather long.") if before >= 50 and after > before * 1.7 else None,
        tongue.doubt(source, given, language=language),
        Message("The end of the sentence may be missing.")
        if before >= 12 and _lost_end(asked, given)
        else None,
        Message("Emphasis, links or notes differ from the source.")
        if _marks(source) != _marks(answer)
        else None,
    )


def _name(text: str) -> bool:
    """Say whether a text can be a name, which may rightly stay as it is: capitals, and no full stop."""
    return not text.strip().endswith(_END) and all(word[:1].isupper() for word in text.split())


def _digits(asked: str, given: str) -> Message | None:
    lost = _numbers(asked) - _numbers(given)
    if not lost:
        return None
    # A person or an engine may well spell a number out, so this is for a person to look at.
    return Message("Figures of the source are not in the answer: {figures}.", figures=", ".join(lost))


def _numbers(text: str) -> Counter[str]:
    return Counter(_DIGITS.findall(_GROUPED.sub("", text)))


def _marks(text: str) -> Counter[markup.NodeKind]:
    return Counter(
        node.kind for node in markup.walk(markup.parse(text)) if node.kind is not markup.NodeKind.TEXT
    )
