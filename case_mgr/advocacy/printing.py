"""A letter as PDF: its paragraphs are data, so nothing that somebody typed is read as markup. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from case_mgr import typeset
from case_mgr.advocacy.docx import FORBIDDEN, Paragraph

_TEMPLATE = Path(__file__).parent / "data" / "letter.typ"
MIMETYPE = "application/pdf"


def document(paragraphs: Sequence[Paragraph], language: str, reference: str, made: datetime, mark: str = "") -> bytes:
    """Return the file; its title is a reference, since a title is shown where a name must not be.

    `mark` stands small below every page: the house finds by it who took the file out, and nobody else does.
    """
    titled = sum(one.title for one in paragraphs)
    data = {"parts": [_part(one, below=titled) for one in paragraphs], "mark": mark}
    text = _TEMPLATE.read_text(encoding="utf-8")
    return typeset.pdf(text, data, language=language, title=reference, made=made)


def _part(one: Paragraph, *, below: int) -> dict[str, object]:
    kind = "heading" if one.heading else "question" if one.question else "text"
    # Whoever listens to the page goes from heading to heading: none is deeper than the one above it by two.
    level = 1 if one.title else 1 + min(below, 1)
    return {"kind": kind, "level": level, "text": FORBIDDEN.sub("", one.text).strip()}
