"""The header is found below titles, and what is no record below it is set aside."""

import pytest

from case_mgr.tables.reader import read
from case_mgr.tables.types import RawTable, Rejected, Skip


def table(text: str, **options: object) -> RawTable:
    return read(text.encode(), "list.csv", **options)  # type: ignore[arg-type]  # options are checked by the tests that hand them on


TITLED = """Список выдуманных людей,,,
составлено 01.02.2024,,,
,,,
ФИО,Дата рождения,Место,Статья
Выдуманный Олег,14.03.1987,Минск,342
Небывалая Ольга,02.11.1990,Гродно,361
ФИО,Дата рождения,Место,Статья
Никтошный Пётр,02.11.1991,Брест,361
,,,
* даты по данным родственников,,,
Итого: 3 чел.,,,
"""


def test_titles_stand_above_the_header() -> None:
    found = table(TITLED)
    assert found.header_row == 3
    assert found.header == ("ФИО", "Дата рождения", "Место", "Статья")
    assert [record.cells[0] for record in found.titles] == ["Список выдуманных людей", "составлено 01.02.2024"]


def test_repeated_headers_and_footnotes_are_set_aside() -> None:
    assert [(row.row, row.skip) for row in table(TITLED).records] == [
        (1, None),
        (2, None),
        (3, Skip.REPEATED_HEADER),
        (4, None),
        (5, Skip.FOOTNOTE),
        (6, Skip.FOOTNOTE),
    ]


def test_numbered_columns_below_the_header_are_no_record() -> None:
    rows = list(table("№,ФИО,Год\n1,2,3\n1,Выдуманный Олег,1987\n2,Небывалая Ольга,1990\n").records)
    assert [row.skip for row in rows] == [Skip.REPEATED_HEADER, None, None]


@pytest.mark.parametrize(
    "text",
    [
        "Выдуманный Олег,14.03.1987,Минск\nНебывалая Ольга,02.11.1990,Гродно\n",
        "Олег Выдуманный,Минск\nОльга Небывалая,Минск\n",
    ],
)
def test_a_list_without_header_has_none(text: str) -> None:
    found = table(text)
    assert found.header_row is None
    assert set(found.header) == {""}
    assert len(list(found.records)) == 2


def test_the_header_row_can_be_said() -> None:
    assert table(TITLED, header_row=3).header[0] == "ФИО"
    assert len(list(table(TITLED, header_row="none").records)) == 9
    with pytest.raises(Rejected, match="no row 99"):
        table(TITLED, header_row=99)


def test_known_headings_decide() -> None:
    text = "a,b\nx,y\nfull_name,born\nAlena Niama,1990\n"
    assert table(text, knows_header=lambda cell: cell in ("full_name", "born")).header_row == 2


def test_double_and_missing_headings_are_told() -> None:
    found = table("full_name,notes,notes,\nAlena Niama,a,b,c\n")
    assert sorted(issue.code for issue in found.issues) == ["duplicate_header", "header_empty"]


def test_a_person_alone_in_a_row_is_kept() -> None:
    rows = list(table("full_name,notes,place\nAlena Niama,a,b\nTotalski Ivan,,\nNota Benedikt,,\n").records)
    assert [row.skip for row in rows][:2] == [None, None]
