"""Recomputes the whole chain. Reads, never repairs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from case_mgr.audit import chain, checkpoints, notes
from case_mgr.audit.chain import Tampering
from case_mgr.audit.checkpoints import Checkpoint
from case_mgr.audit.models import HEAD_ID, AuditDetail, AuditEntry, AuditHead
from case_mgr.audit.types import Event, FirstBad, Verification
from case_mgr.core import crypto
from case_mgr.core.errors import DomainError
from case_mgr.core.sealed import place_of

_BLOCK = 2000
_REPEATED = ("act", "actor", "event", "organisation", "seq", "subject", "subject_type")
_WITHIN = itemgetter(*_REPEATED)
# Reads canonical JSON, without looking for blanks around it.
_decode = json.JSONDecoder().raw_decode
_STEPS_TOLD = 20
_SERVED = str(Event.NAMES_SERVED)
# Hears the number of the last entry that was read.
Told = Callable[[int], None]
# The entries that sealed notes of names served, and what they said.
Batches = list[tuple[int, dict[str, Any]]]


def verify(
    session: Session, checkpoint: Checkpoint | None = None, *, resume: bool = False, told: Told | None = None
) -> Verification:
    """Check every entry, its repeated columns, its detail, the head and a checkpoint; stop at what does not hold.

    With `resume` what the checkpoint vouches for is not read again. `told` hears how far it is; it may begin another
    transaction, since what stands in the log never changes.
    """
    if checkpoint is not None and checkpoint.key != checkpoints.own_key():
        reason = f"the checkpoint is signed with the key {checkpoint.key}, this installation has another"
        return Verification(False, 0, chain.ROOT, FirstBad(checkpoint.seq, reason, Tampering.KEY_CHANGED))
    start = checkpoint if resume else None
    follower = chain.Follower(start.seq, start.hash) if start else chain.Follower()
    # What is written while this reads stands behind the head of now, and is not judged.
    head = _head(session)
    bad = _bad_start(session, start) if start else None
    steps = list[FirstBad]()
    batches: Batches = []
    if bad is None:
        bad, steps = _first_bad(session, follower, checkpoint, head.seq if head else 0, batches, told)
    bad = bad or _bad_end(session, follower, head, checkpoint) or _bad_batch(session, batches, whole=start is None)
    erased = session.scalar(select(func.count()).where(AuditDetail.erased_at.is_not(None))) or 0
    return Verification(bad is None, follower.count, follower.head, bad, erased, tuple(steps))


def _bad_batch(session: Session, batches: Batches, *, whole: bool) -> FirstBad | None:
    """Compare the notes of names served with the batches that the chain sealed."""
    found = notes.first_fault(session, batches, whole=whole)
    return FirstBad(found[0], found[1].reason, found[1].kind) if found else None


def _first_bad(
    session: Session,
    follower: chain.Follower,
    checkpoint: Checkpoint | None,
    until: int,
    batches: Batches,
    told: Told | None = None,
) -> tuple[FirstBad | None, list[FirstBad]]:
    """Read the entries up to a number: the first that does not hold, and steps of the clock."""
    steps, last = list[FirstBad](), checkpoint.at if checkpoint and follower.count else None
    for row in _rows(session, follower.count, until, told):
        fault = follower.follow(row)
        if fault is not None:
            return FirstBad(row.seq, fault.reason, _kind(session, fault, row.seq)), steps
        try:
            body = _read(row.body)
            fault = _entry_fault(row, body) or _detail_fault(row, body, batches)
        except (ValueError, KeyError, TypeError):
            # Whoever rewrites an entry may leave anything at all in it.
            fault = chain.Fault(Tampering.ALTERED, "its content is not that of an entry")
        if fault is not None:
            return FirstBad(row.seq, fault.reason, fault.kind), steps
        if checkpoint is not None and row.seq == checkpoint.seq and row.hash != checkpoint.hash:
            return _rewritten(checkpoint), steps
        last = max(last, checkpoint.at) if last and checkpoint and row.seq == checkpoint.seq + 1 else last
        if last is not None and row.at < last and len(steps) < _STEPS_TOLD:
            reason = f"the clock was set back here: from {last.isoformat()} to {row.at.isoformat()}"
            steps.append(FirstBad(row.seq, reason, Tampering.CLOCK_BACK))
        last = row.at
    return None, steps


def _kind(session: Session, fault: chain.Fault, seq: int) -> Tampering:
    """Tell an exchange from a removal: what belongs here stands somewhere else."""
    if fault.stood is not None:
        # Whoever numbers entries anew leaves the number in their content.
        elsewhere = AuditEntry.body.like(f'%"seq":{seq},%')
        if session.scalar(select(AuditEntry.seq).where(AuditEntry.seq > seq, elsewhere).limit(1)):
            return Tampering.REORDERED
    return fault.kind


def _head(session: Session) -> Row[int, str] | None:
    return session.execute(select(AuditHead.seq, AuditHead.hash).where(AuditHead.id == HEAD_ID)).first()


def _bad_end(
    session: Session, follower: chain.Follower, head: Row[int, str] | None, checkpoint: Checkpoint | None
) -> FirstBad | None:
    """Compare where the chain ends with the head, and with what the checkpoint saw."""
    last = session.scalar(select(func.max(AuditEntry.seq))) or 0
    # An entry and its head are written together: read after the entry, the head says at least its number.
    now = _head(session)
    found = last if now is None or last > now.seq else follower.count
    if head is None or found > follower.count or (head.seq, head.hash) != (follower.count, follower.head):
        told = head.seq if head else 0
        reason = f"the head of the chain says {told} entries, {found} were found"
        kind = Tampering.TRUNCATED if told > found or head is None else Tampering.ALTERED
        return FirstBad(min(found, told) + 1, reason, kind)
    if checkpoint is not None and follower.count < checkpoint.seq:
        return _restored(checkpoint, follower.count)
    return None


def _bad_start(session: Session, start: Checkpoint) -> FirstBad | None:
    """Ask whether what a checkpoint vouches for still ends as it saw it, where that is not read again."""
    entry, head = AuditEntry, AuditHead
    found = session.scalar(select(entry.hash).where(entry.seq == start.seq))
    if found == start.hash or not start.seq:
        return None
    if found is not None:
        return _rewritten(start)
    last = session.execute(select(entry.seq, entry.hash).order_by(entry.seq.desc()).limit(1)).first()
    if last is None or last.seq < start.seq:
        count = last.seq if last else 0
        if last and last == session.execute(select(head.seq, head.hash).where(head.id == HEAD_ID)).first():
            return _restored(start, count)
        return FirstBad(count + 1, f"the checkpoint saw {start.seq} entries, {count} are there", Tampering.TRUNCATED)
    return FirstBad(start.seq, f"entry {start.seq} is missing, which the checkpoint saw", Tampering.REMOVED)


def _rewritten(checkpoint: Checkpoint) -> FirstBad:
    reason = f"the checkpoint of {checkpoint.at:%Y-%m-%d %H:%M} has another hash: the chain was computed anew"
    return FirstBad(checkpoint.seq, reason, Tampering.REWRITTEN)


def _restored(checkpoint: Checkpoint, count: int) -> FirstBad:
    reason = (
        f"the log is whole but ends here: the checkpoint of {checkpoint.at:%Y-%m-%d %H:%M} saw {checkpoint.seq} "
        "entries. An old copy was put back, or the newest entries were cut off and the head set back"
    )
    return FirstBad(count + 1, reason, Tampering.RESTORED)


def _rows(session: Session, after: int, until: int, told: Told | None = None) -> Iterator[Any]:
    """Yield entries after one, up to another, with their detail: columns in blocks, so that a long log needs little."""
    detail = AuditDetail
    query = (
        select(
            *(getattr(AuditEntry, name) for name in (*_REPEATED, "at", "body", "previous", "hash")),
            detail.seq.label("detail"),
            detail.public_id,
            detail.organisation_id,
            detail.salt,
            detail.detail_sealed,
            detail.erased_at.is_not(None).label("erased"),
        )
        .outerjoin(detail, detail.seq == AuditEntry.seq)
        .where(AuditEntry.seq <= until)
        .order_by(AuditEntry.seq)
        .limit(_BLOCK)
    )
    wanted = query.where(AuditEntry.seq > after) if after else query
    # The session would do nothing with columns but take time.
    while block := session.connection().execute(wanted).all():
        yield from block
        if told is not None:
            told(block[-1].seq)
        wanted = query.where(AuditEntry.seq > block[-1].seq)


def _read(body: str) -> Any:
    """Return what the content of an entry says; anything around it is no content of an entry."""
    value, end = _decode(body)
    if end != len(body):
        raise ValueError(body[:20])
    return value


def _entry_fault(row: Row[Any], body: dict[str, Any]) -> chain.Fault | None:
    """Compare the columns that filters use with the body that the hash protects."""
    if row[: len(_REPEATED)] != _WITHIN(body):
        return chain.Fault(Tampering.ALTERED, "a column beside its content was changed")
    if row.at != datetime.fromisoformat(body["at"]):
        return chain.Fault(Tampering.ALTERED, "its time was changed beside its content")
    return None


def _detail_fault(row: Row[Any], body: dict[str, Any], batches: Batches) -> chain.Fault | None:
    if row.detail is None:
        return chain.Fault(Tampering.REMOVED, "its detail was removed")
    if row.erased:
        if row.salt is not None or row.detail_sealed is not None:
            return chain.Fault(Tampering.ALTERED, "its detail is marked as erased and is there all the same")
        # The product erases nothing: a tombstone is no better than a row that is missing.
        return chain.Fault(Tampering.REMOVED, "its detail was erased by hand: the product erases none")
    sealed, ring = row.detail_sealed or b"", crypto.ring()
    place = place_of(AuditDetail.__tablename__, "detail_sealed", row.public_id, row.organisation_id)
    try:
        text = ring.open(sealed, place).decode("utf-8")
    except DomainError:
        if sealed and not ring.holds(sealed):
            return chain.Fault(Tampering.KEY_CHANGED, "its detail cannot be opened: the key that sealed it is not here")
        return chain.Fault(Tampering.ALTERED, "its detail cannot be opened: its bytes were changed or moved")
    if chain.commitment(row.salt or "", text) != body["detail"]:
        return chain.Fault(Tampering.ALTERED, "its detail does not fit the digest in the chain")
    if row.event == _SERVED:
        batches.append((row.seq, json.loads(text)["facts"]))
    return None
