"""What each column of a report counts, as a statement of the records behind it that the asker may open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from case_mgr.access.actor import Actor
from case_mgr.cases import policy as cases
from case_mgr.cases.models import Case, Exit, TimelineEvent
from case_mgr.cases.types import State
from case_mgr.core import clock
from case_mgr.core.db import earliest, latest
from case_mgr.detainees import policy as people
from case_mgr.detainees.models import Consent, Detainee, Nationality
from case_mgr.detainees.types import Sex
from case_mgr.insight.types import Month
from case_mgr.jurisdictions.enums import ENDED
from case_mgr.tasks import policy as tasks
from case_mgr.tasks.models import Task
from case_mgr.tasks.types import UNDONE
from case_mgr.tasks.types import State as TaskState

STILL = timedelta(days=90)
# Columns: what it is, its reference, how its page is addressed, the person's name, whose it is, its number.
Lines = Select[Any]
_OPEN = Case.stage.not_in([str(stage) for stage in ENDED])
_HELD = Case.state == str(State.IN_CUSTODY)


def _people(actor: Actor, *where: ColumnElement[bool]) -> Lines:
    """People, each with whoever follows their latest case."""
    theirs = aliased(Case)
    of_person = select(theirs.owner_id).where(theirs.detainee_id == Detainee.id, theirs.withdrawn_at.is_(None))
    who = of_person.order_by(theirs.id.desc()).limit(1).scalar_subquery()
    key, number = Detainee.public_id, Detainee.id
    columns = _columns("person", Detainee.reference, key, Detainee.name, who, number)
    return select(*columns).where(people.visible(actor), *where)


def _cases(actor: Actor, *where: ColumnElement[bool]) -> Lines:
    columns = _columns("case", Case.reference, Case.reference, Detainee.name, Case.owner_id, Case.id)
    return select(*columns).join(Detainee, Detainee.id == Case.detainee_id).where(cases.visible(actor), *where)


def _events(actor: Actor, *where: ColumnElement[bool]) -> Lines:
    """Events, one row each, by the person who recorded it; what only some may see is in no report."""
    columns = _columns(
        "event", Case.reference, Case.reference, Detainee.name, TimelineEvent.author_id, TimelineEvent.id
    )
    joined = select(*columns).join(Case, Case.id == TimelineEvent.case_id)
    stands = TimelineEvent.withdrawn_at.is_(None)
    bounds = (cases.visible(actor), cases.open_to_all(TimelineEvent), stands)
    return joined.join(Detainee, Detainee.id == Case.detainee_id).where(*bounds, *where)


def _exits(actor: Actor, *where: ColumnElement[bool]) -> Lines:
    columns = _columns("case", Case.reference, Case.reference, Detainee.name, TimelineEvent.author_id, Exit.id)
    joined = select(*columns).join(Case, Case.id == Exit.case_id)
    joined = joined.join(Detainee, Detainee.id == Case.detainee_id)
    joined = joined.join(TimelineEvent, TimelineEvent.id == Exit.event_id)
    return joined.where(cases.visible(actor), Exit.withdrawn_at.is_(None), *where)


def _tasks(actor: Actor, who: Any, *where: ColumnElement[bool]) -> Lines:
    reference = func.coalesce(Case.reference, "")
    columns = _columns("task", reference, Task.public_id, Detainee.name, who, Task.id)
    joined = select(*columns).select_from(Task).outerjoin(Case, Case.id == Task.case_id)
    joined = joined.outerjoin(Detainee, Detainee.id == Case.detainee_id)
    return joined.where(tasks.visible(actor), *where)


def _columns(subject: str, reference: Any, key: Any, name: Any, who: Any, number: Any) -> tuple[Any, ...]:
    told = (("subject", literal(subject)), ("reference", reference), ("key", key), ("name", name))
    return tuple(column.label(label) for label, column in (*told, ("who", who), ("number", number)))


def _during(column: Any, month: Month) -> ColumnElement[bool]:
    return and_(column >= month.since, column < month.until)


def _late(_month: Month) -> ColumnElement[bool]:
    """Tasks whose last day is over, and that nobody put off to a later one: what the list of tasks calls overdue."""
    today = clock.today()
    last = func.coalesce(latest(Task, "due"), earliest(Task, "due"))
    sleeps = and_(Task.state == str(TaskState.SNOOZED), Task.snoozed_until > today)
    return and_(Task.state.in_([str(state) for state in UNDONE]), ~sleeps, last < today)


def _still() -> ColumnElement[bool]:
    new = exists().where(TimelineEvent.case_id == Case.id, TimelineEvent.created_at >= clock.now() - STILL)
    return and_(_OPEN, Case.created_at < clock.now() - STILL, ~new)


def _no(model: Any, *where: ColumnElement[bool]) -> ColumnElement[bool]:
    return ~exists().where(model.detainee_id == Detainee.id, *where)


_UNDONE = Task.state.in_([str(state) for state in UNDONE])
_UNBORN = and_(earliest(Detainee, "born").is_(None), latest(Detainee, "born").is_(None))
_NO_EVENT = ~exists().where(TimelineEvent.case_id == Case.id, TimelineEvent.withdrawn_at.is_(None))
STATEMENTS: Mapping[str, Callable[[Actor, Month], Lines]] = {
    "registered": lambda actor, month: _people(actor, _during(Detainee.created_at, month)),
    "opened": lambda actor, month: _cases(actor, _during(Case.created_at, month)),
    "events": lambda actor, month: _events(actor, _during(TimelineEvent.created_at, month)),
    "exits": lambda actor, month: _exits(actor, _during(Exit.created_at, month)),
    "done": lambda actor, month: _tasks(actor, Task.closed_by_id, _during(Task.closed_at, month)),
    "open": lambda actor, month: _cases(actor, _OPEN),
    "held": lambda actor, month: _cases(actor, _OPEN, _HELD),
    "tasks": lambda actor, month: _tasks(actor, Task.assignee_id, _UNDONE),
    "late": lambda actor, month: _tasks(actor, Task.assignee_id, _late(month)),
    "still": lambda actor, month: _cases(actor, _still()),
    "birth": lambda actor, month: _people(actor, _UNBORN, Detainee.age.is_(None)),
    "nationality": lambda actor, month: _people(actor, _no(Nationality)),
    "sex": lambda actor, month: _people(actor, Detainee.sex == str(Sex.UNKNOWN)),
    "consent": lambda actor, month: _people(actor, _no(Consent)),
    "empty": lambda actor, month: _cases(actor, _NO_EVENT),
    "place": lambda actor, month: _cases(actor, _HELD, or_(Case.place == "", Case.place.is_(None))),
    "source": lambda actor, month: _events(actor, TimelineEvent.source == "", TimelineEvent.corrects_id.is_(None)),
}
