"""Office documents: archives of parts, among which none may be a program."""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from typing import BinaryIO

from case_mgr.documents.content import refusals
from case_mgr.documents.content.formats import ENDINGS
from case_mgr.documents.content.refusals import Unfit
from case_mgr.documents.types import Caution, Format, Found

_MOST_PARTS = 20_000
_MOST_UNPACKED = 1024**3
_MOST_RELATIONS = 32 * 1024 * 1024
_LONGEST_DIRECTORY = 4 * 1024 * 1024
_LONGEST_END = 22 + 65535
_WIDE_END = 56 + 20
_LONGEST_PART = 4 * 1024 * 1024
_TYPES = "[Content_Types].xml"
_OOXML = {
    "wordprocessingml.document.main+xml": Format.DOCX,
    "spreadsheetml.sheet.main+xml": Format.XLSX,
    "presentationml.presentation.main+xml": Format.PPTX,
    "presentationml.slideshow.main+xml": Format.PPTX,
}
_ODF = {
    "application/vnd.oasis.opendocument.text": Format.ODT,
    "application/vnd.oasis.opendocument.spreadsheet": Format.ODS,
    "application/vnd.oasis.opendocument.presentation": Format.ODP,
}
_MACRO_PART = re.compile(
    r"(?:^|/)(?:vbaproject[^/]*\.bin|vbadata\.xml|activex/|macrosheets/|customui/)|^(?:basic|scripts)/"
)
_MACRO_TYPE = re.compile(r"macroenabled|vbaproject|activex|macrosheet", re.IGNORECASE)
_EMBEDDED_PART = re.compile(r"(?:^|/)embeddings/|^object \d+$|(?:^|/)oleobject", re.IGNORECASE)
_PROGRAM_PART = re.compile(r"^(?:classes\.dex|androidmanifest\.xml|meta-inf/manifest\.mf)$|\.(?:exe|dll|class|so)$")
# A quoted value may hold the sign that ends a tag, never the one that begins it.
_RELATION = re.compile(r"""<(?:\w+:)?Relationship\b(?:[^<>"']|"[^"<]*"|'[^'<]*')*""")
_MACRO_RELATION = re.compile(r"/(?:vbaProject|control|xlMacrosheet|attachedToolbars|extensibility)[\"']", re.IGNORECASE)
_AWAY = re.compile(r"""\bTarget\s*=\s*["']\s*(?:https?:|ftp:|\\\\|//|file:\s*//[^/]|mhtml:)""", re.IGNORECASE)
_OUTSIDE = re.compile(r"""\bTargetMode\s*=\s*["']External["']""", re.IGNORECASE)
_RUNS = re.compile(r"/(?:attachedTemplate|oleObject|subDocument|frame)[\"']", re.IGNORECASE)
_OLD = {"doc": "docx", "dot": "docx", "xls": "xlsx", "xlt": "xlsx", "ppt": "pptx", "pps": "pptx", "msg": "eml"}
_PLAIN = {"docm": "docx", "dotm": "docx", "xlsm": "xlsx", "xltm": "xlsx", "pptm": "pptx", "ppsm": "pptx"}
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError)


def old_refusal(stream: BinaryIO, ending: str) -> Unfit:
    """Say why a file of an old office program is not taken; one of today that a password locks looks the same."""
    stream.seek(0)
    before = b""
    for block in iter(lambda: stream.read(256 * 1024), b""):
        if _LOCKED in before + block:
            return Unfit(refusals.LOCKED_OFFICE)
        before = block[-64:]
    return Unfit(refusals.OLD_OFFICE, ending=_OLD.get(ending, "docx"))


def look(stream: BinaryIO, size: int, ending: str) -> Found:
    """Return which office document an archive is; any other archive, and one with macros, is refused."""
    try:
        _require_small_directory(stream, size)
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            _require_whole(archive, parts, size, stream)
            names = [part.filename.lower() for part in parts]
            found = _opendocument(archive, names) or _openxml(archive, names, ending)
            found = found and _with_cautions(archive, parts, found)
    except _BROKEN as error:
        raise Unfit(refusals.NOT_WHOLE) from error
    if found is None:
        raise _archive(names, ending)
    return found


def _with_cautions(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], found: Found) -> Found:
    """Add what the parts of a document carry, and what they load."""
    embedded = any(_EMBEDDED_PART.search(part.filename.rstrip("/")) for part in parts)
    cautions = ((Caution.EMBEDDED,) if embedded else ()) + _away(archive, parts, found.format)
    return Found(found.format, cautions)


