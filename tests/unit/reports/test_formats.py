"""The five files of one report say the same in every cell, and each tells when one cell of it was changed."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import zipfile
import zlib
from html.parser import HTMLParser
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from python_calamine import CalamineWorkbook

from case_mgr.core import csvsafe
from case_mgr.reports import files, snapshot
from case_mgr.reports.files import pdf, xlsx
from case_mgr.reports.present import Shown, present
from tests.unit.reports.signing import signed
from tests.unit.reports.test_files import AUDIT, HEAD
from tests.unit.reports.test_present import CROSSED

FIGURES = ("Cases with a first detention", "Spent", "Deaths in custody")
Cells = dict[tuple[str, str, str], str]
ONE = {"by": ["sex"], "head": ["total"], "rows": [{"group": "male", "cells": [15]}, {"group": "female", "cells": [8]}]}
HOSTILE = '#panic("x") =1+1 <b>*bold*</b> _x0041_'


def bare_report(**more: Any) -> snapshot.Json:
    """Return what is to be signed: tables of one and two dimensions, money, words, a restated figure."""
    figures = [
        {"key": "arrests", "title": "Cases with a first detention", "unit": "cases", "definition": "Cases.",
         "once": "Once.", "value": 23, "small": False, "inexact": None, "tables": [ONE, CROSSED]},
        {"key": "spent", "title": "Spent", "unit": "money", "currency": "EUR", "definition": "Paid.", "once": "Once.",
         "value": "1234.50", "small": False, "inexact": 0, "tables": []},
        {"key": "deaths", "title": "Deaths in custody", "unit": "persons", "definition": "Died.", "once": "Once.",
         "value": None, "small": True, "inexact": 0, "tables": [{"by": ["sex"], "head": ["total"], "rows": None}]},
    ]  # fmt: skip
    line = {"title": "Spent", "by": "", "group": "", "before": "1200.00", "after": "1234.50", "reasons": []}
    told = {
        "version": 2,
        "replaces": {"reference": "DR-0009", "sha256": "ab" * 32},
        "narrative": [{"title": "Summary", "text": f"A hard year.\n{HOSTILE}"}],
        "restated": [line],
        "threshold": 5,
        "figures": figures,
        "method": ["Whole days."],
    }
    data = {**HEAD, **told, **more}
    audit = {**AUDIT, "not_checked": ["The past."]}
    bare = {"schema": snapshot.SCHEMA, "data": data, "data_sha256": snapshot.sha256(data), "audit": audit}
    return bare | {"state": "published", "approval": {"roles": ["reviewer"], "at": "2026-04-03T09:00:00+00:00"}}


def _report(**more: Any) -> snapshot.Json:
    return signed(bare_report(**more))


def _expected(shown: Shown) -> Cells:
    """Return every number of the report by figure, row and column."""
    found: Cells = {}
    for figure in shown.figures:
        found[figure.title, "", "number"] = figure.shown
        found[figure.title, "", "inexact"] = figure.inexact
        for table in figure.tables:
            for row in table.rows or ():
                for column, cell in zip(table.head if table.crossed else ("",), row.cells, strict=True):
                    found[f"{figure.title}, {table.title}", row.label, column] = cell.shown
    return found


def _of_csv(made: bytes) -> Cells:
    found: Cells = {}
    with zipfile.ZipFile(io.BytesIO(made)) as bundle:
        rows = {
            name: list(csv.DictReader(io.StringIO(bundle.read(f"{name}.csv").decode(), newline="")))
            for name in ("figures", "breakdowns")
        }
    for row in rows["figures"]:
        found[row["figure"], "", "number"], found[row["figure"], "", "inexact"] = row["number"], row["date_not_exact"]
    titles = {"sex": "by sex", "sex_by_nationality": "by sex and by nationality"}
    for row in rows["breakdowns"]:
        if row["group"]:
            column = row["column"] if "_by_" in row["by"] else ""
            found[f"{row['figure']}, {titles[row['by']]}", row["label"], column] = row["number"]
    return found


def _of_tables(tables: list[tuple[str, list[list[str]]]], *, plain: str) -> Cells:
    """Read tables with a caption, a head and rows, as workbook and page have them."""
    found: Cells = {}
    for caption, (head, *rows) in tables:
        for row in rows:
            if caption == "Figures of the period":
                by_name = dict(zip(head, row, strict=True))
                found[row[0], "", "number"] = by_name["Number"]
                found[row[0], "", "inexact"] = by_name["Date not exact"].replace("–", "0")
            elif any(f"{figure}, by " in caption for figure in FIGURES):
                for column, cell in zip(head[1:], row[1:], strict=True):
                    found[caption, row[0], "" if column == plain else column] = cell
    return found


def _of_xlsx(made: bytes) -> Cells:
    book, tables = CalamineWorkbook.from_filelike(io.BytesIO(made)), []
    for name in book.sheet_names:
        lines = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        if name not in (xlsx.README, xlsx.SNAPSHOT):
            width = sum(1 for cell in lines[2] if cell != "")
            rows = [[_text(cell) for cell in line[:width]] for line in lines[2:] if width > 1 and line[1] != ""]
            tables.append((str(lines[0][0]), rows or [[""]]))
    return _of_tables(tables, plain="Number")


def _text(cell: Any) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.2f}"
    return str(cell)


class _Tables(HTMLParser):
    """Takes the tables of a page apart."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[tuple[str, list[list[str]]]] = []
        self._into: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append(("", []))
        elif tag == "tr":
            self.tables[-1][1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][1][-1].append("")
            self._into = "cell"
        elif tag == "caption":
            self._into = "caption"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td", "caption"):
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into == "cell":
            row = self.tables[-1][1][-1]
            row[-1] = (row[-1] + data).strip()
        elif self._into == "caption":
            caption, rows = self.tables[-1]
            self.tables[-1] = ((caption + data).strip(), rows)


