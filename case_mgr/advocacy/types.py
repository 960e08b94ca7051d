"""Drafts and results of the advocacy room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from case_mgr.advocacy.kinds import ChannelKind, ContactKind, Direction, Medium, Outcome
from case_mgr.core.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to reach a contact, and whether using it puts nobody at risk."""

    kind: ChannelKind
    value: str
    safe: bool = False
    best_time: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """What is known of a contact; channels are recorded apart, since they are shown apart."""

    name: str
    is_body: bool = False
    kind: ContactKind = ContactKind.OTHER
    country: str = ""
    languages: tuple[str, ...] = ()
    post: str = ""
    took_post: PartialDate | None = None
    left_post: PartialDate | None = None
    owner: str | None = None
    do_not_contact: bool = False
    reason: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class ContactFilter:
    """Which contacts somebody wants to see."""

    words: str = ""
    kind: ContactKind | None = None
    country: str = ""
    sort: str = "name"


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact as lists show it."""

    public_id: str
    reference: str
    name: str
    is_body: bool
    kind: ContactKind
    country: str
    post: str
    owner: str
    do_not_contact: bool
    last: PartialDate | None = None
    interactions: int = 0


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact as its page shows it: channels only as a number."""

    row: ContactRow
    languages: tuple[str, ...]
    took_post: PartialDate | None
    left_post: PartialDate | None
    owner_id: str | None
    reason: str
    notes: str
    channels: int
    version: int


@dataclass(frozen=True, slots=True)
class InteractionDraft:
    """What was said between us and a contact, and which cases it raised."""

    happened: PartialDate | None
    medium: Medium
    direction: Direction
    participants: str = ""
    summary: str = ""
    outcome: Outcome = Outcome.NONE_YET
    follow_up: str = ""
    follow_up_due: date | None = None
    cases: tuple[str, ...] = ()
    batch: str = ""


@dataclass(frozen=True, slots=True)
class RaisedCase:
    """A case that an interaction raised, as far as the reader may open it."""

    reference: str
    person: str


@dataclass(frozen=True, slots=True)
class InteractionView:
    """An interaction as a page shows it."""

    public_id: str
    reference: str
    contact_id: str
    contact: str
    happened: PartialDate | None
    medium: Medium
    direction: Direction
    participants: str
    summary: str
    outcome: Outcome
    follow_up: str
    follow_up_due: date | None
    follow_up_done: str
    cases: tuple[RaisedCase, ...]
    batch: str
    author: str
    recorded_at: datetime

    @property
    def awaits(self) -> bool:
        """Whether a promised follow-up still waits."""
        return bool(self.follow_up) and not self.follow_up_done
