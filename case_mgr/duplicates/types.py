"""Drafts and results of the duplicates room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.names.types import Reason


class Answer(StrEnum):
    """What a person answered about a pair; nobody has answered an open one."""

    OPEN = ""
    UNSURE = "unsure"
    SAME = "same"
    DIFFERENT = "different"
    MERGED = "merged"


WAITING = (Answer.OPEN, Answer.UNSURE, Answer.SAME)
ANSWERS: dict[Answer, str] = {
    Answer.DIFFERENT: N_("Not the same person"),
    Answer.UNSURE: N_("Unsure"),
    Answer.SAME: N_("The same person"),
}


class Fit(StrEnum):
    """How one field of two records agrees."""

    CONFLICT = "conflict"
    PRECISER = "preciser"
    ONE = "one"
    EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class Side:
    """One person of a pair, as both records are compared."""

    public_id: str
    reference: str
    name: str
    names: tuple[str, ...]
    sex: str
    born: PartialDate | None
    died: PartialDate | None
    countries: tuple[str, ...]
    occupation: str
    cases: tuple[tuple[str, PartialDate | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PairRow:
    """A suspected pair with reasons in words, as lists and its page show it."""

    public_id: str
    first: Side
    second: Side
    score: int
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    answer: Answer
    answered_by: str
    reason: str
    changed_at: datetime
    by_hand: bool
    version: int


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of two records, and what the merge does with it unless told otherwise."""

    name: str
    label: str
    kept: Any
    other: Any
    fit: Fit
    chosen: str


@dataclass(frozen=True, slots=True)
class MergeDraft:
    """How two records become one: which survives, which value stands where they differ, and why they are one."""

    keep: str
    choices: Mapping[str, str]
    reason: str
    seen: str = ""


@dataclass(frozen=True, slots=True)
class CountLine:
    """How many rows of one kind both records have, and the surviving one after the merge."""

    label: str
    kept: int
    other: int
    after: int | None = None
    stays: int = 0

    @property
    def before(self) -> int:
        """How many there are of both records."""
        return self.kept + self.other


@dataclass(frozen=True, slots=True)
class UndoLine:
    """What taking a merge back does with something that changed since."""

    sentence: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MergeView:
    """A merge as its page shows it."""

    public_id: str
    survivor_id: str
    survivor: str
    absorbed: str
    absorbed_id: str
    reason: str
    author: str
    at: datetime
    counts: tuple[CountLine, ...]
    # Label, field and value of what the other record keeps, and of what gave way in the surviving one.
    other_said: tuple[tuple[str, str, Any], ...]
    said_before: tuple[tuple[str, str, Any], ...]
    undone_at: datetime | None
    undone_by: str
    blocked_by: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the page of a person says of duplicates: suspected ones, and records that became part of it."""

    pairs: tuple[tuple[str, str], ...] = ()
    merges: tuple[tuple[str, str], ...] = ()
