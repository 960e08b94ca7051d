"""Pictures: whole, and no larger than memory bears."""

from __future__ import annotations

from typing import BinaryIO

from PIL import Image

from case_mgr.documents.content import refusals
from case_mgr.documents.content.refusals import Unfit
from case_mgr.documents.types import Format

# A scan of A3 at 600 dots an inch has 70 millions.
MOST_PIXELS = 100_000_000
_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"})
_READ = {Format.JPEG: "JPEG", Format.PNG: "PNG", Format.WEBP: "WEBP", Format.TIFF: "TIFF"}


def told(head: bytes) -> Format | None:
    """Return the format of a picture that stands in a container."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Format.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _BRANDS:
        return Format.HEIC
    return None


def check(stream: BinaryIO, format_: Format) -> None:
    """Refuse a picture whose description cannot be read or claims too much; nothing is unpacked for that."""
    if format_ not in _READ:
        # Nothing here can read HEIC, and so nothing here can be harmed by it.
        return
    stream.seek(0)
    try:
        with Image.open(stream, formats=(_READ[format_],)) as found:
            if found.width * found.height > MOST_PIXELS:
                raise Unfit(refusals.PIXELS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unfit(refusals.PIXELS) from error
    except (OSError, SyntaxError, ValueError, ArithmeticError, KeyError, IndexError, TypeError) as error:
        # Pillow says in many ways that bytes are no picture.
        raise Unfit(refusals.NOT_WHOLE) from error
