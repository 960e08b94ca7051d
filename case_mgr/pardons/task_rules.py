"""What is asked of whoever came out with a batch: conditions, documents, exile, health, what support is needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import ColumnElement, not_, or_, select
from sqlalchemy.orm import aliased

from case_mgr.cases.models import Case, Exit
from case_mgr.cases.types import FREEING, WAITING, Documents, Health, NeedKind, Support
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import latest
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.tasks.rules.days import due_after
from case_mgr.tasks.types import Candidate, TaskRule

# Whoever has been out for longer than this is asked otherwise than by a rule.
_LONGEST = timedelta(days=180)


def freed(organisation_id: int, today: date, days: int) -> Iterator[Candidate]:
    """Find the releases of batches of which it is not known where to, how somebody is, or what they need."""
    unknown = or_(
        Exit.destination == "",
        Exit.conditions == "",
        Exit.documents == str(Documents.UNKNOWN),
        Exit.health == str(Health.UNKNOWN),
        Exit.support == str(Support.UNKNOWN),
    )
    happened = latest(Exit, "happened")
    rows = db.session.execute(
        select(Exit, Case.reference, Case.owner_id)
        .join(Exit.case)
        .where(
            Exit.organisation_id == organisation_id,
            Exit.withdrawn_at.is_(None),
            _with_batch(),
            Exit.link.in_([str(link) for link in FREEING]),
            Case.withdrawn_at.is_(None),
            or_(happened.is_(None), happened >= today - _LONGEST),
            unknown,
            # A decree that is written down later says nothing of how somebody is.
            _newest(freeing=True),
        )
        .order_by(Exit.id)
    )
    for exit_, reference, owner in rows:
        base = exit_.happened or PartialDate.unknown()
        yield Candidate(
            f"exit:{exit_.public_id}",
            base,
            due_after(base, days, today),
            case_id=exit_.case_id,
            owner_id=owner,
            reference=reference,
        )


def _newest(*, freeing: bool = False) -> ColumnElement[bool]:
    """The latest exit of its case that stands: of one release one question, however many links of it are confirmed."""
    later = aliased(Exit)
    after = select(later.id).where(later.case_id == Exit.case_id, later.id > Exit.id, later.withdrawn_at.is_(None))
    if freeing:
        after = after.where(later.link.in_([str(link) for link in FREEING]))
    return not_(after.exists())


def _with_batch() -> ColumnElement[bool]:
    """Some link of the release was confirmed with a batch, whichever was written down later beside it."""
    own = aliased(Exit)
    known = own.case_id == Exit.case_id, own.batch.is_not(None), own.withdrawn_at.is_(None)
    return select(own.id).where(*known).exists()


def needing(organisation_id: int, today: date, days: int) -> Iterator[Candidate]:
    """Find the releases, of a batch or not, after which somebody still waits for support or for a doctor."""
    again = aliased(Case)
    rows = db.session.execute(
        select(Exit, Case.reference, Case.owner_id)
        .join(Exit.case)
        .where(
            Exit.organisation_id == organisation_id,
            Exit.withdrawn_at.is_(None),
            Exit.support == str(Support.NEEDED),
            # Whoever refused to leave or was brought back is not out.
            Exit.link.in_([str(link) for link in FREEING]),
            Case.withdrawn_at.is_(None),
            _newest(),
            # Whoever was arrested again is followed in the new case.
            not_(select(again.id).where(again.reverses_exit_id == Exit.id, again.withdrawn_at.is_(None)).exists()),
        )
        .order_by(Exit.id)
    )
    for exit_, reference, owner in rows:
        since = [date.fromisoformat(day) for state, day in exit_.needs.values() if state in WAITING]
        base = PartialDate.from_date(min(since, default=today))
        # Whoever needs a doctor at once does not wait for the days of a rule, and is a task of their own.
        state, *_since = exit_.needs.get(str(NeedKind.MEDICAL), [""])
        at_once = exit_.health == Health.URGENT and state in WAITING
        due = base if at_once else due_after(base, days, today)
        basis = f"{'needed-now' if at_once else 'needed'}:{exit_.public_id}"
        yield Candidate(basis, base, due, case_id=exit_.case_id, owner_id=owner, reference=reference)


SUPPORT_NEEDED = TaskRule(
    key="support_needed",
    name=N_("Support after a release"),
    what=N_("See to the support that is needed after the release in %(case)s"),
    because=N_("%(days)s days after it was said what is needed: %(base)s"),
    gone=N_("Nothing waits here: it is met, not wanted, or asked for at once, or the release was taken back."),
    act=N_("Say how far it came"),
    endpoint="cases.amend_exit",
    candidates=needing,
    record_arg="exit_id",
)
AFTER_RELEASE = TaskRule(
    key="after_release",
    name=N_("After a release"),
    what=N_("After the release in %(case)s: ask about conditions, documents, exile, health and what support is needed"),
    because=N_("%(days)s days after the release: %(base)s"),
    gone=N_("Destination, conditions, documents, health and support were recorded, or the release was taken back."),
    act=N_("Complete the exit from custody"),
    endpoint="cases.amend_exit",
    candidates=freed,
    record_arg="exit_id",
)
