"""A rule that looks after imports: somebody who checks many lists and writes none may be asking who is known here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select

from case_mgr.accounts.models import User
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.imports.models import Import
from case_mgr.tasks.types import Candidate, TaskRule

MANY_LISTS, MANY_ROWS = 10, 5000
_WITHIN = timedelta(days=1)


def unusual(organisation_id: int, today: date, days: int) -> Iterator[Candidate]:
    """Find members who have checked unusually many lists or rows within a day and written none of them."""
    lists, rows = Counter[str](), Counter[str]()
    wanted = (
        select(User.public_id, Import.counts)
        .join(Import, Import.user_id == User.id)
        .where(
            Import.organisation_id == organisation_id,
            Import.checked_at > clock.now() - _WITHIN,
            Import.applied_at.is_(None),
        )
        .order_by(Import.id)
    )
    for member, counts in db.session.execute(wanted):
        lists[member] += 1
        rows[member] += sum(counts.get("verdicts", {}).values())
    day = PartialDate.from_date(today)
    for member in lists:
        if lists[member] >= MANY_LISTS or rows[member] >= MANY_ROWS:
            yield Candidate(f"imports:{member}", day, day)


UNUSUAL_IMPORTS = TaskRule(
    key="imports_unusual",
    name=N_("Unusually many lists checked"),
    what=N_("Look at the imports: somebody has checked unusually many rows within a day and written none"),
    because=N_("Seen on %(base)s"),
    gone=N_("The lists were written since, or a day has passed."),
    act=N_("Open the imports"),
    endpoint="imports.index",
    candidates=unusual,
    of_record=True,
)
