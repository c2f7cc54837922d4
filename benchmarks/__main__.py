"""Run the benchmarks, all or those named: `python -m benchmarks [NAME …]`."""

import sys
from collections.abc import Callable, Mapping

from benchmarks import (
    adding,
    branches,
    drafting,
    editions,
    editor,
    following,
    killing,
    measure,
    memory,
    merging,
    outside_edits,
    people,
    planting,
    saving,
    starting,
)

ALL: Mapping[str, Callable[[], None]] = {
    "adding": adding.main,
    "starting": starting.main,
    "saving": saving.main,
    "following": following.main,
    "merging": merging.main,
    "branches": branches.main,
    "outside edits": outside_edits.main,
    "killing": killing.main,
    "people": people.main,
    "drafting": drafting.main,
    "editions": editions.main,
    "editor": editor.main,
    "memory": memory.main,
    "planting": planting.main,
}


def main() -> None:
    """Run what was asked for."""
    for name in sys.argv[1:] or ALL:
        print(f"\n== {name}")
        ALL[name]()
    if measure.missed:
        sys.exit("\nNot reached: " + "; ".join(measure.missed))


if __name__ == "__main__":
    main()
