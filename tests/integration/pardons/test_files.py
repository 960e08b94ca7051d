"""Names of a batch from a file: the same preview as pasting, and nothing typed is lost."""

from __future__ import annotations

import io
from typing import Any

import pytest
import xlsxwriter
from flask import Flask
from sqlalchemy import select

from case_mgr.extensions import db
from case_mgr.pardons import queries
from case_mgr.pardons.figures import Fact
from case_mgr.pardons.models import Mention
from tests import cast
from tests.client import Page, PageClient
from tests.integration.pardons import walk

ROWS = (("Name", "Born", "Article"), ("Siarhiej Vierbicki", "1985", "361-4"), ("Anna Rachnaya", "", "342"))


@pytest.fixture
def reference(client: PageClient, here: Flask) -> str:
    """A batch, and somebody signed in who adds names."""
    made = walk.batch(cast.CASEWORKER.actor())
    client.sign_in(cast.CASEWORKER)
    return made


def _book(*more: tuple[str, str, str]) -> io.BytesIO:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for at, row in enumerate((*ROWS, *more)):
        sheet.write_row(at, 0, row)
    book.close()
    out.seek(0)
    return out


def _send(client: PageClient, reference: str, file: tuple[io.BytesIO, str], status: int = 200, **more: Any) -> Page:
    page = client.visit(f"/pardons/{reference}/names")
    return client.submit(page, status, label="Press list", source="https://example.org", file=file, **more)


def test_a_workbook_is_looked_at_first_and_then_grows_like_a_pasted_list(client: PageClient, reference: str) -> None:
    page = _send(client, reference, (_book(), "list.xlsx"))
    assert "2 names would be new here" in page.text
    assert db.session.scalar(select(Mention)) is None
    client.submit(page, then="add")
    rows = db.session.scalars(select(Mention).order_by(Mention.id)).all()
    assert [(row.printed, row.line, row.raw) for row in rows] == [
        ("Siarhiej Vierbicki", 2, "Siarhiej Vierbicki | 1985 | 361-4"),
        ("Anna Rachnaya", 3, "Anna Rachnaya |  | 342"),
    ]
    page = _send(client, reference, (_book(("Petra Dubrava", "", "")), "list-2.xlsx"))
    assert "1 name would be new here" in page.text
    client.submit(page, then="add")
    assert queries.get_batch(cast.CASEWORKER.actor(), reference).figures.of(Fact.NAMED) == 3


def test_a_file_that_cannot_be_read_is_named_and_everything_typed_stays(client: PageClient, reference: str) -> None:
    wrong = io.BytesIO(b"1. Ihar Lesavik\n2. \xff\xfe\x00\x81\x8d\n" * 3)
    page = _send(client, reference, (wrong, "spis.txt"), 422)
    assert "“spis.txt” was not read." in page.text
    assert 'value="Press list"' in page.html
    assert 'value="https://example.org"' in page.html
    page = _send(client, reference, (io.BytesIO(b"%PDF-1.7"), "spis.pdf"), 422)
    assert "“spis.pdf” was not read. This is a PDF document, not a list." in page.text
    page = _send(client, reference, (io.BytesIO(b"1. Ihar Lesavik"), "spis.txt"), 422, text="1. Ivan Verba")
    assert "The box below holds a text already." in page.text
    assert "1. Ivan Verba" in page.html
    assert "Paste at least one name, or choose a file." in _send(client, reference, (io.BytesIO(), ""), 422).text


def test_letters_that_came_out_wrong_are_read_again_in_another_encoding(client: PageClient, reference: str) -> None:
    data = "1. Іван Вярба\n2. Ганна Рачная\n".encode("cp1251")
    page = _send(client, reference, (io.BytesIO(data), "spis.txt"), encoding="cp866")
    assert "Іван Вярба" not in page.text
    page = client.submit(page, file=(io.BytesIO(data), "spis.txt"), encoding="cp1251")
    assert "Іван Вярба" in page.text
    client.submit(page, then="add")
    assert {row.printed for row in db.session.scalars(select(Mention))} == {"Іван Вярба", "Ганна Рачная"}


def test_a_table_pasted_from_a_spreadsheet_is_read_by_its_columns(client: PageClient, reference: str) -> None:
    text = "\n".join("\t".join(row) for row in ROWS)
    page = client.submit(client.visit(f"/pardons/{reference}/names"), label="Pasted", text=text, layout="table")
    assert "2 names would be new here" in page.text
    page = client.submit(client.visit(f"/pardons/{reference}/names"), 422, label="P", text="a\tb\n1\t2", layout="table")
    assert "No column of this table is known to hold names." in page.text
