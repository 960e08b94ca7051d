"""A picture is painted anew: whatever stood beside its pixels is gone, and what is no picture is refused."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from case_mgr.core.errors import Refused
from case_mgr.detainees import pictures

PLACE = b"53.9045 N 27.5615 E"
GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 40), *, turned: bool = False) -> bytes:
    """Return a picture with the place of its making in every corner that a format has."""
    exif = Image.Exif()
    exif[MAKE] = PLACE.decode()
    exif.get_ifd(GPS)[29] = PLACE.decode()
    if turned:
        exif[ORIENTATION] = 6
    more = {"comment": PLACE} if kind == "JPEG" else {}
    out = BytesIO()
    Image.new("RGB", size, "navy").save(out, kind, exif=exif, icc_profile=PLACE, **more)
    return out.getvalue()


def declared(width: int, height: int) -> bytes:
    """Return a small PNG that says it is enormous."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_nothing_but_pixels_stays(kind: str) -> None:
    raw = photo(kind)
    assert PLACE in raw
    cleaned = pictures.clean(BytesIO(raw))
    assert PLACE not in cleaned.data
    assert b"Exif" not in cleaned.data
    with Image.open(BytesIO(cleaned.data)) as seen:
        assert (seen.format, seen.size, dict(seen.getexif())) == ("JPEG", (60, 40), {})
        assert "icc_profile" not in seen.info


def test_it_stands_upright_and_is_no_larger_than_a_page_needs() -> None:
    turned = pictures.clean(BytesIO(photo(turned=True)))
    assert (turned.width, turned.height) == (40, 60)
    large = pictures.clean(BytesIO(photo(size=(3000, 1500))))
    assert (large.width, large.height) == (1200, 600)


def test_what_can_be_seen_through_becomes_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(BytesIO(pictures.clean(BytesIO(out.getvalue())).data)) as seen:
        assert seen.getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (SVG, "not a whole JPEG or PNG"),
        (b"", "not a whole JPEG or PNG"),
        (b"GIF89a" + b"\0" * 50, "not a whole JPEG or PNG"),
        (photo(size=(600, 600))[:3000], "not a whole JPEG or PNG"),
        (photo("PNG")[:60], "not a whole JPEG or PNG"),
        (declared(20_000, 20_000), "too many pixels"),
        (declared(9_000, 9_000), "too many pixels"),
        (declared(50, 50), "not a whole JPEG or PNG"),
        (photo() + b"\0" * pictures.LARGEST, "larger than 10 MB"),
    ],
)
def test_what_is_no_picture_is_refused(raw: bytes, said: str) -> None:
    with pytest.raises(Refused) as refused:
        pictures.clean(BytesIO(raw))
    assert said in str(refused.value)
