"""How files begin. A table of our own and no library: what a library adds are hundreds of formats that are refused in
any case, and every format that is taken needs a second look of ours behind its first bytes."""

from __future__ import annotations

import re

from case_mgr.documents.content import refusals
from case_mgr.documents.types import Format

HEAD = 64 * 1024
_TAR = 257
_ISO = 32769

# Formats that their first bytes tell; the second look is elsewhere.
TAKEN: tuple[tuple[bytes, Format], ...] = (
    (b"%PDF-", Format.PDF),
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"II*\0", Format.TIFF),
    (b"MM\0*", Format.TIFF),
    (b"OggS", Format.OGG),
    (b"fLaC\0\0\0\x22", Format.FLAC),
    (b"ID3", Format.MP3),
)
REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"MZ", refusals.PROGRAM),
    (b"\x7fELF", refusals.PROGRAM),
    (b"\xca\xfe\xba\xbe", refusals.PROGRAM),
    (b"\xcf\xfa\xed\xfe", refusals.PROGRAM),
    (b"\xce\xfa\xed\xfe", refusals.PROGRAM),
    (b"\xfe\xed\xfa", refusals.PROGRAM),
    (b"dex\n", refusals.PROGRAM),
    (b"\0asm", refusals.PROGRAM),
    (b"L\0\0\0\x01\x14\x02\0", refusals.PROGRAM),
    (b"ITSF", refusals.PROGRAM),
    (b"#!", refusals.SCRIPT),
    (b"Rar!\x1a\x07", refusals.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", refusals.ARCHIVE),
    (b"\x1f\x8b", refusals.ARCHIVE),
    (b"BZh", refusals.ARCHIVE),
    (b"\xfd7zXZ\0", refusals.ARCHIVE),
    (b"\x28\xb5\x2f\xfd", refusals.ARCHIVE),
    (b"MSCF", refusals.ARCHIVE),
    (b"PK\x05\x06", refusals.ARCHIVE),
    (b"PK\x07\x08", refusals.ARCHIVE),
    (b"\x1aE\xdf\xa3", refusals.VIDEO),
    (b"\0\0\x01\xba", refusals.VIDEO),
    (b"\0\0\x01\xb3", refusals.VIDEO),
    (b"FLV\x01", refusals.VIDEO),
    (b"0&\xb2u\x8ef\xcf\x11", refusals.VIDEO),
    (b"GIF8", refusals.OTHER_PICTURE),
    (b"BM", refusals.OTHER_PICTURE),
    (b"8BPS", refusals.OTHER_PICTURE),
    (b"II+\0", refusals.OTHER_PICTURE),
    (b"MM\0+", refusals.OTHER_PICTURE),
    (b"\0\0\x01\0", refusals.OTHER_PICTURE),
    (b"{\\rt", refusals.RICH_TEXT),
)
SCRIPT_ENDINGS = frozenset(
    "bat btm cmd com cpl exe hta inf jar js jse lnk msc msi ps1 psm1 py pyw reg scr sh url vb vbe vbs wsf wsh".split()
)
_HEADERS = re.compile(rb"(?:[!-9;-~]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)+", re.IGNORECASE)
_FROM = re.compile(rb"^from:", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(rb"^(?:date|received|mime-version|message-id):", re.IGNORECASE | re.MULTILINE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|script|iframe|object|embed|\?php|%@)[\s>/]", re.IGNORECASE)
_DRAWING = re.compile(r"<(?:\w+:)?svg[\s>]", re.IGNORECASE)


def refusal(head: bytes) -> str | None:
    """Say why a file that begins so is not taken, if its first bytes tell."""
    if head[_TAR : _TAR + 5] == b"ustar" or head[_ISO : _ISO + 5] == b"CD001":
        return refusals.ARCHIVE
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return refusals.VIDEO
    return next((why for start, why in REFUSED if head.startswith(start)), None)


def is_mail(head: bytes) -> bool:
    """Whether it begins with the headers of a message that was sent."""
    found = _HEADERS.match(head)
    return bool(found and _FROM.search(found[0]) and _SENT.search(found[0]))


def markup_refusal(text: str) -> str | None:
    """Say why a text is not taken that a browser would take for a drawing or a page."""
    if _DRAWING.search(text):
        return refusals.DRAWING
    if _PAGE.search(text) or text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        return refusals.WEB_PAGE
    return None
