"""Tasks as lists and pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from case_mgr.core.dates import PartialDate
from case_mgr.tasks.types import CLOSED, Group, State


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as lists show it: never with a person's name."""

    public_id: str
    case: str
    rule: str
    what: str
    base: PartialDate | None
    due: PartialDate | None
    due_before: PartialDate | None
    due_moved_at: datetime | None
    assignee: str
    assignee_id: str
    state: State
    snoozed_until: date | None
    person_id: str
    closed_at: datetime | None
    basis: str = ""
    days: int = 0

    @property
    def closed(self) -> bool:
        """Whether nothing more is to be done."""
        return self.state in CLOSED


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task on its own page."""

    row: TaskRow
    created_at: datetime
    created_by: str
    closed_by: str
    reason: str
    outcome: str
    version: int

    @property
    def by_rule(self) -> bool:
        """Whether a rule opened it."""
        return bool(self.row.rule)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tasks stand in each group, and when the next one is due."""

    by_group: Mapping[Group, int] = field(default_factory=dict)

    @property
    def undone(self) -> int:
        """How many are still to be done."""
        return sum(count for group, count in self.by_group.items() if group is not Group.CLOSED)
