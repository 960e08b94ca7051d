"""The finished letter as PDF: every word that was typed, in its language, and nothing that names anybody around it."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from case_mgr.advocacy import docx, printing

MADE = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOSTILE = '#panic("run") $x$ *bold* @label <label> \x00// no comment'


def _made(*paragraphs: docx.Paragraph, language: str = "en") -> Any:
    return PdfReader(io.BytesIO(printing.document(paragraphs, language, "S-00001", MADE)))


def _words(reader: Any) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_what_was_typed_is_printed_as_it_was_typed() -> None:
    reader = _made(
        docx.Paragraph("Просьба", heading=True, title=True), *docx.plain(f"Паважаны\n\n{HOSTILE}"), language="be"
    )
    assert _words(reader).startswith("Просьба Паважаны")
    assert HOSTILE.replace("\x00", "") in _words(reader)
    assert reader.metadata.title == "S-00001"
    assert (reader.trailer["/Root"]["/Lang"], reader.trailer["/Root"]["/MarkInfo"]["/Marked"]) == ("be", True)


@pytest.mark.parametrize("parts", [(), (docx.Paragraph(""),), (docx.Paragraph("Only text"),)])
def test_a_letter_without_a_subject_is_a_file_too(parts: tuple[docx.Paragraph, ...]) -> None:
    assert len(_made(*parts).pages) == 1


@pytest.mark.parametrize("language", ["en", "fa", "zh", "zu", "pt-BR", "be-tarask"])
def test_every_language_of_a_letter_can_be_set(language: str) -> None:
    made = printing.document([docx.Paragraph("Dear", heading=True)], language, "S-1", MADE)
    assert made == printing.document([docx.Paragraph("Dear", heading=True)], language, "S-1", MADE)


def test_a_questionnaire_keeps_its_order() -> None:
    parts = [docx.Paragraph("I. Identity", heading=True), docx.Paragraph("I.1. Family name:", question=True)]
    parts += [*docx.plain("–"), docx.Paragraph("II. Arrest", heading=True)]
    parts.append(docx.Paragraph("II.1. Date:", question=True))
    for before in ([], [docx.Paragraph("Our letter")], [docx.Paragraph("Subject", heading=True, title=True)]):
        words = _words(_made(*before, *parts))
        assert words.index("I.1. Family name:") < words.index("II. Arrest") < words.index("II.1. Date:")
