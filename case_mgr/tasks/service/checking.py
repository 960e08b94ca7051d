"""Checks the rules of an organisation: opens what they find, moves what moved, closes what is no longer so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor, Operator
from case_mgr.access.permissions import Permission
from case_mgr.accounts import queries as accounts
from case_mgr.accounts.models import Organisation
from case_mgr.accounts.settled import days_of
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases.models import Case
from case_mgr.core import clock
from case_mgr.extensions import db
from case_mgr.tasks import registry
from case_mgr.tasks.models import Task, TaskRound
from case_mgr.tasks.service.shared import label
from case_mgr.tasks.types import UNDONE, Candidate, State, TaskRule

EVERY = timedelta(hours=1)
# More than that opens in the next rounds: a rule that meets a whole archive for the first time stays quick.
AT_ONCE = 500


def list_due() -> list[int]:
    """Return the organisations whose rules were not checked for long."""
    latest = clock.now() - EVERY
    late = or_(TaskRound.checked_at.is_(None), TaskRound.checked_at < latest)
    found = select(Organisation.id).outerjoin(TaskRound, TaskRound.organisation_id == Organisation.id)
    return list(db.session.scalars(found.where(late).order_by(Organisation.id)))


def check(organisation_id: int) -> None:
    """Check the rules of an organisation when that is due: of two workers at once the second finds it done."""
    round_ = _hold(organisation_id)
    if round_.checked_at is None or round_.checked_at < clock.now() - EVERY:
        _check(db.session.get_one(Organisation, organisation_id), round_)


def check_now(actor: Actor) -> None:
    """Check the rules of the own organisation at once."""
    actor.require(Permission.TASK_CHECK)
    organisation = db.session.get_one(Organisation, actor.organisation_id)
    _check(organisation, _hold(organisation.id))
    audit.record(actor, Event.TASKS_CHECKED, organisation, label=organisation.name)


def _hold(organisation_id: int) -> TaskRound:
    """Return the row that says when the rules were checked, held until the commit."""
    insert = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    db.session.execute(insert(TaskRound).values(organisation_id=organisation_id).on_conflict_do_nothing())
    wanted = select(TaskRound).where(TaskRound.organisation_id == organisation_id).with_for_update()
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def _check(organisation: Organisation, round_: TaskRound) -> None:
    doer, today = Operator(organisation.id, organisation.public_id), clock.today()
    owner = _owners(organisation.id)
    for rule in registry.rules():
        found = rule.candidates(organisation.id, today, days_of(organisation.id, rule.key))
        _apply(rule, doer, {one.basis: one for one in found}, owner)
    round_.checked_at = clock.now()


def _apply(rule: TaskRule, doer: Operator, found: dict[str, Candidate], owner: Callable[[int | None], bool]) -> None:
    answered = _answered(rule, doer)
    for row in _undone(rule, doer):
        now = found.pop(row.basis or "", None)
        if now is None or (now.base != row.base and (now.basis, now.base.edtf) in answered):
            _close(rule, doer, row)
        elif now.base != row.base or now.confidential != row.confidential:
            _move(rule, doer, row, now)
    fresh = [one for one in found.values() if answered.get((one.basis, one.base.edtf), True)]
    for one in fresh[:AT_ONCE]:
        _open(rule, doer, one, answered.get((one.basis, one.base.edtf)), owner)


def _undone(rule: TaskRule, doer: Operator) -> Iterable[Task]:
    states = [str(state) for state in UNDONE]
    wanted = select(Task).where(Task.organisation_id == doer.organisation_id, Task.rule == rule.key)
    of_case = joinedload(Task.case).joinedload(Case.detainee)
    return db.session.scalars(wanted.where(Task.state.in_(states)).options(of_case).order_by(Task.id)).all()


def _answered(rule: TaskRule, doer: Operator) -> dict[tuple[str, str], int]:
    """Return what was closed: by a person as 0, so that it is not asked again; by the rule with its number."""
    wanted = select(Task.basis, Task.base_edtf, Task.id, Task.closed_by_id)  # type: ignore[attr-defined]  # of a composite
    closed = Task.organisation_id == doer.organisation_id, Task.rule == rule.key, Task.closed_at.is_not(None)
    return {
        (basis or "", base or ""): 0 if closed_by is not None else key
        for basis, base, key, closed_by in db.session.execute(wanted.where(*closed).order_by(Task.id))
    }


def _open(
    rule: TaskRule, doer: Operator, one: Candidate, known: int | None, owner: Callable[[int | None], bool]
) -> None:
    """Open a task, or the one again that the rule closed when its reason had gone."""
    if known:
        row = db.session.get_one(Task, known)
        row.state, row.due, row.closed_at, row.outcome = str(State.OPEN), one.due, None, None
    else:
        row = Task(organisation_id=doer.organisation_id, rule=rule.key, basis=one.basis, base=one.base, due=one.due)
        row.state = str(State.OPEN)
        row.case_id, row.detainee_id, row.only_for_id = one.case_id, one.detainee_id, one.only_for_id
        row.assignee_id = one.owner_id if owner(one.owner_id) else None
        row.confidential = one.confidential
        db.session.add(row)
        db.session.flush()
    audit.record(doer, Event.TASK_OPENED, row, label=one.reference, rule=rule.key)


def _move(rule: TaskRule, doer: Operator, row: Task, now: Candidate) -> None:
    """Follow the date from which the day is computed, and keep the day that was."""
    if now.due != row.due:
        row.due_before, row.due_moved_at = row.due, clock.now()
    row.base, row.due, row.confidential = now.base, now.due, now.confidential
    audit.record(doer, Event.TASK_MOVED, row, label=label(row), rule=rule.key)


def _close(rule: TaskRule, doer: Operator, row: Task) -> None:
    row.state, row.snoozed_until, row.closed_at = str(State.DONE), None, clock.now()
    row.closed_by_id = None
    audit.record(doer, Event.TASK_CLOSED, row, label=label(row), rule=rule.key)


def _owners(organisation_id: int) -> Callable[[int | None], bool]:
    """Return who of those who follow cases may work on tasks, asked once for each."""
    known: dict[int | None, bool] = {None: False}

    def may(user_id: int | None) -> bool:
        if user_id is not None and user_id not in known:
            found = accounts.find_actor_by_ids(user_id, organisation_id)
            known[user_id] = found is not None and found.may(Permission.TASK_WRITE)
        return known[user_id]

    return may
