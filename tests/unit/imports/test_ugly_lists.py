"""Lists as they come, read as a caseworker would: nobody is invented, nobody is lost, nothing is guessed."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from case_mgr.imports.dryrun import run_file
from case_mgr.imports.headers import find_field
from case_mgr.imports.likeness import strong_keys

WIFE = (
    "ФИО;Дата рождения жены;Гражданство жены;Прізвище адвоката;Expected release date;Предполагаемая дата освобождения"
)


def run(text: str, **how: Any) -> dict[str, Any]:
    """Return the dry run of a list."""
    return run_file(text.encode(), "list.csv", today=date(2026, 1, 1), keys=strong_keys, **how)


def people(found: dict[str, Any]) -> list[str]:
    """Return the names of those who would be imported."""
    return [record["fields"].get("full_name", "") for record in found["records"] if record["would_import"]]


def codes(found: dict[str, Any], row: int | None = None) -> set[str]:
    """Return what is said about a row, or about the file."""
    return {issue["code"] for issue in found["issues"] if issue["row"] == row}


def test_a_group_of_one_column_stands_beside_a_group_of_two() -> None:
    found = run(
        "Спіс;;;;\n№;ПІБ;Нараджэнне;;Затрыманне\n;;дата;месца;дата\n"
        "1;Клён Алег;12.03.1990;Мінск;01.05.2021\n2;Ясень Ганна;1985;Гродна;03.06.2022\n"
    )
    assert [column["header"] for column in found["columns"]] == [
        "№", "ПІБ", "Нараджэнне дата", "Нараджэнне месца", "Затрыманне дата",
    ]  # fmt: skip
    assert people(found) == ["Клён Алег", "Ясень Ганна"]
    assert found["records"][0]["fields"]["date_of_birth"]["value"] == "1990-03-12"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("громадянин України", "UA"),
        ("громадянка України", "UA"),
        ("гражданин Республики Беларусь", "BY"),
        ("гражданка РФ", "RU"),
        ("грамадзянін Расіі", "RU"),
        ("obywatel RP", "PL"),
        ("obywatelka Białorusi", "BY"),
        ("Lietuvos pilietis", "LT"),
        ("Latvijas pilsone", "LV"),
        ("citizen of Belarus", "BY"),
        ("гражданин Беларуси и Польши", "BY,PL"),
    ],
)
def test_a_citizen_of_a_country_has_its_nationality(text: str, code: str) -> None:
    found = run(f"ФИО;Гражданство\nКлён Олег;{text}\n")
    assert found["records"][0]["fields"].get("nationality") == code
    assert not found["issues"]


def test_the_word_citizen_alone_names_no_country() -> None:
    assert codes(run("ФИО;Гражданство\nКлён Олег;гражданин Нарнии\nЯсень Анна;гражданка\n"), 1) == {"value_unknown"}


@pytest.mark.parametrize("text", ["12 марта 1990 года (36 лет)", "12.03.1990 г.р. (36 лет)", "12 сакавіка 1990 (36)"])
def test_an_age_behind_a_date_is_no_part_of_it(text: str) -> None:
    assert run(f"ФИО;Дата рождения\nКлён Олег;{text}\n")["records"][0]["fields"]["date_of_birth"]["value"] == (
        "1990-03-12"
    )


def test_two_persons_on_two_lines_of_a_cell_are_not_one() -> None:
    found = run('ФИО;Статья\n"Клён Олег\nЯсень Анна";342\n"Дуб\nПётр Иванович";361\nЛипа Инна;342\n')
    assert people(found) == ["Дуб Пётр Иванович", "Липа Инна"]
    assert codes(found, 1) == {"several_persons"}


@pytest.mark.parametrize(
    "line",
    [
        "Prepared by: Buk I.;;;",
        "Составил: Бук И.И.;;;",
        ";;Подпись;______",
        "Директор ____________ Бук И.И.;;;",
        "М.П.;;;",
        "Исполнитель Бук тел. 123-45-67;;;",
        "Sporządził: Buk;;;",
        "Вик. Липа тел. 123-45-67;;;",
    ],
)
def test_who_signed_a_list_is_not_on_it(line: str) -> None:
    found = run(f"ФИО;Дата рождения;Статья;Место\nКлён Олег;1990;342;Минск\nЯсень Анна;1985;361;Минск\n{line}\n")
    assert people(found) == ["Клён Олег", "Ясень Анна"]
    assert codes(found, 3) == {"footnote"}
    assert (found["rows_total"], found["rows_skipped"]) == (2, 1)


def test_a_director_in_a_list_of_people_stays_on_it() -> None:
    found = run(
        "Должность;ФИО;Статья\nДиректор;Клён Олег;342\nСоставитель поездов;Ясень Анна;361\nДиректор;Дуб Пётр;\n"
    )
    assert people(found) == ["Клён Олег", "Ясень Анна", "Дуб Пётр"]


def test_two_lists_put_together_repeat_their_header_with_its_mark() -> None:
    text = "name;born;sex;charges;notes\nKlon Aleh;1990;m;342;x\n"
    found = run(f"\ufeff{text}\ufeff{text.replace('Klon Aleh', 'Jasien Hanna')}")
    assert people(found) == ["Klon Aleh", "Jasien Hanna"]
    assert codes(found, 2) == {"header_repeated"}


def test_headings_in_a_column_are_no_persons() -> None:
    found = run("ФИО;Клён Олег;Ясень Анна\nДата рождения;12.03.1990;01.02.1985\nМесто рождения;Минск;Гродно\n")
    assert found["status"] == "rejected"


def test_a_heading_about_somebody_else_or_the_future_is_no_field_of_the_prisoner() -> None:
    found = run(f"{WIFE}\nКлён Олег;12.03.1990;Россия;Дуб;01.02.2020;01.02.2020\n")
    assert [column["field"] for column in found["columns"]] == ["full_name", None, None, None, None, None]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Прізвище ім’я по батькові (повністю)", "full_name"),
        ("Пол (мужской/женский)", "sex"),
        ("Płeć (mężczyzna/kobieta)", "sex"),
        ("Дата нараджэння (паводле пашпарта)", "date_of_birth"),
    ],
)
def test_a_longer_heading_about_the_prisoner_is_known(heading: str, field: str) -> None:
    assert find_field(heading) == (field, False)


@pytest.mark.parametrize("heading", ["Девичья фамилия", "Прежняя фамилия", "Nazwisko panieńskie", "Дявочае прозвішча"])
def test_a_former_surname_is_another_name(heading: str) -> None:
    found = run(f"{heading};Фамилия;Имя\nДуб;Клён;Анна\n")
    assert [column["field"] for column in found["columns"]] == ["aliases", "surname", "given_name"]
    assert people(found) == ["Анна Клён"]


def test_a_second_list_in_one_file_does_not_swallow_the_first() -> None:
    found = run("name;born\nKlon Aleh;1990\n\nФИО;Дата рождения;Статья\nЯсень Анна;1985;342\n")
    assert found["header_row"] == 0
    assert people(found) == ["Klon Aleh"]
    assert codes(found, 2) >= {"row_ragged"}
    assert codes(found, 3) >= {"row_ragged"}
    found = run("name;born\nKlon Aleh;1990\n\nФИО;Дата рождения\nЯсень Анна;1985\n")
    assert people(found) == ["Klon Aleh", "Ясень Анна"]
    assert "name_not_a_person" in codes(found, 2)


def test_who_was_not_released_has_no_release() -> None:
    found = run("ФИО;Освобождён;Дата смерти\nКлён Олег;нет;—\nЯсень Анна;12.03.2021;\nДуб Пётр;ожидается;\n")
    assert "date_of_release" not in found["records"][0]["fields"]
    assert "date_of_death" not in found["records"][0]["fields"]
    assert found["records"][1]["fields"]["date_of_release"]["value"] == "2021-03-12"
    assert codes(found, 3) == {"date_invalid"}


@pytest.mark.parametrize(
    "text", ["N.N.", "Anonymous", "невядомы", "Неизвестный мужчина", "ФИО скрыто", "XXX", "Unknown"]
)
def test_a_word_for_nobody_is_no_person(text: str) -> None:
    assert people(run(f"ФИО;Статья\n{text};342\nКлён Олег;342\n")) == ["Клён Олег"]


@pytest.mark.parametrize(
    "text",
    ["Семья Клён (4 человека)", "Клён Олег с женой", "Клён О., Ясень А.", "Клён Олег и др.", "Rodzina Klon"],
)
def test_a_family_is_not_one_person(text: str) -> None:
    found = run(f'ФИО;Статья\n"{text}";342\nДуб Пётр;342\n')
    assert people(found) == ["Дуб Пётр"]
    assert codes(found, 1) == {"several_persons"}


@pytest.mark.parametrize("text", ["[[Клён Олег]]", "Клён Олег[1]", "'Клён Олег'", "«Клён Олег»", "“Клён Олег”"])
def test_the_marks_of_a_page_are_no_part_of_a_name(text: str) -> None:
    found = run(f"ФИО;Статья\n{text};342\nДуб Пётр;342\n")
    assert people(found) == ["Клён Олег", "Дуб Пётр"]
    assert found["records"][0]["raw"][0] == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("번호,성명,성별,생년월일\n1,김철수,남,1990.03.12\n2,이영희,여,1985년 5월 6일\n", "cp949"),
        ("番号,氏名,性別,生年月日\n1,山田太郎,男,1990年3月12日\n2,田中花子,女,1985/5/6\n", "euc_jp"),
        ("編號,姓名,性別,出生日期\n1,陳美玲,女,1990年3月12日\n2,林志明,男,1985\n", "big5"),
        ("စဉ်,အမည်,မွေးသက္ကရာဇ်\n၁,မောင်မောင်,၁၂-၀၃-၁၉၉၀\n၂,မမ,၁၉၈၅\n", "utf-8"),
    ],
)
def test_lists_of_the_far_east_are_read(text: str, encoding: str) -> None:
    found = run_file(text.encode(encoding), "list.csv", today=date(2026, 1, 1))
    assert found["status"] in ("ok", "ok_with_errors")
    assert [record["raw"][1] for record in found["records"]] == [line.split(",")[1] for line in text.split("\n")[1:3]]
    assert {"full_name", "date_of_birth", "reference"} <= {column["field"] for column in found["columns"]}


def test_a_name_of_thousands_of_letters_is_none() -> None:
    found = run(f"name,born\n{'Klon ' * 3000},1990\nDub Piotr,1985\n")
    assert people(found) == ["Dub Piotr"]
    assert codes(found, 1) == {"name_not_a_person"}


def test_an_export_of_a_group_is_known_by_its_headings() -> None:
    found = run(
        "Імя,Дата нараджэння,Дата затрымання,Крымінальная справа,Месца знаходжання\n"
        "Клён Алег Іванавіч,12 сакавіка 1990,9 жніўня 2020,ч. 1 арт. 342,ПК-0\n"
    )
    assert [column["field"] for column in found["columns"]] == [
        "full_name", "date_of_birth", "date_of_arrest", "charges", "place_of_detention",
    ]  # fmt: skip
    assert not found["issues"]


def test_an_office_below_a_list_is_no_person() -> None:
    found = run("№;ФИО;Дата рождения;Суд\n1;Клён Олег;1990;x\n2;Ясень Анна;1985;x\n;Начальник;;Бук И.И.\n")
    assert people(found) == ["Клён Олег", "Ясень Анна"]


def test_a_sheet_with_a_title_is_not_the_list() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet("Титул").write(0, 0, "Отчёт")
        sheet = book.add_worksheet("Список")
        sheet.write_row(0, 0, ("ФИО", "г.р."))
        sheet.write_row(1, 0, ("Клён Олег", 1990))
    found = run_file(buffer.getvalue(), "list.xlsx")
    assert (found["sheet"], people(found)) == ("Список", ["Клён Олег"])
    assert codes(found) == {"several_sheets"}
    assert "Титул" in found["issues"][0]["message"]


def test_a_year_typed_into_a_cell_of_dates_is_no_day_of_1905() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("ФИО", "Дата рождения", "Примечание"))
        for row, (name, number) in enumerate((("Клён Олег", 1990), ("Ясень Анна", 31_118), ("Дуб Пётр", 1750)), 1):
            sheet.write(row, 0, name)
            sheet.write_number(row, 1, number, day)
    found = run_file(buffer.getvalue(), "list.xlsx")
    births = [record["fields"]["date_of_birth"]["value"] for record in found["records"]]
    assert births == [None, "1985-03-12", "1904-10-15"]
    assert [(issue["row"], issue["severity"], issue["code"], issue["raw"]) for issue in found["issues"]] == [
        (1, "error", "date_from_year", "1905-06-12")
    ]


@pytest.mark.parametrize(
    ("cell", "name", "birth"),
    [
        ("КЛЁН ПЁТР ИВАНОВИЧ*, 12.03.1980 г.р., г. Нигдейск", "КЛЁН ПЁТР ИВАНОВИЧ", "1980-03-12"),
        ("7. КЛЁН ПЁТР ИВАНОВИЧ, (КЛИН ПЁТР), 12.03.1980 г.р., Г. НИГДЕЙСК;", "КЛЁН ПЁТР ИВАНОВИЧ", "1980-03-12"),
        ("Клён Пётр, 1980 г.р.", "Клён Пётр", "1980"),
        ("Клён Пётр (1980 г.р.)", "Клён Пётр", "1980"),
    ],
)
def test_a_birth_beside_the_name_is_no_part_of_the_name(cell: str, name: str, birth: str) -> None:
    found = run(f'№;ФИО;Статья\n1;"{cell}";342\n2;Ясень Ганна;361\n')
    assert people(found) == [name, "Ясень Ганна"]
    assert found["records"][0]["fields"]["date_of_birth"]["value"] == birth
    assert found["records"][0]["raw"][1] == cell
    assert codes(found, 1) == {"name_with_birth"}, "whoever brings the list looks at it"


def test_a_column_of_births_stands_before_what_is_beside_the_name() -> None:
    found = run('ФИО;Дата рождения\n"Клён Пётр, 1980 г.р.";13.04.1981\nЯсень Ганна;1985\n')
    assert found["records"][0]["fields"]["date_of_birth"]["value"] == "1981-04-13"


def test_a_day_beside_a_name_that_is_not_understood_is_for_a_person() -> None:
    found = run("ФИО;Статья\nЯсень Ян, задержан 12.03.2021;342\nКлён Пётр;361\n")
    assert people(found) == ["Клён Пётр"]
    assert codes(found, 1) == {"name_not_a_person"}


def test_joiners_that_nobody_sees_are_left_out_of_names_and_stay_where_a_script_needs_them() -> None:
    found = run("Name,Born\nVerba\u200dloz Andrej,1980\nعلی\u200cرضا آذر,1975\n")
    assert people(found) == ["Verbaloz Andrej", "علی\u200cرضا آذر"]
    assert (codes(found, 1), codes(found, 2)) == ({"control_char"}, set())


def test_a_list_that_is_refused_says_what_its_rows_have() -> None:
    found = run("အမည်,Born\n\u1031အာင္,1945\n", asked={"date_of_birth": "Born"})
    assert found["status"] == "rejected"
    assert {"name_missing", "letters_zawgyi"} <= {issue["code"] for issue in found["issues"]}
