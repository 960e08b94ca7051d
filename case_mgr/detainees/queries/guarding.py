"""Who stands near to people whom somebody else may not open: nobody but the machine asks this."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from case_mgr.core.blocks import blocks
from case_mgr.detainees.models import Detainee, Keeper
from case_mgr.detainees.policy import near_to
from case_mgr.extensions import db


def list_guards(organisation_id: int, member_id: int, numbers: Iterable[int]) -> dict[int, set[int]]:
    """Return for each of the people whom a member may not open those who may: who registered them, and their team."""
    guards: dict[int, set[int]] = {}
    for block in blocks(sorted(set(numbers))):
        hidden = select(Detainee.id, Detainee.registered_by_id).where(
            Detainee.organisation_id == organisation_id,
            Detainee.id.in_(block),
            Detainee.withdrawn_at.is_(None),
            ~near_to(member_id, Detainee),
        )
        for person, registered in db.session.execute(hidden.order_by(Detainee.id)):
            guards[person] = {registered} if registered is not None else set()
        kept = select(Keeper.detainee_id, Keeper.user_id).where(Keeper.detainee_id.in_(block))
        for person, keeper in db.session.execute(kept.order_by(Keeper.detainee_id, Keeper.user_id)):
            if person in guards:
                guards[person].add(keeper)
    return guards
