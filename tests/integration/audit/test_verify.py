"""The verifier finds every change made by hand, and names the first entry that does not hold."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from case_mgr.audit import chain
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit import verify as verification
from case_mgr.audit.models import AuditDetail, AuditEntry, AuditHead
from case_mgr.audit.types import Event, Verification
from case_mgr.core import clock
from case_mgr.extensions import db
from case_mgr.web.transaction import open_transaction
from tests import cast
from tests.databases import Database, Databases
from tests.disarm import disarm

COUNT = 8


@pytest.fixture
def entries(here: Flask) -> list[int]:
    """The sequence numbers of some entries, oldest first."""
    for number in range(COUNT):
        audit.record(cast.COORDINATOR.actor(), Event.PROFILE_CHANGED, label=f"entry {number}", number=number)
        db.session.commit()
    seqs = list(db.session.scalars(sa.select(AuditEntry.seq).order_by(AuditEntry.seq.desc()).limit(COUNT)))
    assert log.verify().ok
    disarm(db.session.connection())
    return seqs[::-1]


def test_an_entry_that_is_written_while_the_chain_is_read_is_no_tampering(
    fresh_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = verification._rows  # the moment between the last entry that is read and the head

    def interrupted(*asked: Any) -> Iterator[Any]:
        yield from real(*asked)
        writer = threading.Thread(target=write)
        writer.start()
        writer.join(30)

    def write() -> None:
        with fresh_app.app_context():
            audit.record(cast.COORDINATOR.actor(), Event.PROFILE_CHANGED, number=1)
            db.session.commit()

    with fresh_app.app_context():
        before = log.verify()
        db.session.rollback()
        open_transaction(writes=False)
        monkeypatch.setattr(verification, "_rows", interrupted)
        during = log.verify()
        db.session.rollback()
        monkeypatch.undo()
        assert (during.ok, during.entries) == (True, before.entries)
        assert log.verify().entries == before.entries + 1


def _change(seq: int, /, **values: object) -> None:
    db.session.execute(sa.update(AuditEntry).where(AuditEntry.seq == seq).values(**values))


def _entry(seq: int) -> AuditEntry:
    return db.session.scalars(sa.select(AuditEntry).where(AuditEntry.seq == seq)).one()


def _body(seq: int) -> None:
    _change(seq, body=_entry(seq).body.replace(cast.COORDINATOR.actor().public_id, "0" * 24))


def _rehashed(seq: int) -> None:
    """Whoever changes an entry may also recompute its own hash; the next link tells."""
    row = _entry(seq)
    body = row.body.replace('"event":"profile_changed"', '"event":"signed_in"')
    assert body != row.body
    _change(seq, body=body, event="signed_in", hash=chain.digest(row.previous, body))


def _deleted(seq: int) -> None:
    db.session.execute(sa.delete(AuditEntry).where(AuditEntry.seq == seq))


def _deleted_whole(seq: int) -> None:
    for table in (AuditEntry, AuditDetail):
        db.session.execute(sa.delete(table).where(table.seq == seq))
        db.session.execute(sa.update(table).where(table.seq > seq).values(seq=-table.seq))
        db.session.execute(sa.update(table).where(table.seq < -seq).values(seq=-table.seq - 1))


def _swapped(seq: int) -> None:
    for before, after in ((seq, 10**6), (seq + 1, seq), (10**6, seq + 1)):
        _change(before, seq=after)


def _inserted(seq: int) -> None:
    for table in (AuditEntry, AuditDetail):
        db.session.execute(sa.update(table).where(table.seq >= seq).values(seq=-table.seq))
        db.session.execute(sa.update(table).where(table.seq < 0).values(seq=-table.seq + 1))
    row = _entry(seq + 1)
    values = {c.name: getattr(row, c.name) for c in AuditEntry.__table__.columns} | {"seq": seq}
    db.session.execute(sa.insert(AuditEntry).values(**values))


def _detail_changed(seq: int) -> None:
    row = db.session.scalars(sa.select(AuditDetail).where(AuditDetail.seq == seq)).one()
    row.detail = {"actor_name": "Somebody Else", "label": "", "facts": {}, "changes": []}
    db.session.flush()


def _detail_byte(seq: int) -> None:
    row = db.session.scalars(sa.select(AuditDetail).where(AuditDetail.seq == seq)).one()
    assert row.detail_sealed
    row.detail_sealed = row.detail_sealed[:-1] + bytes([row.detail_sealed[-1] ^ 1])
    db.session.flush()


def _detail_of_another(seq: int) -> None:
    other = db.session.scalars(sa.select(AuditDetail).where(AuditDetail.seq == seq + 1)).one()
    values = {"detail_sealed": other.detail_sealed, "public_id": other.public_id, "salt": other.salt}
    db.session.execute(sa.update(AuditDetail).where(AuditDetail.seq == seq).values(**values))


def _detail_gone(seq: int) -> None:
    db.session.execute(sa.delete(AuditDetail).where(AuditDetail.seq == seq))


def _salt(seq: int) -> None:
    db.session.execute(sa.update(AuditDetail).where(AuditDetail.seq == seq).values(salt="00" * 16))


def _garbage(seq: int) -> None:
    _change(seq, body="not JSON")


def _salt_text(seq: int) -> None:
    db.session.execute(sa.update(AuditDetail).where(AuditDetail.seq == seq).values(salt="no hexadecimal text"))


def _not_an_entry(seq: int) -> None:
    body = "{}"
    _change(seq, body=body, hash=chain.digest(_entry(seq).previous, body))


def _not_even_json(seq: int) -> None:
    body = "["
    _change(seq, body=body, hash=chain.digest(_entry(seq).previous, body))


ATTACKS: list[Callable[[int], None]] = [
    _body,
    _rehashed,
    _deleted,
    _deleted_whole,
    _swapped,
    _inserted,
    _detail_changed,
    _detail_byte,
    _detail_of_another,
    _detail_gone,
    _salt,
    _salt_text,
    _garbage,
    _not_an_entry,
    _not_even_json,
]
# A break shows at the entry itself, or where the next one no longer follows.
NEXT = {_rehashed, _deleted}


def _verify() -> Verification:
    db.session.flush()
    db.session.expire_all()
    return log.verify()


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__.strip("_"))
def test_a_change_by_hand_is_found(entries: list[int], attack: Callable[[int], None]) -> None:
    seq = entries[3]
    attack(seq)
    result = _verify()
    assert not result.ok
    assert result.first_bad is not None
    assert result.first_bad.seq == seq + (attack in NEXT)
    assert result.first_bad.reason


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("event", "signed_out"),
        ("organisation", None),
        ("organisation", "0" * 24),
        ("actor", "operator"),
        ("subject_type", "detainee"),
        ("subject", "0" * 24),
        ("act", "0" * 24),
        ("at", None),
        ("previous", "0" * 64),
        ("hash", "0" * 64),
    ],
)
def test_a_column_that_filters_use_cannot_be_changed(entries: list[int], column: str, value: str | None) -> None:
    _change(entries[3], **{column: clock.now() if column == "at" else value})
    result = _verify()
    assert not result.ok
    assert result.first_bad
    assert result.first_bad.seq == entries[3]


def test_a_tail_cut_off_is_found(entries: list[int]) -> None:
    for table in (AuditEntry, AuditDetail):
        db.session.execute(sa.delete(table).where(table.seq >= entries[-2]))
    result = _verify()
    assert not result.ok
    assert result.first_bad
    assert result.first_bad.seq == entries[-2]


def test_everything_deleted_is_found(entries: list[int]) -> None:
    db.session.execute(sa.delete(AuditEntry))
    assert not _verify().ok
    db.session.execute(sa.delete(AuditHead))
    assert not _verify().ok


def test_a_head_changed_by_hand_is_found(entries: list[int]) -> None:
    db.session.execute(sa.update(AuditHead).values(hash="0" * 64))
    assert not _verify().ok


def _erased(seq: int) -> None:
    values = {"detail_sealed": None, "salt": None, "erased_at": clock.now()}
    db.session.execute(sa.update(AuditDetail).where(AuditDetail.seq == seq).values(values))


def _marked(seq: int) -> None:
    """Mark a detail as erased, so that what stands in it is read by nobody, and put something else there."""
    db.session.execute(sa.update(AuditDetail).where(AuditDetail.seq == seq).values(erased_at=clock.now(), salt="00"))


@pytest.mark.parametrize(("attack", "name"), [(_erased, "removed"), (_marked, "altered")])
def test_what_somebody_erased_by_hand_is_found_and_counted(
    entries: list[int], attack: Callable[[int], None], name: str
) -> None:
    attack(entries[3])
    attack(entries[5])
    result = _verify()
    assert result.first_bad is not None
    assert (result.first_bad.seq, str(result.first_bad.kind), result.erased) == (entries[3], name, 2)


def test_verifying_changes_nothing(entries: list[int]) -> None:
    _body(entries[3])
    before = db.session.execute(sa.select(AuditEntry.seq, AuditEntry.body, AuditEntry.hash)).all()
    assert not _verify().ok
    assert db.session.execute(sa.select(AuditEntry.seq, AuditEntry.body, AuditEntry.hash)).all() == before


def _command(database: Database, *words: str) -> tuple[int, dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-c", "from case_mgr.cli import main; main()", *words],
        env=os.environ | database.environ(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout)


def test_the_command_finds_one_byte_changed_by_hand(databases: Databases) -> None:
    database = databases.copy("sqlite")
    status, said = _command(database, "audit", "verify", "--json")
    assert (status, said["ok"], said["first_bad"]) == (0, True, None)
    connection = sqlite3.connect(database.instance / "case-mgr.sqlite3")
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        connection.execute("UPDATE audit_entry SET body = body WHERE seq = 5")
    connection.execute("DROP TRIGGER audit_entry_no_update")
    connection.execute("UPDATE audit_entry SET body = replace(body, '2', '3') WHERE seq = 5")
    connection.commit()
    connection.close()
    status, said = _command(database, "audit", "verify", "--json")
    assert (status, said["ok"]) == (1, False)
    assert isinstance(said["first_bad"], dict)
    assert said["first_bad"]["seq"] == 5
    databases.discard(database)
