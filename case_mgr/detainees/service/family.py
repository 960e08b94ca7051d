"""Relatives and how to reach them: nothing of it in clear, in any list, or in the log; every look is written down."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.detainees import queries
from case_mgr.detainees.models import Detainee, FamilyContact
from case_mgr.detainees.service.shared import LONGEST, require_seen, tidy
from case_mgr.detainees.types import ChannelKind, FamilyChannel, FamilyDraft, FamilyView
from case_mgr.extensions import db

_MOST, _MOST_CHANNELS, _LONGEST_NOTES = 30, 6, 5000


def open_family(actor: Actor, public_id: str) -> tuple[FamilyView, ...]:
    """Return the family contacts of a person, and write down who opened them."""
    actor.require(Permission.FAMILY_READ)
    row = queries.get_row(actor, public_id)
    audit.record(actor, Event.FAMILY_OPENED, row, label=row.reference)
    return tuple(_view(contact) for contact in _contacts(row))


def open_contact(actor: Actor, public_id: str, contact_id: str) -> FamilyView:
    """Return one contact for its form, and write down who opened it."""
    row, contact = queries.get_row(actor, public_id), queries.get_contact_row(actor, public_id, contact_id)
    audit.record(actor, Event.FAMILY_OPENED, row, label=row.reference)
    return _view(contact)


def add_family_contact(actor: Actor, public_id: str, draft: FamilyDraft) -> FamilyContact:
    """Record a relative."""
    actor.require(Permission.FAMILY_WRITE)
    row = queries.get_row(actor, public_id)
    if len(_contacts(row)) >= _MOST:
        raise Refused(N_("A person has at most %(n)d family contacts: remove one first."), n=_MOST)
    contact = FamilyContact(organisation_id=row.organisation_id, detainee=row, content=_content(draft))
    db.session.add(contact)
    audit.record(actor, Event.FAMILY_CHANGED, row, label=row.reference)
    db.session.flush()
    return contact


def amend_family_contact(
    actor: Actor, public_id: str, contact_id: str, draft: FamilyDraft, seen_version: int | None = None
) -> FamilyContact:
    """Change what is known of a relative."""
    actor.require(Permission.FAMILY_WRITE)
    row, contact = queries.get_row(actor, public_id), queries.get_contact_row(actor, public_id, contact_id)
    require_seen(contact, seen_version)
    contact.content = _content(draft)
    audit.record(actor, Event.FAMILY_CHANGED, row, label=row.reference)
    db.session.flush()
    return contact


def remove_family_contact(actor: Actor, public_id: str, contact_id: str) -> None:
    """Remove a relative: what was recorded of them is gone for good."""
    actor.require(Permission.FAMILY_WRITE)
    row, contact = queries.get_row(actor, public_id), queries.get_contact_row(actor, public_id, contact_id)
    db.session.delete(contact)
    db.session.flush()
    audit.record(actor, Event.FAMILY_CHANGED, row, label=row.reference)


def _contacts(row: Detainee) -> list[FamilyContact]:
    found = select(FamilyContact).where(FamilyContact.detainee_id == row.id).order_by(FamilyContact.id)
    return list(db.session.scalars(found))


def _content(draft: FamilyDraft) -> dict[str, Any]:
    name = tidy(draft.name)
    if not name:
        raise Refused(N_("Enter the name of the relative, or what you call them."))
    if len(draft.notes) > _LONGEST_NOTES:
        raise Refused(N_("This is too long: write at most %(n)d characters."), n=_LONGEST_NOTES)
    channels = [channel for channel in draft.channels if channel.value.strip()]
    if len(channels) > _MOST_CHANNELS:
        raise Refused(N_("A contact has at most %(n)d channels: remove one that is out of use."), n=_MOST_CHANNELS)
    return {
        "name": name,
        "relation": draft.relation.strip()[:LONGEST],
        "language": draft.language,
        "best_time": draft.best_time.strip()[:LONGEST],
        "notes": draft.notes.strip(),
        "channels": [
            {"kind": str(channel.kind), "value": " ".join(channel.value.split())[:LONGEST], "safe": channel.safe}
            for channel in channels
        ],
    }


def _view(contact: FamilyContact) -> FamilyView:
    kept = contact.content
    channels = tuple(FamilyChannel(ChannelKind(c["kind"]), c["value"], c["safe"]) for c in kept["channels"])
    texts = {name: kept[name] for name in ("name", "relation", "language", "best_time", "notes")}
    return FamilyView(**texts, channels=channels, public_id=contact.public_id, version=contact.version)
