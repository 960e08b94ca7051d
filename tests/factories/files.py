"""Files made in code, good ones and bad ones: bytes alone, no database and no disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from PIL import Image

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEXT = "Выпіска з пратакола. Нікога з названых тут няма.\n".encode()
MAIL = b"From: a@harbour.example\r\nTo: b@harbour.example\r\nDate: Mon, 1 Sep 2025 10:00:00 +0000\r\n\r\nHello.\r\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"


def a_pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Return a PDF of one empty page, with further objects."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] >>",
        *objects,
    )
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, trailer, start)
    return bytes(out)


def packed(inner: bytes) -> bytes:
    """Return an object of a PDF that holds others, compressed."""
    data = zlib.compress(inner)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>" % len(data)
    return head + b"\nstream\n" + data + b"\nendstream"


def a_large_pdf(size: int) -> bytes:
    """Return a PDF of about this size."""
    filling = b"<< /Length %d >>\nstream\n%s\nendstream" % (size, bytes(size))
    return a_pdf(filling)


def a_picture(kind: str = "PNG", *, place: bool = False, size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a picture, with the place where it was taken when asked for."""
    out, exif = io.BytesIO(), Image.Exif()
    if place:
        exif[0x010F] = "Camera of Nobody"
        exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 54.0, 0.0), 3: "E", 4: (27.0, 33.0, 0.0)})
    Image.new("RGB", size, "seagreen").save(out, kind, exif=exif)
    return out.getvalue()


def a_bomb(side: int = 60_000) -> bytes:
    """Return a PNG that claims to be huge."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def a_zip(parts: Mapping[str, bytes], stored: str = "") -> bytes:
    """Return an archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def an_openxml(main: str = WORD, more: Mapping[str, bytes] | None = None, types: str = "") -> bytes:
    """Return an office document of today with a main part and further ones."""
    said = f'<Types><Override PartName="/main.xml" ContentType="{main}"/>{types}</Types>'
    return a_zip({"[Content_Types].xml": said.encode(), "main.xml": b"<w/>"} | dict(more or {}))


def a_relation(kind: str, target: str) -> bytes:
    """Return a table of relations with one that leads outside."""
    return (
        f'<Relationships><Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'
        "</Relationships>"
    ).encode()


def an_opendocument(kind: str = "text", more: Mapping[str, bytes] | None = None) -> bytes:
    """Return an OpenDocument file."""
    name = f"application/vnd.oasis.opendocument.{kind}".encode()
    return a_zip({"mimetype": name, "content.xml": b"<c/>"} | dict(more or {}), stored="mimetype")


def an_old_office_file(inside: str = "WordDocument") -> bytes:
    """Return what begins like a file of an old office program and names a stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + inside.encode("utf-16-le") + bytes(600)


def an_mp3(*, tagged: bool = False) -> bytes:
    """Return some silent frames of MPEG audio."""
    frame = (b"\xff\xfb\x90\x00" + bytes(413)) * 4
    return (b"ID3\x03\0\0\0\0\0\x0a" + bytes(10) if tagged else b"") + frame


def an_aac() -> bytes:
    """Return some frames of AAC."""
    return (bytes([0xFF, 0xF1, 0x50, 0x80, 32 >> 3, (32 & 7) << 5 | 0x1F, 0xFC]) + bytes(25)) * 3


def _box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data) + 8) + kind + data


def an_mp4(*handlers: bytes, brand: bytes = b"M4A ") -> bytes:
    """Return an MP4 file with tracks of these kinds."""
    tracks = b"".join(_box(b"trak", _box(b"mdia", _box(b"hdlr", bytes(8) + one + bytes(13)))) for one in handlers)
    return _box(b"ftyp", brand + bytes(4)) + _box(b"mdat", bytes(100)) + _box(b"moov", tracks)


def an_ogg(codec: bytes = b"OpusHead") -> bytes:
    """Return the first page of an Ogg file."""
    return b"OggS\0\x02" + bytes(20) + b"\x01\x13" + codec + bytes(40)


def a_wav() -> bytes:
    """Return a short silence."""
    return b"RIFF" + struct.pack("<I", 44) + b"WAVEfmt " + bytes(36)


def a_flac() -> bytes:
    """Return the beginning of a FLAC file."""
    return b"fLaC\0\0\0\x22" + bytes(34)


def a_heic() -> bytes:
    """Return the beginning of a HEIC picture."""
    return _box(b"ftyp", b"heic" + bytes(4) + b"mif1") + bytes(64)
