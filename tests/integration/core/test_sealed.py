"""Encrypted columns: a ciphertext opens only where it was written, and the plain text is nowhere in the database."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from case_mgr.app import create_app
from case_mgr.audit import service as audit
from case_mgr.audit.models import AuditDetail
from case_mgr.audit.types import Event
from case_mgr.core import crypto
from case_mgr.core.crypto import Keyring, KeysMissing, Unreadable
from case_mgr.core.sealed import place_of
from case_mgr.extensions import db
from tests import cast
from tests.conftest import close
from tests.databases import Database
from tests.disarm import disarm

CANARY = "zeltweg canary 9051"


@pytest.fixture
def two(here: Flask) -> Iterator[tuple[AuditDetail, AuditDetail]]:
    """Two sealed rows of one table: of the own organisation, and of the other."""
    rows = []
    for member in (cast.COORDINATOR, cast.STRANGER):
        audit.record(member.actor(), Event.PROFILE_CHANGED, note=CANARY)
        db.session.commit()
        rows.append(db.session.scalars(sa.select(AuditDetail).order_by(AuditDetail.seq.desc()).limit(1)).one())
    # The database refuses to change the log; that is another test.
    disarm(db.session.connection())
    yield rows[0], rows[1]
    db.session.rollback()


def test_a_sealed_value_opens_in_its_place(two: tuple[AuditDetail, AuditDetail]) -> None:
    assert two[0].detail["facts"] == {"note": CANARY}


def test_a_ciphertext_moved_to_another_row_does_not_open(two: tuple[AuditDetail, AuditDetail]) -> None:
    own, other = two
    own.detail_sealed = other.detail_sealed
    with pytest.raises(Unreadable):
        _ = own.detail


def test_a_ciphertext_moved_with_its_row_id_to_another_organisation_does_not_open(
    two: tuple[AuditDetail, AuditDetail],
) -> None:
    own, other = two
    own.detail_sealed, own.public_id = other.detail_sealed, other.public_id
    with pytest.raises(Unreadable):
        _ = own.detail


def test_a_ciphertext_moved_to_another_column_or_table_does_not_open() -> None:
    ring = Keyring.make()
    sealed = ring.seal(b"a", place_of("contact", "phone_sealed", "1", 1))
    for place in (
        place_of("contact", "email_sealed", "1", 1),
        place_of("person", "phone_sealed", "1", 1),
        place_of("contact", "phone_sealed", "2", 1),
        place_of("contact", "phone_sealed", "1", 2),
    ):
        with pytest.raises(Unreadable):
            ring.open(sealed, place)


def test_the_plain_text_is_not_in_the_database(fresh_app: Flask, own_database: Database) -> None:
    with fresh_app.app_context():
        audit.record(cast.COORDINATOR.actor(), Event.PROFILE_CHANGED, label=CANARY, note=CANARY)
        db.session.commit()
        stored = b"".join(
            repr(tuple(row)).encode()
            for table in sa.inspect(db.engine).get_table_names()
            for row in db.session.execute(sa.select(sa.text("*")).select_from(sa.table(table)))
        )
    assert len(stored) > 1000
    files = [path for path in own_database.instance.rglob("*") if path.is_file()]
    for content in (stored, *(path.read_bytes() for path in files)):
        assert CANARY.encode() not in content
        assert CANARY.encode("utf-16-le") not in content


def test_another_key_does_not_open(two: tuple[AuditDetail, AuditDetail]) -> None:
    kept = crypto.ring()
    crypto.install(Keyring.make())
    try:
        with pytest.raises(Unreadable):
            _ = two[0].detail
    finally:
        crypto.install(kept)


def test_equal_values_differ_when_sealed() -> None:
    ring = Keyring.make()
    assert len({ring.seal(b"Minsk", "a") for _ in range(50)}) == 50


def test_a_key_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "keys.json"
    Keyring.make().write(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]
    path.chmod(0o640)
    with pytest.raises(KeysMissing, match="0600"):
        Keyring.load(path)


def test_a_key_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    first = Keyring.make()
    first.write(path)
    Keyring.make().write(path)
    assert Keyring.load(path) == first


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"data": 1}', "\x00", '{"data": {"a": "?"}, "current": "a"}'])
def test_a_damaged_key_file_is_a_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(KeysMissing, match="missing or damaged"):
        Keyring.load(path)


def test_a_developer_gets_keys_and_production_does_not(tmp_path: Path) -> None:
    keys = tmp_path / "safe" / "keys.json"
    environ = {"CASE_MGR_INSTANCE": str(tmp_path / "instance"), "CASE_MGR_KEYS": str(keys)}
    kept = crypto.ring() if crypto._installed else None
    try:
        with pytest.raises(KeysMissing):
            create_app(environ)
        close(create_app(environ | {"CASE_MGR_ENV": "development"}))
    finally:
        if kept:
            crypto.install(kept)
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600


@pytest.mark.parametrize("cut", [0, 1, 4, 5, 16, 17])
def test_a_shortened_value_does_not_open(cut: int) -> None:
    ring = Keyring.make()
    with pytest.raises(Unreadable):
        ring.open(ring.seal(b"a", "here")[:cut], "here")
