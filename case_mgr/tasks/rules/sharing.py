"""The rule about shares whose consent was taken back: somebody decides; nothing ends by itself.

A share may rest on more than consent (its offer says why), and ending one cuts a lawyer off in the middle of their
work: a slip of a day or of a person must not do that. So the page warns, and the owner of the case is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.detainees.consent import decide
from case_mgr.detainees.types import Answer, ConsentView, Purpose, Standing, Why
from case_mgr.extensions import db
from case_mgr.shares.models import CaseShare
from case_mgr.shares.policy import stands
from case_mgr.tasks.rules.days import due_after
from case_mgr.tasks.types import Candidate, TaskRule

_NO = frozenset({Why.WITHDRAWN, Why.REFUSED_BY_PERSON, Why.REFUSED_BY_PROXY, Why.DISAGREE})


def unconsented(organisation_id: int, today: date, _days: int) -> Iterator[Candidate]:
    """Find shares that stand though consent to sharing with partners was withdrawn or refused since they were given."""
    rows = db.session.scalars(
        select(CaseShare)
        .join(CaseShare.case)
        .where(CaseShare.organisation_id == organisation_id, stands(today))
        .options(contains_eager(CaseShare.case))
        .order_by(CaseShare.id)
    ).all()
    rows = [row for row in rows if row.case.withdrawn_at is None]
    answers = people.list_answers(sorted({row.case.detainee_id for row in rows}))
    for row in rows:
        about = [one for one in answers.get(row.case.detainee_id, ()) if Purpose.PARTNERS in one.purposes]
        if decide(about, Purpose.PARTNERS, Standing(), today).reasons[-1] not in _NO:
            continue
        base = max(_refusals(about), key=_last, default=None)
        # A share that was given after the answer says why it was: nobody is asked again.
        if base is None or _last(base) < row.created_at.date():
            continue
        due = due_after(base, 0, today)
        yield Candidate(
            f"share:{row.public_id}",
            base,
            due,
            case_id=row.case_id,
            owner_id=row.case.owner_id,
            reference=row.case.reference,
        )


def _refusals(about: Iterable[ConsentView]) -> Iterator[PartialDate]:
    for one in about:
        recorded = PartialDate.from_date(one.recorded.date())
        if one.answer is Answer.GIVEN and one.withdrawn is not None:
            yield one.withdrawn if one.withdrawn.latest else recorded
        elif one.answer is Answer.REFUSED and one.withdrawn is None:
            yield one.obtained if one.obtained and one.obtained.latest else recorded


def _last(when: PartialDate) -> date:
    return when.latest or date.min


SHARED_UNCONSENTED = TaskRule(
    key="share_consent",
    name=N_("Shared, and consent withdrawn"),
    what=N_("Decide whether %(case)s stays shared: consent to it was withdrawn or refused"),
    because=N_("The day of the answer about sharing with partners: %(base)s"),
    gone=N_("The sharing has ended, or consent covers it again."),
    act=N_("Open the sharing"),
    endpoint="shares.of_case",
    candidates=unconsented,
)
