"""What is sent in is never on the disk in clear, and comes out as it went in."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.core.spool import PIECE, Spool

SECRET = b"Avgustovich " * 40_000


def on_disk(spool: Spool) -> bytes:
    """Return what the temporary file holds."""
    disk: Any = spool._disk
    return os.pread(disk.fileno(), 10**8, 0)


@given(
    st.lists(st.integers(0, PIECE * 2), max_size=6),
    st.lists(st.tuples(st.integers(0, PIECE * 9), st.integers(0, PIECE * 3)), max_size=6),
)
def test_it_reads_like_the_bytes_themselves(lengths: list[int], reads: list[tuple[int, int]]) -> None:
    plain, spool = io.BytesIO(), Spool()
    for length in lengths:
        block = os.urandom(length)
        plain.write(block)
        spool.write(block)
    assert spool.size == len(plain.getvalue())
    for at, length in reads:
        place = min(at, spool.size)
        assert spool.seek(at) == place
        plain.seek(place)
        assert spool.read(length) == plain.read(length)
        assert spool.tell() == plain.tell()
    spool.seek(0)
    assert spool.read() == plain.getvalue()
    spool.close()


def test_nothing_of_it_is_on_the_disk_in_clear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    spool = Spool()
    spool.write(SECRET)
    spool.seek(0)
    stored = on_disk(spool)
    assert len(stored) > 7 * PIECE
    assert b"Avgust" not in stored
    assert list(tmp_path.iterdir()) == []
    assert spool.read() == SECRET
    spool.close()
    assert list(tmp_path.iterdir()) == []


def test_a_small_file_is_not_on_the_disk_at_all() -> None:
    with Spool() as spool:
        spool.write(b"a" * (PIECE - 1))
        assert spool._disk is None


def test_a_piece_that_somebody_changed_or_exchanged_does_not_open() -> None:
    for harm in (lambda data: data[:50] + bytes([data[50] ^ 1]) + data[51:], lambda data: data[PIECE + 16 :] * 2):
        spool = Spool()
        spool.write(SECRET)
        disk: Any = spool._disk
        os.pwrite(disk.fileno(), harm(on_disk(spool)), 0)
        spool.seek(0)
        with pytest.raises(InvalidTag):
            spool.read()
        spool.close()


def test_what_is_too_large_is_counted_and_dropped() -> None:
    with Spool(largest=PIECE + 10) as spool:
        for _ in range(5):
            assert spool.write(bytes(PIECE)) == PIECE
        assert spool.is_too_large
        assert spool.size == PIECE + 10
        assert spool.received == 5 * PIECE
    with Spool(largest=PIECE) as fits:
        fits.write(bytes(PIECE))
        assert not fits.is_too_large


def test_every_file_has_a_key_of_its_own() -> None:
    one, other = Spool(), Spool()
    one.write(SECRET)
    other.write(SECRET)
    assert on_disk(one)[:100] != on_disk(other)[:100]
    one.close()
    other.close()
