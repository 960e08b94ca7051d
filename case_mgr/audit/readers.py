"""What the reads about a member give back: whose names they were served, and what they did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from case_mgr.audit.events import Event


@dataclass(slots=True)
class Times:
    """When and where the name of a person was served to somebody."""

    first: datetime
    last: datetime
    count: int = 0
    pages: set[str] = field(default_factory=set)

    def note(self, at: datetime, page: str) -> None:
        """Count one more answer."""
        self.first, self.last, self.count = min(self.first, at), max(self.last, at), self.count + 1
        self.pages.add(page)


@dataclass(slots=True)
class Served:
    """Whose names were served to somebody in a period."""

    people: dict[int, Times] = field(default_factory=dict)
    pages: Counter[str] = field(default_factory=Counter)
    notes: int = 0
    files: int = 0
    erased: int = 0


@dataclass(slots=True)
class Reader:
    """To whom a person's name was served, how often, and when first and last."""

    actor: str
    name: str
    pages: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class NoteView:
    """One answer that named people, as a page shows it."""

    public_id: str
    at: datetime
    actor: str
    actor_name: str
    page: str
    kept: bool
    number: int
    people: tuple[int, ...]
    batch: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """One field that one entry changed, with both values as the log holds them."""

    seq: int
    at: datetime
    event: Event
    actor: str
    subject_type: str
    subject: str
    table: str
    row: str
    what: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Done:
    """One entry as something that somebody did."""

    seq: int
    at: datetime
    event: Event
    subject_type: str
    subject: str
    label: str
    facts: dict[str, Any]
    changes: tuple[Change, ...]
