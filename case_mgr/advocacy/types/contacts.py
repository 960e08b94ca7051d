"""Drafts and results of contacts."""

from __future__ import annotations

from dataclasses import dataclass

from case_mgr.advocacy.kinds import ChannelKind, ContactKind
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
    # The body that they belong to, by public id.
    body: str = ""
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
    body: str = ""
    last: PartialDate | None = None
    interactions: int = 0


@dataclass(frozen=True, slots=True)
class PostDraft:
    """A new post, and until when the one before was held."""

    title: str
    body: str = ""
    took: PartialDate | None = None
    left_before: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class PastPost:
    """A post that a contact held before."""

    title: str
    body: str
    took: PartialDate | None
    left: PartialDate | None


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
    body_id: str = ""
    posts: tuple[PastPost, ...] = ()
    members: tuple[ContactRow, ...] = ()
    # Under which other names they were recorded.
    also: tuple[str, ...] = ()
