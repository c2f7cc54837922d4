"""Merging a revised source, beside gettext's msgmerge: time, and which translations stay."""

import random
import subprocess
import tempfile
from pathlib import Path

import polib

from app import merge
from benchmarks.measure import best, figure, many, timed, verdict

_SHARE = 0.25
"""Of msgmerge's time that a merge may take."""
_LONG = 5.0
"""Seconds from which one run says enough; of shorter ones the best of three counts, on both sides."""
_RIGHT = 0.96
"""Of the edited texts that must keep their translation."""


def main() -> None:
    """Measure at 6,000 with 5 % edited, with a busy revision, with one turn inserted, and at 60,000."""
    texts = many(6_000)
    _compare("6,000 units, 5 % edited", texts, *_edited(texts, 0.05))
    _compare("6,000 units, 5 % edited, 1 % new, 1 % removed, a chapter moved", texts, *_busy(texts))
    inserted = [*texts[:3000], *(f"A new answer, number {number}." for number in range(6)), *texts[3000:]]
    origin = [*range(3000), *[-1] * 6, *range(3000, 6000)]
    _compare("6,000 units, one turn inserted", texts, inserted, origin)
    texts = many(60_000)
    _compare("60,000 units, 5 % edited", texts, *_edited(texts, 0.05))


def _edited(texts: list[str], share: float) -> tuple[list[str], list[int]]:
    """Return the texts, a sixth to a third of the words of some changed, and where each is from."""
    chance = random.Random(7)
    words = " ".join(texts[:500]).split()
    new = []
    for text in texts:
        if chance.random() < share and len(text.split()) > 5:
            parts = text.split()
            for _ in range(max(1, len(parts) // chance.choice((6, 5, 4, 3)))):
                at = chance.randrange(len(parts))
                parts[at : at + 1] = chance.choice(
                    ([chance.choice(words)], [], [parts[at], chance.choice(words)])
                )
            new.append(" ".join(parts))
        else:
            new.append(text)
    return new, list(range(len(texts)))


def _busy(texts: list[str]) -> tuple[list[str], list[int]]:
    """Return an edited text with sentences put in and taken out, and a hundred moved to the end."""
    chance = random.Random(8)
    edited, _ = _edited(texts, 0.05)
    pairs: list[tuple[str, int]] = []
    for at, text in enumerate(edited):
        if chance.random() < 0.01:
            pairs.append((f"Something new was said here, number {at}, and nobody had said it before.", -1))
        if chance.random() >= 0.01:
            pairs.append((text, at))
    pairs = [*pairs[:2000], *pairs[2100:], *pairs[2000:2100]]
    return [text for text, _ in pairs], [at for _, at in pairs]


def _compare(what: str, texts: list[str], new: list[str], origin: list[int]) -> None:
    first = merge.merge([], [merge.New(text) for text in texts])
    old = [merge.Old(one.key) for one in first]
    merged: list[merge.Merged] = []

    def anew() -> None:
        merged[:] = merge.merge(old, [merge.New(text) for text in new])

    ours = best(anew)
    edited = [at for at, source in enumerate(origin) if source >= 0 and new[at] != texts[source]]
    repeats = [at for at, source in enumerate(origin) if source >= 0 and old[source].key.context]
    unchanged = [at for at, source in enumerate(origin) if source >= 0 and new[at] == texts[source]]
    right = sum(merged[at].old == origin[at] for at in edited)
    wrong = sum(one.old not in {source, None} for one, source in zip(merged, origin, strict=True))
    kept = sum(merged[at].old == origin[at] for at in unchanged)
    same = sum(merged[at].old == origin[at] for at in repeats)
    theirs = _msgmerge(texts, new)
    verdict(what, f"{ours / theirs:.3f} × msgmerge", asked=f"≤ {_SHARE} ×", met=ours <= _SHARE * theirs)
    figure("  seconds: ours, msgmerge's", f"{ours:.2f} s", beside=f"{theirs:.2f} s")
    if edited:
        verdict(
            "  edited: right translation kept",
            f"{right}/{len(edited)}",
            asked=f"≥ {_RIGHT:.0%}",
            met=right >= _RIGHT * len(edited),
        )
    verdict("  wrong translation given", f"{wrong}", asked="0", met=wrong == 0)
    verdict("  unchanged kept", f"{kept}/{len(unchanged)}", asked="all", met=kept == len(unchanged))
    verdict("  repeats kept", f"{same}/{len(repeats)}", asked="all", met=same == len(repeats))


def _msgmerge(texts: list[str], new: list[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        for name, lines in (("old.po", texts), ("new.pot", new)):
            file = polib.POFile(wrapwidth=0)
            file.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
            for line in dict.fromkeys(lines):
                file.append(polib.POEntry(msgid=line, msgstr=f"→ {line}" if name == "old.po" else ""))
            file.save(str(Path(folder) / name))
        command = ["msgmerge", "--quiet", "--previous", "-o", "out.po", "old.po", "new.pot"]

        def once() -> None:
            subprocess.run(command, cwd=folder, check=True, capture_output=True)

        first = timed(once)
        return first if first > _LONG else min(first, best(once, of=2))