def _of_html(made: bytes) -> Cells:
    page = _Tables()
    page.feed(made.decode())
    return _of_tables(page.tables, plain="Number")


def _words(made: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).split())


def test_the_formats_agree_cell_by_cell() -> None:
    report = _report()
    expected = _expected(present(report, str, "en"))
    assert len(expected) == 20
    assert _of_csv(files.make(report, "csv")) == expected
    assert _of_xlsx(files.make(report, "xlsx")) == expected
    assert _of_html(files.make(report, "html")) == expected
    stored = json.loads(files.make(report, "json"))
    assert _expected(present(stored["report"], str, "en")) == expected
    said = _words(files.make(report, "pdf"))
    shown = present(report, str, "en")
    for figure in shown.figures:
        assert f"{figure.title} {figure.unit} {figure.shown} {figure.inexact}" in said
        for table in figure.tables:
            for row in table.rows or ():
                assert " ".join([row.label, *(cell.shown for cell in row.cells)]) in said
    assert HOSTILE in said, "what was typed is text"


@pytest.mark.parametrize("kind", files.TYPES)
@pytest.mark.parametrize("language", ["en", "be", "fa"])
def test_each_carries_the_hash_of_the_data_and_is_intact(kind: str, language: str) -> None:
    report = _report()
    made = files.make(report, kind, language)
    assert (files.check(made).fault, files.check(made).sha256) == (None, snapshot.sha256(report))
    if kind == "pdf":
        told = " ".join(_words(made).split())
    elif kind in ("csv", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(made)) as bundle:
            told = "".join(bundle.read(name).decode() for name in bundle.namelist())
    else:
        told = made.decode()
    assert report["data_sha256"] in told


