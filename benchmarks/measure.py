"""What the benchmarks share: times, a catalog of any size made from the interview, and a line a figure."""

import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from app.document import Document, Paragraph, Segment, Speaker
from app.storage import files, source
from app.workbench import catalogs
from app.workbench import project as projects
from app.workbench.project import Project

ROOT = Path(__file__).parents[1]
INTERVIEW = ROOT / "tests" / "data" / "interview"


def sentences() -> list[str]:
    """Return the interview's sentences."""
    found: list[str] = json.loads((INTERVIEW / "segments.json").read_text(encoding="utf-8"))
    return found


def many(count: int, *, seed: int = 1) -> list[str]:
    """Return sentences like the interview's: its own, then its words in new orders, some repeats."""
    chance = random.Random(seed)
    real = sentences()[1:]
    words = " ".join(real).split()
    made = real[:count]
    while len(made) < count:
        if chance.random() < 0.04:
            made.append(chance.choice(("Yes.", "Exactly.", "Yeah.", "I think so.")))
        else:
            made.append(" ".join(chance.choices(words, k=chance.randint(4, 28))) + ".")
    return made


def document(name: str, texts: Sequence[str]) -> Document:
    """Return a document of paragraphs of four, two speakers taking turns."""
    paragraphs = tuple(
        Paragraph(
            tuple(Segment(text) for text in texts[start : start + 4]),
            speaker=("Martin", "Oleksandr")[start // 4 % 2],
        )
        for start in range(0, len(texts), 4)
    )
    return Document(
        name, "A benchmark", "en", (Speaker("Martin"), Speaker("Oleksandr")), paragraphs=paragraphs
    )


def project(folder: Path, texts: Sequence[str], *, language: str = "uk") -> Project:
    """Make a project with one document and one language, synced."""
    settings = projects.init(folder)
    files.write(settings, settings.read_bytes().replace(b'["uk", "sv", "ru"]', f'["{language}"]'.encode()))
    files.write(folder / "source" / "bench.md", source.format(document("bench", texts)).encode())
    opened = projects.open_project(folder)
    catalogs.sync(opened, "bench")
    return opened


def timed(deed: Callable[[], object]) -> float:
    """Return the seconds that a deed took."""
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def best(deed: Callable[[], object], *, of: int = 3) -> float:
    """Return the shortest of several runs: what the machine's other work disturbed least."""
    return min(timed(deed) for _ in range(of))


def quantile(times: Sequence[float], share: float) -> float:
    """Return the time that `share` of the runs stayed under."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def figure(what: str, value: str, *, beside: str = "") -> None:
    """Print one figure."""
    print(f"{what:<66} {value:>14}  {beside}")


missed: list[str] = []
"""The targets that this run did not reach; the run then ends with an exit code other than 0."""


def verdict(what: str, value: str, *, asked: str, met: bool) -> None:
    """Print one figure beside what is asked of it, and whether it was met."""
    figure(what, value, beside=f"{'pass' if met else 'FAIL'}: {asked}")
    if not met:
        missed.append(what)


def target(what: str, value: float, *, most: float) -> None:
    """Print one figure beside what it may be at the most."""
    verdict(what, str(value), asked=f"at most {most:g}", met=value <= most)
