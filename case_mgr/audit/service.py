"""The only way into the log: say what was done; the chain takes it just before the commit."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, event, select
from sqlalchemy.orm import Session

from case_mgr.access.actor import Actor, Doer, Operator
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Guest
from case_mgr.audit import chain, checkpoints, ledger, notes
from case_mgr.audit.models import HEAD_ID, AuditDetail, AuditEntry, AuditHead, ChainCheck, SignedCheckpoint
from case_mgr.audit.policy import decides
from case_mgr.audit.types import LOOKS, REQUIRED, Event, FirstBad, Named, Verification
from case_mgr.core import clock, crypto, ids
from case_mgr.core.db import Audited
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.rows import table_of, write_rows
from case_mgr.core.sealed import place_of
from case_mgr.core.text import N_
from case_mgr.extensions import db

NOBODY = "-"
OPERATOR = Operator()


def record(
    doer: Doer, what: Event, subject: Any = None, /, *, label: str = "", organisation: str | None = None, **facts: Any
) -> None:
    """Say what was done to which record; its changes are read from the ORM, never told by hand."""
    session = db.session
    # What changed up to here belongs to this entry; what changes later needs another.
    session.flush()
    ledger.of(session).add(entry_of(doer, what, subject, label=label, organisation=organisation, facts=facts))
    guest = doer.guest if isinstance(doer, Actor) else None
    if guest is not None and organisation is None:
        _tell_home(guest, what, facts)


def note_served(served: Iterable[notes.Note], *, again: bool = False) -> int:
    """Note whose names were served to whom; with `again` those that are there already are left out."""
    return notes.write(db.session, served, again=again)


def seal_served(doer: Doer) -> int:
    """Seal the notes that wait into the chain, as one entry for each batch; returns how many there were."""
    count = 0
    while (facts := notes.gather(db.session)) is not None:
        record(doer, Event.NAMES_SERVED, organisation=None, **facts)
        count += int(facts["pages"])
    return count


def is_sealing_due() -> bool:
    """Say whether enough notes wait, or one of them long enough, to be sealed."""
    return notes.is_due(db.session)


def checkpoint(doer: Doer) -> checkpoints.Checkpoint:
    """Sign the head of the log as it is now, with all notes of names served, and write down that it was done."""
    if seal_served(OPERATOR):
        seal(db.session)
        ledger.of(db.session).clear()
    head = db.session.execute(select(AuditHead.seq, AuditHead.hash).where(AuditHead.id == HEAD_ID)).one()
    made = checkpoints.sign(head.seq, head.hash, clock.now())
    db.session.add(SignedCheckpoint(seq=made.seq, at=made.at, line=made.line))
    record(doer, Event.CHECKPOINT_MADE, entries=made.seq, hash=made.hash)
    return made


def note_check(doer: Doer, found: Verification, since: int, known: checkpoints.Checkpoint | None) -> ChainCheck:
    """Write down that the log was checked and what was found; a fault of which the warning was put down stays so."""
    bad = found.first_bad
    row = ChainCheck(
        at=clock.now(),
        actor=doer.public_id,
        actor_name=doer.name,
        organisation=doer.organisation_public_id,
        ok=found.ok,
        entries=found.entries,
        since=since,
        head=found.head,
        checkpoint=known.seq if known else None,
        checkpoint_at=known.at if known else None,
        fault_seq=bad.seq if bad else None,
        fault_kind=str(bad.kind) if bad else "",
        fault_reason=bad.reason if bad else "",
    )
    if bad is not None and (before := find_put_down(bad)) is not None:
        row.put_down_at, row.put_down_by = before.put_down_at, before.put_down_by
        row.put_down_organisation, row.put_down_reason = before.put_down_organisation, before.put_down_reason
    db.session.add(row)
    record(doer, Event.AUDIT_VERIFIED, ok=found.ok, entries=found.entries, since=since)
    db.session.flush()
    return row


def put_down(actor: Actor, number: int, reason: str) -> None:
    """Put the warning about a broken log down, with a reason; another fault warns again.

    It goes for everybody, so whose entry does not hold decides, and nobody of another organisation.
    """
    actor.require(Permission.AUDIT_READ)
    said = " ".join(reason.split())
    if not said:
        raise Refused(N_("Say why the warning may go: whoever checks the log later reads it."))
    wanted = select(ChainCheck).where(ChainCheck.id == number, ChainCheck.ok.is_(False), decides(actor))
    row = db.session.scalar(wanted.with_for_update())
    if row is None:
        raise NotFound(N_("There is no such warning."))
    if row.put_down_at is not None:
        raise Refused(N_("Somebody put this warning down already."))
    same = (
        ChainCheck.ok.is_(False),
        ChainCheck.put_down_at.is_(None),
        *_of_fault(row.fault_seq, row.fault_kind, row.fault_reason),
    )
    for one in db.session.scalars(select(ChainCheck).where(*same).order_by(ChainCheck.id)).all():
        one.put_down_at, one.put_down_by, one.put_down_reason = clock.now(), actor.name, said
        one.put_down_organisation = actor.organisation_public_id
    fault = f"{row.fault_kind} {row.fault_seq}: {row.fault_reason}"
    record(actor, Event.CHAIN_FAULT_PUT_DOWN, fault=fault, reason=said)
    # What comes after the fault is checked from here on, or one old fault would hide every new one.
    checkpoint(actor)


def find_put_down(bad: FirstBad) -> ChainCheck | None:
    """Return the check of which somebody put the warning about this same fault down, or None."""
    wanted = (ChainCheck.put_down_at.is_not(None), *_of_fault(bad.seq, str(bad.kind), bad.reason))
    return db.session.scalar(select(ChainCheck).where(*wanted).order_by(ChainCheck.id.desc()).limit(1))


def _of_fault(seq: int | None, kind: str, reason: str) -> tuple[ColumnElement[bool], ...]:
    return (ChainCheck.fault_seq == seq, ChainCheck.fault_kind == kind, ChainCheck.fault_reason == reason)


def entry_of(
    doer: Doer, what: Event, subject: Any, *, label: str, facts: dict[str, Any], organisation: str | None = None
) -> ledger.Pending:
    """Return an entry that waits for the chain; one that lacks what its kind must carry is refused."""
    missing = REQUIRED.get(what, frozenset()) - facts.keys()
    if missing:
        raise ledger.Unaudited(f"{what} needs {sorted(missing)}")
    return ledger.Pending(
        event=what,
        organisation=organisation or doer.organisation_public_id,
        actor=doer.public_id,
        actor_name=doer.name,
        subject_type=_table_of(subject),
        subject=getattr(subject, "public_id", NOBODY) if subject is not None else NOBODY,
        label=label,
        facts=facts,
        root=subject.audit_root() if isinstance(subject, Audited) else None,
    )


def _tell_home(guest: Guest, what: Event, facts: dict[str, Any]) -> None:
    """Say in the log of a guest's own organisation too what they did: that, and nothing of what stands there."""
    share, home = Named("case_share", guest.share), guest.home
    if what in LOOKS:
        record(home, Event.SHARED_CASE_OPENED, share, label=guest.reference, page=facts.get("page", str(what)))
    else:
        record(home, Event.SHARED_CASE_WORKED, share, label=guest.reference, what=str(what))


