"""Who comes with a token: one statement, because every page asks it first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, select

from case_mgr.access.actor import Actor
from case_mgr.access.roles import Role
from case_mgr.accounts.models import Membership, Organisation, User, UserSession
from case_mgr.accounts.queries import lives, token_digest
from case_mgr.accounts.types import TOUCH
from case_mgr.core import clock
from case_mgr.core.statements import kept
from case_mgr.extensions import db


@dataclass(frozen=True, slots=True)
class Arrival:
    """A living sign-in: who acts in it, in which language, and when it was used last."""

    actor: Actor
    language: str | None
    last_seen: datetime

    @property
    def wants_touch(self) -> bool:
        """Whether the last use was long enough ago to be written down anew."""
        return clock.now() - self.last_seen >= TOUCH


@kept
def _statement() -> Select[*tuple[Any, ...]]:
    times = (UserSession.last_seen, UserSession.expires_at, UserSession.created_at, User.disabled_at)
    who = (User.id, User.public_id, User.name, User.email, User.language)
    where = (
        Organisation.id.label("organisation"),
        Organisation.public_id.label("organisation_public_id"),
        Organisation.name.label("organisation_name"),
    )
    own = and_(Membership.user_id == UserSession.user_id, Membership.organisation_id == UserSession.organisation_id)
    return (
        select(*times, *who, *where, Membership.role)
        .join(User, UserSession.user_id == User.id)
        .join(Organisation, UserSession.organisation_id == Organisation.id)
        .join(Membership, own)
        .where(UserSession.token_digest == bindparam("digest"))
    )


def find_arrival(token: str) -> Arrival | None:
    """Find who acts with a token: with a living session, and roles in its organisation as they are now."""
    rows = db.session.execute(_statement(), {"digest": token_digest(token)}).all()
    if not rows or not lives(rows[0], rows[0].disabled_at):
        return None
    first = rows[0]
    actor = Actor(
        user_id=first.id,
        public_id=first.public_id,
        name=first.name,
        email=first.email,
        organisation_id=first.organisation,
        organisation_public_id=first.organisation_public_id,
        organisation_name=first.organisation_name,
        roles=frozenset(Role(row.role) for row in rows),
    )
    return Arrival(actor, first.language, first.last_seen)
