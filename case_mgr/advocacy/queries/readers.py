"""Reads of the members who can be named as readers of something closed."""

from __future__ import annotations

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.roles import roles_with
from case_mgr.accounts.models import Membership, User
from case_mgr.extensions import db

_MOST = 500


def list_readers(actor: Actor) -> dict[str, tuple[int, str]]:
    """List the members of the own organisation who see contacts: key and name by public id."""
    roles = [str(role) for role in roles_with(Permission.CONTACT_READ)]
    found = (
        select(User.public_id, User.id, User.name)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.organisation_id == actor.organisation_id, Membership.role.in_(roles), User.disabled_at.is_(None)
        )
        .distinct()
        .order_by(User.name, User.id)
        .limit(_MOST)
    )
    return {row.public_id: (row.id, row.name) for row in db.session.execute(found)}
