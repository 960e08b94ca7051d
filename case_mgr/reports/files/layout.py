"""Tells whether this product can make a file again: a digest of all that a page or a sheet is made with.

Another release, or another catalogue of words, makes another page of the same data; a check must then say so, and not
that somebody altered it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from case_mgr.reports.files.words import catalogue_file

_HERE = Path(__file__).resolve().parent
_WORDS = (_HERE.parent / "present.py", _HERE / "sheets.py")


def digest(language: str, *parts: bytes) -> str:
    """Return a short digest of what a file is made with, besides its data."""
    found = hashlib.sha256()
    for part in (*(path.read_bytes() for path in _WORDS), catalogue_file(language), *parts):
        found.update(hashlib.sha256(part).digest())
    return found.hexdigest()[:16]
