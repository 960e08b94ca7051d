"""Reads of accounts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.access.roles import Role
from case_mgr.accounts.models import Invitation, Membership, Organisation, User, UserSession
from case_mgr.accounts.policy import visible
from case_mgr.accounts.types import ABSOLUTE, IDLE, TOUCH, InvitationView, MembershipView, MemberView, SessionView
from case_mgr.core import clock
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.extensions import db


def token_digest(token: str) -> str:
    """Return what is stored of a secret that only its bearer knows."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def find_session(token: str) -> UserSession | None:
    """Find the living session of a token: not idle too long, not too old, its user not disabled."""
    row = db.session.scalar(
        select(UserSession)
        .where(UserSession.token_digest == token_digest(token))
        .options(joinedload(UserSession.user), joinedload(UserSession.organisation))
    )
    return row if row is not None and lives(row, row.user.disabled_at) else None


def lives(row: Any, disabled_at: datetime | None) -> bool:
    """Whether a session with these times can still be used."""
    now = clock.now()
    # A clock set back must not lengthen a session: every bound is checked against both ends.
    if disabled_at or now >= row.expires_at or now < row.created_at - IDLE:
        return False
    return bool(now - row.last_seen < IDLE and now - row.created_at < ABSOLUTE)


def find_owner_of_ended(token: str) -> tuple[int, int] | None:
    """Find user and organisation of a sign-in that was idle or open too long; nobody ended it on purpose."""
    row = db.session.scalar(
        select(UserSession)
        .join(UserSession.user)
        .where(UserSession.token_digest == token_digest(token), User.disabled_at.is_(None))
    )
    return (row.user_id, row.organisation_id) if row else None


def wants_touch(row: UserSession) -> bool:
    """Return whether the last use of a session was long enough ago to be written down anew."""
    return clock.now() - row.last_seen >= TOUCH


def roles_in(user_id: int, organisation_id: int) -> frozenset[Role]:
    """Return the roles of a user in an organisation, as they are now."""
    names = db.session.scalars(
        select(Membership.role).where(Membership.user_id == user_id, Membership.organisation_id == organisation_id)
    )
    return frozenset(Role(name) for name in names)


def actor_of(user: User, organisation: Organisation) -> Actor | None:
    """Return the user as an actor in an organisation, or None when they do not belong to it."""
    roles = roles_in(user.id, organisation.id)
    if not roles or user.disabled_at:
        return None
    return Actor(
        user_id=user.id,
        public_id=user.public_id,
        name=user.name,
        email=user.email,
        organisation_id=organisation.id,
        organisation_public_id=organisation.public_id,
        organisation_name=organisation.name,
        roles=roles,
    )


def find_actor(email: str, organisation: str | None = None) -> Actor | None:
    """Find the actor with this address, in the named organisation or in the first they joined."""
    user = find_user(email)
    if user is None:
        return None
    if organisation is not None:
        found = find_organisation(organisation)
        return actor_of(user, found) if found else None
    first = db.session.scalar(
        select(Organisation).join(Membership).where(Membership.user_id == user.id).order_by(Membership.id).limit(1)
    )
    return actor_of(user, first) if first else None


def find_actor_by_ids(user_id: int, organisation_id: int) -> Actor | None:
    """Find who asked for background work, with the roles that they have now."""
    user, organisation = db.session.get(User, user_id), db.session.get(Organisation, organisation_id)
    return actor_of(user, organisation) if user and organisation else None


def find_user(email: str) -> User | None:
    """Find a user by address, whatever its case."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def find_organisation(name: str) -> Organisation | None:
    """Find an organisation by slug or exact name."""
    return db.session.scalar(select(Organisation).where(or_(Organisation.slug == name, Organisation.name == name)))


def count_users() -> int:
    """Count all users of the installation."""
    return db.session.scalar(select(func.count()).select_from(User)) or 0


def list_members(actor: Actor) -> list[MemberView]:
    """List the members of the own organisation by name."""
    users = db.session.scalars(
        select(User)
        .join(Membership)
        .where(visible(actor))
        .distinct()
        .options(selectinload(User.memberships))
        .order_by(User.name, User.id)
        .limit(500)
    )
    return [_member(user, actor.organisation_id) for user in users]


def get_member(actor: Actor, public_id: str) -> MemberView:
    """Return a member of the own organisation."""
    return _member(get_member_row(actor, public_id), actor.organisation_id)


def get_member_row(actor: Actor, public_id: str) -> User:
    """Return the user behind a member, for the service."""
    condition: ColumnElement[bool] = User.public_id == public_id
    user = db.session.scalar(
        select(User)
        .join(Membership)
        .where(visible(actor), condition)
        .distinct()
        .options(selectinload(User.memberships))
    )
    if user is None:
        raise NotFound(N_("There is no such member."))
    return user


def find_member_id(actor: Actor, public_id: str) -> int | None:
    """Find the key of a member by public id, for owners of records."""
    return db.session.scalar(select(User.id).join(Membership).where(visible(actor), User.public_id == public_id))


def list_invitations(actor: Actor) -> list[InvitationView]:
    """List the invitations that still wait."""
    rows = db.session.scalars(
        select(Invitation)
        .where(
            Invitation.organisation_id == actor.organisation_id,
            Invitation.ended_at.is_(None),
            Invitation.expires_at > clock.now(),
        )
        .order_by(Invitation.id.desc())
        .limit(200)
    )
    return [InvitationView(row.public_id, row.email, _roles(row.roles.split(",")), row.expires_at) for row in rows]


def find_invitation(token: str) -> Invitation | None:
    """Find the invitation of a link, while it works."""
    row = db.session.scalar(
        select(Invitation)
        .where(Invitation.token_digest == token_digest(token))
        .options(joinedload(Invitation.organisation))
    )
    return None if row is None or row.ended_at or row.expires_at <= clock.now() else row


def list_memberships(actor: Actor) -> list[MembershipView]:
    """List the organisations that the actor belongs to."""
    rows = db.session.scalars(
        select(Membership)
        .where(Membership.user_id == actor.user_id)
        .options(joinedload(Membership.organisation))
        .order_by(Membership.id)
    ).all()
    found: dict[int, list[Membership]] = {}
    for row in rows:
        found.setdefault(row.organisation_id, []).append(row)
    return [
        MembershipView(
            group[0].organisation.public_id,
            group[0].organisation.name,
            _roles(row.role for row in group),
            key == actor.organisation_id,
        )
        for key, group in found.items()
    ]


def list_sessions(actor: Actor, token: str) -> list[SessionView]:
    """List the own sign-ins that still live."""
    now = clock.now()
    rows = db.session.scalars(
        select(UserSession)
        .where(UserSession.user_id == actor.user_id, UserSession.expires_at > now, UserSession.last_seen > now - IDLE)
        .order_by(UserSession.last_seen.desc())
        .limit(50)
    )
    this = token_digest(token)
    return [SessionView(row.public_id, row.created_at, row.last_seen, row.token_digest == this) for row in rows]


def _member(user: User, organisation_id: int) -> MemberView:
    roles = _roles(row.role for row in user.memberships if row.organisation_id == organisation_id)
    return MemberView(user.public_id, user.name, user.email, roles, user.last_sign_in, user.disabled_at is not None)


def _roles(names: Iterable[str]) -> tuple[Role, ...]:
    given = set(names)
    return tuple(role for role in Role if role.value in given)
