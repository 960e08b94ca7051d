"""Where a file stands for a moment that somebody sends or reads: in memory, or encrypted on the disk."""

from __future__ import annotations

import io
import secrets
import struct
import tempfile
from typing import IO

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PIECE = 64 * 1024
_TAG = 16


class Spool(io.BufferedIOBase):
    """A file that is written from front to back, then read anywhere.

    Whole pieces go to an unnamed temporary file under a key that is made for this file alone and stands nowhere but
    here: whoever copies the disk, or finds it after a crash, has nothing. What goes beyond `largest` is counted and
    dropped, so that a form that carries too large a file can still be read to its end.
    """

    def __init__(self, largest: int | None = None) -> None:
        self.largest = largest
        self.received = 0
        self._size = self._at = self._pieces = 0
        self._tail = bytearray()
        self._cipher = AESGCM(secrets.token_bytes(32))
        self._disk: IO[bytes] | None = None
        self._piece: tuple[int, bytes] = (-1, b"")

    @property
    def size(self) -> int:
        """How many bytes are kept."""
        return self._size

    @property
    def is_too_large(self) -> bool:
        """Whether more came than may be kept."""
        return self.received > self._size

    def readable(self) -> bool:
        """It can be read."""
        return True

    def writable(self) -> bool:
        """It can be written, at its end."""
        return True

    def seekable(self) -> bool:
        """It can be read from anywhere."""
        return True

    def write(self, data: bytes | bytearray | memoryview, /) -> int:  # type: ignore[override]  # no other buffer comes
        """Take more bytes at the end, wherever reading stands."""
        sent = len(data)
        self.received += sent
        room = sent if self.largest is None else max(0, min(sent, self.largest - self._size))
        self._tail += data[:room]
        self._size += room
        while len(self._tail) >= PIECE:
            self._put(bytes(self._tail[:PIECE]))
            del self._tail[:PIECE]
        self._at = self._size
        return sent

    def read(self, size: int | None = -1, /) -> bytes:
        """Return as many bytes as asked for, or all that are left."""
        wanted = self._size - self._at if size is None or size < 0 else min(size, self._size - self._at)
        out = bytearray()
        while len(out) < wanted:
            piece = self._get(self._at // PIECE)
            part = piece[self._at % PIECE : self._at % PIECE + wanted - len(out)]
            out += part
            self._at += len(part)
        return bytes(out)

    def read1(self, size: int = -1, /) -> bytes:
        """Return what one step of reading gives."""
        left = PIECE - self._at % PIECE
        return self.read(left if size < 0 else min(size, left))

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go on reading somewhere else."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise ValueError("before the beginning")
        self._at = min(start + offset, self._size)
        return self._at

    def tell(self) -> int:
        """Return where reading stands."""
        return self._at

    def close(self) -> None:
        """Forget the key and give the disk back."""
        if self._disk is not None:
            self._disk.close()
            self._disk = None
        self._tail.clear()
        self._piece = (-1, b"")
        self._size = self._at = self._pieces = 0
        super().close()

    def _put(self, piece: bytes) -> None:
        # Pieces are never written twice, so no number meets its key again.
        if self._disk is None:
            self._disk = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed with us
        assert self._disk is not None
        self._disk.seek(self._pieces * (PIECE + _TAG))
        self._disk.write(self._cipher.encrypt(_nonce(self._pieces), piece, None))
        self._pieces += 1

    def _get(self, number: int) -> bytes:
        if number == self._pieces:
            return bytes(self._tail)
        if self._piece[0] != number:
            assert self._disk is not None
            self._disk.seek(number * (PIECE + _TAG))
            stored = self._disk.read(PIECE + _TAG)
            self._piece = (number, self._cipher.decrypt(_nonce(number), stored, None))
        return self._piece[1]


def _nonce(number: int) -> bytes:
    return struct.pack(">IQ", 0, number)
