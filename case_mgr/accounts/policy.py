"""Which members an actor may see and manage."""

from __future__ import annotations

from sqlalchemy import ColumnElement, false

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.roles import Role
from case_mgr.accounts.models import Membership


def visible(actor: Actor) -> ColumnElement[bool]:
    """Members of the own organisation."""
    if not actor.may(Permission.MEMBER_READ):
        return false()
    return Membership.organisation_id == actor.organisation_id


def can_give(actor: Actor, roles: frozenset[Role]) -> bool:
    """Only an administrator makes administrators; nobody gives a role by which they would rise themselves."""
    return Role.ADMINISTRATOR not in roles or Role.ADMINISTRATOR in actor.roles
