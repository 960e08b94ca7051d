"""Ugly lists of invented people, and what must come out of each."""

import pytest

from case_mgr.imports.headers import knows_heading
from case_mgr.tables.reader import read
from case_mgr.tables.types import RawTable, Rejected, Skip

STATE = (
    "ПЕРЕЧЕНЬ\n\n1. ВЫДУМАНОВ ОЛЕГ ИВАНОВИЧ*, 01.01.1980 г.р. , Г. МИНСК;\n"
    "2. НЕБЫВАЛАЯ АННА ПЕТРОВНА, (НИКТОВА АННА; НЯМА ГАННА), 05.06.1991 г.р. , Д. НИГДЕ, НИКАКОЙ РАЙОН;\n"
    "3. НИКТО ЯН, , Г. БРЕСТ;\nчто-то между строк\n4. ПУСТОЙ АЛИ ГУСЕЙН ОГЛЫ*, 1975 г.р.;\n"
)


def table(text: str) -> RawTable:
    return read(text.encode(), "list.csv", knows_header=knows_heading)


def cells(found: RawTable) -> list[tuple[str, ...]]:
    return [row.cells for row in found.records if row.skip is None]


def test_a_list_of_a_state_is_taken_apart_line_by_line() -> None:
    found = table(STATE)
    assert (found.header_row, found.delimiter) == (None, None)
    assert found.header == ("reference", "full_name", "*", "aliases", "date_of_birth", "place_of_birth")
    assert cells(found) == [
        ("1", "ВЫДУМАНОВ ОЛЕГ ИВАНОВИЧ", "*", "", "01.01.1980 г.р.", "Г. МИНСК"),
        ("2", "НЕБЫВАЛАЯ АННА ПЕТРОВНА", "", "НИКТОВА АННА; НЯМА ГАННА", "05.06.1991 г.р.", "Д. НИГДЕ, НИКАКОЙ РАЙОН"),
        ("3", "НИКТО ЯН", "", "", "", "Г. БРЕСТ"),
        ("что-то между строк",),
        ("4", "ПУСТОЙ АЛИ ГУСЕЙН ОГЛЫ", "*", "", "1975 г.р.", ""),
    ]
    rows = list(found.records)
    assert [(row.row, row.line, row.skip) for row in rows][:2] == [(1, 1, Skip.CAPTION), (2, 3, None)]
    assert [issue.code for issue in rows[4].issues] == ["row_ragged"]


def test_numbered_lines_of_another_kind_are_no_list_of_a_state() -> None:
    assert table("full_name;notes\n1. Олег;а, б\n2. Анна;в, г\n").delimiter == ";"
    assert table("№,ФИО\n1,Олег Никто\n2,Анна Никто\n").delimiter == ","


def test_a_header_of_two_rows_is_joined() -> None:
    found = table(
        "№;ФИО;Дата;;Место\n;;рождения;ареста;\n"
        "1;Олег Никто;12.03.1990;01.02.2021;Минск\n2;Анна Никто;1980;2022;Брест\n"
    )
    assert (found.header_row, found.header) == (1, ("№", "ФИО", "Дата рождения", "Дата ареста", "Место"))
    assert [issue.code for issue in found.issues] == ["header_joined"]
    assert len(cells(found)) == 2


@pytest.mark.parametrize("row", [";Олег Никто;;прим.;\n", ";;12.03.1990;01.02.2021;\n", "2;Анна;;;Брест\n"])
def test_a_row_with_gaps_is_no_second_header(row: str) -> None:
    assert table(f"№;ФИО;Дата рождения;;Место\n{row}1;Ян Никто;1990;2021;Минск\n").header_row == 0


def test_the_header_again_in_another_language_is_no_record() -> None:
    found = table("ФИО;Дата рождения;Статья\nFull name;Date of birth;Charges\nОлег Никто;1990;342\n")
    assert [(row.row, row.skip) for row in found.records] == [(1, Skip.REPEATED_HEADER), (2, None)]


def test_headings_and_rows_may_have_delimiters_of_their_own() -> None:
    found = table("full_name,date_of_birth,notes\nОлег Никто;1990;а\nАнна Никто;1980;б\n")
    assert (found.header, found.delimiter) == (("full_name", "date_of_birth", "notes"), ";")
    assert [issue.code for issue in found.issues] == ["delimiter_mixed"]
    assert len(cells(found)) == 2


def test_a_row_of_another_delimiter_is_told_and_left_out() -> None:
    rows = list(
        table("full_name;date_of_birth;notes\nОлег Никто;1990;а\nАнна Никто,1980,б\nЯн Никто;1981;в, г\n").records
    )
    assert [[issue.code for issue in row.issues] for row in rows] == [[], ["row_ragged"], []]
    assert rows[1].cells == ("Анна Никто,1980,б",)


def test_captions_of_parts_are_no_people_and_sparse_rows_are_told() -> None:
    found = table(
        "№,ФИО,Дата рождения,Место\n,Минская область,,\n1,Олег Никто,1990,Минск\nЧасть 2:,,,\n2,Анна Никто,1980,Брест\n"
        ",Ян Никто,,\n3,Ева Никто,1981,Брест\nВсего: 3,,,\n"
    )
    assert [row.skip for row in found.records] == [
        Skip.CAPTION, None, Skip.CAPTION, None, None, None, Skip.FOOTNOTE,
    ]  # fmt: skip
    assert [[issue.code for issue in row.issues] for row in found.records][4] == ["row_sparse"]


