"""What is asked of whoever came out with a batch: conditions, documents, exile, health, what support is needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import or_, select

from case_mgr.cases.models import Case, Exit
from case_mgr.cases.types import FREEING, Documents
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import latest
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.tasks.rules.days import due_after
from case_mgr.tasks.types import Candidate, TaskRule

# Whoever has been out for longer than this is asked otherwise than by a rule.
_LONGEST = timedelta(days=180)


def freed(organisation_id: int, today: date, days: int) -> Iterator[Candidate]:
    """Find the releases of batches of which it is not known where to, on which conditions, or with which papers."""
    unknown = or_(Exit.destination == "", Exit.conditions == "", Exit.documents == str(Documents.UNKNOWN))
    happened = latest(Exit, "happened")
    rows = db.session.execute(
        select(Exit, Case.reference, Case.owner_id)
        .join(Exit.case)
        .where(
            Exit.organisation_id == organisation_id,
            Exit.withdrawn_at.is_(None),
            Exit.batch.is_not(None),
            Exit.link.in_([str(link) for link in FREEING]),
            Case.withdrawn_at.is_(None),
            or_(happened.is_(None), happened >= today - _LONGEST),
            unknown,
        )
        .order_by(Exit.id)
    )
    asked: set[int] = set()
    for exit_, reference, owner in rows:
        # Of one case one question, however many links of its chain are confirmed.
        if exit_.case_id in asked:
            continue
        asked.add(exit_.case_id)
        base = exit_.happened or PartialDate.unknown()
        yield Candidate(
            f"exit:{exit_.public_id}",
            base,
            due_after(base, days, today),
            case_id=exit_.case_id,
            owner_id=owner,
            reference=reference,
        )


AFTER_RELEASE = TaskRule(
    key="after_release",
    name=N_("After a release"),
    what=N_("After the release in %(case)s: ask about conditions, documents, exile, health and what support is needed"),
    because=N_("%(days)s days after the release: %(base)s"),
    gone=N_("Destination, conditions and documents were recorded, or the release was taken back."),
    act=N_("Complete the exit from custody"),
    endpoint="cases.amend_exit",
    candidates=freed,
    record_arg="exit_id",
)
