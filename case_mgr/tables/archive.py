"""Parts of a zipped workbook as streams of XML, with an end to how far they may unpack."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any
from xml.parsers import expat

from case_mgr.core.text import N_
from case_mgr.tables.sniff import BROKEN_ZIP, LOCKED
from case_mgr.tables.source import Source
from case_mgr.tables.types import Rejected

BOMB = N_(
    "This workbook unpacks to far more than its size allows. "
    "Copy the list alone into a new workbook and choose that file."
)
DOCTYPE = N_(
    "This workbook declares entities, which no list needs. Save it anew in Excel or LibreOffice and try again."
)

_CHUNK = 1 << 16
_UNPACKED_LIMIT = 2 << 30
_RATIO_FROM = 128 << 20
_RATIO_LIMIT = 200

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class Archive:
    """A workbook's parts by name."""

    def __init__(self, source: Source) -> None:
        try:
            self._zip = zipfile.ZipFile(source.open())
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise Rejected(BROKEN_ZIP, "file_damaged") from error
        self._names: dict[str, zipfile.ZipInfo] = {}
        for entry in self._zip.infolist():
            # Two parts of one name are read as the first: nobody may show one list and hand over another.
            self._names.setdefault(entry.filename.replace("\\", "/").lstrip("/").lower(), entry)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def stream(self, name: str) -> Iterator[bytes]:
        """Give the bytes of a part, and refuse the file when they become too many."""
        entry = self._names.get(name.lower())
        if entry is None:
            raise Rejected(BROKEN_ZIP, "file_damaged")
        if entry.flag_bits & 1:
            raise Rejected(LOCKED, "file_type")
        total = 0
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    total += len(chunk)
                    many = total > _RATIO_FROM and total > _RATIO_LIMIT * max(entry.compress_size, 1)
                    if many or total > _UNPACKED_LIMIT:
                        raise Rejected(BOMB, "file_unpacks_too_far")
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
            raise Rejected(BROKEN_ZIP, "file_damaged") from error

    def parse(self, name: str, start: Start, end: End | None = None, text: Text | None = None) -> Iterator[None]:
        """Parse a part and pause after each block, so that a caller can hand on what was found so far."""
        parser = _make_parser()
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        try:
            for chunk in self.stream(name):
                parser.Parse(chunk, False)
                yield
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError) as error:
            raise Rejected(BROKEN_ZIP, "file_damaged") from error
        yield

    def parse_whole(self, name: str, start: Start, end: End | None = None, text: Text | None = None) -> None:
        """Parse a part to its end."""
        for _ in self.parse(name, start, end, text):
            pass


def _make_parser() -> Any:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    raise Rejected(DOCTYPE, "file_damaged")


class LocalNames(dict[str, str]):
    """Element names without their prefix, worked out once each."""

    def __missing__(self, name: str) -> str:
        return self.setdefault(name, name.rpartition(":")[2])


def local_attributes(attributes: dict[str, str]) -> dict[str, str]:
    """Return attributes by their names without prefix."""
    return {name.rpartition(":")[2]: value for name, value in attributes.items()}
