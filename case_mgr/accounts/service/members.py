"""Who belongs to an organisation, and how they come and go."""

from __future__ import annotations

import re

from sqlalchemy import delete

from case_mgr.access.actor import Actor, Doer, Operator
from case_mgr.access.permissions import Permission
from case_mgr.access.roles import Role
from case_mgr.accounts import passwords, queries
from case_mgr.accounts.models import Invitation, Membership, Organisation, User, UserSession
from case_mgr.accounts.policy import can_give
from case_mgr.accounts.types import INVITATION, AcceptanceDraft, MemberDraft
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock, ids
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")


def invite(actor: Actor, draft: MemberDraft) -> str:
    """Offer a membership; returns the secret of the one-time link, shown once."""
    actor.require(Permission.MEMBER_MANAGE)
    _require_givable(actor, draft.roles)
    return offer(actor, _own(actor), draft)


def offer(doer: Doer, organisation: Organisation, draft: MemberDraft) -> str:
    """Make an invitation into an organisation."""
    email = address(draft.email)
    user = queries.find_user(email)
    if user is not None and queries.roles_in(user.id, organisation.id):
        raise Refused(N_("This person is a member already."))
    token = ids.new_token()
    row = Invitation(
        token_digest=queries.token_digest(token),
        organisation=organisation,
        email=email,
        roles=",".join(sorted(draft.roles)),
        invited_by_id=doer.user_id,
        expires_at=clock.now() + INVITATION,
    )
    db.session.add(row)
    audit.record(
        doer,
        Event.MEMBER_INVITED,
        row,
        label=email,
        organisation=organisation.public_id,
        roles=sorted(map(str, draft.roles)),
    )
    return token


def withdraw_invitation(actor: Actor, public_id: str) -> None:
    """End an invitation that was not used yet."""
    actor.require(Permission.MEMBER_MANAGE)
    row = (
        db.session.query(Invitation).filter_by(public_id=public_id, organisation_id=actor.organisation_id).one_or_none()
    )
    if row is None or row.ended_at:
        raise NotFound(N_("There is no such invitation."))
    row.ended_at = clock.now()
    audit.record(actor, Event.INVITATION_WITHDRAWN, row, label=row.email)


def accept(token: str, draft: AcceptanceDraft | None) -> User:
    """Use an invitation. A new person gives name and password; whoever has an account proves it by signing in after."""
    row = queries.find_invitation(token)
    if row is None:
        raise NotFound(N_("This link does not work any more. Ask whoever invited you for a new one."))
    user = queries.find_user(row.email)
    if user is None:
        if draft is None:
            raise Refused(N_("Enter your name and a password."))
        passwords.require_good(draft.password, row.email)
        user = User(email=row.email, name=draft.name.strip(), password_hash=passwords.digest(draft.password))
        db.session.add(user)
    row.ended_at = clock.now()
    doer = Operator(organisation_public_id=row.organisation.public_id, public_id=user.public_id, name=user.name)
    audit.record(doer, Event.INVITATION_ACCEPTED, row, label=row.email)
    _give(doer, user, row.organisation, frozenset(Role(name) for name in row.roles.split(",")))
    return user


def add_member(
    doer: Actor | Operator, organisation: Organisation, draft: MemberDraft, name: str, password: str | None
) -> User:
    """Add a member at once, as the command line does; without a password they can only be invited."""
    if isinstance(doer, Actor):
        doer.require(Permission.MEMBER_MANAGE)
        _require_givable(doer, draft.roles)
        if organisation.id != doer.organisation_id:
            raise NotFound(N_("There is no such organisation."))
    email = address(draft.email)
    user = queries.find_user(email)
    if user is None:
        if password is None:
            raise Refused(N_("A new user needs a password, or an invitation."))
        passwords.require_good(password, email)
        user = User(email=email, name=name or email.split("@")[0], password_hash=passwords.digest(password))
        db.session.add(user)
    elif queries.roles_in(user.id, organisation.id):
        raise Refused(N_("This person is a member already."))
    _give(doer, user, organisation, draft.roles)
    return user


