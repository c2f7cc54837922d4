"""Links, emphasis, code, notes and list marks: what the source has, the target has."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from urllib.parse import urlsplit

from app.checks.finding import Finding, Severity
from app.checks.prose import LIST_MARK
from app.errors import Message
from app.markup import Node, NodeKind, parse, walk

_error = partial(Finding, "markup_kept", Severity.ERROR)
_warning = partial(Finding, "markup_kept", Severity.WARNING)

_BROKEN_LINK = re.compile(r"\]\s?\((?=#|/|[a-z]+:|www\.|[^\s()]*\))", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_STRAY = "*`_"


def markup_kept(source: str, target: str, *, source_language: str, language: str) -> Iterator[Finding]:  # noqa: ARG001
    """Compare the markup of both texts.

    What is lost, added or broken is an error. A warning is what a translator may mean: a link that leads to
    another page of the same site (the article in one's own language), a list mark with another number, a tag
    that would be printed as text.
    """
    before, now = list(walk(parse(source))), list(walk(parse(target)))
    yield from _links(before, now, target)
    yield from _kinds(before, now)
    yield from _notes(before, now)
    yield from _list_marks(source, target)
    yield from _broken(before, now, target)


def _addresses(nodes: Sequence[Node]) -> Counter[str]:
    return Counter(node.href for node in nodes if node.kind is NodeKind.LINK)


def _links(before: Sequence[Node], now: Sequence[Node], target: str) -> Iterator[Finding]:
    lost = sorted((_addresses(before) - _addresses(now)).elements())
    added = sorted((_addresses(now) - _addresses(before)).elements())
    for address in list(added):
        same = next((old for old in lost if _site(old) and _site(old) == _site(address)), None)
        if same is not None:
            lost.remove(same)
            added.remove(address)
            message = Message(
                "The link leads to {new}, not to {old} as in the source.", new=address, old=same
            )
            yield _warning(message, *_place(target, address))
    for old, new in zip(lost, added, strict=False):
        message = Message("The link leads to {new}, not to {old} as in the source.", new=new, old=old)
        yield _error(message, *_place(target, new))
    for old in lost[len(added) :]:
        yield _error(Message("The link to {address} is missing.", address=old))
    for new in added[len(lost) :]:
        message = Message("The link to {address} is not in the source.", address=new)
        yield _error(message, *_place(target, new))


def _site(address: str) -> str:
    """Return what two languages' editions of one site have in common: wikipedia.org for uk.wikipedia.org."""
    return ".".join(urlsplit(address).netloc.lower().split(".")[-2:])


def _place(target: str, text: str) -> tuple[int | None, int | None]:
    at = target.find(text)
    return (at, at + len(text)) if at >= 0 and text else (None, None)


def _kinds(before: Sequence[Node], now: Sequence[Node]) -> Iterator[Finding]:
    messages = {
        NodeKind.EM: (
            Message("Emphasis (*…*) of the source is missing."),
            Message("There is emphasis (*…*) that the source does not have."),
        ),
        NodeKind.STRONG: (
            Message("Strong emphasis (**…**) of the source is missing."),
            Message("There is strong emphasis (**…**) that the source does not have."),
        ),
        NodeKind.CODE: (
            Message("Code (`…`) of the source is missing."),
            Message("There is code (`…`) that the source does not have."),
        ),
    }
    for kind, (missing, added) in messages.items():
        difference = sum(node.kind is kind for node in now) - sum(node.kind is kind for node in before)
        if difference:
            yield _error(missing if difference < 0 else added)


def _notes(before: Sequence[Node], now: Sequence[Node]) -> Iterator[Finding]:
    old = Counter(node.text for node in before if node.kind is NodeKind.NOTE)
    new = Counter(node.text for node in now if node.kind is NodeKind.NOTE)
    for label in sorted((old - new).elements()):
        yield _error(Message("The note [^{label}] is missing.", label=label))
    for label in sorted((new - old).elements()):
        yield _error(Message("The note [^{label}] is not in the source.", label=label))


def _list_marks(source: str, target: str) -> Iterator[Finding]:
    old = Counter(match[1] for match in LIST_MARK.finditer(source))
    found = list(LIST_MARK.finditer(target))
    lost = sorted((old - Counter(match[1] for match in found)).elements())
    added = [match for match in found if match[1] not in old]
    # as many marks under another number may put a slip of the source right
    for number, match in zip(lost, added, strict=False):
        message = Message("The mark is [{new}] here, [{old}] in the source.", new=match[1], old=number)
        yield _warning(message, *match.span())
    for number in lost[len(added) :]:
        yield _error(Message("The mark [{number}] is missing.", number=number))
    for match in added[len(lost) :]:
        message = Message("The mark [{number}] is not in the source.", number=match[1])
        yield _error(message, *match.span())


def _broken(before: Sequence[Node], now: Sequence[Node], target: str) -> Iterator[Finding]:
    old, new = _visible(before), _visible(now)
    for char in _STRAY:
        if new.count(char) > old.count(char):
            message = Message("A lone “{mark}” would be printed as it stands.", mark=char)
            yield _error(message, *_stray(target, char))
    if len(_BROKEN_LINK.findall(new)) > len(_BROKEN_LINK.findall(old)):
        match = _BROKEN_LINK.search(target)
        span = match.span() if match else (None, None)
        yield _error(Message("A link is broken: it is written [text](address), without blanks."), *span)
    for tag in set(_TAG.findall(new)) - set(_TAG.findall(old)):
        message = Message("“{tag}” would be printed as it stands.", tag=tag)
        yield _warning(message, *_place(target, tag))


def _visible(nodes: Sequence[Node]) -> str:
    return "".join(node.text for node in nodes if node.kind is NodeKind.TEXT)


def _stray(target: str, char: str) -> tuple[int | None, int | None]:
    """Find the mark that is text: without it, the text has one mark less and all else stays."""
    shown = _visible(list(walk(parse(target)))).count(char)
    for at in (match.start() for match in re.finditer(re.escape(char), target)):
        without = list(walk(parse(target[:at] + target[at + 1 :])))
        if _visible(without).count(char) == shown - 1:
            return at, at + 1
    return None, None
