"""Who works on a case, as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from case_mgr.cases.types.kinds import Answer


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody who works on a case."""

    public_id: str
    name: str
    part: str
    since: datetime


@dataclass(frozen=True, slots=True)
class HandoverView:
    """An offer to take a case over, and what became of it."""

    case: str
    giver: str
    giver_id: str
    taker: str
    taker_id: str
    note: str
    answer: Answer
    offered_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class TeamView:
    """Who works on a case, and the handovers that were offered, newest first."""

    members: tuple[TeamMember, ...]
    handovers: tuple[HandoverView, ...]
    watched: bool

    @property
    def waiting(self) -> HandoverView | None:
        """The offer that waits for an answer."""
        return next((row for row in self.handovers if row.answer is Answer.WAITING), None)
