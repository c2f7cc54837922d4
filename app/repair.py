"""Paragraphs that a page break cut in two: joined where the text shows it, listed where it hints at it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app import function_words, markup
from app.document import Block
from app.errors import Message
from app.labels import Labels
from app.markup import NodeKind
from app.oddities import page_number
from app.pagination import page_ends
from app.quotes import brackets, quotes

_ENDED = re.compile(r"[.!?…。！？]['\"“”„«»‘’‹›)\]}]*$")
_HYPHEN = re.compile(r"[^\W\d_](?:-|\N{HYPHEN}|\N{SOFT HYPHEN})$")
_LIST_MARK = re.compile(r"(?:\[\w{1,3}\]|\(?\d{1,3}[.)]|[•·‣▪*]|[–—-])\s")
_LETTERS = re.compile(r"[^\W\d_]+")
_HEADING_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Join:
    """Two blocks made one."""

    tail: str
    """The last words before the seam."""
    head: str
    """The first words after it."""
    line: int
    """Where the second block begins in the file."""
    reason: Message


@dataclass(frozen=True, slots=True)
class Suspect:
    """A paragraph break that may not be one. It was kept."""

    tail: str
    head: str
    line: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Repair:
    """The blocks after joining, and what a person should look at."""

    blocks: tuple[Block, ...]
    joins: tuple[Join, ...]
    suspects: tuple[Suspect, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """What is known of the whole text when two blocks of it are looked at."""

    labels: Labels
    language: str
    words: frozenset[str]
    """In lower case, those with a hyphen too."""
    capitals: bool
    """Whether paragraphs open with capitals, so that a small letter says something."""


@dataclass(frozen=True, slots=True)
class _Seam:
    """The place between two blocks, as it is written and as a reader sees it."""

    before: str
    after: str
    left: str
    right: str

    @property
    def small(self) -> bool:
        """Whether the second part opens with a small letter, names such as iPhone aside."""
        return _first_letter(self.right).islower() and not self.right[1:2].isupper()


def repair(blocks: Sequence[Block], *, language: str | None = None) -> Repair:
    """Join the blocks that a page break cut in two.

    A seam is where the first block has no mark that ends a sentence, the second has no label, heading or list
    mark, and one more sign is there: a small letter, a word that leans on the next, an open quotation or
    bracket, a link cut in two, a comma, a hyphen. Nothing is lost but white space and the hyphen.
    Weaker signs are listed as suspects.
    """
    about = _about(blocks, language)
    joined: list[Block] = []
    seams: list[int] = []  # of the blocks given, those that go on in the next
    joins: list[Join] = []
    for at, block in enumerate(blocks):
        reason = _reason(joined[-1], block, about) if joined else None
        if reason is None:
            joined.append(block)
            continue
        last = joined[-1]
        joins.append(Join(_tail(last), _head(block), block.line, reason))
        seams.append(at - 1)
        joined[-1] = replace(last, text=_together(last.text, block.text, about))
    return Repair(tuple(joined), tuple(joins), _suspects(blocks, seams, about))


def _about(blocks: Sequence[Block], language: str | None) -> _Text:
    whole = "\n".join(block.text for block in blocks)
    firsts = [first for block in blocks if (first := _first_letter(markup.plain(block.text)))]
    return _Text(
        Labels(block.text for block in blocks if not block.mark.startswith("#")),
        language or function_words.likely_language(whole),
        frozenset(word.lower() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", whole)),
        capitals=sum(letter.islower() for letter in firsts) * 4 < len(firsts) * 3,
    )


def _reason(before: Block, after: Block, about: _Text) -> Message | None:
    """Return why two blocks are one, or None where they are not."""
    seam = _Seam(
        before.text, after.text, markup.plain(before.text).rstrip(), markup.plain(after.text).lstrip()
    )
    if not _may_be_one(before, after, about) or _ENDED.search(seam.left):
        return None
    return next((reason for sign in _SIGNS if (reason := sign(seam, about))), None)


def _hyphen(seam: _Seam, _about: _Text) -> Message | None:
    if _HYPHEN.search(seam.left) and seam.small:
        return Message("The first part ends inside of a word.")
    return None


def _comma(seam: _Seam, _about: _Text) -> Message | None:
    return Message("The first part ends with a comma.") if seam.left.endswith(",") else None


def _small_letter(seam: _Seam, about: _Text) -> Message | None:
    if seam.small and (about.capitals or seam.left.endswith((";", ":"))):
        return Message("The second part opens with a small letter, and no sentence ends before it.")
    return None


def _leaning_word(seam: _Seam, about: _Text) -> Message | None:
    word = function_words.last_word(seam.left)
    # "Where we come from" is a heading
    long = len(seam.left) > _HEADING_LENGTH or bool(re.search(r"[.!?…]\s", seam.left))
    leans = function_words.seldom_last if long else function_words.never_last
    return (
        Message("The first part ends with “{word}”.", word=word)
        if leans(word, language=about.language)
        else None
    )


def _open_pair(seam: _Seam, _about: _Text) -> Message | None:
    if seam.left.endswith((":", ";")):
        return None
    if any(find(seam.left).opened and find(seam.right).closed for find in (quotes, brackets)):
        return Message("A quotation or bracket opens in the first part and closes in the second.")
    return None


def _one_link(seam: _Seam, _about: _Text) -> Message | None:
    one, two = markup.parse(seam.before.rstrip()), markup.parse(seam.after.lstrip())
    if one and two and one[-1].kind is two[0].kind is NodeKind.LINK and one[-1].href == two[0].href:
        return Message("Both parts belong to one link.")
    return None


_SIGNS = (_hyphen, _comma, _small_letter, _leaning_word, _open_pair, _one_link)
"""What shows that two blocks are one, where the first does not end a sentence."""


def _may_be_one(before: Block, after: Block, about: _Text) -> bool:
    if after.mark or before.mark.startswith("#") or page_number(before.text) or page_number(after.text):
        return False
    opened = about.labels.match(before.text)
    return (
        not (opened and not opened.rest)
        and not about.labels.match(after.text)
        and not about.labels.stopped(after.text)
        and not _LIST_MARK.match(after.text)
    )


def _first_letter(text: str) -> str:
    match = re.match(r"[\"'“”„«»‘’‹›(\[{\s]*([^\W\d_])", text)
    return match[1] if match else ""


def _together(left: str, right: str, about: _Text) -> str:
    left, right = left.rstrip(), right.lstrip()
    if _HYPHEN.search(left) and _first_letter(right) == right[:1]:
        return dehyphenated(left, right, about.words)
    return f"{left} {right}"


def dehyphenated(left: str, right: str, words: frozenset[str]) -> str:
    """Put a divided word together; the hyphen stays where the text elsewhere writes the word with it.

    >>> dehyphenated("the de-", "facto state", frozenset({"de-facto"}))
    'the de-facto state'
    """
    first, second = _LETTERS.findall(left)[-1], _LETTERS.match(right)
    if second and f"{first}-{second[0]}".lower() in words and left.endswith("-"):
        return left + right
    return left[:-1] + right


def _tail(block: Block) -> str:
    return " ".join(block.text.split()[-6:])


def _head(block: Block) -> str:
    return " ".join(block.text.split()[:6])


def _suspects(blocks: Sequence[Block], seams: Sequence[int], about: _Text) -> tuple[Suspect, ...]:
    ends = set(page_ends([markup.plain(block.text) for block in blocks], seams))
    found: list[Suspect] = []
    for at, (before, after) in enumerate(pairwise(blocks)):
        reason = None if at in seams else _doubt(before, after, about)
        if reason is None and at in ends and _may_be_one(before, after, about):
            reason = Message("A page probably ended here, going by the length of the others.")
        if reason is not None:
            found.append(Suspect(_tail(before), _head(after), after.line, reason))
    return tuple(found)


def _doubt(before: Block, after: Block, about: _Text) -> Message | None:
    """Return why a break that was kept may be none after all."""
    if page_number(after.text):
        return Message("“{text}” is probably a page number. Take it out by hand if it is.", text=after.text)
    if not _may_be_one(before, after, about) or before.mark:
        return None
    seam = _Seam(
        before.text, after.text, markup.plain(before.text).rstrip(), markup.plain(after.text).lstrip()
    )
    left = seam.left
    if about.capitals and seam.small:
        return Message("The second part opens with a small letter.")
    cut = len(left) > _HEADING_LENGTH or function_words.seldom_last(
        function_words.last_word(left), language=about.language
    )
    if cut and not _ENDED.search(left) and not left.endswith(":"):
        return Message("The first part has no mark that ends a sentence.")
    return None
