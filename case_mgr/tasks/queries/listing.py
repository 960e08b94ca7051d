"""Lists of tasks, what is overdue first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case, CaseMember
from case_mgr.core import clock
from case_mgr.core.db import earliest, latest
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.extensions import db
from case_mgr.tasks.models import Task
from case_mgr.tasks.policy import visible
from case_mgr.tasks.results import Counts, TaskRow
from case_mgr.tasks.showing import row_of
from case_mgr.tasks.types import CLOSED, SOON, UNDONE, Filter, Group, State, Whose

_MOST = 400
_FIRST = func.coalesce(earliest(Task, "due"), latest(Task, "due"))
_LAST = func.coalesce(latest(Task, "due"), earliest(Task, "due"))
_ORDER = (Group.OVERDUE, Group.SOON, Group.LATER, Group.UNDATED, Group.CLOSED)
_CLOSED = [str(state) for state in CLOSED]
_UNDONE = [str(state) for state in UNDONE]


def list_tasks(actor: Actor, wanted: Filter, request: PageRequest) -> Page[TaskRow]:
    """List tasks by when they are due, then those that were closed, the latest first."""
    today = clock.today()
    total = count_tasks(actor, wanted)
    at = settle(request, total)
    found = _with_case().where(visible(actor), *_conditions(actor, wanted, today))
    rows = db.session.scalars(
        found.order_by(_rank(today), Task.closed_at.desc(), _day(today).asc().nulls_last(), Task.id)
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    )
    return Page([row_of(row) for row in rows], total, at.number, at.size)


def count_tasks(actor: Actor, wanted: Filter) -> int:
    """Count the tasks that a list with this filter shows."""
    counted = select(func.count(Task.id)).outerjoin(Task.case)
    return db.session.scalar(counted.where(visible(actor), *_conditions(actor, wanted, clock.today()))) or 0


def list_groups(actor: Actor, wanted: Filter) -> Counts:
    """Count the tasks of a filter in each group, whatever group it asks for."""
    today = clock.today()
    rank = _rank(today)
    whole = replace(wanted, group=None, near=False)
    rows = db.session.execute(
        select(rank, func.count(Task.id))
        .outerjoin(Task.case)
        .where(visible(actor), *_conditions(actor, whole, today))
        .group_by(rank)
        .order_by(rank)
    )
    return Counts({_ORDER[number]: count for number, count in rows})


def list_of_case(actor: Actor, reference: str) -> list[TaskRow]:
    """List the tasks of a case: what is to be done first."""
    today = clock.today()
    rows = db.session.scalars(
        _with_case()
        .where(visible(actor), Case.reference == reference)
        .order_by(_rank(today), Task.closed_at.desc(), _day(today).asc().nulls_last(), Task.id)
        .limit(_MOST)
    )
    return [row_of(row) for row in rows]


def list_due_between(actor: Actor, starts: date, ends: date, whose: Whose = Whose.ALL) -> list[TaskRow]:
    """List the tasks to be done whose day lies in a period: the last one of a range, that of waking when put off."""
    today = clock.today()
    day = _day(today)
    rows = db.session.scalars(
        _with_case()
        .where(
            visible(actor),
            Task.state.in_(_UNDONE),
            day.between(starts, ends),
            *_conditions(actor, Filter(whose), today),
        )
        .order_by(day, Task.id)
        .limit(_MOST)
    )
    return [row_of(row) for row in rows]


def find_next_due(actor: Actor) -> TaskRow | None:
    """Find the own task that is due next, however far away it is."""
    today = clock.today()
    own = (visible(actor), Task.assignee_id == actor.user_id, Task.state.in_(_UNDONE), _day(today).is_not(None))
    row = db.session.scalar(_with_case().where(*own).order_by(_day(today), Task.id).limit(1))
    return row_of(row) if row else None


def _with_case() -> Select[Task]:
    return (
        select(Task)
        .outerjoin(Task.case)
        .options(
            contains_eager(Task.case).joinedload(Case.detainee),
            joinedload(Task.assignee),
            joinedload(Task.detainee),
        )
    )


def _sleeps(today: date) -> ColumnElement[bool]:
    return and_(Task.state == str(State.SNOOZED), Task.snoozed_until > today)


def _day(today: date) -> ColumnElement[date | None]:
    """Return the day that counts: of a range the last, of what sleeps the day on which it wakes."""
    return case((_sleeps(today), Task.snoozed_until), else_=_LAST)


def _rank(today: date) -> ColumnElement[int]:
    soon = today + timedelta(SOON)
    return case(
        (Task.state.in_(_CLOSED), 4),
        # What was put off can wait, however soon it comes back.
        (_sleeps(today), 2),
        (_LAST.is_(None), 3),
        (today > _LAST, 0),
        (soon >= _FIRST, 1),
        else_=2,
    )


def _conditions(actor: Actor, wanted: Filter, today: date) -> list[ColumnElement[bool]]:
    """Turn a filter into conditions; the statement joins the case."""
    out: list[ColumnElement[bool]] = []
    if wanted.whose is Whose.MINE:
        out.append(Task.assignee_id == actor.user_id)
    if wanted.whose is Whose.TEAM:
        member = exists().where(CaseMember.case_id == Task.case_id, CaseMember.user_id == actor.user_id)
        out.append(or_(Task.assignee_id == actor.user_id, Case.owner_id == actor.user_id, member))
    if wanted.group is not None:
        out.append(_rank(today) == _ORDER.index(wanted.group))
    if wanted.near:
        out.append(_rank(today) <= _ORDER.index(Group.SOON))
    if wanted.rule:
        out.append(Task.rule.is_(None) if wanted.rule == "person" else Task.rule == wanted.rule)
    if wanted.assignee == "nobody":
        out.append(Task.assignee_id.is_(None))
    elif wanted.assignee:
        out.append(Task.assignee.has(public_id=wanted.assignee))
    if wanted.case:
        out.append(Case.reference == wanted.case.strip().upper())
    return out
