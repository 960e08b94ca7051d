"""Batches and the numbers that sources give about them."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.service import next_number
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import Conflict, NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jurisdictions import catalogue
from case_mgr.pardons import queries
from case_mgr.pardons.models import Batch, Claim
from case_mgr.pardons.service.claiming import require_claim
from case_mgr.pardons.types import BatchDraft, ClaimDraft

_FIELDS = ("title", "jurisdiction", "decree", "announced", "released", "announced_by", "notes")


def create(actor: Actor, draft: BatchDraft, claim: ClaimDraft | None = None) -> Batch:
    """Record a batch under a new reference, with its first claim when a number was stated."""
    actor.require(Permission.BATCH_WRITE)
    _require_sense(draft)
    year = draft.announced.earliest.year if draft.announced and draft.announced.earliest else clock.today().year
    batch = Batch(
        organisation_id=actor.organisation_id,
        reference=f"R-{year}-{next_number(actor.organisation_id, f'R-{year}'):03d}",
        kind=str(draft.kind),
        **_values(draft),
    )
    db.session.add(batch)
    audit.record(actor, Event.BATCH_CREATED, batch, label=batch.reference)
    db.session.flush()
    if claim is not None:
        _append_claim(actor, batch, claim)
    return batch


def amend(actor: Actor, reference: str, draft: BatchDraft, seen_version: int | None = None) -> Batch:
    """Correct what is known of a batch; an edit of an older state of it is refused."""
    actor.require(Permission.BATCH_WRITE)
    batch = queries.get_row(actor, reference)
    _require_sense(draft)
    values = {**_values(draft), "kind": str(draft.kind)}
    if seen_version is not None and seen_version != batch.version:
        raise Stale(
            N_("Somebody else changed this batch while you were editing. Nothing was written."),
            Conflict(version=batch.version),
        )
    for name, value in values.items():
        if getattr(batch, name) != value:
            setattr(batch, name, value)
    audit.record(actor, Event.BATCH_AMENDED, batch, label=batch.reference)
    db.session.flush()
    return batch


def add_claim(actor: Actor, reference: str, draft: ClaimDraft) -> Claim:
    """Add a number that a source gave; numbers that differ stand side by side."""
    actor.require(Permission.BATCH_WRITE)
    return _append_claim(actor, queries.get_row(actor, reference), draft)


def withdraw_claim(actor: Actor, reference: str, claim_id: str, reason: str) -> Claim:
    """Withdraw a claim that was entered wrongly or that its source took back; it stays readable."""
    actor.require(Permission.BATCH_WRITE)
    batch = queries.get_row(actor, reference)
    claim = db.session.query(Claim).filter_by(batch_id=batch.id, public_id=claim_id).one_or_none()
    if claim is None or claim.withdrawn_at is not None:
        raise NotFound(N_("There is no such claim."))
    if not reason.strip():
        raise Refused(N_("Say why the claim is withdrawn."))
    claim.withdrawn_at = clock.now()
    claim.withdrawn_reason = reason.strip()[:500]
    audit.record(actor, Event.CLAIM_WITHDRAWN, batch, label=batch.reference)
    db.session.flush()
    return claim


def _append_claim(actor: Actor, batch: Batch, draft: ClaimDraft) -> Claim:
    require_claim(draft)
    claim = Claim(
        batch=batch,
        source=draft.source.strip()[:300],
        as_of=draft.as_of,
        total=draft.total,
        in_scope=draft.in_scope,
        parts={str(topic): dict(parts) for topic, parts in draft.parts.items() if parts},
        quotation=draft.quotation.strip(),
        link=draft.link.strip()[:500],
        archived=draft.archived.strip()[:500],
        author_id=actor.user_id,
    )
    db.session.add(claim)
    audit.record(actor, Event.CLAIM_ADDED, batch, label=batch.reference, total=draft.total)
    db.session.flush()
    return claim


def _require_sense(draft: BatchDraft) -> None:
    if not draft.title.strip():
        raise Refused(N_("Enter a title, such as “52 pardoned, September 2025”."))
    catalogue.jurisdiction(draft.jurisdiction)
    if draft.decree and draft.released and draft.released.before(draft.decree):
        raise Refused(N_("The release lies before the decree. Correct one of the two dates."))


def _values(draft: BatchDraft) -> dict[str, object]:
    values = {name: getattr(draft, name) for name in _FIELDS}
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
