"""A file is what its bytes say, not what its name says."""

import io
import zipfile

import pytest

from case_mgr.tables.sniff import find_kind
from case_mgr.tables.source import Source
from case_mgr.tables.types import Kind, Rejected


def zipped(*names: str, **contents: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, contents.get(name, b""))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"", "empty"),
        (b"\n \r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.4\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0JFIF", "JPEG"),
        (b"GIF89a\x01\x00", "GIF"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WebP"),
        (b"\x1f\x8b\x08\x00\x00", "gzip"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b"<!DOCTYPE html><html><table>", "HTML"),
        (b"  <HTML>\n<body>", "HTML"),
        (b'<?xml version="1.0"?><html xmlns="x">', "HTML"),
        (b'<?xml version="1.0"?><Workbook>', "XML"),
        ('<?xml version="1.0"?><Workbook>'.encode("utf-16"), "XML"),
        (b'[{"name": "x"}]', "JSON"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, ".xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (bytes(range(256)) * 20, "no text"),
        (zipped("a.csv"), "ZIP"),
        (zipped("word/document.xml"), "text document"),
        (zipped("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "macros"),
        (zipped("[Content_Types].xml", "xl/workbook.bin"), ".xlsb"),
        (b"PK\x03\x04 and then nothing", "damaged"),
    ],
)
def test_what_is_no_list_is_refused_by_name(data: bytes, named: str) -> None:
    with pytest.raises(Rejected, match=rf"(?s){named}.*\.$"):
        find_kind(Source(data))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"full_name\nOleg", Kind.CSV),
        ("ФИО\nОлег".encode("cp1251"), Kind.CSV),
        ("ФИО;год\nОлег;1990\n".encode("utf-16-le"), Kind.CSV),
        (b"[1] Oleg,1990\n", Kind.CSV),
        (b"<redacted>,1990\n", Kind.CSV),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), Kind.XLSX),
    ],
)
def test_what_is_a_list_is_read(data: bytes, kind: Kind) -> None:
    assert find_kind(Source(data)) is kind
