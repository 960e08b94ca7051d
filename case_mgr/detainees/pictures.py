"""Pictures that people hand in, painted anew: what a camera or a program wrote beside the picture is gone."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps

from case_mgr.core.errors import Refused
from case_mgr.core.text import N_

LARGEST = 10 * 1024 * 1024
# What a camera of today makes; a picture that declares more is not even opened.
_MOST_PIXELS = 60_000_000
_LONGEST_SIDE = 1200
_QUALITY = 88
_TOO_LARGE = N_("The picture is larger than %(n)d MB. Make it smaller and choose it again.")
_TOO_MANY = N_("The picture has too many pixels. Make it smaller and choose it again.")
_NO_PICTURE = N_("This is not a whole JPEG or PNG picture. Save it as one of them and choose it again.")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept."""

    data: bytes
    width: int
    height: int


def clean(stream: BinaryIO) -> Picture:
    """Return the picture as a new JPEG, upright, no larger than a page needs, with nothing but its pixels."""
    raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise Refused(_TOO_LARGE, n=LARGEST // 1024**2)
    try:
        with Image.open(BytesIO(raw), formats=("JPEG", "PNG")) as found:
            if found.width * found.height > _MOST_PIXELS:
                raise Refused(_TOO_MANY)
            # A JPEG can be read at a fraction of its size, which keeps memory small.
            found.draft("RGB", (_LONGEST_SIDE * 2, _LONGEST_SIDE * 2))
            return painted(found)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(_TOO_MANY) from error
    except (OSError, SyntaxError, ValueError, ArithmeticError, KeyError, IndexError) as error:
        # Pillow says in many ways that bytes are no picture.
        raise Refused(_NO_PICTURE) from error


def painted(found: Image.Image) -> Picture:
    """Return an opened picture painted on a new canvas, upright and no larger than a page needs."""
    # Made small before it is turned: of a large one no second copy stands in memory.
    found.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    upright = ImageOps.exif_transpose(found)
    seen = upright.convert("RGBA") if upright.has_transparency_data else upright.convert("RGB")
    # A new canvas: comments, profiles and places stay behind with the old one.
    canvas = Image.new("RGB", seen.size, "white")
    canvas.paste(seen, mask=seen if seen.mode == "RGBA" else None)
    out = BytesIO()
    canvas.save(out, "JPEG", quality=_QUALITY)
    return Picture(out.getvalue(), *canvas.size)