def change_roles(actor: Actor, public_id: str, roles: frozenset[Role]) -> None:
    """Give a member other roles; nobody changes their own, and one administrator always stays."""
    actor.require(Permission.MEMBER_MANAGE)
    user = queries.get_member_row(actor, public_id)
    before = queries.roles_in(user.id, actor.organisation_id)
    if user.id == actor.user_id:
        raise Refused(N_("You cannot change your own roles: ask another member who may."))
    if not roles:
        raise Refused(N_("Choose at least one role, or end the membership."))
    if before == roles:
        return
    _require_givable(actor, before | roles)
    _require_administrator_left(actor, user, roles)
    for row in list(user.memberships):
        if row.organisation_id == actor.organisation_id and Role(row.role) not in roles:
            db.session.delete(row)
    for role in sorted(roles - before):
        db.session.add(Membership(user=user, organisation_id=actor.organisation_id, role=str(role)))
    audit.record(
        actor,
        Event.ROLES_CHANGED,
        user,
        label=user.email,
        before=sorted(map(str, before)),
        after=sorted(map(str, roles)),
    )


def end_membership(actor: Actor, public_id: str) -> None:
    """End a membership at once; what the person did stays in the log, and their open sign-ins end."""
    actor.require(Permission.MEMBER_MANAGE)
    user = queries.get_member_row(actor, public_id)
    if user.id == actor.user_id:
        raise Refused(N_("You cannot end your own membership: ask another member who may."))
    _require_givable(actor, queries.roles_in(user.id, actor.organisation_id))
    _require_administrator_left(actor, user, frozenset())
    for row in list(user.memberships):
        if row.organisation_id == actor.organisation_id:
            db.session.delete(row)
    db.session.execute(
        delete(UserSession).where(UserSession.user_id == user.id, UserSession.organisation_id == actor.organisation_id)
    )
    audit.record(actor, Event.MEMBERSHIP_ENDED, user, label=user.email)


def unlock(actor: Actor, public_id: str) -> None:
    """Write down that a member may try to sign in again; the counter is the front door's."""
    actor.require(Permission.MEMBER_MANAGE)
    user = queries.get_member_row(actor, public_id)
    audit.record(actor, Event.USER_UNLOCKED, user, label=user.email)


def address(email: str) -> str:
    """Return an e-mail address in the form that is stored."""
    email = email.strip().lower()
    if len(email) > 254 or not _EMAIL.fullmatch(email):
        raise Refused(N_("Enter an e-mail address in the form name@example.org."))
    return email


def _give(doer: Doer, user: User, organisation: Organisation, roles: frozenset[Role]) -> None:
    for role in sorted(roles):
        db.session.add(Membership(user=user, organisation=organisation, role=str(role)))
    audit.record(
        doer,
        Event.MEMBER_ADDED,
        user,
        label=user.email,
        organisation=organisation.public_id,
        roles=sorted(map(str, roles)),
    )
    db.session.flush()


def _own(actor: Actor) -> Organisation:
    return db.session.get_one(Organisation, actor.organisation_id)


def _require_givable(actor: Actor, roles: frozenset[Role]) -> None:
    if not roles:
        raise Refused(N_("Choose at least one role."))
    if not can_give(actor, roles):
        raise Refused(N_("Only an administrator gives or takes the role of an administrator."))


def _require_administrator_left(actor: Actor, user: User, roles: frozenset[Role]) -> None:
    others = [
        member
        for member in queries.list_members(actor)
        if Role.ADMINISTRATOR in member.roles and member.public_id != user.public_id
    ]
    was = Role.ADMINISTRATOR in queries.roles_in(user.id, actor.organisation_id)
    if was and Role.ADMINISTRATOR not in roles and not others:
        raise Refused(N_("This is the last administrator of the organisation: make another one first."))
