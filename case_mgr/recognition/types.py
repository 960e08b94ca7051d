"""What a recognition goes through, what is told of it, and what lists give back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from case_mgr.core.dates import PartialDate


class Stage(StrEnum):
    """Where a recognition stands."""

    REQUESTED = "requested"
    UNDER_REVIEW = "under_review"
    RECOGNISED = "recognised"
    DECLINED = "declined"
    DEFERRED = "deferred"
    WITHHELD = "withheld_at_family_request"
    ENDED = "ended"


class Act(StrEnum):
    """What a step did: a stage was reached, or the statement was recorded."""

    REQUESTED = "requested"
    UNDER_REVIEW = "under_review"
    RECOGNISED = "recognised"
    DECLINED = "declined"
    DEFERRED = "deferred"
    WITHHELD = "withheld_at_family_request"
    STATED = "stated"
    ENDED = "ended"
    OBJECTED = "objected"


class EndKind(StrEnum):
    """Why a recognition no longer holds."""

    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    REASSESSED = "reassessed"
    ERROR = "error"


# Somebody's answer is due.
WAITING = frozenset({Stage.REQUESTED, Stage.UNDER_REVIEW})
# Answered for now: it can be taken up again, and the same is not asked twice.
RESTING = frozenset({Stage.DEFERRED, Stage.WITHHELD})
OPEN = WAITING | RESTING
DECISIONS = (Stage.RECOGNISED, Stage.DECLINED, Stage.DEFERRED, Stage.WITHHELD)
# Recognised at some time, whatever came after.
GIVEN = frozenset({Stage.RECOGNISED, Stage.ENDED})


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """A request: by which standard, which criteria are met and why, and who asks."""

    standard: str
    reasons: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """A decision: the day it was made, the reasoning for each criterion that is met, and a note."""

    stage: Stage
    decided: PartialDate | None
    reasons: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    # None: as the record of the case says.
    after_the_fact: bool | None = None


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """The statement by which a recognition is made public, and who signed it, as printed."""

    title: str = ""
    url: str = ""
    published: PartialDate | None = None
    text: str = ""
    signatories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EndDraft:
    """The end of a recognition."""

    kind: EndKind
    ended: PartialDate | None
    reason: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Which recognitions somebody wants to see."""

    standard: str = ""
    stage: Stage | None = None
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the count: who was recognised on it, as was known at the end of another day."""

    on: date
    known: date | None = None
    standard: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many people were recognised on a day: for certain, and at most, where dates are known only in part."""

    certain: int
    possible: int


def out_already(left: PartialDate | None, decided: PartialDate, *, gone: bool) -> bool | None:
    """Say whether somebody was out of custody or dead when it was decided; None where dates do not tell."""
    if not gone:
        return False
    if left is None or not (left.before(decided) or decided.before(left)):
        return None
    return left.before(decided)
