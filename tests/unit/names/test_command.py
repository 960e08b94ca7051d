"""names match takes lists as they are, and says in a sentence what it cannot take."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from case_mgr.cli.names import names
from case_mgr.core.errors import DomainError

GALLERY = "id\tname\tdate_of_birth\ng1\tКулявоў Сяргей\t17.02.1984\ng2\tНіхто Іншы\t\n"


def run(folder: Path, queries: str | bytes, gallery: str | bytes = GALLERY, *more: str) -> Result:
    """Write both lists and run the command."""
    for name, content in (("queries.csv", queries), ("gallery.tsv", gallery)):
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return CliRunner().invoke(names, ["match", str(folder / "queries.csv"), str(folder / "gallery.tsv"), *more])


def rows(found: Result) -> list[dict[str, str]]:
    """Return the rows of the result."""
    assert found.exit_code == 0, found.output
    return list(csv.DictReader(found.stdout.splitlines()))


def test_every_query_has_a_row_and_the_best_comes_first(tmp_path: Path) -> None:
    found = rows(run(tmp_path, "id,name,date_of_birth\nq1,Siarhei Kuliavou,1984-02-17\nq2,Zzz\nq3,\n"))
    assert found[0] | {"score": "", "reasons": ""} == {
        "query_id": "q1", "rank": "1", "gallery_id": "g1", "score": "", "verdict": "same", "reasons": "",
    }  # fmt: skip
    assert {row["query_id"]: row["gallery_id"] for row in found[-2:]} == {"q2": "", "q3": ""}


@pytest.mark.parametrize(
    ("queries", "said"),
    [
        ("a,b\n1,2\n", "needs the columns id and name"),
        ("id,name,name\n1,a,b\n", "twice"),
        ("id,name\n,Кулявоў\n", "Line 2"),
        ("id,name\n", "no rows"),
        ("", "empty"),
        ("id,name\nq," + "Кулявоў " * 90_000 + "\n", "longer than"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "file"),
        (bytes(range(128, 256)) * 9, "file"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, queries: str | bytes, said: str) -> None:
    found = run(tmp_path, queries)
    assert found.exit_code != 0
    assert isinstance(found.exception, DomainError)
    assert said in str(found.exception) or "list" in str(found.exception)


def test_odd_rows_are_taken_and_named(tmp_path: Path) -> None:
    found = run(tmp_path, "id,name\nq1,Siarhei Kuliavou,x,y\nq1,Sergey Kulevov\nq2\n")
    assert {row["query_id"] for row in rows(found)} == {"q1", "q2"}
    assert "more or fewer cells" in found.stderr
    assert "repeat an id, first on line 3" in found.stderr
    assert "have no name, first on line 4" in found.stderr


def test_marks_that_nobody_sees_change_nothing(tmp_path: Path) -> None:
    found = rows(run(tmp_path, "id,name\nq1,\u202eSiar\u200bhei Kuli\u00adavou\u2069\n"))
    assert found[0]["gallery_id"] == "g1"
    assert "\u202e" not in found[0]["reasons"]


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "utf-8-sig"])
def test_lists_in_old_encodings(tmp_path: Path, encoding: str) -> None:
    gallery = "id,name\n" + "".join(f"g{n},Кулевов Сергей Иванович\n" for n in range(3))
    found = rows(run(tmp_path, "id,name\nq1,Siarhei Kuliavou\n", gallery.encode(encoding)))
    assert found[0]["gallery_id"] == "g0"


def test_the_result_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("before")
    failed = run(tmp_path, "id,name\nq1,Siarhei Kuliavou\n", "id,name\ng1,Кулявоў\n,Сяргей\n", "--output", str(out))
    assert failed.exit_code != 0
    assert out.read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gallery.tsv", "out.csv", "queries.csv"]
    done = run(tmp_path, "id,name\nq1,Siarhei Kuliavou\n", GALLERY, "--output", str(out))
    assert done.exit_code == 0
    assert out.read_text("utf-8").startswith("query_id,rank,gallery_id,score,verdict,reasons")


def test_a_list_is_never_written_over(tmp_path: Path) -> None:
    found = run(tmp_path, "id,name\nq1,Siarhei\n", GALLERY, "--output", str(tmp_path / "gallery.tsv"))
    assert isinstance(found.exception, DomainError)
    assert (tmp_path / "gallery.tsv").read_text("utf-8") == GALLERY
