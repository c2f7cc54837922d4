"""Faults planted into the interview's three texts: how many of them the checks find."""

import re
from collections.abc import Callable, Iterator, Mapping

from app import checks
from app.catalog import Unit
from app.checks.names import names
from app.storage import po
from benchmarks.measure import ROOT, figure

_LANGUAGES = ("uk", "sv", "ru")
_FEWEST = 6
"""Words of a sentence into which a fault is planted."""
_NOT = re.compile(
    r"\b(?:не|ні|нет|inte|ingen|inget|inga|aldrig|нема|немає|никогда|ніколи)\b ?", re.IGNORECASE
)
_DENIED = re.compile(r"n['’]t|\b(?:not|never|no)\b")
_NAMED = re.compile(
    r"\b(?:Ukraine|Ukrainians?|Russia|Russians?|NATO|EU|IMF|Europe|European|Crimea|Donetsk|Kharkiv|Kyiv|Kiev"
    r"|Mariupol|Malmö|Uppsala|Sweden|Swedish|Germany|Polish|Greek|Finland|Vietnam|Armenia|Georgia|Putin|Lenin"
    r"|Poroshenko|Zelensky|Yanukovich|Khrushchev|Oleksandr|Azov|Borotba|Maidan)\b"
)
_WORD = re.compile(r"[^\W\d_][\w’'-]+")

Plant = Callable[[Unit, Unit, Unit], str]
"""Makes a faulty target of a unit, the one behind it, and the same unit in another language."""


def _half(unit: Unit, _next: Unit, _other: Unit) -> str:
    words = unit.target.text.split()
    return " ".join(words[: len(words) // 2])


def _end_in_english(unit: Unit, _next: Unit, _other: Unit) -> str:
    words = unit.target.text.split()
    return " ".join(words[:-4] + unit.source.split()[-4:]) if len(words) > 8 else ""


def _without_not(unit: Unit, _next: Unit, _other: Unit) -> str:
    return _NOT.sub("", unit.target.text) if _DENIED.search(unit.source) else ""


def _another_number(unit: Unit, _next: Unit, _other: Unit) -> str:
    return re.sub(r"\d+", lambda found: str(int(found[0]) + 1), unit.target.text, count=1)


_PLANTS: Mapping[str, Plant] = {
    "left in English": lambda unit, _next, _other: unit.source,
    "in English, of another segment": lambda _unit, behind, _other: behind.source,
    "its last four words in English": _end_in_english,
    "in another language": lambda _unit, _next, other: other.target.text,
    "cut in the middle": _half,
    "another segment's": lambda _unit, behind, _other: behind.target.text,
    "without its “not”": _without_not,
    "with another number": _another_number,
    "without its last mark": lambda unit, _next, _other: unit.target.text.rstrip(".?!:…»”"),
    "without a closing quotation mark": lambda unit, _next, _other: re.sub(
        "[»”]", "", unit.target.text, count=1
    ),
}
_OTHER = {"uk": "ru", "ru": "uk", "sv": "uk"}


def main() -> None:
    """Plant each kind of fault into each segment by itself, and run all checks on it."""
    texts = {code: _units(code) for code in _LANGUAGES}
    for code in _LANGUAGES:
        said = [one for unit in texts[code].values() for one in _findings(unit, unit.target.text, code)]
        figure(f"{code}: said of {len(texts[code])} texts as they are", str(len(said)))
    for name, plant in _PLANTS.items():
        counts = [_found(texts, code, plant) for code in _LANGUAGES]
        _tell(name, counts)
    _tell("without a name", [_names_found(texts[code], code) for code in _LANGUAGES])


def _tell(name: str, counts: list[tuple[int, int]]) -> None:
    found, of = (sum(column) for column in zip(*counts, strict=True))
    by_language = ", ".join(
        f"{code} {some}/{all_of_them}" for code, (some, all_of_them) in zip(_LANGUAGES, counts, strict=True)
    )
    figure(f"a text {name}", f"{found} of {of}", beside=f"{found / of:.0%}: {by_language}")


def _units(code: str) -> dict[tuple[str, str | None], Unit]:
    (path,) = (ROOT / "locales" / code / "LC_MESSAGES").glob("*.po")
    catalog = po.read(path.read_bytes(), document=path.stem, language=code, file=path.name)
    return {(one.key.source, one.key.context): one for one in catalog.live}


def _findings(unit: Unit, target: str, code: str) -> set[tuple[str, str]]:
    found = checks.run(unit.source, target, source_language="en", language=code)
    return {(one.check, str(one.message)) for one in found}


def _new(unit: Unit, target: str, code: str) -> bool:
    return bool(_findings(unit, target, code) - _findings(unit, unit.target.text, code))


def _found(
    texts: Mapping[str, Mapping[tuple[str, str | None], Unit]], code: str, plant: Plant
) -> tuple[int, int]:
    own = [unit for unit in texts[code].values() if len(unit.source.split()) >= _FEWEST]
    found = of = 0
    for number, unit in enumerate(own):
        other = texts[_OTHER[code]].get((unit.key.source, unit.key.context), unit)
        target = plant(unit, own[(number + 1) % len(own)], other)
        if target and target != unit.target.text:
            of += 1
            found += _new(unit, target, code)
    return found, of


def _names_found(texts: Mapping[tuple[str, str | None], Unit], code: str) -> tuple[int, int]:
    found = of = 0
    for unit in texts.values():
        for name in sorted(set(_NAMED.findall(unit.source))):
            target = " ".join(_without(name, unit.target.text, code))
            if target != " ".join(unit.target.text.split()):
                of += 1
                found += _new(unit, target, code)
    return found, of


def _without(name: str, text: str, code: str) -> Iterator[str]:
    """Yield the words of a text but for those that the check itself takes for the name."""
    said = f"We asked {name} about it then."
    for word in text.split():
        bare = _WORD.search(word)
        if bare is None or any(names(said, bare[0], source_language="en", language=code)):
            yield word
