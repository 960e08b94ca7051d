"""The bytes of a file, readable from many places at once, whether they lie in memory or on disk."""

from __future__ import annotations

import hashlib
import io
from typing import BinaryIO

BLOCK = 1 << 20


class Source:
    """A file's bytes with their size and hash; every reader keeps its own place."""

    def __init__(self, data: bytes | BinaryIO) -> None:
        self._file: BinaryIO = io.BytesIO(data) if isinstance(data, bytes | bytearray | memoryview) else data
        self.size = self._file.seek(0, io.SEEK_END)
        digest = hashlib.sha256()
        self._file.seek(0)
        while block := self._file.read(BLOCK):
            digest.update(block)
        self.sha256 = digest.hexdigest()

    def head(self, length: int, start: int = 0) -> bytes:
        """Return up to `length` bytes from `start`."""
        self._file.seek(start)
        return self._file.read(length)

    def open(self, start: int = 0) -> io.BufferedReader:
        """Return a new reader that begins at `start`."""
        return io.BufferedReader(_Window(self, start), BLOCK >> 2)


class _Window(io.RawIOBase):
    """A reader of a shared file that keeps its own place."""

    def __init__(self, source: Source, start: int) -> None:
        super().__init__()
        self._source, self._start, self._at = source, start, start

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # typeshed names the buffer protocol only from 3.12 on
        block = self._source.head(len(view), self._at)
        view[: len(block)] = block
        self._at += len(block)
        return len(block)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: self._start, io.SEEK_CUR: self._at, io.SEEK_END: self._source.size}[whence]
        self._at = max(self._start, base + offset)
        return self._at - self._start

    def tell(self) -> int:
        return self._at - self._start
