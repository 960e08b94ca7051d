"""Notes of whose names were served to whom: written one by one beside the chain, sealed into it in batches."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, case, func, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from case_mgr.audit import chain
from case_mgr.audit.chain import Fault, Tampering
from case_mgr.audit.models import HEAD_ID, AuditHead, NamesServed, ServedDay
from case_mgr.core import clock
from case_mgr.core.blocks import blocks
from case_mgr.core.rows import table_of

# A batch is sealed once so many notes wait, or the oldest of them has waited so long.
MOST, LONGEST = 500, timedelta(minutes=10)
_A_BATCH, _BLOCK = 5000, 500
_TOLD = ("organisation", "actor", "actor_name", "page", "kept", "number", "people")


@dataclass(frozen=True, slots=True)
class Note:
    """One answer that named people: to whom, when, on which page, and the numbers of the people."""

    public_id: str
    at: datetime
    organisation: str
    actor: str
    actor_name: str
    page: str
    kept: bool
    people: tuple[int, ...]

    def line(self) -> str:
        """Return it as a line of a file, for as long as the database cannot take it."""
        return chain.canonical(
            {
                "public_id": self.public_id,
                "at": self.at.isoformat(timespec="microseconds"),
                "organisation": self.organisation,
                "actor": self.actor,
                "actor_name": self.actor_name,
                "page": self.page,
                "kept": self.kept,
                "people": list(self.people),
            }
        )

    @classmethod
    def read(cls, line: str) -> Note:
        """Return the note of a line; what is none raises ValueError."""
        try:
            said = json.loads(line)
            return cls(**(said | {"at": datetime.fromisoformat(said["at"]), "people": tuple(map(int, said["people"]))}))
        except (KeyError, TypeError) as error:
            raise ValueError(line[:40]) from error


def write(session: Session, notes: Iterable[Note], *, again: bool = False) -> int:
    """Add notes and return how many; with `again` those that are there already are left out."""
    new = {note.public_id: note for note in notes}
    for block in blocks(sorted(new), _BLOCK) if again else ():
        for public_id in session.scalars(select(NamesServed.public_id).where(NamesServed.public_id.in_(block))):
            del new[public_id]
    if new:
        session.execute(table_of(NamesServed).insert(), [_row(note) for note in new.values()])
    return len(new)


def is_due(session: Session) -> bool:
    """Say whether enough notes wait for their batch, or the oldest of them long enough."""
    count, oldest = waiting(session)
    return count >= MOST or (oldest is not None and clock.now() - oldest >= LONGEST)


def waiting(session: Session) -> tuple[int, datetime | None]:
    """Return how many notes are not sealed yet, and since when the oldest waits."""
    found = session.execute(select(func.count(), func.min(NamesServed.at)).where(NamesServed.batch.is_(None))).one()
    return found[0], found[1]


def gather(session: Session) -> dict[str, Any] | None:
    """Put the notes that wait into a batch and return what its entry must say; None when none waits."""
    # Whoever holds the head of the chain makes the next batch: two workers never make the same.
    session.execute(select(AuditHead.seq).where(AuditHead.id == HEAD_ID).with_for_update()).one()
    rows = session.execute(_columns().where(NamesServed.batch.is_(None)).order_by(NamesServed.id).limit(_A_BATCH)).all()
    if not rows:
        return None
    batch = (session.scalar(select(func.max(NamesServed.batch))) or 0) + 1
    for block in blocks([row.id for row in rows], _BLOCK):
        session.execute(update(NamesServed).where(NamesServed.id.in_(block)).values(batch=batch))
    _count_days(session, rows)
    return {"batch": batch, "pages": len(rows), "digest": _digest(rows)}


def first_fault(
    session: Session, batches: Sequence[tuple[int, dict[str, Any]]], *, whole: bool
) -> tuple[int, Fault] | None:
    """Return the first entry of a batch whose notes are no longer those that it sealed, and what was done."""
    for seq, facts in batches:
        fault = _fault(session, facts)
        if fault is not None:
            return seq, fault
    if whole:
        sealed = max((int(facts["batch"]) for _, facts in batches), default=0)
        more = session.scalar(select(func.min(NamesServed.batch)).where(NamesServed.batch > sealed))
        if more is not None:
            reason = f"notes of names served say that they belong to batch {more}, which no entry sealed"
            return (batches[-1][0] if batches else 1), Fault(Tampering.INSERTED, reason)
    return None


def _fault(session: Session, facts: dict[str, Any]) -> Fault | None:
    batch, digest, count = int(facts["batch"]), hashlib.sha256(), 0
    for row in _of_batch(session, batch):
        if row.people is not None and _commitment(row.salt or "", row) != row.commitment:
            return Fault(Tampering.ALTERED, f"a note of names served in batch {batch} was changed")
        digest.update(bytes.fromhex(row.commitment))
        count += 1
    if count != facts["pages"]:
        kind = Tampering.REMOVED if count < facts["pages"] else Tampering.INSERTED
        return Fault(kind, f"batch {batch} sealed {facts['pages']} notes of names served, {count} are there")
    if digest.hexdigest() != facts["digest"]:
        return Fault(Tampering.ALTERED, f"the notes of names served in batch {batch} are not those that were sealed")
    return None


def _of_batch(session: Session, batch: int) -> Iterator[Row[Any]]:
    after = 0
    wanted = _columns().where(NamesServed.batch == batch).order_by(NamesServed.id).limit(_BLOCK)
    while block := session.execute(wanted.where(NamesServed.id > after)).all():
        yield from block
        after = block[-1].id


def _columns() -> Any:
    return select(*table_of(NamesServed).c)


def _row(note: Note) -> dict[str, Any]:
    salt = secrets.token_hex(16)
    row = {
        "public_id": note.public_id,
        "at": note.at,
        "organisation": note.organisation,
        "actor": note.actor,
        "actor_name": note.actor_name,
        "page": note.page,
        "kept": note.kept,
        "number": len(note.people),
        "people": json.dumps(list(note.people), separators=(",", ":")),
        "salt": salt,
    }
    return row | {"commitment": chain.commitment(salt, _said(row)), "batch": None}


def _commitment(salt: str, row: Row[Any]) -> str:
    try:
        return chain.commitment(salt, _said({name: getattr(row, name) for name in (*_TOLD, "at")}))
    except ValueError:
        return ""


def _said(row: Mapping[str, Any]) -> str:
    """Return the text to which a note is bound: all that it says."""
    at: datetime = row["at"]
    moment = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return chain.canonical({name: row[name] for name in _TOLD} | {"at": moment.isoformat(timespec="microseconds")})


def _digest(rows: Iterable[Row[Any]]) -> str:
    return hashlib.sha256(b"".join(bytes.fromhex(row.commitment) for row in rows)).hexdigest()


def _count_days(session: Session, rows: Iterable[Row[Any]]) -> None:
    """Count the notes of a batch by person, reader and day, to find them again by the person."""
    days: dict[tuple[int, str, str, date], list[Any]] = {}
    for row in rows:
        for person in json.loads(row.people or "[]"):
            key = (person, row.organisation, row.actor, row.at.astimezone(UTC).date())
            held = days.setdefault(key, [0, row.at, row.at])
            held[0], held[1], held[2] = held[0] + 1, min(held[1], row.at), max(held[2], row.at)
    names = ("person", "organisation", "actor", "day", "pages", "first_at", "last_at")
    values = [dict(zip(names, (*key, *held), strict=True)) for key, held in sorted(days.items())]
    table = table_of(ServedDay)
    insert: Any = postgres_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    for block in blocks(values, _BLOCK):
        statement = insert(table)
        new = statement.excluded
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["person", "organisation", "actor", "day"],
                set_={
                    "pages": table.c.pages + new.pages,
                    "first_at": case((table.c.first_at < new.first_at, table.c.first_at), else_=new.first_at),
                    "last_at": case((table.c.last_at > new.last_at, table.c.last_at), else_=new.last_at),
                },
            ),
            block,
        )
