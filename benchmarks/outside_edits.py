"""Edits of the PO from outside while people save: each is in the store or kept beside, none goes unread."""

import random
import tempfile
import threading
import time
from pathlib import Path

from app.catalog import State, Target
from app.storage import exchange
from app.storage.rows import Save
from app.workbench import catalogs
from app.workbench.project import Project, open_project
from app.workbench.writing import Writer
from benchmarks.measure import many, project, verdict

_PEOPLE = 4
_EDITS = 1_000


def main() -> None:
    """Edit one entry at a time in the file, as Poedit would, while four people save through the store."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "p"
        project(folder, many(_EDITS + 200)).store.close()
        path = folder / "locales" / "uk" / "LC_MESSAGES" / "bench.po"
        with open_project(folder) as opened:
            writer = Writer(opened)
            stop = threading.Event()
            people = [
                threading.Thread(target=_save, args=(opened, number, stop)) for number in range(_PEOPLE)
            ]
            for one in people:
                one.start()
            start = time.perf_counter()
            made = _edit(path)
            seconds = time.perf_counter() - start
            stop.set()
            for one in people:
                one.join()
            writer.close()
            catalogs.sync(opened, "bench")
            known = _known(opened)
        unread = [text for text in made if text not in known]
    verdict(
        f"{_EDITS} outside edits while {_PEOPLE} people save, in {seconds:.0f} s",
        f"{len(unread)} unread",
        asked="0",
        met=not unread,
    )


def _edit(path: Path) -> list[str]:
    """Change entries in the file as another program does: read, change, write in place of what it read."""
    # Each entry once: an edit that the same editor overwrites a moment later is nobody's loss but its own.
    order = random.Random(5).sample(range(_EDITS + 200), _EDITS)
    made: list[str] = []
    for number, place in enumerate(order):
        text = f"Ззовні {number}"
        while True:
            before = path.read_bytes()
            lines = before.decode().split("\n")
            places = [at for at, line in enumerate(lines) if line.startswith("msgstr ")][1:]
            lines[places[place]] = f'msgstr "{text}"'
            # An editor that overwrote our newer file would itself lose what stood there; a careful one looks.
            came_out = exchange.replace(path, "\n".join(lines).encode())
            came_out.done()
            if came_out.content == before:
                break
            exchange.replace(path, came_out.content).done()
        made.append(text)
        time.sleep(0.01)
    return made


def _save(opened: Project, number: int, stop: threading.Event) -> None:
    chance = random.Random(number)
    units = opened.store.units("bench", "uk")
    while not stop.wait(0.02):
        now = opened.store.unit(chance.choice(units).id, "uk")
        if now is not None:
            target = Target(f"Наше {number} {chance.random()}", State.TRANSLATED, translator="Оля")
            opened.store.save(Save(now.id, "uk", now.version, target, "save"))


def _known(opened: Project) -> set[str]:
    """Return every text that the store has: in a history, or beside a unit."""
    texts = {step.target.text for found in opened.store.steps("bench", "uk").values() for step in found}
    for one in opened.store.units("bench", "uk"):
        texts.update(text for text, _ in opened.store.suggestions(one.id, "uk"))
    return texts