def test_numbers_alone_are_records_where_the_list_has_nothing_else() -> None:
    assert cells(table("a,b,c\n1,2,3\n")) == [("1", "2", "3")]
    assert cells(table('a,b,c\n1,2,3\n"Once upon \na time",5,6\n7,8,9\n'))[0] == ("1", "2", "3")
    assert cells(table("№,ФИО,Год\n1,2,3\n1,Олег Никто,1987\n2,Анна Никто,1990\n"))[0] == ("1", "Олег Никто", "1987")


def test_quotes_within_a_whole_line_belong_to_the_text() -> None:
    rows = list(table('full_name;notes\n"Птица" Олег;x\n"Анна Никто";y\nОлег "Птица" Никто;"a ""b"" c"\n').records)
    assert [row.cells for row in rows] == [
        ('"Птица" Олег', "x"),
        ("Анна Никто", "y"),
        ('Олег "Птица" Никто', 'a "b" c'),
    ]
    assert [[issue.code for issue in row.issues] for row in rows] == [["quote_stray"], [], []]


def test_a_space_before_each_quote_is_no_part_of_the_cell() -> None:
    text = 'full_name, date_of_birth\n"Никто, Олег", "1990"\n"Никто, Анна", "1980"\n'
    assert cells(table(text)) == [("Никто, Олег", "1990"), ("Никто, Анна", "1980")]
    assert cells(table("full_name,notes\nAlena, x\nIvan,  y\n")) == [("Alena", " x"), ("Ivan", "  y")]


def test_marks_of_joined_files_are_no_letters() -> None:
    assert table("\ufeff\ufefffull_name,notes\nAlena,x\n").header == ("full_name", "notes")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r"])
def test_every_delimiter_line_end_and_encoding_reads_alike(delimiter: str, end: str, encoding: str) -> None:
    names = ["Выдуманов Олег", "Небывалая Анна", "Пустой Пётр", "Щербатый Эдуард", "Ярая Юлия", "Цыганова Жанна"]
    lines = [["ФИО", "Дата рождения", "Статья"], *([name, "12.03.1990", "ст. 342"] for name in names)]
    found = read(end.join(map(delimiter.join, lines)).encode(encoding), "x.csv", knows_header=knows_heading)
    assert (found.header, found.delimiter) == (("ФИО", "Дата рождения", "Статья"), delimiter)
    assert [row.cells[0] for row in found.records] == names
    assert [row.line for row in found.records] == [2, 3, 4, 5, 6, 7]


NAMES = {
    "cp1250": "Wiśniewski Łukasz,Żółkiewska Zofia,Dąbrowski Jędrzej",
    "cp1251": "Кавалёў Пятро,Цыхун Ўладзь,Ярашэвіч Яўгенія,Мельнік Ганна",
    "cp1252": "Lefèvre François,Béranger Hélène,Noël Zoé,Garçon Jérôme",
    "cp1254": "Yılmaz Şükrü,Öztürk Gülşen,Çelik İbrahim,Güneş Ayşe",
    "cp1255": "כהן דוד,לוי שרה,מזרחי יוסף,פרץ רחל",
    "cp1256": "محمد هاني الزهار,أحمد عبد الرحمن شهاب,فاطمة علي حسن",
    "cp1257": "Bērziņš Jānis,Ozoliņa Līga,Kļaviņš Pēteris,Šķēle Andris",
    "koi8-u": "Ковальчук Петро,Мельник Ганна,Їжакевич Ольга,Щербаков Євген",
    "gb18030": "陈伟,刘晓明,王芳,张建国,欧阳娜娜",
}


@pytest.mark.parametrize(("encoding", "names"), NAMES.items())
def test_letters_of_each_encoding_come_out_right_and_the_guess_is_told(encoding: str, names: str) -> None:
    text = "full_name;notes\n" + "".join(f"{name};x\n" for name in names.split(",") * 4)
    found = read(text.encode(encoding), "x.csv", knows_header=knows_heading)
    assert [row.cells[0] for row in found.records] == names.split(",") * 4
    assert found.issues[0].code in ("encoding_guessed", "encoding_uncertain")


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("full_name,notes\nОлег Никто,да\n".encode() + "Анна Никто,нет\n".encode("cp1251"), 3),
        (b"full_name,notes\nAlena \xed\xa0\x80Niama,x\n", 2),
        (b"full_name,notes\n" + "Олег Никто,да\n".encode() * 9 + b"\xff\n", 11),
    ],
    ids=["two encodings", "lone surrogate", "damaged"],
)
def test_what_is_no_text_throughout_is_refused_with_its_line(data: bytes, line: int) -> None:
    with pytest.raises(Rejected) as refused:
        read(data, "x.csv")
    assert (refused.value.code, refused.value.line) == ("encoding_undecodable", line)


def test_zawgyi_is_told_and_burmese_is_not() -> None:
    rows = list(table("full_name,notes\nအောင်ဆန်း,x\nေအာင္ဆန္း,y\nမောင် မောင်,၁၂.၅.၁၉၉၀\n").records)
    assert [[issue.code for issue in row.issues] for row in rows] == [[], ["letters_zawgyi"], []]


def test_a_cell_of_a_million_lines_is_refused_and_makes_no_people_of_them() -> None:
    row = 'Олег Никто,1990,"{}",x\n'
    with pytest.raises(Rejected, match=r"line 3 is longer"):
        list(table("full_name,born,notes,more\n" + row.format("a") + row.format("a b,c\n" * 300_000)).records)


def test_an_open_quote_over_very_many_rows_costs_its_own_row_alone() -> None:
    text = 'full_name,born,notes\nОлег Никто,1990,x\n"Анна Никто,1991,y\n' + "Ян Никто,1992,z\n" * 20_000
    rows = list(table(text).records)
    assert len(rows) == 20_002
    assert [row.row for row in rows if row.issues] == [2]
