"""The files of a report carry the same numbers and say when one of them was changed."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import pytest

from case_mgr.reports import files, snapshot
from case_mgr.reports.indicators import INDICATORS
from case_mgr.reports.tally import Tally

HEAD = {
    "reference": "DR-0001",
    "organisation": "=Harbour Watch",
    "grant": {"code": "HR-7", "donor": "@Lighthouse Fund", "title": "Legal aid"},
    "period": {"from": "2026-01-01", "to": "2026-03-31"},
    "as_of": "2026-04-02T10:00:00+00:00",
}
AUDIT = {
    "entries": [{"event": "signed_in", "sentence": "Signed in", "count": 12}],
    "built_by": ["coordinator"],
    "integrity": {
        "ok": True,
        "entries": 345,
        "head": "ab" * 32,
        "first_bad": None,
        "erased": 0,
        "checked_at": "2026-04-02T10:00:00+00:00",
    },
}


def _report() -> snapshot.Json:
    tally = Tally(
        tuple(f"id{n}" for n in range(23)),
        ("x",),
        ("sex", "nationality", "kind", "batch"),
        {
            ("male", "BY", "served", "alone"): 14,
            ("female", "BY", "served", "alone"): 7,
            ("other", "BY", "served", "alone"): 1,
            ("other", "RU", "served", "alone"): 1,
        },
    )
    return snapshot.freeze(HEAD, {indicator.key: tally for indicator in INDICATORS}, 5, AUDIT)


@pytest.mark.parametrize("kind", files.TYPES)
def test_a_file_as_made_is_intact(kind: str) -> None:
    found = files.check(files.make(_report(), kind))
    assert (found.fault, found.reference, found.state) == (None, "DR-0001", "draft")
    assert found.sha256 == snapshot.sha256(_report())


@pytest.mark.parametrize("kind", files.TYPES)
def test_the_same_report_makes_the_same_bytes(kind: str) -> None:
    assert files.make(_report(), kind) == files.make(_report(), kind)


@pytest.mark.parametrize("language", ["be", "ru"])
def test_a_page_in_another_language_is_checked_in_it(language: str) -> None:
    assert files.check(files.make(_report(), "html", language)).fault is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b">23<", b">24<"),
        (b"People released", b"People relaesed"),
        (b"345 entries checked", b"346 entries checked"),
        (b"Draft: nobody has approved", b"Final: somebody has approved"),
        (b"&#34;value&#34;:23", b"&#34;value&#34;:24"),
        (b"</body>", b"<p>All of them were freed.</p></body>"),
    ],
)
def test_a_changed_page_is_found(old: bytes, new: bytes) -> None:
    made = files.make(_report(), "html")
    assert old in made
    assert files.check(made.replace(old, new, 1)).fault


def test_changed_data_is_found() -> None:
    stored = json.loads(files.make(_report(), "json"))
    stored["report"]["data"]["figures"][0]["value"] += 1
    assert files.check(json.dumps(stored).encode()).fault
    stored["report"]["data_sha256"] = snapshot.sha256(stored["report"]["data"])
    assert files.check(json.dumps(stored).encode()).fault


@pytest.mark.parametrize("name", ["figures.csv", "breakdowns.csv", "audit.csv", "README.txt", "more.csv"])
def test_a_changed_table_is_found(name: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files.make(_report(), "csv"))) as made, zipfile.ZipFile(out, "w") as forged:
        for member in made.namelist():
            forged.writestr(member, made.read(member) + (b"1" if member == name else b""))
        if name not in made.namelist():
            forged.writestr(name, "a,b\r\n")
    assert files.check(out.getvalue()).fault


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"{}", b"[]", b"\xff\xfe", b"<html></html>", b"{" * 5000, b"PK\x03\x04 no zip"]
)
def test_what_is_no_report_gets_a_sentence(content: bytes) -> None:
    assert files.check(content).fault == files.verify.NOT_A_REPORT


def test_hidden_numbers_are_in_no_file() -> None:
    report = _report()
    tables = {table["by"][0]: table["rows"] for table in report["data"]["figures"][0]["tables"]}
    # Of 14, 7 and 2 the two goes with the fourteen; of 22 and 1 nothing can be shown.
    assert [row["cells"] for row in tables["sex"]] == [[7], [None], [None]]
    assert tables["nationality"] is None
    assert report["data"]["figures"][0]["inexact"] is None
    assert '"BY"' not in snapshot.dump(report)


def test_every_cell_of_the_tables_is_safe_in_a_spreadsheet() -> None:
    with zipfile.ZipFile(io.BytesIO(files.make(_report(), "csv"))) as made:
        for name in made.namelist():
            if name.endswith(".csv"):
                rows = csv.reader(io.StringIO(made.read(name).decode(), newline=""))
                assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_the_page_needs_nothing_else_and_runs_nothing() -> None:
    page = files.make(_report(), "html").decode()
    for word in ("<script", "http://", "https://", "src=", "onclick", "<style"):
        assert word not in page
    assert "<title>Donor report DR-0001" in page


def test_a_small_number_is_not_mirrored_where_pages_run_right_to_left() -> None:
    """“<5” would be read as “5>” there."""
    page = files.make(_report(), "html").decode()
    cells = re.findall(r'<td class="numeric" data-label="[^"]+">(.*?)</td>', page)
    assert len(cells) > 10
    assert [cell for cell in cells if cell != "–" and not cell.startswith('<span dir="ltr">')] == []


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
def test_a_damaged_file_gets_a_sentence_and_no_error(kind: str) -> None:
    made = files.make(_report(), kind)
    for place in range(40, len(made), len(made) // 25):
        found = files.check(made[:place] + b"\xff" * 12 + made[place + 12 :])
        # A ZIP tells the sizes of its members twice: damage to the second telling changes nothing.
        assert found.fault or found == files.check(made)
