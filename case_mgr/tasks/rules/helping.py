"""Rules about requests for help: nobody decided for long, or nobody told whoever asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager

from case_mgr.cases.models import Case
from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.tasks.help_types import Stage
from case_mgr.tasks.models import HelpRequest
from case_mgr.tasks.rules.days import due_after, is_over
from case_mgr.tasks.types import Candidate, TaskRule


def undecided(organisation_id: int, today: date, days: int) -> Iterator[Candidate]:
    """Find requests about which nobody has decided for long."""
    for row in _standing(organisation_id, Stage.RECEIVED):
        base = row.received or PartialDate.from_date(row.created_at.date())
        if is_over(base, days, today):
            yield _about(row, base, due_after(base, days, today))


def unanswered(organisation_id: int, today: date, days: int) -> Iterator[Candidate]:
    """Find requests that were decided long ago, of which nobody has told whoever asked."""
    for row in _standing(organisation_id, Stage.DECIDED):
        base = row.decided or PartialDate.from_date(today)
        if is_over(base, days, today):
            yield _about(row, base, due_after(base, days, today))


def _standing(organisation_id: int, stage: Stage) -> list[HelpRequest]:
    wanted = (
        select(HelpRequest)
        .outerjoin(HelpRequest.case)
        .where(HelpRequest.organisation_id == organisation_id, HelpRequest.stage == str(stage))
        .where(or_(HelpRequest.case_id.is_(None), Case.withdrawn_at.is_(None)))
        .options(contains_eager(HelpRequest.case))
    )
    return list(db.session.scalars(wanted.order_by(HelpRequest.id)))


def _about(row: HelpRequest, base: PartialDate, due: PartialDate) -> Candidate:
    owner = row.assignee_id or (row.case.owner_id if row.case else None)
    label = row.case.reference if row.case else ""
    return Candidate(f"help:{row.public_id}", base, due, case_id=row.case_id, owner_id=owner, reference=label)


HELP_UNDECIDED = TaskRule(
    key="help_undecided",
    name=N_("Request for help not decided"),
    what=N_("Decide about a request for help: it waits for more than %(days)s days"),
    because=N_("%(days)s days after it was asked: %(base)s"),
    gone=N_("The request was decided or withdrawn."),
    act=N_("Open the request"),
    endpoint="tasks.help_request",
    candidates=undecided,
    of_record=True,
)
HELP_UNANSWERED = TaskRule(
    key="help_unanswered",
    name=N_("Request for help not answered"),
    what=N_("Tell whoever asked for help what was decided"),
    because=N_("%(days)s days after the decision: %(base)s"),
    gone=N_("Whoever asked was told, or the request was withdrawn or is to be decided anew."),
    act=N_("Open the request"),
    endpoint="tasks.help_request",
    candidates=unanswered,
    of_record=True,
)
