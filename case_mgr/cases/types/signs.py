"""Signs of life: what tells of one, and what became of each row when many were recorded in one act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from case_mgr.cases.types.correspondence import Kind
from case_mgr.cases.types.results import CaseRow
from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_

# What somebody can have had of a prisoner; a parcel that arrives inside says nothing of who took it.
TELLING = (Kind.LETTER, Kind.CALL, Kind.VISIT, Kind.LAWYER_VISIT)


@dataclass(frozen=True, slots=True)
class Sign:
    """That somebody was alive on a day, and what tells of it: a letter's kind, or an event of the timeline."""

    happened: PartialDate | None
    kind: Kind | None
    public_id: str


class Outcome(StrEnum):
    """What became, or would become, of one row."""

    OK = "ok"
    RECORDED = "recorded"
    UNKNOWN = "unknown"
    CLOSED = "closed"
    DEAD = "dead"
    FREE = "free"
    ALREADY = "already"
    BORN_LATER = "born_later"


OUTCOME_LABELS = {
    Outcome.OK: N_("Will be recorded"),
    Outcome.RECORDED: N_("Recorded"),
    Outcome.UNKNOWN: N_("No such case, or not one of yours"),
    Outcome.CLOSED: N_("The case is closed"),
    Outcome.DEAD: N_("The person has died"),
    Outcome.FREE: N_("The person is not in custody"),
    Outcome.ALREADY: N_("A sign of life on that day is recorded already"),
    Outcome.BORN_LATER: N_("The date lies before the person was born"),
}


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """One contact of one day in many cases, as one source tells it."""

    references: tuple[str, ...]
    kind: Kind
    happened: PartialDate
    source: str = ""


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One row of the check: what was typed, the case behind it when there is one, and what becomes of it."""

    typed: str
    outcome: Outcome
    case: CaseRow | None = None


@dataclass(frozen=True, slots=True)
class RoundView:
    """An act of the past with the result of each row."""

    public_id: str
    kind: Kind
    happened: PartialDate | None
    source: str
    recorded_at: datetime
    results: tuple[tuple[str, Outcome], ...]

    @property
    def recorded(self) -> int:
        """How many rows were recorded."""
        return sum(outcome is Outcome.RECORDED for _typed, outcome in self.results)
