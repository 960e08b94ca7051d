"""The only way into the log: say what was done; the chain takes it just before the commit."""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from case_mgr.access.actor import Actor, Doer
from case_mgr.access.shares import Guest
from case_mgr.audit import chain, checkpoints, ledger
from case_mgr.audit.models import HEAD_ID, AuditDetail, AuditEntry, AuditHead
from case_mgr.audit.types import LOOKS, REQUIRED, Event, Named
from case_mgr.core import clock, crypto, ids
from case_mgr.core.db import Audited
from case_mgr.core.rows import table_of, write_rows
from case_mgr.core.sealed import place_of
from case_mgr.extensions import db

NOBODY = "-"


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


def checkpoint(doer: Doer) -> checkpoints.Checkpoint:
    """Sign the head of the log as it is now, and write down that it was done."""
    head = db.session.execute(select(AuditHead.seq, AuditHead.hash).where(AuditHead.id == HEAD_ID)).one()
    made = checkpoints.sign(head.seq, head.hash, clock.now())
    record(doer, Event.CHECKPOINT_MADE, entries=made.seq, hash=made.hash)
    return made


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