def _archive(names: list[str], ending: str) -> Unfit:
    if any(_PROGRAM_PART.search(name) for name in names):
        return Unfit(refusals.PROGRAM)
    if ending in ENDINGS:
        return Unfit(refusals.MISNAMED, ending=ending, what=refusals.A_ZIP)
    return Unfit(refusals.ARCHIVE)


def _require_small_directory(stream: BinaryIO, size: int) -> None:
    """Refuse an archive with a directory of parts that would fill memory, before it is read."""
    start = max(0, size - _LONGEST_END)
    stream.seek(start)
    tail = stream.read(_LONGEST_END)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0:
        raise Unfit(refusals.NOT_WHOLE)
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    before = max(0, start + at - _WIDE_END)
    stream.seek(before)
    wide = stream.read(start + at - before)
    if wide[-20:-16] == b"PK\x06\x07":
        # The end of a wide archive stands before, and counts in its place.
        length = max(length % 0xFFFFFFFF, int.from_bytes(wide[40:48], "little"))
    if length > _LONGEST_DIRECTORY:
        raise Unfit(refusals.UNPACKS)


def _require_whole(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], size: int, stream: BinaryIO) -> None:
    """Refuse an archive that something stands before or behind, that a password locks, or that unpacks without end."""
    if len({part.filename.lower() for part in parts}) != len(parts):
        # Of two parts of one name every program reads another one.
        raise Unfit(refusals.TWO_FILES)
    stream.seek(size - 22 - len(archive.comment))
    first = min((part.header_offset for part in parts), default=-1)
    if first != 0 or len(archive.comment) > 256 or stream.read(4) != b"PK\x05\x06":
        raise Unfit(refusals.TWO_FILES)
    if any(part.flag_bits & 1 for part in parts):
        raise Unfit(refusals.LOCKED_OFFICE)
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise Unfit(refusals.UNPACKS)


def _read(archive: zipfile.ZipFile, name: str) -> str:
    """Return a small part as text; nothing larger is unpacked."""
    with archive.open(name) as opened:
        data = opened.read(_LONGEST_PART + 1)
    if len(data) > _LONGEST_PART:
        raise Unfit(refusals.UNPACKS)
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return data.decode("utf-16" if wide else "utf-8", "replace")


def _opendocument(archive: zipfile.ZipFile, names: list[str]) -> Found | None:
    if "mimetype" not in archive.namelist():
        return None
    format_ = _ODF.get(_read(archive, "mimetype").strip())
    if format_ is None:
        return None
    if "META-INF/manifest.xml" in archive.namelist() and "encryption-data" in _read(archive, "META-INF/manifest.xml"):
        raise Unfit(refusals.LOCKED_OFFICE)
    if any(_MACRO_PART.search(name) for name in names):
        raise Unfit(refusals.MACROS, ending=str(format_))
    return Found(format_)


def _openxml(archive: zipfile.ZipFile, names: list[str], ending: str) -> Found | None:
    known_as = next((name for name in archive.namelist() if name.lower() == _TYPES.lower()), None)
    if known_as is None:
        return None
    types = html.unescape(_read(archive, known_as))
    format_ = next((known for said, known in _OOXML.items() if said in types), None)
    if _MACRO_TYPE.search(types) or any(_MACRO_PART.search(name) for name in names):
        plain = _PLAIN.get(ending, str(format_ or "docx"))
        raise Unfit(refusals.MACROS, ending=plain)
    return None if format_ is None else Found(format_)


def _away(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], format_: Format) -> tuple[Caution, ...]:
    """Mark what a document loads from other computers, who then know that it was opened; a template is refused."""
    tables, remote = [part for part in parts if part.filename.lower().endswith(".rels")], False
    if sum(part.file_size for part in tables) > _MOST_RELATIONS:
        raise Unfit(refusals.UNPACKS)
    for table in tables:
        for written in _RELATION.findall(_read(archive, table.filename)):
            relation = html.unescape(written)
            if _MACRO_RELATION.search(relation):
                raise Unfit(refusals.MACROS, ending=str(format_))
            if not (_OUTSIDE.search(relation) and _AWAY.search(relation)):
                continue
            if _RUNS.search(relation):
                raise Unfit(refusals.TEMPLATE)
            remote = remote or "/hyperlink" not in relation
    return (Caution.REMOTE,) if remote else ()
