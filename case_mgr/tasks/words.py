"""Words of tasks in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from case_mgr.access.actor import Actor
from case_mgr.audit.types import EntryView, Event
from case_mgr.core import clock
from case_mgr.core.text import N_
from case_mgr.tasks.registry import find_rule, rules
from case_mgr.tasks.results import TaskRow, TaskView
from case_mgr.tasks.types import SOON, Group, State, TaskRule, Whose
from case_mgr.web.wording import instant, when, when_short

Tag = dict[str, str]
GROUPS: Mapping[Group, str] = {
    Group.OVERDUE: N_("Overdue"),
    Group.SOON: N_("This week"),
    Group.LATER: N_("Later"),
    Group.UNDATED: N_("No date"),
    Group.CLOSED: N_("Done"),
}
STATES: Mapping[State, str] = {
    State.OPEN: N_("Open"),
    State.SNOOZED: N_("Put off"),
    State.DONE: N_("Done"),
    State.DROPPED: N_("Dropped"),
}
WHOSE: Mapping[Whose, str] = {
    Whose.MINE: N_("Mine"),
    Whose.TEAM: N_("My team"),
    Whose.ALL: N_("Everybody’s"),
}
# What the rule of a task that a person set is called in filters.
BY_HAND = "person"


def task_what(row: TaskRow) -> str:
    """Say what is to be done."""
    rule = find_rule(row.rule)
    if rule is None:
        return row.what or _("A rule that is no longer in use opened this task.")
    return _(rule.what, case=row.case, days=row.days, base=when(row.base))


def task_why(row: TaskRow) -> str:
    """Say from what the day of a rule's task follows."""
    rule = find_rule(row.rule)
    return _(rule.because, base=when(row.base), days=row.days) if rule else ""


def rule_name(key: str) -> str:
    """Name a rule, or say that a person set the task."""
    if not key or key == BY_HAND:
        return _("Set by hand")
    rule = find_rule(key)
    return _(rule.name) if rule else key


def task_group_name(group: Group) -> str:
    """Name a group of the list."""
    return _(GROUPS[group])


def task_group(row: TaskRow) -> Group:
    """Return the group in which a task stands today, as the list orders them."""
    today = clock.today()
    if row.closed:
        return Group.CLOSED
    if _sleeps(row, today):
        return Group.LATER
    first, last = _bounds(row)
    if first is None or last is None:
        return Group.UNDATED
    if last < today:
        return Group.OVERDUE
    return Group.SOON if first.toordinal() <= today.toordinal() + SOON else Group.LATER


def task_day(row: TaskRow) -> date | None:
    """Return the day on which a task stands in a calendar, as lists order it."""
    return row.snoozed_until if _sleeps(row, clock.today()) else _bounds(row)[1]


def task_in_words(row: TaskRow) -> str:
    """Say how far a task is: overdue, due today, due in some days, put off, or closed."""
    today = clock.today()
    if row.closed:
        return _(STATES[row.state])
    if _sleeps(row, today):
        return _("put off until %(date)s", date=when(row.snoozed_until))
    first, last = _bounds(row)
    if first is None or last is None:
        return _("no date")
    if last < today:
        late = (today - last).days
        return ngettext("overdue by %(num)d day", "overdue by %(num)d days", late)
    if first <= today:
        return _("due today") if first == last else _("due now, at the latest on %(date)s", date=when(last))
    ahead = (first - today).days
    if ahead == 1:
        return _("due tomorrow")
    return ngettext("due in %(num)d day", "due in %(num)d days", ahead)


def task_tag(row: TaskRow) -> Tag:
    """Return the same as a tag."""
    kinds = {Group.OVERDUE: "danger", Group.SOON: "warn", Group.CLOSED: "neutral"}
    kind = "neutral" if _sleeps(row, clock.today()) else kinds.get(task_group(row), "neutral")
    return {"text": task_in_words(row), "kind": kind}


def task_due(row: TaskRow) -> str:
    """Say the day of a task, or its range."""
    return when_short(row.due) if row.due else ""


def task_moved(row: TaskRow) -> str:
    """Say that the day followed a date that changed, with the day before."""
    if not row.due_moved_at or row.closed:
        return ""
    return _(
        "The date that it is computed from changed on %(at)s: due %(now)s, before %(before)s.",
        at=when(row.due_moved_at.date()),
        now=when(row.due),
        before=when(row.due_before),
    )


def task_act(actor: Actor, row: TaskRow) -> dict[str, str] | None:
    """Return the page on which the task is done, for whoever may write there."""
    rule = find_rule(row.rule)
    if rule is None or row.closed:
        return None
    where, needed = _place(rule, row)
    args: dict[str, Any] = dict(rule.args)
    if not all(where.values()) or not actor.may(needed):
        return None
    return {"label": _(rule.act), "href": url_for(rule.endpoint, **where, **args)}


def rule_choices() -> list[tuple[str, str]]:
    """List the rules for a filter, and what people set by hand."""
    return [*((rule.key, _(rule.name)) for rule in rules()), (BY_HAND, _("Set by hand"))]


def closed_words(view: TaskView) -> str:
    """Say what came of a closed task, or why it was dropped."""
    rule = find_rule(view.row.rule)
    if view.row.closed and not view.closed_by and rule:
        return _(rule.gone)
    return view.outcome or view.reason


def task_history(entries: list[EntryView]) -> list[dict[str, Any]]:
    """Return what was done to a task as a timeline shows it."""
    return [{"when": instant(entry.at), "title": _(entry.sentence), "recorded": _said(entry)} for entry in entries]


def _place(rule: TaskRule, row: TaskRow) -> tuple[dict[str, Any], str]:
    """Return what the page of an act is about, and the permission that it needs."""
    if rule.of_record:
        return {"public_id": row.basis.partition(":")[2]}, "task.write"
    if rule.of_person:
        return {"public_id": row.person_id}, "person.write"
    named = {rule.record_arg: row.basis.partition(":")[2]} if rule.record_arg else {}
    return {"reference": row.case} | named, "case.write"


def _said(entry: EntryView) -> str:
    by_rule = entry.event in (Event.TASK_OPENED, Event.TASK_MOVED, Event.TASK_CLOSED)
    return _("by a rule") if by_rule else _("by %(who)s", who=entry.actor_name)


def _sleeps(row: TaskRow, today: date) -> bool:
    return row.state is State.SNOOZED and row.snoozed_until is not None and row.snoozed_until > today


def _bounds(row: TaskRow) -> tuple[date | None, date | None]:
    if row.due is None:
        return None, None
    return row.due.earliest or row.due.latest, row.due.latest or row.due.earliest
