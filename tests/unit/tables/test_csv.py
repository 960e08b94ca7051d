"""Text files: no row lost, no cell changed, and a broken quote costs its own row only."""

import csv
import io
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from case_mgr.tables.dialect import find_dialect
from case_mgr.tables.reader import read
from case_mgr.tables.types import RawRow, RawTable, Rejected

HEADER = ["full_name", "date_of_birth", "notes"]
cells = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t\x00"), max_size=20)


def table(text: str, **options: str) -> RawTable:
    return read(text.encode(), "list.csv", **options)  # type: ignore[arg-type]  # only text options are handed on here


def rows(text: str) -> list[RawRow]:
    return list(table(text).records)


def codes(row: RawRow) -> list[str]:
    return [issue.code for issue in row.issues]


@given(
    st.lists(st.tuples(st.just("Alena Niama"), cells, cells), min_size=1, max_size=12),
    st.sampled_from([",", ";", "\t", "|"]),
    # The writer leaves a lone CR without quotes when lines end in LF: then nobody can read it back.
    st.sampled_from([("\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_MINIMAL)]),
)
@example([("Alena Niama", "a\nb", 'say "no"'), ("Alena Niama", '"', ",")], ",", ("\r\n", csv.QUOTE_MINIMAL))
def test_every_cell_comes_back_exactly(records: list[tuple[str, ...]], delimiter: str, ends: tuple[str, Any]) -> None:
    end, quoting = ends
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([HEADER, *records])
    found = read(out.getvalue().encode(), "x.csv", encoding="utf-8", delimiter=delimiter, header_row=0)
    assert [row.cells for row in found.records] == records
    assert [row.row for row in found.records] == list(range(1, len(records) + 1))


@given(
    st.lists(st.sampled_from(["Alena Niama,1990,x", '"Alena Niama,1990,x', 'Alena "A" Niama,1990,"x"y']), min_size=1)
)
def test_no_line_is_swallowed_by_quotes(lines: list[str]) -> None:
    text = "\n".join([",".join(HEADER), *lines])
    found = list(read(text.encode(), "x.csv", header_row=0, delimiter=",").records)
    assert len(found) == len(lines)
    assert [row.line for row in found] == [number + 2 for number in range(len(lines))]


def test_an_open_quote_leaves_out_its_own_row() -> None:
    text = (
        "full_name,date_of_birth,notes\n"
        + "Alena Niama,1990,x\n" * 2
        + '"Ivan Nichto,1991,y\n'
        + "Olga Nikto,1992,z\n" * 40
    )
    found = rows(text)
    assert len(found) == 43
    assert found[2].cells == ("Ivan Nichto", "1991", "y")
    assert [(row.row, row.line) for row in found if "quote_unterminated" in codes(row)] == [(3, 4)]
    assert found[3].cells == ("Olga Nikto", "1992", "z")


def test_cells_of_several_lines_stay_whole() -> None:
    found = rows('full_name,date_of_birth,notes\nAlena Niama,1990,"one\ntwo, three"\nIvan Nichto,1991,\n')
    assert found[0].cells[2] == "one\ntwo, three"
    assert [(row.row, row.line) for row in found] == [(1, 2), (2, 4)]
    assert not any(row.issues for row in found)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_do(end: str) -> None:
    assert [row.cells[0] for row in rows(end.join(["full_name,notes", "Alena Niama,x", "Ivan Nichto,y"]))] == [
        "Alena Niama",
        "Ivan Nichto",
    ]


def test_blank_lines_count_as_records_but_not_as_rows() -> None:
    found = table("full_name,notes\n\n,,\nAlena Niama,x\n  ,\nIvan Nichto,y\n")
    assert found.header_row == 0
    assert [(row.row, row.line) for row in found.records] == [(1, 4), (2, 6)]


def test_ragged_rows_are_told() -> None:
    found = rows("full_name,date_of_birth,notes\nAlena Niama,1990\nIvan Nichto,1991,a,b,c\nOlga Nikto,1992,z,,\n")
    assert [codes(row) for row in found] == [["row_short"], ["row_ragged"], []]
    assert found[1].cells == ("Ivan Nichto", "1991", "a", "b", "c")


def test_odd_characters_are_told_and_kept() -> None:
    found = rows(
        "full_name,notes\nAle\x00na Niama,x\nIvan \u202eotchiN,y\n=1+1,z\nOlga Nikto,-\n+375 29 000-00-00,q\n"
        "Z\u0336\u0330\u0311\u035c\u0313algo,e\n"
    )
    assert [codes(row) for row in found] == [
        ["control_char"], ["bidi_override"], ["formula_cell"], [], [], ["combining_flood"],
    ]  # fmt: skip
    assert found[0].cells[0] == "Ale\x00na Niama"


def test_a_cell_beyond_measure_is_refused_with_its_line() -> None:
    with pytest.raises(Rejected, match=r"line 3 is longer than 131,072"):
        list(table('full_name,notes\nAlena Niama,x\nIvan Nichto,"' + "a" * 200_000 + '"\n').records)


@pytest.mark.parametrize("text", ["full_name,notes\n", "full_name,notes\n,\n\n"])
def test_a_header_alone_is_refused(text: str) -> None:
    with pytest.raises(Rejected, match="no rows below its header"):
        table(text)


def test_records_can_be_read_twice_and_side_by_side() -> None:
    found = table("full_name,notes\n" + "Alena Niama,x\n" * 5000)
    assert sum(one == two for one, two in zip(found.records, found.records, strict=True)) == 5000


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (["a;b;c", "1,5;2,5;3", "1,0;2;3"], ";"),
        (["a\tb", "x, y\tz", "u, v\tw"], "\t"),
        (["Список, составлен 1 мая", "a;b;c;d", "1;2;3;4", "1;2;3;4"], ";"),
        (['a,b,c', '"x;y;z;w",2,3', '"x;y;z;w",2,3'], ","),
        (["a|b", "1|2"], "|"),
        (["sep=;", "a,b;c"], ";"),
        (["name", "Alena"], ","),
    ],
)  # fmt: skip
def test_the_delimiter_that_cuts_evenly_wins(lines: list[str], delimiter: str) -> None:
    assert find_dialect(lines).delimiter == delimiter


def test_an_asked_delimiter_may_be_named() -> None:
    assert find_dialect(["a,b\tc"], "tab").delimiter == "\t"
