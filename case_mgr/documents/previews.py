"""A small picture of a picture, painted anew: no place, no camera and nothing hidden behind it goes along."""

from __future__ import annotations

from typing import BinaryIO

from PIL import Image

from case_mgr.detainees.pictures import Picture, painted
from case_mgr.documents.content import refusals
from case_mgr.documents.content.refusals import Unfit
from case_mgr.documents.types import Format

# TIFF and HEIC have none: their readers are large and old, and a scan is looked at at full size anyway.
_READ = {Format.JPEG: "JPEG", Format.PNG: "PNG", Format.WEBP: "WEBP"}
# A plain JPEG is unpacked line by line at a fraction of its size; of others every pixel stands in memory for a moment.
_MOST_PLAIN, _MOST = 100_000_000, 16_000_000
_SIDE = 1200


def make(stream: BinaryIO, format_: Format) -> Picture | None:
    """Return the preview of a picture, or nothing for other files and for pictures too large to unpack."""
    if format_ not in _READ:
        return None
    stream.seek(0)
    try:
        with Image.open(stream, formats=(_READ[format_],)) as found:
            plain = format_ is Format.JPEG and not found.info.get("progressive")
            if found.width * found.height > (_MOST_PLAIN if plain else _MOST):
                return None
            found.draft("RGB", (_SIDE, _SIDE))
            return painted(found)
    except (OSError, SyntaxError, ValueError, ArithmeticError, KeyError, IndexError, TypeError) as error:
        # Pillow says in many ways that a picture is not whole.
        raise Unfit(refusals.NOT_WHOLE) from error
