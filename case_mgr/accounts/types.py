"""Drafts and results of the accounts room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from case_mgr.access.roles import Role

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
# Writing the time of every request would make every page a write.
TOUCH = timedelta(seconds=60)
INVITATION = timedelta(days=7)
PASSWORD_MIN = 12
PASSWORD_MAX = 1024


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """Whom to invite or add, in which roles."""

    email: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class AcceptanceDraft:
    """What an invited person fills in."""

    name: str
    password: str


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member as the list of members shows them."""

    public_id: str
    name: str
    email: str
    roles: tuple[Role, ...]
    last_sign_in: datetime | None
    disabled: bool


@dataclass(frozen=True, slots=True)
class InvitationView:
    """A pending invitation; its link is never shown again."""

    public_id: str
    email: str
    roles: tuple[Role, ...]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SessionView:
    """One sign-in of the own account."""

    public_id: str
    started: datetime
    last_seen: datetime
    this_one: bool


@dataclass(frozen=True, slots=True)
class MembershipView:
    """An organisation that the person belongs to."""

    public_id: str
    name: str
    roles: tuple[Role, ...]
    current: bool
