"""Letters, parcels, visits and calls as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from case_mgr.cases.types.correspondence import SENT_THINGS, Direction, Kind, Party, Status
from case_mgr.cases.types.kinds import Level
from case_mgr.core.dates import PartialDate


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as the page shows it."""

    public_id: str
    status: Status
    happened: PartialDate | None
    recorded_at: datetime
    recorded_by: str
    # Who recorded it, by public id.
    by: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter, a parcel, a visit or a call as pages show it; who the other one is stands in no list."""

    public_id: str
    kind: Kind
    direction: Direction
    items: int | None
    content: str
    party: Party
    names_somebody: bool
    source: str
    level: Level
    handler: str
    deputy: str
    deputy_id: str
    version: int
    withdrawn: bool
    reason: str
    recorded_at: datetime
    # Who recorded it, by public id.
    by: str
    steps: tuple[StepView, ...]

    @property
    def standing(self) -> tuple[StepView, ...]:
        """The steps that were not taken back."""
        return tuple(step for step in self.steps if not step.withdrawn)

    @property
    def last(self) -> StepView:
        """Where it stands: how it ended, also when the day on which it was sent was learned afterwards."""
        steps = self.standing or self.steps
        return next((step for step in reversed(steps) if step.status is not Status.SENT), steps[-1])

    @property
    def sent_thing(self) -> bool:
        """Whether it is something that is sent, not a meeting."""
        return self.kind in SENT_THINGS
