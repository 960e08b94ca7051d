"""Previews: upright, small, nothing but pixels; what is too large to unpack has none."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from case_mgr.documents import previews
from case_mgr.documents.content import Unfit
from case_mgr.documents.types import Format
from tests.factories import files


def a_picture(kind: str, size: tuple[int, int], **options: object) -> BytesIO:
    """Return a picture of one grey."""
    out = BytesIO()
    Image.new("L", size, 90).save(out, kind, **options)
    out.seek(0)
    return out


@pytest.mark.parametrize("format_", [Format.JPEG, Format.PNG, Format.WEBP])
def test_a_preview_is_small_and_tells_nothing_but_the_picture(format_: Format) -> None:
    content = files.a_picture(format_.upper(), place=True, size=(2400, 1800))
    assert b"Camera of Nobody" in content
    seen = previews.make(BytesIO(content), format_)
    assert seen is not None
    assert (seen.width, seen.height) == (1200, 900)
    with Image.open(BytesIO(seen.data)) as painted:
        assert painted.format == "JPEG"
        assert not painted.getexif()
    assert b"Camera of Nobody" not in seen.data


def test_a_picture_that_lies_on_its_side_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    seen = previews.make(a_picture("JPEG", (300, 200), exif=exif), Format.JPEG)
    assert seen is not None
    assert (seen.width, seen.height) == (200, 300)


@pytest.mark.parametrize(
    ("kind", "options"), [("PNG", {}), ("JPEG", {"progressive": True}), ("WEBP", {"quality": 1, "method": 0})]
)
def test_what_must_be_unpacked_whole_has_none_when_it_is_large(kind: str, options: dict[str, object]) -> None:
    assert previews.make(a_picture(kind, (4100, 4000), **options), Format[kind]) is None


def test_a_plain_jpeg_of_the_same_size_has_one() -> None:
    seen = previews.make(a_picture("JPEG", (4100, 4000)), Format.JPEG)
    assert seen is not None
    assert max(seen.width, seen.height) == 1200


@pytest.mark.parametrize("format_", [Format.TIFF, Format.HEIC, Format.PDF])
def test_other_files_have_none(format_: Format) -> None:
    assert previews.make(a_picture("TIFF", (40, 30)), format_) is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_was_cut_is_refused(kind: str) -> None:
    content = files.a_picture(kind, size=(400, 300))
    with pytest.raises(Unfit, match="damaged or not whole"):
        previews.make(BytesIO(content[: len(content) // 2]), Format[kind])
