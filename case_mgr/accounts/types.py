"""Drafts and results of the accounts room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from case_mgr.access.roles import Role

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
# Writing the time of every request would make every page a write.
TOUCH = timedelta(seconds=60)
INVITATION = timedelta(days=7)
PASSWORD_MIN = 12
PASSWORD_MAX = 1024


class Way(StrEnum):
    """How an act that takes two people finds its second one."""

    ALONE = "alone"
    MEMBER = "member"
    PARTNER = "partner"
    DELAY = "delay"


# How long everybody may object before whoever asked may decide alone.
DELAY = timedelta(hours=24)
# Batches are shared with nobody, so no partner can look at one.
RECOGNITION_WAYS = (Way.MEMBER, Way.PARTNER, Way.DELAY)
# An entry of the ledger is shared with nobody either, and nobody spends money alone unseen.
MONEY_WAYS = (Way.MEMBER, Way.DELAY)
CONFIRMATION_WAYS = (Way.MEMBER, Way.DELAY, Way.ALONE)
# Days of the rules that open tasks, by their keys, unless an organisation says otherwise; and between which it may.
DAYS: Mapping[str, int] = {
    "silence": 30,
    "stale": 90,
    "no_consent": 14,
    "own_consent": 14,
    "help_undecided": 14,
    "help_unanswered": 7,
    "verify_release": 14,
    "after_release": 3,
    "support_needed": 7,
}
LEAST_DAYS, MOST_DAYS = 1, 365
# From how many lines on an export takes a second person, for how many days its file can be fetched, and the bounds.
EXPORT_LIMIT, EXPORT_DAYS = 500, 7
MOST_LINES, MOST_EXPORT_DAYS = 1_000_000, 90


@dataclass(frozen=True, slots=True)
class Settings:
    """What an organisation has settled for itself; what it never touched is as the product brings it."""

    recognition: Way = Way.MEMBER
    confirmation: Way = Way.MEMBER
    partner: str = ""
    partner_id: int | None = None
    days: Mapping[str, int] = field(default_factory=lambda: dict(DAYS))
    export_limit: int = EXPORT_LIMIT
    export_days: int = EXPORT_DAYS
    version: int = 0
    recognition_since: datetime | None = None
    confirmation_since: datetime | None = None
    money: Way = Way.MEMBER
    money_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class SettingsDraft:
    """What an organisation wants to settle; the partner is named by its public id."""

    recognition: Way
    confirmation: Way
    partner: str
    days: Mapping[str, int]
    export_limit: int = EXPORT_LIMIT
    export_days: int = EXPORT_DAYS
    money: Way = Way.MEMBER


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
