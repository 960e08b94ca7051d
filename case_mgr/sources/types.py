"""Drafts and results of the sources room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Origin:
    """The line of a file that a value comes from: public id of the import, digest of the file, physical line."""

    import_id: str
    digest: str
    line: int


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """A value of a field as it was read, and the raw text behind it."""

    field: str
    value: str
    raw: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as a page shows it."""

    field: str
    value: str
    raw: str
    origin: str
    line: int
    recorded_at: datetime
