"""Many values made at once, as when a large catalog is read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def in_bulk() -> Iterator[None]:
    """Make many values that refer to each other in no circle, without Python's looking for circles meanwhile.

    It would look through all that there is again and again: half of the time in which a catalog of 60,000
    units was read, and during that time no other thread of the process goes on.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:  # else somebody else is at it, or has chosen so
            gc.enable()
