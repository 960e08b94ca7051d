"""Which hearings fall into a period, for the calendar."""

from __future__ import annotations

from datetime import date

from sqlalchemy import exists, or_, select, true

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case, CaseMember
from case_mgr.core.db import earliest, latest
from case_mgr.extensions import db
from case_mgr.legal.models import Hearing
from case_mgr.legal.policy import visible

_MOST = 400


def list_hearings_between(actor: Actor, starts: date, ends: date, *, own: bool = False) -> list[tuple[date, str]]:
    """List the days and cases of hearings in a period, of all cases or of those on which the actor works.

    One whose day is not known exactly stands in no calendar.
    """
    member = exists().where(CaseMember.case_id == Case.id, CaseMember.user_id == actor.user_id)
    mine = or_(Case.owner_id == actor.user_id, member) if own else true()
    first, last = earliest(Hearing, "happened"), latest(Hearing, "happened")
    rows = db.session.execute(
        select(first, Case.reference)
        .join(Hearing.case)
        .where(visible(actor, Hearing), first == last, first.between(starts, ends), mine)
        .order_by(first, Case.reference)
        .limit(_MOST)
    )
    return [(day, reference) for day, reference in rows if day]
