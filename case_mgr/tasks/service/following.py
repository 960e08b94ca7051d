"""What a rule would do at its next round, done at once: the record was written a moment ago."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.extensions import db
from case_mgr.tasks import queries
from case_mgr.tasks.models import Task
from case_mgr.tasks.types import UNDONE, Candidate, State, TaskRule


def follow(actor: Actor, rule: TaskRule, one: Candidate) -> Task:
    """Open the task of a rule about a record that the actor has just written."""
    row = Task(organisation_id=actor.organisation_id, rule=rule.key, basis=one.basis, base=one.base, due=one.due)
    row.state, row.confidential = str(State.OPEN), one.confidential
    row.case_id, row.assignee_id = one.case_id, one.owner_id
    db.session.add(row)
    audit.record(actor, Event.TASK_OPENED, row, label=one.reference, rule=rule.key)
    return row


def follow_anew(actor: Actor, rule: TaskRule, one: Candidate) -> None:
    """Let the task of a record follow what somebody amended: its day, and who may know of it.

    What a person closed stays closed; what the rule closed opens again.
    """
    rows = queries.list_of(actor.organisation_id, rule.key, one.basis)
    hide(actor, rule, one)
    same = next((row for row in rows if row.base == one.base), None)
    undone = [row for row in rows if row.state in UNDONE and row is not same]
    if same is None and not undone:
        follow(actor, rule, one)
        return
    row = same or undone.pop()
    for other in undone:
        _close(actor, rule, other)
    if row.state not in UNDONE:
        if row.closed_by_id is not None:
            return
        row.state, row.closed_at, row.outcome = str(State.OPEN), None, None
    if one.due != row.due:
        row.due_before, row.due_moved_at = row.due, clock.now()
        row.due = one.due
    if one.base != row.base:
        row.base = one.base
    row.confidential = one.confidential
    audit.record(actor, Event.TASK_MOVED, row, label=one.reference, rule=rule.key)


def hide(actor: Actor, rule: TaskRule, one: Candidate) -> None:
    """Let nobody but its owner see what a rule opened about a record that was closed to others, also what is done."""
    for row in queries.list_of(actor.organisation_id, rule.key, one.basis) if one.confidential else ():
        if not row.confidential or row.assignee_id != one.owner_id:
            # Whoever took it while all might know of it is not among those who still may.
            row.confidential, row.assignee_id = True, one.owner_id
            audit.record(actor, Event.TASK_MOVED, row, label=one.reference, rule=rule.key)


def follow_no_more(actor: Actor, rule: TaskRule, basis: str) -> None:
    """Close what a rule opened about a record, because its reason is gone."""
    for row in queries.list_of(actor.organisation_id, rule.key, basis):
        if row.state in UNDONE:
            _close(actor, rule, row)


def _close(actor: Actor, rule: TaskRule, row: Task) -> None:
    row.state, row.snoozed_until, row.closed_at, row.closed_by_id = str(State.DONE), None, clock.now(), None
    audit.record(actor, Event.TASK_CLOSED, row, label=row.case.reference if row.case else "", rule=rule.key)
