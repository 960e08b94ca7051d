"""Turns letters, parcels, visits and calls into what pages show."""

from __future__ import annotations

from case_mgr.cases.models import Correspondence, CorrespondenceStep
from case_mgr.cases.types import Level
from case_mgr.cases.types.correspondence import Direction, Kind, Party, Status
from case_mgr.cases.types.letters import LetterView, StepView


def letter_view(row: Correspondence) -> LetterView:
    """Return a letter as pages show it; who the other one is stays sealed."""
    return LetterView(
        public_id=row.public_id,
        kind=Kind(row.kind),
        direction=Direction(row.direction),
        items=row.items,
        content=row.content or "",
        party=Party(row.party),
        names_somebody=row.who_sealed is not None,
        source=row.source,
        level=Level(row.level),
        handler=row.handler.name if row.handler else "",
        deputy=row.deputy.name if row.deputy else "",
        deputy_id=row.deputy.public_id if row.deputy else "",
        version=row.version,
        withdrawn=row.withdrawn_at is not None,
        reason=row.reason,
        recorded_at=row.created_at,
        by=_author(row.steps[0]),
        steps=tuple(_step(step) for step in row.steps),
    )


def _step(row: CorrespondenceStep) -> StepView:
    return StepView(
        public_id=row.public_id,
        status=Status(row.status),
        happened=row.happened,
        recorded_at=row.created_at,
        recorded_by=row.author.name if row.author else "",
        by=_author(row),
        withdrawn=row.withdrawn_at is not None,
    )


def _author(row: CorrespondenceStep) -> str:
    return row.author.public_id if row.author else ""
