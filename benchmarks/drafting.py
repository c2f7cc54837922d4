"""Drafts for the whole interview from a stand-in that takes 200 ms, beside the loop that one writes first.

Then every failure that the stand-in knows, silent and loud: what of it reaches a person.
"""

import json
import subprocess
import sys
import tempfile
import textwrap
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from app.catalog import State
from app.engines import Request, describe, runner
from app.engines.runner import Persistence
from app.settings import Settings
from app.workbench import asking, drafting
from app.workbench import project as projects
from benchmarks.measure import figure, project, sentences, target
from tests.pseudo import translate
from tests.standin import ANSWERS, STATUSES, WIRE, StandIn

_DELAY: Final = 0.2
_PLACES: Final = 2
"""Requests at once that the stand-in bears; one more is sent away."""
_CHARACTERS: Final = 1_500
"""Of one request; a longer one is sent away."""
_THREADS: Final = 8
_DEADLINE: Final = 1.0
_TEXTS: Final = (
    "I lived in Europe.",
    "The choice fell on [Sotsialnyi Rukh](https://secret.example.org) (Social Movement).",
    "But after 2010-2011 I stopped being involved, because of the 12 people of the group.",
    "They were always talking about the same things with the same people.",
    "[3] We began with a small group of friends.",
)
_MENDED: Final = {
    "good": "",
    "slow": "",
    "uneven": "",
    "no-charset": "",
    "token-loose": "blanks and letters of the marks mended",
    "token-glued": "blanks round the marks mended",
    "missing-line": "asked for one at a time",
    "glued-lines": "asked for one at a time",
    "second-line-empty": "asked for once more alone",
}
"""Modes that end well, and how."""

# What a short script does with deep-translator: one request after another, a new connection for each.
_NAIVE: Final = """
    import json, sys
    from deep_translator import GoogleTranslator
    url, texts = sys.argv[1], json.loads(sys.stdin.read())
    for text in texts:
        translator = GoogleTranslator(source="en", target="uk")
        translator._base_url = url
        translator.translate(text)
"""


def main() -> None:
    """Measure ours alone; then the naive loop, while the failures are gone through."""
    texts = sentences()
    _ours(texts, cold=True)
    ours = _ours(texts)
    with ThreadPoolExecutor(1) as beside:
        naive = beside.submit(_naive, texts)
        _failures()
        _swapped()
        took, requests = naive.result()
    figure(
        "the naive loop, the same segments",
        f"{took:.1f} s",
        beside=f"{requests} requests, {took / ours:.0f} × ours",
    )


def _ours(texts: Sequence[str], *, cold: bool = False) -> float:
    """Draft the interview; the first time in a process the guards still load their model of languages."""
    with tempfile.TemporaryDirectory() as folder, StandIn("slow", delay=_DELAY, places=_PLACES) as standin:
        root = Path(folder) / "p"
        project(root, texts[1:]).store.close()
        with (root / "workbench.toml").open("a", encoding="utf-8") as settings:
            settings.write(f'\n[engines.google]\nurl = "{standin.url}"\n')
        with projects.open_project(root) as opened:
            for service in asking.engines(opened, "uk"):
                asking.agree(opened, service, person="Benchmark")
            start = time.perf_counter()
            *_, done = drafting.draft(opened, "bench", "uk")
            took = time.perf_counter() - start
            empty = sum(one.unit.target.state is State.EMPTY for one in opened.store.units("bench", "uk"))
        least = standin.requests / _PLACES * _DELAY
        if cold:
            figure("the first time in a process", f"{took:.2f} s", beside=f"{took / least:.2f} × the limit")
            return took
        figure(
            "segments drafted, into store and PO", f"{done.drafted} of {done.total}", beside=f"{empty} empty"
        )
        target("requests", standin.requests, most=40)
        target("more requests at once than the stand-in bears", standin.most_at_once - _PLACES, most=0)
        target(
            f"time, {took:.2f} s, as a share of what the stand-in's limit allows, {least:.2f} s",
            round(took / least, 2),
            most=1.3,
        )
    # What this machine, busy as it may be, makes of the same requests with nothing to do but send them.
    with StandIn("slow", delay=_DELAY, places=_PLACES) as bare, ThreadPoolExecutor(_PLACES) as threads:
        engine = describe("google", Settings(engine_options={"google": {"url": bare.url}}))
        start = time.perf_counter()
        list(threads.map(lambda asked: engine.translate(Request(asked.texts, "en", "uk")), standin.asked))
        figure("the same requests, sent and thrown away", f"{time.perf_counter() - start:.2f} s")
    return took


def _naive(texts: Sequence[str]) -> tuple[float, int]:
    with StandIn("slow", delay=_DELAY) as standin:
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", textwrap.dedent(_NAIVE), standin.url],
            input=json.dumps(list(texts)),
            text=True,
            check=True,
            capture_output=True,
        )
        return time.perf_counter() - start, standin.requests


def _failures() -> None:
    """Go through the stand-in's modes, and print what became of five segments in each."""
    expected = {one.index: one.text for one in _asked("good")[0]}
    slipped = 0
    longest = 0.0
    print(f"\n{'the engine':<20} {'drafts':>7} {'flagged':>8} {'refused':>8} {'no answer':>10} {'s':>6}  why")
    for mode in (*ANSWERS, *sorted(STATUSES), *sorted(WIRE)):
        outcomes, took = _asked(mode)
        longest = max(longest, took)
        wrong = [one for one in outcomes if one.text and not one.flags and one.text != expected[one.index]]
        slipped += len(wrong)
        counts = Counter(
            ("flagged" if one.flags else "draft") if one.text else "refused" if one.refused else "error"
            for one in outcomes
        )
        why = next((str(one.refused or one.error) for one in outcomes if one.refused or one.error), "")
        told = _MENDED.get(mode) or why or next((str(one.flags[0]) for one in outcomes if one.flags), "")
        print(
            f"{mode:<20} {counts['draft']:>7} {counts['flagged']:>8} {counts['refused']:>8} "
            f"{counts['error']:>10} {took:>6.2f}  {told[:90]}"
        )
    print()
    target("wrong answers shown without a flag, all modes", slipped, most=0)
    target(
        f"the longest, in deadlines of {_DEADLINE:g} s and two tries", round(longest / _DEADLINE, 2), most=2.6
    )


def _asked(mode: str) -> tuple[list[runner.Outcome], float]:
    with StandIn(mode, delay=0.02, retry_after="1") as standin:
        table = {"url": standin.url, "deadline": str(_DEADLINE)}
        engine = describe("google", Settings(engine_options={"google": table}))
        start = time.perf_counter()
        outcomes = list(
            runner.run(
                engine, _TEXTS, source="en", target="uk", persistence=Persistence(retries=1, pause=0.05)
            )
        )
        return outcomes, time.perf_counter() - start


def _swapped() -> None:
    """Ask from eight threads at once, with answers that come in another order than they were asked for."""
    texts = [f"Segment number {number} of the interview." for number in range(400)]
    with StandIn("uneven", delay=0.05) as standin, ThreadPoolExecutor(_THREADS) as threads:
        engine = describe("google", Settings(engine_options={"google": {"url": standin.url}}))
        answers = threads.map(lambda text: engine.translate(Request((text,), "en", "uk")), texts)
        swapped = sum(answer != [translate(text, "uk")] for text, answer in zip(texts, answers, strict=True))
        target(f"answers swapped, {_THREADS} threads, {len(texts)} requests", swapped, most=0)
