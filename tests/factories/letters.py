"""Letters, visits and calls for tests, made through the services: needs an application context; the test commits."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.cases import service as cases
from case_mgr.cases.models import Case, Correspondence
from case_mgr.cases.types.correspondence import Direction, Kind, LetterDraft, Status, StepDraft
from case_mgr.core.dates import PartialDate
from tests import cast


def a_letter(
    case: Case,
    kind: Kind = Kind.LETTER,
    status: Status = Status.ARRIVED,
    day: str = "2024-02-03",
    direction: Direction = Direction.FROM,
    by: Actor | None = None,
    **facts: Any,
) -> Correspondence:
    """Record a letter from the prisoner that came, or what else is asked for."""
    step = StepDraft(status, PartialDate.parse(day) if day else None)
    return cases.record_letter(
        by or cast.COORDINATOR.actor(), case.reference, LetterDraft(kind, direction, **facts), step
    )
