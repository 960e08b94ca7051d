"""What a file is by its content, whatever its name says; everything that is no list is refused by name."""

from __future__ import annotations

import re
import zipfile

from case_mgr.core.text import N_
from case_mgr.tables.encoding import find_wide
from case_mgr.tables.source import Source
from case_mgr.tables.types import Kind, Rejected

EMPTY = N_("The file is empty. Choose a file that holds a list.")
WRONG_TYPE = N_("This is %(what)s, not a list. Save the list as CSV (UTF-8), XLSX or ODS and choose that file.")
OLD_EXCEL = N_(
    "This is an Excel workbook of the old format (.xls). Open it and save it as .xlsx, then choose that file."
)
LOCKED = N_(
    "This workbook is protected by a password. Remove the password in Excel, save it and choose the file again."
)
MACROS = N_("This workbook holds macros. Save it as .xlsx without macros, then choose that file.")
BINARY_EXCEL = N_("This is a binary Excel workbook (.xlsb). Save it as .xlsx, then choose that file.")
NOT_A_TABLE_ZIP = N_("This is a ZIP archive, not a list. Unpack it and choose the list inside.")
BROKEN_ZIP = N_(
    "The workbook is damaged and cannot be opened. Open it in Excel or LibreOffice, save it anew and try again."
)
BINARY = N_("This file holds no text. Save the list as CSV (UTF-8), XLSX or ODS and choose that file.")

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", N_("a PDF document")),
    (b"\x89PNG\r\n\x1a\n", N_("a PNG picture")),
    (b"\xff\xd8\xff", N_("a JPEG picture")),
    (b"GIF87a", N_("a GIF picture")),
    (b"GIF89a", N_("a GIF picture")),
    (b"II*\x00", N_("a TIFF picture")),
    (b"MM\x00*", N_("a TIFF picture")),
    (b"\x1f\x8b", N_("a gzip archive")),
    (b"BZh9", N_("a bzip2 archive")),
    (b"\xfd7zXZ\x00", N_("an xz archive")),
    (b"7z\xbc\xaf\x27\x1c", N_("a 7-Zip archive")),
    (b"Rar!\x1a\x07", N_("a RAR archive")),
    (b"{\\rtf", N_("an RTF document")),
    (b"%!PS", N_("a PostScript document")),
    (b"SQLite format 3\x00", N_("an SQLite database")),
    (b"PAR1", N_("a Parquet file")),
    (b"\x7fELF", N_("a program")),
    (b"MZ\x90", N_("a program")),
)
_MARKUP = re.compile(rb"\s*(?:<!doctype\s+html|<html|<head|<body|<table|<meta)", re.I)
_XML = re.compile(rb"\s*<\?xml|\s*<(?:svg|rss|feed|workbook)\b", re.I)
_JSON = re.compile(rb"""\s*(?:\[\s*\{\s*"|\{\s*"[^"]*"\s*:)""")
_MARKUP_ANYWHERE = re.compile(rb"<(?:html|table)[\s>]", re.I)
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ZIP_ENTRIES = 10_000


def find_kind(source: Source) -> Kind:
    """Return what the file is, or refuse it by name."""
    head = source.head(8192)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        if source.size <= len(head):
            raise Rejected(EMPTY, "file_empty")
        raise Rejected(BINARY, "file_type")
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise Rejected(WRONG_TYPE, "file_type", what=what)
    if b"%PDF-" in head[:1024]:
        raise Rejected(WRONG_TYPE, "file_type", what=N_("a PDF document"))
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        raise Rejected(WRONG_TYPE, "file_type", what=N_("a WebP picture"))
    if head.startswith(_OLE2):
        raise Rejected(LOCKED if _ENCRYPTED in source.head(1 << 16) else OLD_EXCEL, "file_type")
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _find_zip_kind(source)
    _refuse_markup(head)
    if not head.startswith(_BOMS) and _looks_binary(head):
        raise Rejected(BINARY, "file_type")
    return Kind.CSV


def _refuse_markup(head: bytes) -> None:
    text = head.removeprefix(b"\xef\xbb\xbf")
    if text.startswith(_BOMS[1:]):
        text = text[2:].replace(b"\x00", b"")
    if _MARKUP.match(text) or (_XML.match(text) and _MARKUP_ANYWHERE.search(text)):
        raise Rejected(WRONG_TYPE, "file_type", what=N_("an HTML page"))
    if _XML.match(text):
        raise Rejected(WRONG_TYPE, "file_type", what=N_("an XML document"))
    if _JSON.match(text):
        raise Rejected(WRONG_TYPE, "file_type", what=N_("a JSON document"))


def _looks_binary(head: bytes) -> bool:
    """Text holds few control bytes, unless it is UTF-16."""
    controls = sum(head.count(byte) for byte in range(32) if byte not in b"\t\n\r\x0b\x0c\x1a\x1b")
    return controls > max(len(head) // 20, 8) and find_wide(head) is None


def _find_zip_kind(source: Source) -> Kind:
    try:
        with zipfile.ZipFile(source.open()) as archive:
            entries = archive.infolist()
            names = {entry.filename.replace("\\", "/").lstrip("/") for entry in entries}
            mimetype = b""
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    mimetype = stream.read(100)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, KeyError) as error:
        raise Rejected(BROKEN_ZIP, "file_damaged") from error
    return _name_zip_kind(names, mimetype, len(entries))


def _name_zip_kind(names: set[str], mimetype: bytes, count: int) -> Kind:
    lowered = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") for name in lowered) or any("xl/macrosheets/" in name for name in lowered):
        raise Rejected(MACROS, "file_type")
    if "xl/workbook.bin" in lowered:
        raise Rejected(BINARY_EXCEL, "file_type")
    if any(name.startswith("word/") for name in lowered) or b"opendocument.text" in mimetype:
        raise Rejected(WRONG_TYPE, "file_type", what=N_("a text document"))
    if any(name.startswith("ppt/") for name in lowered) or b"opendocument.presentation" in mimetype:
        raise Rejected(WRONG_TYPE, "file_type", what=N_("a presentation"))
    if count > _ZIP_ENTRIES:
        raise Rejected(NOT_A_TABLE_ZIP, "file_type")
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return Kind.ODS
    if "[content_types].xml" in lowered and any(name.startswith("xl/") for name in lowered):
        return Kind.XLSX
    raise Rejected(NOT_A_TABLE_ZIP, "file_type")
