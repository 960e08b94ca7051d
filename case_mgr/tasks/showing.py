"""Turns the rows of tasks and of requests for help into what pages show."""

from __future__ import annotations

from case_mgr.accounts.settled import days_of
from case_mgr.tasks.help_types import Asker, Channel, Decision, HelpKind, HelpRow, HelpView, Stage, Urgency
from case_mgr.tasks.models import HelpRequest, Task
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
        basis=row.basis or "",
        days=days_of(row.organisation_id, row.rule) if row.rule else 0,
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


def help_row_of(row: HelpRequest) -> HelpRow:
    """Return a request for help as lists show it; its case with the person and its assignee are loaded."""
    return HelpRow(
        public_id=row.public_id,
        reference=row.reference,
        case=row.case.reference if row.case else "",
        person_id=row.case.detainee.public_id if row.case else "",
        kind=HelpKind(row.kind),
        asker=Asker(row.asker),
        received=row.received,
        channel=Channel(row.channel),
        urgency=Urgency(row.urgency),
        stage=Stage(row.stage),
        decision=Decision(row.decision) if row.decision else None,
        decided=row.decided,
        answered=row.answered,
        assignee=row.assignee.name if row.assignee else "",
        assignee_id=row.assignee.public_id if row.assignee else "",
    )


def help_view_of(row: HelpRequest) -> HelpView:
    """Return a request for help as its own page shows it."""
    return HelpView(
        row=help_row_of(row),
        asked=row.asked or "",
        reason=row.reason or "",
        decided_by=row.decider.name if row.decider else "",
        answer_channel=Channel(row.answer_channel) if row.answer_channel else None,
        note=row.note or "",
        answered_by=row.answerer.name if row.answerer else "",
        withdrawn=row.withdrawn or "",
        taken_back=row.taken_back or "",
        created_at=row.created_at,
        created_by=row.creator.name if row.creator else "",
        version=row.version,
    )
