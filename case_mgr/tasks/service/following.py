"""What a rule would do at its next round, done at once: the record was written a moment ago."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.extensions import db
from case_mgr.tasks import queries
from case_mgr.tasks.models import Task
from case_mgr.tasks.types import Candidate, State, TaskRule


def follow(actor: Actor, rule: TaskRule, one: Candidate) -> Task:
    """Open the task of a rule about a record that the actor has just written."""
    row = Task(organisation_id=actor.organisation_id, rule=rule.key, basis=one.basis, base=one.base, due=one.due)
    row.state, row.confidential = str(State.OPEN), one.confidential
    row.case_id, row.assignee_id = one.case_id, one.owner_id
    db.session.add(row)
    audit.record(actor, Event.TASK_OPENED, row, label=one.reference, rule=rule.key)
    return row


def follow_no_more(actor: Actor, rule: TaskRule, basis: str) -> None:
    """Close what a rule opened about a record, because its reason is gone."""
    for row in queries.list_undone_of(actor.organisation_id, rule.key, basis):
        row.state, row.snoozed_until, row.closed_at, row.closed_by_id = str(State.DONE), None, clock.now(), None
        audit.record(actor, Event.TASK_CLOSED, row, label=row.case.reference if row.case else "", rule=rule.key)
