"""Counts the statements of a report by whose a record is, and lists what is behind each number."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.models import User
from case_mgr.advocacy import queries as advocacy
from case_mgr.audit import queries as log
from case_mgr.audit.types import LOOKS, Event
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.extensions import db
from case_mgr.insight.queries.lines import STATEMENTS
from case_mgr.insight.types import COLUMNS, NOBODY, Counted, Line, Month, Sheet
from case_mgr.tasks import queries as tasks


def count_all(actor: Actor, sheet: Sheet, month: Month) -> list[Counted]:
    """Count every column of a report for each person whose records it counts; who has most stands first."""
    actor.require(Permission.REPORT_BUILD)
    found: defaultdict[int | None, dict[str, int]] = defaultdict(dict)
    for key in COLUMNS[sheet]:
        lines = STATEMENTS[key](actor, month).subquery()
        for who, count in db.session.execute(select(lines.c.who, func.count()).group_by(lines.c.who)):
            found[who][key] = count
    names = _names(who for who in found if who is not None)
    rows = [
        Counted(*names.get(who or 0, (NOBODY, "")), {key: counts.get(key, 0) for key in COLUMNS[sheet]})
        for who, counts in found.items()
    ]
    return sorted(rows, key=lambda row: (row.who == NOBODY, -sum(row.counts.values()), row.name))


def list_behind(actor: Actor, key: str, month: Month, who: str, request: PageRequest) -> Page[Line]:
    """List the records behind a number: all of its column, or those of one person."""
    actor.require(Permission.REPORT_BUILD)
    # Names stand at the top of the statement that reads them: out of a subquery they would go past the door of names.
    lines = STATEMENTS[key](actor, month)
    if who:
        theirs = select(User.id).where(User.public_id == who).scalar_subquery()
        owner = lines.selected_columns["who"]
        lines = lines.where(owner.is_(None) if who == NOBODY else owner == theirs)
    total = db.session.scalar(select(func.count()).select_from(lines.subquery())) or 0
    at = settle(request, total)
    lines = lines.order_by(lines.selected_columns["reference"], lines.selected_columns["number"])
    rows = db.session.execute(lines.offset((at.number - 1) * at.size).limit(at.size)).all()
    owners = _names({row.who for row in rows if row.who is not None})
    whose = [owners.get(row.who or 0, (NOBODY, ""))[1] for row in rows]
    found = [Line(row.subject, row.reference, row.key, row.name or "", of) for row, of in zip(rows, whose, strict=True)]
    return Page(found, total, at.number, at.size)


def list_looks(actor: Actor, since: datetime, until: datetime) -> tuple[list[Event], list[Counted]]:
    """Count who opened what is guarded, by kind; each number is that of the log under the same filter."""
    actor.require(Permission.AUDIT_READ)
    counted = log.count_looks(actor, since, until, LOOKS, tasks.of_others(actor), advocacy.open_of_closed(actor))
    kinds = sorted({event for _who, _name, event in counted})
    people: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (who, name, event), count in counted.items():
        people[who, name][str(event)] += count
    rows = [
        Counted(who, name, {str(kind): counts[str(kind)] for kind in kinds}) for (who, name), counts in people.items()
    ]
    return kinds, sorted(rows, key=lambda row: (-sum(row.counts.values()), row.name))


def _names(numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
    rows = db.session.execute(select(User.id, User.public_id, User.name).where(User.id.in_(sorted(numbers))))
    return {number: (public_id, name) for number, public_id, name in rows}