def _table_of(subject: Any) -> str:
    if isinstance(subject, Named):
        return subject.table
    return getattr(type(subject), "__tablename__", NOBODY) if subject is not None else NOBODY


def watch(sessions: Any) -> None:
    """Make every session of this maker keep a ledger and hand it to the chain before its commit."""
    ledger.watch(sessions)
    event.listen(sessions, "before_commit", _before_commit)
    event.listen(sessions, "after_commit", _after_commit)


def _before_commit(session: Session) -> None:
    if not session.in_nested_transaction():
        seal(session)


def _after_commit(session: Session) -> None:
    # Releasing a savepoint tells of a commit too: what was said before it still waits for the chain.
    if not session.in_nested_transaction():
        ledger.of(session).clear()


def seal(session: Session) -> None:
    """Write the waiting entries to the chain; a change that nobody explained stops the transaction."""
    session.flush()
    book = ledger.of(session)
    if book.loose:
        names = sorted({type(root).__name__ for root, _ in book.loose.values()})
        raise ledger.Unaudited(f"changed without an audit entry: {', '.join(names)}")
    if not book.entries:
        return
    head = session.execute(select(AuditHead).where(AuditHead.id == HEAD_ID).with_for_update()).scalar_one()
    act, at = ids.new_public_id(), clock.now()
    entries, details = [], []
    for pending in book.entries:
        head.seq += 1
        row, detail = _link(pending, head.seq, head.hash, act, at)
        head.hash = row["hash"]
        entries.append(row)
        details.append(detail)
    session.flush()
    connection = session.connection()
    write_rows(connection, table_of(AuditEntry), entries)
    write_rows(connection, table_of(AuditDetail), details)


def _link(pending: ledger.Pending, seq: int, previous: str, act: str, at: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the rows of one entry: the link of the chain and the detail beside it."""
    detail = {
        "actor_name": pending.actor_name,
        "label": pending.label,
        "facts": pending.facts,
        "changes": pending.changes,
    }
    salt, text = secrets.token_hex(16), chain.canonical(detail)
    public = {
        "act": act,
        "actor": pending.actor,
        "at": at.isoformat(timespec="microseconds"),
        "event": str(pending.event),
        "organisation": pending.organisation,
        "seq": seq,
        "subject": pending.subject,
        "subject_type": pending.subject_type,
    }
    body = chain.canonical(
        public
        | {
            "changed": sorted({f"{c['table']}.{name}" for c in pending.changes for name in c["fields"]}),
            "detail": chain.commitment(salt, text),
        }
    )
    entry = public | {"at": at, "body": body, "previous": previous, "hash": chain.digest(previous, body)}
    row_id, organisation = ids.new_public_id(), pending.organisation or NOBODY
    place = place_of(AuditDetail.__tablename__, "detail_sealed", row_id, organisation)
    return entry, {
        "seq": seq,
        "public_id": row_id,
        "organisation_id": organisation,
        "salt": salt,
        "detail_sealed": crypto.ring().seal(text.encode("utf-8"), place),
    }
