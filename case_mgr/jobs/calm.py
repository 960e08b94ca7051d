"""Keeps the collector of garbage from walking everything again and again while a job makes thousands of records."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# A block of a list makes about this many objects; measured, an import of a list takes two thirds of the time.
_SELDOM = (100_000, 20, 50)


@contextmanager
def calm() -> Iterator[None]:
    """Leave what stands already out of every walk, and walk seldom; afterwards all is as before."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
