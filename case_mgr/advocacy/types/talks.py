"""Drafts and results of interactions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from case_mgr.advocacy.kinds import Direction, Discretion, Medium, Outcome
from case_mgr.core.dates import PartialDate


@dataclass(frozen=True, slots=True)
class InteractionDraft:
    """What was said between us and a contact, and which cases it raised."""

    happened: PartialDate | None
    medium: Medium
    direction: Direction
    participants: str = ""
    summary: str = ""
    outcome: Outcome = Outcome.NONE_YET
    follow_up: str = ""
    follow_up_due: date | None = None
    cases: tuple[str, ...] = ()
    batch: str = ""
    level: Discretion = Discretion.OPEN
    # Public ids of those who may read it beside its author, when only some may.
    readers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RaisedCase:
    """A case that an interaction raised, as far as the reader may open it."""

    reference: str
    person: str


@dataclass(frozen=True, slots=True)
class TalkFile:
    """A file of a talk, as its page shows it; of one that was taken back, why."""

    public_id: str
    title: str
    format: str
    size: int
    added_by: str
    withdrawn: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What stood in a talk before somebody amended it: values by field, as they are stored."""

    at: datetime
    by: str
    reason: str
    before: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class InteractionView:
    """An interaction as a page shows it."""

    public_id: str
    reference: str
    contact_id: str
    contact: str
    happened: PartialDate | None
    medium: Medium
    direction: Direction
    participants: str
    summary: str
    outcome: Outcome
    follow_up: str
    follow_up_due: date | None
    follow_up_done: str
    cases: tuple[RaisedCase, ...]
    batch: str
    author: str
    recorded_at: datetime
    level: Discretion = Discretion.OPEN
    readers: tuple[str, ...] = ()
    files: tuple[TalkFile, ...] = ()
    version: int = 1
    reader_ids: tuple[str, ...] = ()
    # Whether the reader decides who else may know of it.
    keeps: bool = False
    withdrawn_at: datetime | None = None
    # Whoever it was with must not be contacted any more.
    do_not_contact: bool = False
    reason: str = ""
    former: tuple[Amendment, ...] = ()

    @property
    def awaits(self) -> bool:
        """Whether a promised follow-up still waits."""
        return bool(self.follow_up) and not self.follow_up_done and self.withdrawn_at is None
