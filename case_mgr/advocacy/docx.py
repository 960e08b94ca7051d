"""A letter as a file that word processors open (ECMA-376): paragraphs and headings, nothing that could be active."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

# What no such file may hold.
FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a heading is bold and larger, a question bold, and the title of a letter stands above both."""

    text: str
    heading: bool = False
    question: bool = False
    title: bool = False


def document(paragraphs: Iterable[Paragraph], language: str) -> bytes:
    """Return the file: the same text makes the same bytes, and no word in it says who wrote it, where or when."""
    body = "".join(_paragraph(one, language) for one in paragraphs)
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in (("[Content_Types].xml", _TYPES), ("_rels/.rels", _RELATIONS), ("word/document.xml", text)):
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def plain(text: str) -> list[Paragraph]:
    """Return the lines of a text as paragraphs."""
    return [Paragraph(line) for line in text.replace("\r\n", "\n").split("\n")]


def _paragraph(one: Paragraph, language: str) -> str:
    way = "<w:bidi/>" if language in _RIGHT_TO_LEFT else ""
    look = '<w:b/><w:sz w:val="28"/>' if one.heading else "<w:b/>" if one.question else ""
    look += f'<w:lang w:val="{escape(language)}"/>' if re.fullmatch("[a-z]{2,3}", language) else ""
    words = escape(FORBIDDEN.sub("", one.text))
    return f'<w:p><w:pPr>{way}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
