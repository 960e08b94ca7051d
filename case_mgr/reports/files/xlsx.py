"""A report as a workbook: one sheet a table, a README before them, and behind them the snapshot of which they are."""

from __future__ import annotations

import base64
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import xlsxwriter

from case_mgr.core.text import N_
from case_mgr.reports.files.layout import digest
from case_mgr.reports.files.sheets import Sheet, facts_of, proofs_of, sheets
from case_mgr.reports.files.words import RIGHT_TO_LEFT, words
from case_mgr.reports.present import Shown, present
from case_mgr.reports.snapshot import Json, dump, sha256

_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_SELF = Path(__file__).resolve()
README, SNAPSHOT = "README", "snapshot"
# What a cell holds at most, with room for its mark.
_PIECE = 30_000
_MARK = "case-mgr snapshot "
_LONGEST_NAME = 31
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")
_TEXT = re.compile(r"<t(?: [^>]*)?>([^<]*)</t>")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


def as_xlsx(report: Json, language: str = "en") -> bytes:
    """Return the report as a workbook; the same report makes the same parts."""
    say, out = words(language), io.BytesIO()
    shown = present(report, say, language)
    title = say(N_("Donor report %(reference)s")) % {"reference": shown.reference}
    with xlsxwriter.Workbook(out, _PLAIN) as book:
        book.set_properties({"title": title, "author": shown.organisation, "created": _moment(report)})
        forms = {"head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})}
        forms |= {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "prose": book.add_format({"text_wrap": True}),
        }
        found, names = list(sheets(shown, say)), []
        for number, sheet in enumerate(found, 1):
            names.append(_name(number, sheet.caption))
        _readme(book.add_worksheet(README), title, report, shown, list(zip(names, found, strict=True)), language, forms)
        for name, sheet in zip(names, found, strict=True):
            _table(book.add_worksheet(name), sheet, forms, language)
        _snapshot(book.add_worksheet(SNAPSHOT), report, language)
    return out.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook: what says whether two are the same, however they were packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}


def read_snapshot(found: dict[str, bytes]) -> dict[str, Any]:
    """Return what the last sheet carries: the snapshot, its hash, the language of the workbook."""
    strings = found["xl/sharedStrings.xml"].decode("utf-8")
    told = [html.unescape(text) for text in _TEXT.findall(strings) if text.startswith(_MARK)]
    pieces = sorted((text.removeprefix(_MARK).split(" ", 1) for text in told), key=lambda piece: int(piece[0]))
    loaded: dict[str, Any] = json.loads(base64.b64decode("".join(piece for _, piece in pieces), validate=True))
    return loaded


@lru_cache(maxsize=16)
def layout(language: str) -> str:
    """Return a digest of what makes the sheets, so that a check knows whether it can make them again."""
    return digest(language, _SELF.read_bytes(), xlsxwriter.__version__.encode())


def _readme(
    sheet: Any, title: str, report: Json, shown: Shown, found: list[tuple[str, Sheet]], language: str, forms: Json
) -> None:
    say = words(language)
    if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT:
        sheet.right_to_left()
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 100)
    lines = list(_readme_lines(report, shown, found, language))
    sheet.write_string(0, 0, title, forms["title"])
    if shown.draft:
        sheet.write_string(
            1, 0, say(N_("Draft: nobody has approved these figures. Do not pass them on.")), forms["head"]
        )
    for number, (label, text, is_head) in enumerate(lines, 3):
        sheet.write_string(number, 0, label, forms["head"] if is_head else forms["prose"])
        sheet.write_string(number, 1, text, forms["prose"])


def _readme_lines(
    report: Json, shown: Shown, found: Sequence[tuple[str, Sheet]], language: str
) -> Iterator[tuple[str, str, bool]]:
    say = words(language)
    for label, text in facts_of(shown, say):
        yield label, text, False
    yield say(N_("Hash of the data (SHA-256)")), report["data_sha256"], False
    yield say(N_("Hash of this report")), sha256(report), False
    yield from ((label, line, False) for label, line in proofs_of(shown, say))
    yield say(N_("Check this file")), "case-mgr report verify FILE", False
    yield say(N_("Sheets")), "", True
    for name, sheet in found:
        yield name, sheet.caption, False
    if shown.narrative:
        yield say(N_("In our words")), "", True
    for heading, text in shown.narrative:
        for piece in _cut(text):
            yield heading, piece, False
    yield say(N_("Definitions")), "", True
    for figure in shown.figures:
        yield figure.title, f"{figure.definition} {figure.once}", False
    yield say(N_("Method and limits")), "", True
    for sentence in (*shown.method, say(N_("The threshold of this report is %(n)s.")) % {"n": shown.threshold}):
        yield "", sentence, False
    yield say(N_("What was not checked")), "", True
    for sentence in shown.not_checked:
        yield "", sentence, False


def _table(sheet: Any, told: Sheet, forms: Json, language: str) -> None:
    if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT:
        sheet.right_to_left()
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, max(1, len(told.head) - 1), 16)
    sheet.repeat_rows(2)
    sheet.freeze_panes(3, 1)
    sheet.write_string(0, 0, told.caption, forms["title"])
    for place, label in enumerate(told.head):
        sheet.write_string(2, place, label, forms["head"])
    for line, row in enumerate(told.rows, 3):
        for place, cell in enumerate(row):
            # A number is one that is shown; what is hidden is a text that says so.
            if place >= len(row) - told.numbers and _NUMBER.match(cell) and len(cell) <= 15:
                sheet.write_number(line, place, float(cell) if "." in cell else int(cell))
            else:
                sheet.write_string(line, place, cell)
    if told.note:
        sheet.write_string(4 + len(told.rows), 0, told.note)


def _snapshot(sheet: Any, report: Json, language: str) -> None:
    made_with = {"language": language, "layout": layout(language)}
    told = json.dumps({"report": dump(report), "sha256": sha256(report), **made_with}, ensure_ascii=False)
    text = base64.b64encode(told.encode("utf-8")).decode("ascii")
    for number, start in enumerate(range(0, len(text), _PIECE)):
        sheet.write_string(number, 0, f"{_MARK}{number} {text[start : start + _PIECE]}")


def _name(number: int, caption: str) -> str:
    """Return a name for a sheet: numbered, so that no two are the same, and as much of its caption as fits."""
    return f"{number} {_NOT_IN_NAMES.sub(' ', caption)}"[:_LONGEST_NAME].rstrip()


def _cut(text: str) -> Iterator[str]:
    for start in range(0, max(1, len(text)), _PIECE):
        yield text[start : start + _PIECE]


def _moment(report: Json) -> datetime:
    approval = report["approval"]
    return datetime.fromisoformat(approval["at"] if approval else report["data"]["as_of"]).replace(tzinfo=None)
