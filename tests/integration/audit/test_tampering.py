"""Every kind of tampering is found and named by the product's verifier and by the stand-alone one."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from case_mgr.audit import chain, checkpoints, standalone
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.chain import Tampering
from case_mgr.audit.checkpoints import Checkpoint
from case_mgr.audit.models import AuditDetail, AuditEntry, AuditHead
from case_mgr.audit.types import Event
from case_mgr.core import clock, crypto
from case_mgr.core.errors import Refused
from case_mgr.extensions import db
from tests import cast
from tests.databases import Database, Databases
from tests.disarm import TABLES, disarm
from tests.drills.ground import environ

COUNT = 8
FAR = 10**6


@pytest.fixture
def kept(here: Flask) -> Checkpoint:
    """A checkpoint that somebody keeps elsewhere, of a log with some entries."""
    for number in range(COUNT):
        audit.record(cast.COORDINATOR.actor(), Event.PROFILE_CHANGED, label=f"entry {number}", number=number)
        db.session.commit()
    made = audit.checkpoint(cast.COORDINATOR.actor())
    db.session.commit()
    return made


@pytest.fixture
def disarmed(kept: Checkpoint) -> Checkpoint:
    """The same, after somebody took the triggers away that refuse every change."""
    disarm(db.session.connection())
    return kept


def _altered(seq: int) -> None:
    body = AuditEntry.body
    changed = sa.func.replace(body, "profile_changed", "signed_in")
    db.session.execute(sa.update(AuditEntry).where(AuditEntry.seq == seq).values(body=changed))


def _removed(seq: int) -> None:
    db.session.execute(sa.delete(AuditEntry).where(AuditEntry.seq == seq))


def _removed_and_closed_up(seq: int) -> None:
    for table in (AuditEntry, AuditDetail):
        db.session.execute(sa.delete(table).where(table.seq == seq))
        _renumber(table, seq, -1)


def _reordered(seq: int) -> None:
    for table in (AuditEntry, AuditDetail):
        for before, after in ((seq, FAR), (seq + 1, seq), (FAR, seq + 1)):
            db.session.execute(sa.update(table).where(table.seq == before).values(seq=after))


def _inserted(seq: int) -> None:
    """Put a false entry in with a right link and hash, and number the later ones anew."""
    last = _row(seq - 1)
    for table in (AuditEntry, AuditDetail):
        _renumber(table, seq - 1, 1)
    body = last["body"].replace(f'"seq":{seq - 1},', f'"seq":{seq},')
    fresh = {"seq": seq, "body": body, "previous": last["hash"], "hash": chain.digest(last["hash"], body)}
    db.session.execute(sa.insert(AuditEntry).values({**last, **fresh}))
    detail = db.session.execute(sa.select(*AuditDetail.__table__.columns).where(AuditDetail.seq == seq - 1)).mappings()
    db.session.execute(sa.insert(AuditDetail).values({**detail.one(), "seq": seq}))


def _truncated(seq: int) -> None:
    for table in (AuditEntry, AuditDetail):
        db.session.execute(sa.delete(table).where(table.seq >= seq))


def _emptied(seq: int) -> None:
    for table in (AuditEntry, AuditDetail):
        db.session.execute(sa.delete(table))


def _restored(seq: int) -> None:
    _truncated(seq)
    values = {"seq": seq - 1, "hash": _row(seq - 1)["hash"]}
    db.session.execute(sa.update(AuditHead).values(values))


def _rewritten(seq: int) -> None:
    """Change an entry and compute the whole rest of the chain and its head anew, as whoever has everything can."""
    _altered(seq)
    head = _row(seq - 1)["hash"]
    db.session.execute(sa.update(AuditEntry).where(AuditEntry.seq == seq).values(event="signed_in"))
    for number in range(seq, int(db.session.scalar(sa.select(sa.func.max(AuditEntry.seq))) or 0) + 1):
        fresh = chain.digest(head, _row(number)["body"])
        db.session.execute(sa.update(AuditEntry).where(AuditEntry.seq == number).values(previous=head, hash=fresh))
        head = fresh
    db.session.execute(sa.update(AuditHead).values(hash=head))


def _row(seq: int) -> dict[str, Any]:
    found = db.session.execute(sa.select(*AuditEntry.__table__.columns).where(AuditEntry.seq == seq))
    return dict(found.mappings().one())


def _renumber(table: Any, after: int, by: int) -> None:
    db.session.execute(sa.update(table).where(table.seq > after).values(seq=table.seq + FAR))
    db.session.execute(sa.update(table).where(table.seq > FAR).values(seq=table.seq - FAR + by))


# What is done, how far from the fourth entry before the checkpoint it shows, and its name.
ATTACKS: list[tuple[Callable[[int], None], int | None, Tampering]] = [
    (_altered, 0, Tampering.ALTERED),
    (_removed, 1, Tampering.REMOVED),
    (_removed_and_closed_up, 0, Tampering.REMOVED),
    (_reordered, 0, Tampering.REORDERED),
    (_inserted, 1, Tampering.INSERTED),
    (_truncated, 0, Tampering.TRUNCATED),
    (_emptied, None, Tampering.TRUNCATED),
    (_restored, 0, Tampering.RESTORED),
    (_rewritten, 4, Tampering.REWRITTEN),
]


def _alone(folder: Path, kept: Checkpoint, key: str | None = None) -> dict[str, Any]:
    """Check the rows of this transaction with the stand-alone verifier."""
    rows, point = folder / "chain.jsonl", folder / "checkpoint.txt"
    rows.write_text("".join(f"{json.dumps(row)}\n" for row in log.list_rows()), "utf-8")
    point.write_text(f"{kept.line}\n", "ascii")
    return standalone.check(str(rows), str(point), key or checkpoints.own_key(), None)


def test_what_nobody_touched_is_whole(kept: Checkpoint, tmp_path: Path) -> None:
    said, alone = log.verify(kept), _alone(tmp_path, kept)
    assert said.ok
    assert said.clock_back == ()
    assert (alone["ok"], alone["entries"], alone["head"], alone["clock_back"]) == (True, said.entries, said.head, [])
    assert said.entries == kept.seq + 1


@pytest.mark.parametrize(("attack", "shows", "name"), ATTACKS, ids=lambda value: getattr(value, "__name__", None))
def test_tampering_is_found_and_named_by_both(
    disarmed: Checkpoint, tmp_path: Path, attack: Callable[[int], None], shows: int | None, name: Tampering
) -> None:
    seq = disarmed.seq - 4
    attack(seq)
    bad, alone = log.verify(disarmed).first_bad, _alone(tmp_path, disarmed)["first_bad"]
    assert bad is not None
    assert (bad.seq, bad.kind) == (1 if shows is None else seq + shows, name)
    assert (alone["seq"], alone["kind"]) == (bad.seq, str(name))


@pytest.mark.parametrize("attack", [_restored, _rewritten])
def test_only_the_checkpoint_shows_what_leaves_the_chain_whole(
    disarmed: Checkpoint, attack: Callable[[int], None]
) -> None:
    attack(disarmed.seq - 4)
    assert log.verify().ok


def test_an_old_copy_that_was_worked_on_since_does_not_fit_the_checkpoint(disarmed: Checkpoint, tmp_path: Path) -> None:
    _restored(disarmed.seq - 4)
    db.session.expire_all()
    for _ in range(COUNT):
        audit.record(cast.COORDINATOR.actor(), Event.PROFILE_CHANGED)
    db.session.commit()
    bad, alone = log.verify(disarmed).first_bad, _alone(tmp_path, disarmed)["first_bad"]
    assert bad is not None
    assert (bad.seq, bad.kind, alone["kind"]) == (disarmed.seq, Tampering.REWRITTEN, "rewritten")


def test_a_clock_that_was_set_back_is_named_and_breaks_nothing(
    kept: Checkpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: kept.at - timedelta(days=400))
    audit.record(cast.COORDINATOR.actor(), Event.PROFILE_CHANGED)
    db.session.commit()
    said, alone = log.verify(kept), _alone(tmp_path, kept)
    assert (said.ok, alone["ok"]) == (True, True)
    assert [(step.seq, step.kind) for step in said.clock_back] == [(kept.seq + 2, Tampering.CLOCK_BACK)]
    assert len(alone["clock_back"]) == 1
    assert f"entry {kept.seq + 2}" in alone["clock_back"][0]


def test_another_key_is_named(kept: Checkpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, other = crypto.ring(), crypto.Keyring.make()
    forged = replace(own, index=other.index)
    crypto.install(forged)
    try:
        stranger = checkpoints.sign(kept.seq, kept.hash, kept.at)
    finally:
        crypto.install(own)
    bad = log.verify(stranger).first_bad
    assert bad is not None
    assert bad.kind == Tampering.KEY_CHANGED
    assert _alone(tmp_path, stranger)["first_bad"]["kind"] == "key changed"
    crypto.install(replace(other, index=own.index))
    try:
        bad = log.verify(kept).first_bad
    finally:
        crypto.install(own)
    assert bad is not None
    assert (bad.seq, bad.kind) == (1, Tampering.KEY_CHANGED)


@pytest.mark.parametrize(("old", "new"), [("seq=", "seq=1"), ("hash=", "hash=0"), ("at=2", "at=1"), ("key=", "kez=")])
def test_a_checkpoint_that_was_changed_is_refused(kept: Checkpoint, old: str, new: str) -> None:
    with pytest.raises(Refused):
        checkpoints.read(kept.line.replace(old, new))


def test_the_rest_is_checked_from_a_checkpoint(disarmed: Checkpoint) -> None:
    for _ in range(3):
        audit.record(cast.COORDINATOR.actor(), Event.PROFILE_CHANGED)
        db.session.commit()
    assert log.verify(disarmed, resume=True).entries == log.verify().entries
    _altered(disarmed.seq + 2)
    bad = log.verify(disarmed, resume=True).first_bad
    assert bad is not None
    assert bad.seq == disarmed.seq + 2


@pytest.mark.parametrize(
    ("attack", "shows", "name"),
    [
        (_restored, 0, Tampering.RESTORED),
        (_truncated, 0, Tampering.TRUNCATED),
        (_emptied, None, Tampering.TRUNCATED),
        (_rewritten, 4, Tampering.REWRITTEN),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_the_checkpoint_saw_and_is_gone_is_named_when_only_the_rest_is_read(
    disarmed: Checkpoint, attack: Callable[[int], None], shows: int | None, name: Tampering
) -> None:
    seq = disarmed.seq - 4
    attack(seq)
    bad = log.verify(disarmed, resume=True).first_bad
    assert bad is not None
    assert (bad.seq, bad.kind) == (1 if shows is None else seq + shows, name)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("act", ["DELETE FROM {0}", "UPDATE {0} SET seq = seq", "TRUNCATE {0}"])
def test_the_database_refuses_to_change_the_log(kept: Checkpoint, table: str, act: str) -> None:
    if act.startswith("TRUNCATE") and db.session.connection().dialect.name != "postgresql":
        act = "DELETE FROM {0} WHERE 1 = 1"
    with pytest.raises(sa.exc.DBAPIError, match="the audit log is only added to"), db.session.begin_nested():
        db.session.execute(sa.text(act.format(table)))
    assert log.verify(kept).ok


def test_the_database_lets_no_detail_become_a_tombstone(kept: Checkpoint) -> None:
    of_it = AuditDetail.seq == kept.seq - 1
    erased = {"detail_sealed": None, "salt": None, "erased_at": clock.now()}
    with pytest.raises(sa.exc.DBAPIError, match="the audit log is only added to"), db.session.begin_nested():
        db.session.execute(sa.update(AuditDetail).where(of_it).values(erased))
    assert (log.verify(kept).ok, log.verify(kept).erased) == (True, 0)


@pytest.mark.parametrize("table", TABLES)
def test_no_row_of_the_log_is_replaced(kept: Checkpoint, table: str) -> None:
    sqlite = db.session.connection().dialect.name == "sqlite"
    act = "INSERT OR REPLACE" if sqlite else "INSERT"
    said = "the audit log is only added to" if sqlite else "duplicate key"
    with pytest.raises(sa.exc.DBAPIError, match=said), db.session.begin_nested():
        db.session.execute(sa.text(f"{act} INTO {table} SELECT * FROM {table}"))  # noqa: S608 - names of this file
    assert log.verify(kept).ok


def _run(database: Database, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from case_mgr.cli import main; main()", *words]
    return subprocess.run(command, env=environ(database), capture_output=True, text=True, check=False)


def test_an_auditor_needs_the_file_of_the_verifier_and_nothing_else(databases: Databases, tmp_path: Path) -> None:
    database = databases.copy("sqlite")
    point, verifier = tmp_path / "checkpoint.txt", tmp_path / "verifier.py"
    assert _run(database, "audit", "checkpoint", "--output", str(point)).returncode == 0
    assert _run(database, "audit", "checkpoint", "--output", str(point)).returncode != 0
    assert _run(database, "audit", "verifier", "--output", str(verifier)).returncode == 0
    assert _run(database, "audit", "verify", "--checkpoint", str(point), "--json").returncode == 0
    rows = tmp_path / "chain.jsonl"
    assert _run(database, "audit", "chain", "--as", cast.AUDITOR.email, "--output", str(rows)).returncode == 0
    key = point.read_text().partition("key=")[2].split()[0]
    stored = database.instance / "case-mgr.sqlite3"
    bare = [sys.executable, "-I", str(verifier)]
    for log_file, more, detail in (
        (stored, ["--keys", str(database.keys)], "opened and compared"),
        (stored, [], "there"),
        (rows, [], "not looked at"),
    ):
        words = [*bare, str(log_file), "--checkpoint", str(point), "--key", key, *more]
        done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=tmp_path)
        said = json.loads(done.stdout)
        assert (done.returncode, said["ok"], said["detail"]) == (0, True, detail)
    assert "import case_mgr" not in verifier.read_text()
    databases.discard(database)


def test_whoever_works_while_the_log_is_checked_alone_raises_no_alarm(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = databases.copy("sqlite")
    stored = str(database.instance / "case-mgr.sqlite3")
    before, follow = standalone.check(stored, None, None, str(database.keys)), standalone.Chain.follow

    def work(self: standalone.Chain, row: dict[str, Any]) -> None:
        if self.count == 0:
            done = _run(database, "audit", "checkpoint", "--output", str(tmp_path / "checkpoint.txt"))
            assert done.returncode == 0
        follow(self, row)

    monkeypatch.setattr(standalone.Chain, "follow", work)
    meanwhile = standalone.check(stored, None, None, str(database.keys))
    monkeypatch.undo()
    after = standalone.check(stored, None, None, str(database.keys))
    assert (before["entries"], meanwhile["first_bad"], meanwhile["entries"]) == (
        after["entries"] - 1,
        None,
        before["entries"],
    )
    databases.discard(database)


def test_the_stand_alone_verifier_finds_what_was_erased_by_hand(databases: Databases) -> None:
    database = databases.copy("sqlite")
    stored = database.instance / "case-mgr.sqlite3"
    for values, kind in (
        ("erased_at = '2026-01-01', salt = NULL, detail_sealed = NULL", "removed"),
        ("salt = 'x'", "altered"),
    ):
        with closing(sqlite3.connect(stored)) as connection, connection:
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f'DROP TRIGGER "{name}"')
            connection.execute(f"UPDATE audit_detail SET {values} WHERE seq = 2")  # noqa: S608 - names of this file
        found = standalone.check(str(stored), None, None, None)
        assert (found["first_bad"]["seq"], found["first_bad"]["kind"], found["erased"]) == (2, kind, 1)
    databases.discard(database)
