"""Verbs about stored files; whether somebody may open one is decided by the room whose record it belongs to."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from case_mgr.access.actor import Actor
from case_mgr.core import ids
from case_mgr.core.crypto import Unreadable
from case_mgr.core.errors import Refused
from case_mgr.core.sealed import place_of
from case_mgr.core.spool import Spool
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.files import blobs
from case_mgr.files.models import StoredFile

LARGEST = 64 * 1024 * 1024
_ORPHAN_SECONDS = 24 * 3600
_PENDING = "files_pending"


@dataclass(frozen=True, slots=True)
class Soundness:
    """What a comparison of rows and disk found: rows whose bytes are gone, and files that no row knows."""

    missing: tuple[str, ...]
    strays: int


def store(actor: Actor, stream: BinaryIO, name: str, *, largest: int = LARGEST) -> StoredFile:
    """Encrypt a file to disk and give it a row; when the transaction is rolled back the file goes too."""
    return keep(seal(actor, stream, name, largest=largest))


def seal(actor: Actor, stream: BinaryIO, name: str, *, largest: int = LARGEST) -> StoredFile:
    """Encrypt a file to disk; its row is not written yet, so that nobody waits for a lock meanwhile."""
    row = StoredFile(
        public_id=ids.new_public_id(),
        organisation_id=actor.organisation_id,
        blob=blobs.new_name(),
        name=name[:300] or None,
    )
    digest, size = hashlib.sha256(), 0

    def chunks() -> Iterator[bytes]:
        nonlocal size
        for chunk in iter(lambda: stream.read(blobs.CHUNK), b""):
            size += len(chunk)
            if size > largest:
                raise Refused(
                    N_("The selected file must be smaller than %(n)d MB. Split it and import the parts."),
                    n=largest // 1024**2,
                )
            digest.update(chunk)
            yield chunk

    blobs.write(row.blob, _place(row), chunks())
    row.size, row.sha256 = size, digest.hexdigest()
    return row


def keep(row: StoredFile) -> StoredFile:
    """Write the row of a sealed file; when the transaction is rolled back the file goes too."""
    _when_ended(committed=False, blob=row.blob)
    db.session.add(row)
    db.session.flush()
    return row


def drop(row: StoredFile) -> None:
    """Throw a sealed file away whose row was never written."""
    blobs.remove(row.blob)


@contextmanager
def open_file(row: StoredFile) -> Iterator[BinaryIO]:
    """Open the decrypted content for reading and seeking; nothing of it lies on the disk in clear."""
    with Spool() as out:
        for chunk in blobs.read(row.blob, _place(row)):
            out.write(chunk)
        out.seek(0)
        yield cast("BinaryIO", out)


def stream(row: StoredFile) -> Iterator[bytes]:
    """Give the content chunk by chunk; the whole of it is tried first, so that a damaged file sends no first byte."""
    if sum(map(len, blobs.read(row.blob, _place(row)))) != row.size:
        raise Unreadable(blobs.DAMAGED)
    return blobs.read(row.blob, _place(row))


def delete(row: StoredFile) -> None:
    """Delete a file; the bytes go when the transaction is committed."""
    _when_ended(committed=True, blob=row.blob)
    db.session.delete(row)


def sweep() -> int:
    """Remove files without a row that a crash left behind; returns how many."""
    old = time.time() - _ORPHAN_SECONDS
    known = set(db.session.scalars(select(StoredFile.blob)))
    stale = [path for path in blobs.list_all() if path.name not in known and path.stat().st_mtime < old]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def compare() -> Soundness:
    """Compare rows and disk: a row without bytes is a loss that a backup mends, a file without a row a leftover."""
    rows = db.session.execute(select(StoredFile.blob, StoredFile.public_id).order_by(StoredFile.id)).all()
    there, known = {path.name for path in blobs.list_all()}, {row.blob for row in rows}
    return Soundness(tuple(row.public_id for row in rows if row.blob not in there), len(there - known))


def _place(row: StoredFile) -> str:
    return place_of(StoredFile.__tablename__, "blob", row.public_id, row.organisation_id)


def _when_ended(*, committed: bool, blob: str) -> None:
    """Remove a blob when this transaction ends that way, and forget it when it ends the other way."""
    session = db.session
    if _PENDING not in session.info:
        session.info[_PENDING] = {True: [], False: []}
        event.listen(session, "after_commit", lambda done: _ended(done, committed=True))
        event.listen(session, "after_rollback", lambda done: _ended(done, committed=False))
    session.info[_PENDING][committed].append(blob)


def _ended(session: Session, *, committed: bool) -> None:
    # Savepoints end too; only the end of the whole transaction decides.
    if session.in_nested_transaction():
        return
    pending = session.info[_PENDING]
    for blob in pending[committed]:
        blobs.remove(blob)
    for waiting in pending.values():
        waiting.clear()
