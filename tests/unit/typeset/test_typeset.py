"""Printed documents: what a person typed stays text, every script of our names has letters, the same is the same."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from case_mgr import typeset

MADE = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEMPLATE = """#import "house.typ": *
#show: house.with(running: data.running, foot: "made for a test")
= #title
#data.text
#listing(("Name", "Number"), data.rows, numbers: 1)
"""
HOSTILE = '#panic("run") $x$ *bold* \\u{41} @label <label> https://example.org/ // not a comment'


def document(text: str = "", rows: list[list[str]] | None = None, language: str = "en") -> bytes:
    data = {"running": "of a running head", "text": text, "rows": rows or [["one", "1"]]}
    return typeset.pdf(TEMPLATE, data, language=language, title="A list", made=MADE)


def words(made: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).split())


def test_markup_in_the_data_is_printed_as_it_was_typed() -> None:
    assert HOSTILE in words(document(HOSTILE))


@pytest.mark.parametrize("name", ["Ціханоўскі Ўладзіслаў", "Łukasz Żółć", "陈西", "Đặng Thị", "Ņikita"])
def test_the_names_of_every_script_have_letters(name: str) -> None:
    assert name in words(document(name))


@pytest.mark.parametrize("name", ["မြန်မာ", "ישראל", "الحرية"])
def test_no_letter_of_a_complex_script_is_an_empty_box(name: str) -> None:
    """A reader of PDF takes such letters apart differently; the font that was used tells whether it had them."""
    page: Any = PdfReader(io.BytesIO(document(name))).pages[0]
    fonts = {str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values()}
    assert any(script in font for font in fonts for script in ("Myanmar", "Hebrew", "Arabic")), fonts


def test_the_file_is_tagged_titled_and_says_its_language() -> None:
    reader: Any = PdfReader(io.BytesIO(document(language="be")))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "be"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "A list"


def test_the_same_document_is_the_same_bytes_and_a_long_table_repeats_its_head() -> None:
    rows = [[f"person {number}", str(number)] for number in range(120)]
    made = document(rows=rows)
    assert made == document(rows=rows)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    assert len(pages) > 2
    assert all("Name" in page for page in pages)
    assert ["of a running head" in page for page in pages] == [False, *[True] * (len(pages) - 1)]


def test_a_template_that_does_not_fit_says_so() -> None:
    with pytest.raises(typeset.CannotBeSet):
        typeset.pdf("#data.absent", {}, language="en", title="A list", made=MADE)
