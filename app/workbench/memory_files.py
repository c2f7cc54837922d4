"""Bring files from elsewhere into the memory, and take them out again: TMX, PO, and what else comes back."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app import concordance, exchange, review
from app import language as languages
from app.catalog import State
from app.errors import ExchangeError
from app.exchange import kinds, tmx
from app.exchange.parcel import Return
from app.memory import Remembered
from app.storage import concordance as phrases
from app.storage import files
from app.storage.memory import Imported, Pair
from app.workbench.project import Project, log

_LONGEST = 20_000
"""Characters of a text that can be a segment; a memory of whole pages matches nothing."""
_MOST = 2_000_000
"""Entries of one file."""
_FINISHED = frozenset({State.TRANSLATED, State.REVIEWED})


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a file."""

    file: Imported
    left: int
    """Entries that the memory did not take: without a text, unfinished, or in other languages."""
    replaced: int = 0
    """Entries of an earlier file of the same name, which this one replaces."""


def bring(project: Project, path: Path, *, language: str, person: str) -> Brought:
    """Take a file into the memory of a language. A file of the same name there is replaced.

    Only finished texts are taken: of a PO what is not fuzzy, of our own formats what people have translated.
    Whether others reviewed them is not known, unless the file is one of ours. Raise `ExchangeError` for what
    cannot be read, or holds nothing in these languages; nothing is then kept.
    """
    who = review.name(person)
    content = files.read(path)
    if kinds.kind(content, file=path.name) == "tmx":
        count, pairs = _of_tmx(content, project.settings.source_language, language, file=path.name)
    else:
        back = exchange.read(content, file=path.name)
        _check_languages(back, project.settings.source_language, language, file=path.name)
        count, pairs = len(back.units), list(_of_units(back))
    pairs = [_cleaned(one) for one in pairs]
    kept = [one for one in pairs if one.source and one.target]
    kept = [one for one in kept if max(len(one.source), len(one.target)) <= _LONGEST]
    if not kept:
        raise ExchangeError(
            "{file} holds no finished translation from “{source}” into “{language}”, so nothing was taken.",
            file=path.name,
            source=project.settings.source_language,
            language=language,
        )
    if len(kept) > _MOST:
        raise ExchangeError(
            "{file} has {count} entries; a file of the memory may have {most}. Split it.",
            file=path.name,
            count=len(kept),
            most=_MOST,
        )
    memories = project.memory.memories
    name = review.one_line(path.name)
    earlier = [one for one in memories.files() if (one.name, one.language) == (name, language)]
    file = memories.keep(name, language, _in_order(kept), person=who)
    for one in earlier:
        memories.remove(one.id)
    log.info("%s, %s: %d texts of %s in the memory", project.name, language, file.entries, path.name)
    return Brought(file, count - file.entries, sum(one.entries for one in earlier))


def brought(project: Project) -> tuple[Imported, ...]:
    """Return the files in the memory, the latest last."""
    return project.memory.memories.files()


def remove(project: Project, number: int) -> Imported:
    """Take a file out of the memory. Drafts that were made of it stay; they are marked as the memory's."""
    gone = project.memory.memories.remove(number)
    log.info("%s, %s: %s is out of the memory", project.name, gone.language, gone.name)
    return gone


def search(
    project: Project, language: str, phrase: str, *, source: bool = True, target: bool = True, most: int = 50
) -> list[Remembered]:
    """Return where a phrase stands in what people have said, the most trusted first.

    Case, the kinds of apostrophes, quotes, dashes and blanks make no difference. Raise `ExchangeError` for a
    phrase too short or too long to be sought.
    """
    words = " ".join(phrase.split())
    if not concordance.SHORTEST <= len(words) <= concordance.LONGEST:
        raise ExchangeError(
            "A phrase to look for has {least} to {most} letters.",
            least=concordance.SHORTEST,
            most=concordance.LONGEST,
        )
    return phrases.find(project.memory.memories, language, words, source=source, target=target, most=most)


def _cleaned(pair: Pair) -> Pair:
    """Return a pair that can be kept everywhere, and shown on a terminal without harm."""
    return replace(
        pair,
        source=review.one_line(pair.source),
        target=review.one_line(pair.target),
        person=review.one_line(pair.person),
        reviewer=review.one_line(pair.reviewer),
    )


def _in_order(pairs: Sequence[Pair]) -> list[Pair]:
    """Say of each what stands before and after it in the file."""
    sources = ["", *(one.source for one in pairs), ""]
    return [replace(one, before=sources[place], after=sources[place + 2]) for place, one in enumerate(pairs)]


def _of_tmx(content: bytes, source: str, language: str, *, file: str) -> tuple[int, list[Pair]]:
    found, count = list[Pair](), 0
    for count, entry in enumerate(tmx.entries(content, file=file), 1):  # told at the end
        original, target = _closest(entry.variants, source), _closest(entry.variants, language)
        known = entry.props or {}
        state = State(known["state"]) if known.get("state") in _FINISHED else None
        if original is not None and target is not None:
            pair = Pair(
                original.text,
                target.text,
                state,
                target.author,
                known.get("reviewer", ""),
                _iso(target.date),
                number=count,
            )
            found.append(pair)
    return count, found


def _closest(variants: Iterable[tmx.Variant], code: str) -> tmx.Variant | None:
    """Return the text in a language: of the same region, of none, and only if none is asked for of any.

    A text for Portugal is no text for Brazil.
    """
    wanted = code.replace("_", "-").lower()
    base = wanted.partition("-")[0]
    by_code = {one.language.replace("_", "-").lower(): one for one in reversed(tuple(variants))}
    exact = by_code.get(wanted) or by_code.get(base)
    if exact is not None or wanted != base:
        return exact
    return next((one for known, one in by_code.items() if known.partition("-")[0] == base), None)


def _iso(date: str) -> str:
    """Return a date as TMX writes it in the form that we keep; empty where it is none.

    >>> _iso("20261129T194200Z"), _iso("yesterday")
    ('2026-11-29T19:42:00+00:00', '')
    """
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z", date, re.ASCII)
    return "{}-{}-{}T{}:{}:{}+00:00".format(*match.groups()) if match else ""


def _of_units(back: Return) -> Iterator[Pair]:
    for number, one in enumerate(back.units, 1):
        theirs = one.theirs
        # Of a file without states every text is one; a gettext entry that is not fuzzy need not be reviewed.
        if theirs.claim is not None and theirs.claim not in _FINISHED:
            continue
        known = theirs.claim if theirs.claim is State.TRANSLATED or theirs.reviewer else None
        person = theirs.author or back.author
        yield Pair(one.source, theirs.text, known, person, theirs.reviewer, number=number)


def _check_languages(back: Return, source: str, language: str, *, file: str) -> None:
    for told, asked in ((back.source_language, source), (back.language, language)):
        if told and told.partition("-")[0].lower() != asked.partition("-")[0].lower():
            raise ExchangeError(
                "{file} is in “{told}”, and “{asked}” was asked for. Nothing was taken.",
                file=file,
                told=told,
                asked=asked,
            )
    languages.check(language)
