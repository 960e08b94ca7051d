"""Rules that look after imports: whoever checks lists and writes none may be asking who is known here.

Each task is for one member alone, and never for the importer: a warning that they could read would be the answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import ColumnElement, select

from case_mgr.access.permissions import Permission
from case_mgr.access.roles import roles_with
from case_mgr.accounts.models import Membership, User
from case_mgr.core import clock
from case_mgr.core.blocks import blocks
from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.extensions import db
from case_mgr.imports.models import Import
from case_mgr.tasks.types import Candidate, TaskRule

MANY_LISTS, MANY_ROWS = 10, 5000
# How many withheld people lists of one member may name within a day before those who guard them hear of it.
MANY_GUARDED = 10
_WITHIN = timedelta(days=1)


def unusual(organisation_id: int, today: date, days: int) -> Iterator[Candidate]:
    """Find members who have checked unusually many lists or rows within a day and written none of them."""
    lists, rows = Counter[int](), Counter[int]()
    wanted = select(Import.user_id, Import.counts).where(*_lately(organisation_id), Import.applied_at.is_(None))
    for member, counts in db.session.execute(wanted.order_by(Import.id)):
        lists[member] += 1
        rows[member] += sum(counts.get("verdicts", {}).values())
    busy = [member for member in lists if lists[member] >= MANY_LISTS or rows[member] >= MANY_ROWS]
    if busy:
        leaders = _members(organisation_id, Permission.TASK_CHECK)
        yield from _told({member: leaders.keys() for member in busy}, today)


def guarded(organisation_id: int, today: date, days: int) -> Iterator[Candidate]:
    """Find members whose lists named many people whom they may not open; those who guard these people are told."""
    met: dict[int, set[int]] = {}
    for row in db.session.scalars(select(Import).where(*_lately(organisation_id)).order_by(Import.id)):
        met.setdefault(row.user_id, set()).update(row.unseen or ())
    warned: dict[int, Iterable[int]] = {}
    for member, numbers in met.items():
        guards = people.list_guards(organisation_id, member, numbers)
        if len(guards) >= MANY_GUARDED:
            warned[member] = {guard for found in guards.values() for guard in found}
    if warned:
        works, looks = (_members(organisation_id, one) for one in (Permission.TASK_READ, Permission.IMPORT_STAGE))
        able, leaders = works.keys() & looks.keys(), _members(organisation_id, Permission.TASK_CHECK)
        # Where none of them works on tasks or may look at imports, whoever leads hears of it, and of no name.
        heard = {member: able & {*guards} - {member} for member, guards in warned.items()}
        yield from _told({member: guards or leaders.keys() for member, guards in heard.items()}, today)


def _lately(organisation_id: int) -> tuple[ColumnElement[bool], ...]:
    return Import.organisation_id == organisation_id, Import.checked_at > clock.now() - _WITHIN


def _members(organisation_id: int, permission: Permission) -> dict[int, str]:
    roles = [str(role) for role in roles_with(permission)]
    rows = db.session.execute(
        select(User.id, User.public_id)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.organisation_id == organisation_id, Membership.role.in_(roles), User.disabled_at.is_(None))
        .order_by(User.id)
    )
    return dict(rows.all())


def _told(heard: Mapping[int, Iterable[int]], today: date) -> Iterator[Candidate]:
    named: dict[int, str] = {}
    for block in blocks(sorted(heard)):
        named |= dict(db.session.execute(select(User.id, User.public_id).where(User.id.in_(block))).all())
    day = PartialDate.from_date(today)
    for member, listeners in heard.items():
        for one in sorted({*listeners} - {member}):
            yield Candidate(f"{one}:{named[member]}", day, day, owner_id=one, only_for_id=one)


UNUSUAL_IMPORTS = TaskRule(
    key="imports_unusual",
    name=N_("Unusually many lists checked"),
    what=N_("Look at the imports: somebody has checked unusually many rows within a day and written none"),
    because=N_("Seen on %(base)s. You alone can see this task, and others who lead have their own."),
    gone=N_("The lists were written since, or a day has passed."),
    act=N_("Open their imports"),
    endpoint="imports.index",
    candidates=unusual,
    of_record=True,
)
GUARDED_IMPORTS = TaskRule(
    key="imports_guarded",
    name=N_("Lists that name many withheld people"),
    what=N_("Look at the imports: somebody’s lists name many people whom they may not open, some of them in your care"),
    because=N_("Seen on %(base)s. You alone can see this task, and others who guard these people have their own."),
    gone=N_("A day has passed since the lists were checked."),
    act=N_("Open their imports"),
    endpoint="imports.index",
    candidates=guarded,
    of_record=True,
)
RULES = (UNUSUAL_IMPORTS, GUARDED_IMPORTS)
