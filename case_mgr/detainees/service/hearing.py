"""Writes the keys of names anew after a version that hears names otherwise, so that everybody is found again."""

from __future__ import annotations

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import selectinload

from case_mgr.detainees.models import Detainee, NameKey, NameWord
from case_mgr.detainees.service.shared import add_fresh_keys
from case_mgr.extensions import db

_BLOCK = 250


def hear_anew(after: int = 0) -> tuple[int, int] | None:
    """Give keys to the next people who have none, in the order of their numbers.

    Returns the number to go on from and how many people it were; None when nobody is left. The caller commits each
    block, so that one that is broken off goes on where it stood. Whoever was taken back or merged is found by no name.
    """
    known = exists().where(NameKey.detainee_id == Detainee.id)
    stands = (Detainee.withdrawn_at.is_(None), Detainee.merged_into_id.is_(None))
    rows = db.session.scalars(
        select(Detainee)
        .where(Detainee.id > after, *stands, ~known)
        .options(selectinload(Detainee.names))
        .order_by(Detainee.id)
        .limit(_BLOCK)
    ).all()
    if not rows:
        return None
    db.session.execute(delete(NameWord).where(NameWord.detainee_id.in_([row.id for row in rows])))
    add_fresh_keys(rows)
    return rows[-1].id, len(rows)
