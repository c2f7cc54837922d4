"""What must not be translated: links, addresses, code, notes and list marks travel as tokens.

An address never leaves the machine, and every token must come back exactly once.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.errors import Message, sentence

_X = "[Xx\N{CYRILLIC CAPITAL LETTER HA}\N{CYRILLIC SMALL LETTER HA}]"
_TOKEN = re.compile(rf"\[\s*{_X}\s*(\d+)\s*{_X}\s*\]")
# A token that an engine took apart: [X1, X1X without brackets, [X1]; ordinary text has no such thing.
_REMAINS = re.compile(rf"(?<!\w){_X}\s?\d+\s?{_X}(?!\w)|\[\s*{_X}\s*\d+|\d+\s*{_X}\s*\]")
_OPENING = "(«„“[—–"
_CLOSING = ")»”].,:;!?…"
_BROKEN = sentence("The engine broke a mark that stands for a link, a note or an address.")
_LINE_END = re.compile(r"\s*[\n\r\v\f\N{NEXT LINE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]\s*")
_KEPT = re.compile(
    # What already looks like a token has to be one, else it could not be told from ours when it comes back.
    _TOKEN.pattern
    + r"""
    | (?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)                      # code
    | \\[!-/:-@\[-`{-~] | &(?:\#\w+|[A-Za-z]\w*);                     # escapes and entities
    | \[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]                   # a link, with its visible text
      \((?:<[^<>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+"[^"]*")?\)
    | \[\^[^\s\]]+\]                                                  # a note
    | \[\d+\]                                                         # an editor's list mark
    | (?:https?://|www\.)[^\s<>«»"”]*[^\s<>«»"”.,;:!?)\]…*_]          # a bare address
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                    # an e-mail address
    | \b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/[^\s<>«»"”]*[^\s<>«»"”.,;:!?)\]…*_]
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Protected:
    """A text as an engine may see it, with what the tokens stand for."""

    text: str
    """One line; `[X1X]` stands for the first of `tokens`."""
    tokens: tuple[str, ...] = ()

    @property
    def visible(self) -> str:
        """The text without its tokens: what there is to translate."""
        return _TOKEN.sub(" ", self.text)


def protect(text: str) -> Protected:
    """Put tokens in the place of what must not be translated; a link's visible text stays.

    >>> protect("Партія [Боротьба](https://example.org) [1]").text
    'Партія [X1X]Боротьба[X2X] [X3X]'
    """
    tokens: list[str] = []
    pieces = list(_pieces(_LINE_END.sub(" ", text), tokens))
    return Protected("".join(pieces), tuple(tokens))


def _pieces(text: str, tokens: list[str]) -> Iterator[str]:
    at = 0
    for match in _KEPT.finditer(text):
        yield text[at : match.start()]
        at = match.end()
        inner = match["text"]
        if inner is not None and any(letter.isalpha() for letter in inner):
            yield _new_token("[", tokens)
            yield from _pieces(inner, tokens)
            yield _new_token(match[0][len(inner) + 1 :], tokens)
        else:
            yield _new_token(match[0], tokens)
    yield text[at:]


def _new_token(original: str, tokens: list[str]) -> str:
    tokens.append(original)
    return f"[X{len(tokens)}X]"


def needs_engine(text: str) -> bool:
    """Say whether there is anything to translate; a text with no letter is copied.

    >>> needs_engine("* * *"), needs_engine("[3] https://example.org/шлях"), needs_engine("Ага.")
    (False, False, True)
    """
    return any(letter.isalpha() for letter in protect(text).visible)


def restore(answer: str, protected: Protected) -> str | Message:
    """Put back what the tokens stand for, or say why the answer cannot be used.

    Blanks inside a token, another case and Cyrillic letters in it are forgiven, and blanks that the engine
    put round it or took away are mended.

    >>> restore("Партию [ х1х ] Борьба [X2X] закрыли", protect("Партія [Боротьба](#) закрита"))
    'Партию [Борьба](#) закрыли'
    """
    trouble = _trouble(answer, protected)
    if trouble is not None:
        return trouble
    places = {int(match[1]): match for match in _TOKEN.finditer(protected.text)}
    restored, at = "", 0
    for match in _TOKEN.finditer(answer):
        number = int(match[1])
        before, after = _around(protected.text, places[number])
        original = protected.tokens[number - 1]
        restored = _before(restored + answer[at : match.start()], original, before) + original
        rest = _after(answer[match.end() :], original, after)
        at = len(answer) - len(rest)
        if rest[:1] and _wants_blank(original[-1], rest[0], after):
            restored += " "
    restored += answer[at:]
    # Two that stand side by side now may have become a third: what was protected has to be there again.
    return restored if sorted(protect(restored).tokens) == sorted(protected.tokens) else Message(_BROKEN)


def _before(text: str, original: str, before: str) -> str:
    """Return what stands before a token in the answer, with the blanks that the source has there."""
    bare = text.rstrip()
    if _closes(original) or (original != "[" and before and not before.isspace()):
        return bare
    if before.isspace() and len(text) - len(bare) > len(before):
        return bare + before
    if before.isspace() and bare == text and (text[-1:].isalnum() or text[-1:] in _CLOSING):
        return text + " " if text else text
    # An address with a letter stuck to it is another address.
    return text + " " if text[-1:].isalnum() and original[0].isalnum() else text


def _wants_blank(last: str, following: str, after: str) -> bool:
    if after.isspace():
        return following.isalnum() or following in _OPENING
    return last.isalnum() and following.isalnum()


def _after(rest: str, original: str, after: str) -> str:
    """Return what stands after a token in the answer, without the blanks that the source has not."""
    bare = rest.lstrip()
    if original == "[" or (after and not after.isspace() and not bare[:1].isalnum()):
        return bare
    if after.isspace() and len(rest) - len(bare) > len(after):
        return after + bare
    return rest


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    """Return the blanks before a token and after it, or else the one sign; empty at the text's edges."""
    before, after = text[: match.start()], text[match.end() :]
    return (
        before[len(before.rstrip()) :] or before[-1:],
        after[: len(after) - len(after.lstrip())] or after[:1],
    )


def _closes(original: str) -> bool:
    return original.startswith("](")


def _trouble(answer: str, protected: Protected) -> Message | None:
    """Say what is wrong with the tokens that came back, if anything is."""
    found = _numbers(answer)
    if _REMAINS.search(_TOKEN.sub(" ", answer)) and not _REMAINS.search(protected.visible):
        return Message(_BROKEN)
    for number, original in enumerate(protected.tokens, 1):
        if number not in found:
            return Message("The engine lost “{piece}”.", piece=_shown(original))
        if found.count(number) > 1:
            return Message("The engine doubled “{piece}”.", piece=_shown(original))
    if len(found) > len(protected.tokens):
        return Message("The engine put in a mark for a link or a note that the source does not have.")
    return _trouble_with_links(found, answer, protected)


def _trouble_with_links(found: Sequence[int], answer: str, protected: Protected) -> Message | None:
    mates = _mates(_numbers(protected.text), protected.tokens)
    if mates != _mates(found, protected.tokens):
        return Message("The engine put the two ends of a link in the wrong order.")
    for ends in mates:
        if _has_words(protected.text, *ends) and not _has_words(answer, *ends):
            return Message("The engine took the words out of a link.")
    return None


def _numbers(text: str) -> list[int]:
    return [int(match[1]) for match in _TOKEN.finditer(text)]


def _has_words(text: str, opening: int, closing: int) -> bool:
    """Say whether there are letters between two tokens."""
    found, pieces = _numbers(text), _TOKEN.split(text)  # text, number, text, number, text
    inside = pieces[found.index(opening) * 2 + 2 : found.index(closing) * 2 + 1]
    return any(letter.isalpha() for letter in "".join(inside))


def _shown(original: str) -> str:
    return original if original != "[" and not _closes(original) else "[…](…)"


def _mates(numbers: Sequence[int], tokens: Sequence[str]) -> frozenset[tuple[int, int]]:
    """Return the ends of each link as they meet; a link that closes before it opens has none."""
    mates: set[tuple[int, int]] = set()
    open_links: list[int] = []
    for number in numbers:
        if tokens[number - 1] == "[":
            open_links.append(number)
        elif _closes(tokens[number - 1]) and open_links:
            mates.add((open_links.pop(), number))
    return frozenset(mates)


def batches(texts: Sequence[str], *, max_characters: int, max_segments: int) -> tuple[tuple[int, ...], ...]:
    """Group neighbouring texts, by index, so that each group fits one request; a longer text stands alone.

    >>> batches(["Так.", "Ні.", "Може."], max_characters=9, max_segments=10)
    ((0, 1), (2,))
    """
    groups: list[tuple[int, ...]] = []
    room = 0
    for index, text in enumerate(texts):
        length = len(text) + 1  # the line end that joins it to the next
        if groups and length <= room and len(groups[-1]) < max_segments:
            groups[-1] += (index,)
        else:
            groups.append((index,))
            room = max_characters + 1
        room -= length
    return tuple(groups)
