"""Which records of the law, and which officials, an actor may know of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_
from sqlalchemy.orm import aliased

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.cases import policy as cases
from case_mgr.cases.models import Case
from case_mgr.core.statements import kept
from case_mgr.legal.models import InCase, Official, OfficialAct

_Case = aliased(Case)


def visible(actor: Actor, record: type[InCase]) -> ColumnElement[bool]:
    """What stands in a case that the actor may open and was not taken back."""
    return and_(
        record.organisation_id == actor.organisation_id,
        record.withdrawn_at.is_(None),
        _in_visible_case(actor, record.case_id),
    )


def visible_acts(actor: Actor) -> ColumnElement[bool]:
    """Parts of officials in cases that the actor may open."""
    return and_(OfficialAct.withdrawn_at.is_(None), _in_visible_case(actor, OfficialAct.case_id))


# Every search asks for officials, and to write the condition takes longer than to ask by it.
@kept
def visible_officials(actor: Actor) -> ColumnElement[bool]:
    """Officials of the own organisation; one who is known from hidden cases alone would tell of those: hidden too."""
    if not actor.may(Permission.CASE_READ):
        return false()
    mine = OfficialAct.official_id == Official.id
    return and_(
        Official.organisation_id == actor.organisation_id,
        or_(
            exists().where(mine, _in_visible_case(actor, OfficialAct.case_id)),
            not_(exists().where(mine)),
            Official.added_by_id == actor.user_id,
        ),
    )


def _in_visible_case(actor: Actor, case_id: Any) -> ColumnElement[bool]:
    # Asked of each record: a list of all cases that somebody may open would be made for every question.
    return exists().where(_Case.id == case_id, cases.visible(actor, _Case))
