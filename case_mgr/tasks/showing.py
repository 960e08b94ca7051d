"""Turns the rows of tasks into what pages show."""

from __future__ import annotations

from case_mgr.tasks.models import Task
from case_mgr.tasks.results import TaskRow, TaskView
from case_mgr.tasks.types import State


def row_of(row: Task) -> TaskRow:
    """Return a task as lists show it; its case with the person, its person and its assignee are loaded."""
    person = row.detainee or (row.case.detainee if row.case else None)
    return TaskRow(
        public_id=row.public_id,
        case=row.case.reference if row.case else "",
        rule=row.rule or "",
        what=row.what or "",
        base=row.base,
        due=row.due,
        due_before=row.due_before,
        due_moved_at=row.due_moved_at,
        assignee=row.assignee.name if row.assignee else "",
        assignee_id=row.assignee.public_id if row.assignee else "",
        state=State(row.state),
        snoozed_until=row.snoozed_until if row.state == State.SNOOZED else None,
        person_id=person.public_id if person else "",
        closed_at=row.closed_at,
    )


def view_of(row: Task) -> TaskView:
    """Return a task as its own page shows it."""
    return TaskView(
        row=row_of(row),
        created_at=row.created_at,
        created_by=row.creator.name if row.creator else "",
        closed_by=row.closer.name if row.closer else "",
        reason=row.reason or "",
        outcome=row.outcome or "",
        version=row.version,
    )
