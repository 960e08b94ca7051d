"""Rules about cases that nobody hears of: no sign of life for long, or nothing written down for long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, select

from case_mgr.accounts.models import Organisation
from case_mgr.audit import queries as log
from case_mgr.cases.models import Case, CustodyPeriod, TimelineEvent
from case_mgr.cases.policy import open_to_all
from case_mgr.cases.types import Contact, State
from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jurisdictions.enums import ENDED
from case_mgr.tasks.rules.days import due_after, is_over
from case_mgr.tasks.types import Candidate, TaskRule

RowT = TypeVar("RowT", TimelineEvent, CustodyPeriod)
_SIGNS = ("last_sign_of_life", "contact_restored")
_IN_TOUCH = tuple(str(kind) for kind in (Contact.FAMILY, Contact.LAWYER, Contact.BOTH))


def running(organisation_id: int) -> Select[Case]:
    """Return the statement of all cases of an organisation that have not ended."""
    return select(Case).where(
        Case.organisation_id == organisation_id,
        Case.withdrawn_at.is_(None),
        Case.stage.not_in([str(stage) for stage in ENDED]),
    )


def silent(organisation_id: int, today: date, days: int) -> Iterator[Candidate]:
    """Find those in custody of whom nobody has heard for long."""
    held = running(organisation_id).where(Case.state == str(State.IN_CUSTODY)).order_by(Case.id)
    signs = _last_signs(organisation_id)
    for case in db.session.scalars(held):
        base = signs.get(case.id) or _followed_since(case)
        if is_over(base, days, today):
            due = due_after(base, days, today)
            yield about_case(case, base, due)


def stale(organisation_id: int, today: date, days: int) -> Iterator[Candidate]:
    """Find running cases to which nobody has added anything for long, as the log tells."""
    organisation = db.session.get_one(Organisation, organisation_id)
    touched = log.list_last_changes(organisation.public_id, Case.__tablename__)
    for case in db.session.scalars(running(organisation_id).order_by(Case.id)):
        base = PartialDate.from_date(touched.get(case.public_id, case.created_at).date())
        if is_over(base, days, today):
            due = due_after(base, days, today)
            yield about_case(case, base, due)


def about_case(case: Case, base: PartialDate, due: PartialDate) -> Candidate:
    """Return what a rule found about a case."""
    whose: dict[str, Any] = {"case_id": case.id, "owner_id": case.owner_id}
    return Candidate(f"case:{case.id}", base, due, reference=case.reference, **whose)


def _followed_since(case: Case) -> PartialDate:
    """Return the day of the detention, or the day the case came to us when that was later."""
    opened = PartialDate.from_date(case.created_at.date())
    return case.arrested if case.arrested and opened.before(case.arrested) else opened


def _last_signs(organisation_id: int) -> dict[int, PartialDate]:
    """Return the last sign of life in every case: events that tell of one, and periods with contact.

    Whoever may open the case reads the task and its date: what only some may see is not in it.
    """
    last: dict[int, PartialDate] = {}
    for case_id, when in (*_told(organisation_id), *_in_touch(organisation_id)):
        if case_id not in last or _latest(last[case_id]) < _latest(when):
            last[case_id] = when
    return last


def _told(organisation_id: int) -> Iterable[tuple[int, PartialDate]]:
    rows = db.session.scalars(
        select(TimelineEvent)
        .where(TimelineEvent.organisation_id == organisation_id, TimelineEvent.kind.in_(_SIGNS))
        .where(open_to_all(TimelineEvent))
        .order_by(TimelineEvent.id)
    )
    return [(row.case_id, row.happened) for row in _standing(rows) if row.happened and row.happened.latest]


def _in_touch(organisation_id: int) -> Iterable[tuple[int, PartialDate]]:
    """Return the last day of every contact: an open period tells of the day on which it was written down."""
    rows = db.session.scalars(
        select(CustodyPeriod)
        .join(CustodyPeriod.case)
        .where(Case.organisation_id == organisation_id, open_to_all(CustodyPeriod))
        .order_by(CustodyPeriod.id)
    )
    return [
        (row.case_id, row.ended or PartialDate.from_date(row.created_at.date()))
        for row in _standing(rows)
        if row.contact in _IN_TOUCH and (row.ended is None or row.ended.latest)
    ]


def _standing(rows: Iterable[RowT]) -> Iterator[RowT]:
    """Yield what counts: of each record its latest correction, nothing that was taken back."""
    roots: dict[int, int] = {}
    latest: dict[int, RowT] = {}
    for row in rows:
        roots[row.id] = row.id if row.corrects_id is None else roots.get(row.corrects_id, row.corrects_id)
        latest[roots[row.id]] = row
    return (row for row in latest.values() if row.withdrawn_at is None)


def _latest(when: PartialDate) -> date:
    return when.latest or date.min


SILENCE = TaskRule(
    key="silence",
    name=N_("No sign of life"),
    what=N_("Ask for a sign of life: none for %(days)s days"),
    because=N_("%(days)s days after the last sign of life, or after we began to follow the case: %(base)s"),
    gone=N_("A sign of life was recorded, or the person is no longer in custody."),
    act=N_("Record a sign of life"),
    endpoint="cases.new_event",
    candidates=silent,
    args=(("kind", "last_sign_of_life"),),
)
STALE = TaskRule(
    key="stale",
    name=N_("Nothing recorded for long"),
    what=N_("Look into the case: nothing was recorded for %(days)s days"),
    because=N_("%(days)s days after the last change of the case: %(base)s"),
    gone=N_("Something was recorded in the case, or it has ended."),
    act=N_("Record what is new"),
    endpoint="cases.new_event",
    candidates=stale,
)