def _repacked(made: bytes, name: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as source, zipfile.ZipFile(out, "w") as forged:
        for member in source.namelist():
            content = source.read(member)
            assert member != name or old in content
            forged.writestr(member, content.replace(old, new, 1) if member == name else content)
    return out.getvalue()


def test_one_changed_cell_is_found_in_each() -> None:
    report = _report()
    made = {kind: files.make(report, kind) for kind in files.TYPES}
    changed = [
        made["html"].replace(b'<span dir="ltr">15</span>', b'<span dir="ltr">16</span>', 1),
        made["json"].replace(b"15\n", b"16\n", 1),
        _repacked(made["csv"], "breakdowns.csv", b",15\r", b",16\r"),
        _repacked(made["csv"], "datapackage.json", b'"number"', b'"string"'),
        _repacked(made["xlsx"], "xl/worksheets/sheet3.xml", b"<v>15</v>", b"<v>16</v>"),
        _repacked(made["xlsx"], "xl/sharedStrings.xml", b"Deaths in custody", b"Deaths in freedom"),
        made["pdf"] + b"\n%",
    ]
    for content in changed:
        assert content not in made.values()
        assert files.check(content).fault, content[:40]


def test_a_page_that_was_drawn_over_is_found() -> None:
    """The snapshot inside is whole; what the pages show is not what it makes."""
    made = files.make(_report(), "pdf")
    writer = PdfWriter(clone_from=io.BytesIO(made))
    page = writer.pages[0]
    page.get_contents().set_data(page.get_contents().get_data() + b"\n1 0 0 rg 0 0 100 100 re f\n")  # type: ignore[union-attr]  # a page of ours has contents
    out = io.BytesIO()
    writer.write(out)
    assert files.check(out.getvalue()).fault == files.verify.WRONG_TEXT


def test_another_snapshot_in_the_pages_of_a_report_is_found() -> None:
    """Pages of one report around the data of another."""
    first, second = files.make(_report(), "pdf"), files.make(_report(reference="DR-0002"), "pdf")
    attached = [
        next(one for one in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL) if _is_snapshot(one))
        for made in (first, second)
    ]
    forged = first.replace(attached[0], attached[1])
    assert json.loads(pdf.read_snapshot(forged)["report"])["data"]["reference"] == "DR-0002"
    assert files.check(forged).fault == files.verify.WRONG_TEXT


def _is_snapshot(stream: bytes) -> bool:
    try:
        return b"donor report" in zlib.decompress(stream)[:60]
    except zlib.error:
        return False


def test_what_another_release_made_is_not_called_altered(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind, made_by in (("pdf", pdf), ("xlsx", xlsx)):
        made = files.make(_report(), kind)
        monkeypatch.setattr(made_by, "layout", lambda language: "0" * 16)
        assert files.check(made).fault == files.verify.OTHER_PAGES


def test_other_programs_are_told_how_to_read_the_tables() -> None:
    with zipfile.ZipFile(io.BytesIO(files.make(_report(), "csv"))) as bundle:
        package = json.loads(bundle.read("datapackage.json"))
        for resource in package["resources"]:
            rows = list(csv.reader(io.StringIO(bundle.read(resource["path"]).decode(), newline="")))
            fields = resource["schema"]["fields"]
            assert rows[0] == [field["name"] for field in fields]
            assert resource["bytes"] == len(bundle.read(resource["path"]))
            for row in rows[1:]:
                for field, cell in zip(fields, row, strict=True):
                    if field["type"] in ("number", "integer") and cell not in resource["schema"]["missingValues"]:
                        float(csvsafe.original(cell))
    assert {resource["name"] for resource in package["resources"]} == {
        "figures", "breakdowns", "restated", "narrative", "audit",
    }  # fmt: skip
    assert package["data_sha256"] == _report()["data_sha256"]


def test_the_pdf_is_tagged_with_heads_title_and_language() -> None:
    reader: Any = PdfReader(io.BytesIO(files.make(_report(), "pdf", "be")))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == ("be", True)
    assert "DR-0001" in reader.metadata.title
    assert reader.attachments.keys() == {"snapshot.json"}
    tags = set()

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            tags.add(str(node.get("/S", "")))
            walk(node.get("/K", []))

    walk(root["/StructTreeRoot"]["/K"])
    assert {"/H1", "/H2", "/Table", "/THead", "/TH", "/TD"} <= tags


def test_a_snapshot_of_nonsense_is_no_report() -> None:
    made = files.make(_report(), "xlsx")
    parts = xlsx.parts(made)
    stored = xlsx.read_snapshot(parts)
    assert base64.b64encode(json.dumps(stored, ensure_ascii=False).encode())[:20] in parts["xl/sharedStrings.xml"]
    for content in (b"%PDF-1.7 nothing", _repacked(made, "xl/sharedStrings.xml", b"case-mgr snapshot 0", b"x")):
        assert files.check(content).fault == files.verify.NOT_A_REPORT
