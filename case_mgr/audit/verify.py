"""Recomputes the whole chain. Reads, never repairs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from case_mgr.audit import chain
from case_mgr.audit.models import HEAD_ID, AuditDetail, AuditEntry, AuditHead
from case_mgr.audit.types import FirstBad, Verification
from case_mgr.core import crypto
from case_mgr.core.errors import DomainError
from case_mgr.core.sealed import place_of

_BLOCK = 2000
_REPEATED = ("act", "actor", "event", "organisation", "seq", "subject", "subject_type")


def verify(session: Session) -> Verification:
    """Check every entry, its repeated columns, its detail, and the head; stop at the first that does not hold."""
    follower, erased = chain.Follower(), 0
    for entry, detail in _rows(session):
        link = chain.Link(entry.seq, entry.previous, entry.hash, entry.body)
        reason = follower.follow(link) or _fault(entry, detail)
        if reason:
            return Verification(False, follower.count, follower.head, FirstBad(entry.seq, reason), erased)
        erased += detail is not None and detail.erased_at is not None
    head = session.execute(select(AuditHead.seq, AuditHead.hash).where(AuditHead.id == HEAD_ID)).first()
    if head is None or (head.seq, head.hash) != (follower.count, follower.head):
        told = head.seq if head else 0
        reason = f"the head of the chain says {told} entries, {follower.count} were found"
        return Verification(
            False, follower.count, follower.head, FirstBad(min(follower.count, told) + 1, reason), erased
        )
    return Verification(True, follower.count, follower.head, None, erased)


def _rows(session: Session) -> Iterator[tuple[AuditEntry, AuditDetail | None]]:
    """Yield entries with their detail in blocks, so that a long log needs little memory."""
    query = (
        select(AuditEntry, AuditDetail)
        .outerjoin(AuditDetail, AuditDetail.seq == AuditEntry.seq)
        .order_by(AuditEntry.seq)
        .limit(_BLOCK)
    )
    wanted = query
    while block := session.execute(wanted).all():
        wanted = query.where(AuditEntry.seq > block[-1][0].seq)
        yield from ((entry, detail) for entry, detail in block)
        # Only what was read here is forgotten: the caller's own records stay attached.
        for row in (found for pair in block for found in pair if found is not None):
            session.expunge(row)


def _fault(entry: AuditEntry, detail: AuditDetail | None) -> str | None:
    try:
        return _entry_fault(entry) or _detail_fault(entry, detail)
    except (ValueError, KeyError, TypeError):
        # Whoever rewrites an entry may leave anything at all in it.
        return "its content is not that of an entry"


def _entry_fault(entry: AuditEntry) -> str | None:
    """Compare the columns that filters use with the body that the hash protects."""
    body = json.loads(entry.body)
    told = {name: getattr(entry, name) for name in _REPEATED}
    if told != {name: body[name] for name in _REPEATED}:
        return "a column beside its content was changed"
    if entry.at.astimezone(UTC) != datetime.fromisoformat(body["at"]):
        return "its time was changed beside its content"
    return None


def _detail_fault(entry: AuditEntry, detail: AuditDetail | None) -> str | None:
    if detail is None:
        return "its detail was removed without a tombstone"
    if detail.erased_at is not None:
        return None
    try:
        sealed = detail.detail_sealed or b""
        text = (
            crypto.ring()
            .open(
                sealed, place_of(AuditDetail.__tablename__, "detail_sealed", detail.public_id, detail.organisation_id)
            )
            .decode("utf-8")
        )
    except DomainError:
        return "its detail cannot be opened"
    if chain.commitment(detail.salt or "", text) != json.loads(entry.body)["detail"]:
        return "its detail does not fit the digest in the chain"
    return None
