"""Which hearings fall into a period, which lie ahead in a case, and which the rule of tasks asks about."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, exists, or_, select, true

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case, CaseMember
from case_mgr.core.db import earliest, latest
from case_mgr.extensions import db
from case_mgr.legal.models import Hearing
from case_mgr.legal.policy import visible
from case_mgr.legal.types.results import HearingDay

_MOST = 400
_FIRST, _LAST = earliest(Hearing, "happened"), latest(Hearing, "happened")


def list_hearings_between(
    actor: Actor, starts: date, ends: date, *, own: bool = False
) -> list[tuple[date, HearingDay]]:
    """List the days and cases of hearings in a period, of all cases or of those on which the actor works.

    One whose day is not known exactly stands in no calendar.
    """
    member = exists().where(CaseMember.case_id == Case.id, CaseMember.user_id == actor.user_id)
    mine = or_(Case.owner_id == actor.user_id, member) if own else true()
    inside = _days().where(visible(actor, Hearing), _FIRST == _LAST, _FIRST.between(starts, ends), mine)
    rows = db.session.execute(inside.order_by(_FIRST, Case.reference, Hearing.id).limit(_MOST))
    found = [HearingDay(*row) for row in rows]
    return [(day.when.earliest, day) for day in found if day.when and day.when.earliest]


def list_planned(actor: Actor, reference: str) -> list[HearingDay]:
    """List the hearings of a case that are still to be held, the next one first; those without a day come last."""
    wanted = _days().where(visible(actor, Hearing), Hearing.planned, Case.reference == reference)
    rows = db.session.execute(wanted.order_by(_FIRST.asc().nulls_last(), Hearing.id).limit(_MOST))
    return [HearingDay(*row) for row in rows]


def list_all_planned(organisation_id: int) -> list[HearingDay]:
    """List every hearing of an organisation that is still to be held, for the rule that opens tasks."""
    wanted = _days().where(Hearing.organisation_id == organisation_id, Hearing.planned)
    standing = wanted.where(Hearing.withdrawn_at.is_(None), Case.withdrawn_at.is_(None)).order_by(Hearing.id)
    return [HearingDay(*row) for row in db.session.execute(standing)]


def _days() -> Select[*tuple[Any, ...]]:
    what = (Hearing.public_id, Case.reference, Hearing.happened, Hearing.planned, Hearing.hour)
    return select(*what, Case.id, Case.owner_id).join(Hearing.case)
