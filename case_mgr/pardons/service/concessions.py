"""Reported concessions: recorded, corrected, withdrawn; their link to a batch is a claim that another may deny."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.models import Organisation
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import Conflict, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.pardons import queries
from case_mgr.pardons.models import Concession, ConcessionLink
from case_mgr.pardons.types import ConcessionDraft, LinkDraft

_BLOCK = 100
_FIELDS = ("giver", "receiver", "measure", "source", "scope", "promised", "in_force", "reversed", "archived")


def record_concession(actor: Actor, draft: ConcessionDraft) -> Concession:
    """Record what one side is reported to have given."""
    actor.require(Permission.BATCH_WRITE)
    _require_sense(draft)
    row = Concession(
        organisation_id=actor.organisation_id,
        author_id=actor.user_id,
        receiver_kind=str(draft.receiver_kind),
        **_values(draft),
    )
    row.organisation = db.session.get_one(Organisation, actor.organisation_id)
    db.session.add(row)
    audit.record(actor, Event.CONCESSION_RECORDED, row, label=row.measure[:80])
    db.session.flush()
    return row


def amend_concession(actor: Actor, public_id: str, draft: ConcessionDraft, seen_version: int | None) -> Concession:
    """Correct a concession, or add the day on which it came into force or was taken back."""
    actor.require(Permission.BATCH_WRITE)
    row = queries.get_concession_row(actor, public_id)
    _require_sense(draft)
    if seen_version is not None and seen_version != row.version:
        raise Stale(
            N_("Somebody else changed this concession while you were editing. Nothing was written."),
            Conflict(version=row.version),
        )
    for name, value in {**_values(draft), "receiver_kind": str(draft.receiver_kind)}.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    audit.record(actor, Event.CONCESSION_AMENDED, row, label=row.measure[:80])
    db.session.flush()
    return row


def withdraw_concession(actor: Actor, public_id: str, reason: str) -> Concession:
    """Withdraw what was entered wrongly; it stays readable."""
    actor.require(Permission.BATCH_WRITE)
    row = queries.get_concession_row(actor, public_id)
    if not reason.strip():
        raise Refused(N_("Say why the concession is withdrawn."))
    row.withdrawn_at, row.withdrawn_reason = clock.now(), reason.strip()[:500]
    audit.record(actor, Event.CONCESSION_AMENDED, row, label=row.measure[:80])
    db.session.flush()
    return row


def link_concession(actor: Actor, public_id: str, draft: LinkDraft) -> ConcessionLink:
    """Add what a source says, or denies, of a concession and a batch; what stands beside it is not touched."""
    actor.require(Permission.BATCH_WRITE)
    row = queries.get_concession_row(actor, public_id)
    batch = queries.get_row(actor, draft.batch.strip().upper())
    if not draft.source.strip():
        raise Refused(N_("A link is a claim: say who says so, or who denies it."))
    link = ConcessionLink(
        concession=row,
        batch=batch,
        says=str(draft.says),
        source=draft.source.strip()[:500],
        quotation=draft.quotation.strip(),
        as_of=draft.as_of,
        author_id=actor.user_id,
    )
    db.session.add(link)
    audit.record(actor, Event.CONCESSION_LINKED, row, label=batch.reference, batch=batch.reference)
    db.session.flush()
    return link


def withdraw_link(actor: Actor, public_id: str, link_id: str, reason: str) -> ConcessionLink:
    """Take back a claim that was entered wrongly; it stays readable, struck through, and leaves the house no more."""
    actor.require(Permission.BATCH_WRITE)
    link = queries.get_link_row(actor, public_id, link_id)
    if not reason.strip():
        raise Refused(N_("Say why the claim is taken back."))
    link.withdrawn_at, link.withdrawn_reason = clock.now(), reason.strip()[:500]
    batch = link.batch.reference
    audit.record(actor, Event.CONCESSION_UNLINKED, link.concession, label=batch, batch=batch)
    db.session.flush()
    return link


def _require_sense(draft: ConcessionDraft) -> None:
    for text, said in (
        (draft.giver, N_("Say who gave it.")),
        (draft.receiver, N_("Say who has the benefit.")),
        (draft.measure, N_("Say what was given, such as a sanction lifted or a licence.")),
        (draft.source, N_("A concession is reported by somebody: give the source.")),
    ):
        if not text.strip():
            raise Refused(said)
    if draft.in_force and draft.reversed and draft.reversed.before(draft.in_force):
        raise Refused(N_("It was taken back before it came into force. Correct one of the two dates."))


def _values(draft: ConcessionDraft) -> dict[str, object]:
    values = {name: getattr(draft, name) for name in _FIELDS}
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
