"""Who stands close to a person: said by the rooms in which people work on their cases."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, insert

from case_mgr.detainees.models import Detainee, Keeper
from case_mgr.extensions import db


def let_in(person: Detainee, because: str, users: Iterable[int]) -> None:
    """Say who stands close to a person because of one case; the log has the entry of the act that did it."""
    db.session.flush()
    db.session.execute(delete(Keeper).where(Keeper.detainee_id == person.id, Keeper.because == because))
    rows = [{"detainee_id": person.id, "user_id": user, "because": because} for user in sorted(set(users))]
    if rows:
        db.session.execute(insert(Keeper), rows)
