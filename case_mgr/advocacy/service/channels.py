"""How to reach a contact: encrypted, and every look at it is written down."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import queries
from case_mgr.advocacy.kinds import ChannelKind
from case_mgr.advocacy.models import Contact
from case_mgr.advocacy.types import Channel
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import ids
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db

_MOST = 20
_LONGEST = 300


def open_channels(actor: Actor, public_id: str) -> tuple[Channel, ...]:
    """Return the channels of a contact, and write down who opened them."""
    actor.require(Permission.CONTACT_READ)
    row = queries.get_row(actor, public_id)
    audit.record(actor, Event.CHANNELS_OPENED, row, label=row.reference)
    return tuple(
        Channel(ChannelKind(item["kind"]), item["value"], item["safe"], item["best_time"], item["key"])
        for item in _stored(row)
    )


def add_channel(actor: Actor, public_id: str, channel: Channel) -> Contact:
    """Add a way to reach a contact."""
    actor.require(Permission.CONTACT_WRITE)
    row, value = queries.get_row(actor, public_id), " ".join(channel.value.split())
    if not value:
        raise Refused(N_("Enter the address, number or handle."))
    if len(value) > _LONGEST or len(channel.best_time) > _LONGEST:
        raise Refused(N_("This is too long: write at most %(n)d characters."), n=_LONGEST)
    kept = _stored(row)
    if len(kept) >= _MOST:
        raise Refused(N_("A contact has at most %(n)d channels: remove one that is out of use."), n=_MOST)
    if any(item["value"] == value and item["kind"] == channel.kind for item in kept):
        raise Refused(N_("This channel is recorded already."))
    row.channels = [
        *kept,
        {
            "key": ids.new_public_id(),
            "kind": str(channel.kind),
            "value": value,
            "safe": channel.safe,
            "best_time": channel.best_time.strip(),
        },
    ]
    audit.record(actor, Event.CONTACT_AMENDED, row, label=row.reference, channel_added=str(channel.kind))
    db.session.flush()
    return row


def remove_channel(actor: Actor, public_id: str, key: str) -> Contact:
    """Remove a way to reach a contact that is out of use."""
    actor.require(Permission.CONTACT_WRITE)
    row = queries.get_row(actor, public_id)
    kept = [item for item in _stored(row) if item["key"] != key]
    if len(kept) == len(_stored(row)):
        raise NotFound(N_("There is no such channel."))
    row.channels = kept or None
    audit.record(actor, Event.CONTACT_AMENDED, row, label=row.reference, channel_removed=True)
    db.session.flush()
    return row


def _stored(row: Contact) -> list[dict[str, Any]]:
    return list(row.channels or ())
