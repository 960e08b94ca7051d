"""Stored files: encrypted, bound to their row, whole or not there."""

import io
import os

import pytest
from flask import Flask
from sqlalchemy import select

from case_mgr.core.crypto import Unreadable
from case_mgr.core.errors import Refused
from case_mgr.extensions import db
from case_mgr.files import blobs, service
from case_mgr.files.models import StoredFile
from tests import cast

TEXT = "Surname;Born\nАўгустовіч;1980\n".encode() * 20_000


def keep(content: bytes = TEXT) -> StoredFile:
    """Store a file for the caseworker."""
    return service.store(cast.CASEWORKER.actor(), io.BytesIO(content), "Аўгустовіч.csv")


@pytest.mark.parametrize("size", [0, 1, blobs.CHUNK - 1, blobs.CHUNK, blobs.CHUNK + 1, 2 * blobs.CHUNK])
def test_what_goes_in_comes_out(here: Flask, size: int) -> None:
    content = os.urandom(size)
    row = keep(content)
    with service.open_file(row) as stored:
        assert stored.read() == content
    assert row.size == size


def test_nothing_of_it_can_be_read_on_disk(here: Flask) -> None:
    row = keep()
    stored = blobs.path_of(row.blob).read_bytes()
    assert b"Surname" not in stored
    assert "Аўгустовіч".encode() not in stored
    assert "Аўгустовіч".encode() not in (row.name_sealed or b"")
    assert blobs.path_of(row.blob).stat().st_mode & 0o077 == 0
    assert row.public_id not in str(blobs.path_of(row.blob))


@pytest.mark.parametrize("harm", ["changed", "cut at a chunk", "cut", "gone"])
def test_a_damaged_file_is_refused(here: Flask, harm: str) -> None:
    row = keep()
    path = blobs.path_of(row.blob)
    stored = path.read_bytes()
    whole = 4 + 4 + 16 + blobs.CHUNK + 16
    match harm:
        case "changed":
            path.write_bytes(stored[:100] + bytes([stored[100] ^ 1]) + stored[101:])
        case "cut at a chunk":
            path.write_bytes(stored[:whole])
        case "cut":
            path.write_bytes(stored[:-1])
        case _:
            path.unlink()
    with pytest.raises(Unreadable), service.open_file(row):
        pass


def test_a_file_does_not_open_under_another_row(here: Flask) -> None:
    one, other = keep(), keep()
    one.blob, other.blob = other.blob, one.blob
    with db.session.no_autoflush, pytest.raises(Unreadable), service.open_file(one):
        pass


def test_a_file_of_a_rolled_back_transaction_is_gone(here: Flask) -> None:
    path = blobs.path_of(keep().blob)
    assert path.exists()
    db.session.rollback()
    assert not path.exists()


def test_a_savepoint_in_between_decides_nothing(here: Flask) -> None:
    path = blobs.path_of(keep().blob)
    with db.session.begin_nested():
        pass
    db.session.commit()
    assert path.exists()


def test_a_deleted_file_goes_with_the_commit(here: Flask) -> None:
    row = keep()
    path = blobs.path_of(row.blob)
    db.session.commit()
    service.delete(row)
    db.session.flush()
    db.session.rollback()
    assert path.exists()
    service.delete(db.session.scalars(select(StoredFile).where(StoredFile.blob == path.name)).one())
    db.session.commit()
    assert not path.exists()


def test_a_file_that_is_too_large_leaves_nothing(here: Flask) -> None:
    before = set(blobs.list_all())
    with pytest.raises(Refused, match="smaller than 1 MB"):
        service.store(cast.CASEWORKER.actor(), io.BytesIO(bytes(1024**2 + 1)), "large.csv", largest=1024**2)
    db.session.rollback()
    assert set(blobs.list_all()) == before


def test_what_a_crash_left_behind_is_swept_when_it_is_old(here: Flask) -> None:
    row = keep()
    db.session.commit()
    left = blobs.path_of(blobs.new_name())
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_bytes(b"half")
    assert service.sweep() == 0
    os.utime(left, (0, 0))
    os.utime(blobs.path_of(row.blob), (0, 0))
    assert service.sweep() == 1
    assert blobs.path_of(row.blob).exists()
    assert not left.exists()
