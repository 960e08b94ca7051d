"""Columns are guessed by their headings, in the languages that lists come in, and held against their values."""

import pytest

from case_mgr.imports.columns import list_samples, make_mapping, resolve, suggest
from case_mgr.imports.dryrun import read_list
from case_mgr.imports.headers import find_field
from case_mgr.imports.types import FIELDS
from case_mgr.imports.vocabulary import headings
from case_mgr.tables.types import Rejected

HEADINGS = {
    "full_name": ["full_name", "Name", "ФИО", "Ф.И.О.", "Фамилия, имя, отчество", "ПІБ", "Прозвішча, імя",
                  "Imię i nazwisko", "jméno", "nome", "الاسم الكامل", "الاسم_الكامل", "Vardas, pavardė"],
    "given_name": ["First name", "Vorname", "Given_Name"],
    "surname": ["Surname", "Фамилия", "Прозвішча", "Прізвище", "Nazwisko", "Příjmení", "Nachname", "Cognome"],
    "patronymic": ["Отчество", "Імя па бацьку", "По батькові"],
    "sex": ["Sex", "Пол", "Płeć", "Pohlaví", "Geschlecht", "الجنس"],
    "date_of_birth": ["Date of birth", "DOB", "Дата рождения", "Год рождения", "Дата нараджэння", "Дата народження",
                      "Data urodzenia", "datum narození", "Geburtstag", "Data di nascita", "تاريخ الميلاد"],
    "date_of_death": ["datum úmrtí", "Todestag", "Дата смерти"],
    "nationality": ["Citizenship", "Гражданство", "Грамадзянства", "Громадянство", "Obywatelstwo", "الجنسية"],
    "date_of_arrest": ["Date of arrest", "Дата ареста", "Дата задержания", "Дата затрымання", "Data zatrzymania",
                       "تاريخ_الاعتقال"],
    "charges": ["Charges", "Статья УК", "Артыкул", "Стаття"],
    "place_of_detention": ["Место содержания", "Месца ўтрымання", "مكان_الاحتجاز", "Prison"],
    "sentence": ["Приговор", "Прысуд", "Вирок", "Sentence"],
    "reference": ["№ п/п", "№", "ID", "Lp."],
    "notes": ["Примечания", "Заўвагі", "Notes", "pozn."],
    "source_url": ["Источник", "Source URL"],
    None: ["2.Deportationstag", "Deportationstag", "GPS incidentu", "věk úmrtí", "", "foo", "العمر"],
}  # fmt: skip


@pytest.mark.parametrize(("heading", "field"), [(word, field) for field, words in HEADINGS.items() for word in words])
def test_headings_name_their_fields(heading: str, field: str | None) -> None:
    found = find_field(heading)
    assert (found[0] if found else None) == field


def test_every_heading_names_a_field_that_exists() -> None:
    assert set(headings().values()) <= set(FIELDS)
    assert set(FIELDS) <= {field for field, exact in map(find_field, FIELDS) if exact}  # type: ignore[misc]  # each is known


def fields(header: list[str], *rows: list[str]) -> list[str | None]:
    return [guess.field for guess in suggest(header, rows)]


def test_a_name_beside_a_surname_is_a_given_name() -> None:
    assert fields(["Имя", "Фамилия"], ["Олег", "Выдуманный"]) == ["given_name", "surname"]
    assert fields(["Имя", "Год рождения"], ["Олег Выдуманный", "1987"]) == ["full_name", "date_of_birth"]


def test_values_speak_against_a_heading() -> None:
    assert fields(["nome", "morte"], ["Nessuno, Carlo", "rastrellamento"]) == ["full_name", None]


def test_a_faulty_column_keeps_its_heading() -> None:
    rows = [["Alena Niama", "31.02.1990"], ["Ivan Nichto", "32.01.1990"]]
    assert fields(["full_name", "date_of_birth"], *rows) == ["full_name", "date_of_birth"]


def test_a_second_column_of_names_holds_other_spellings() -> None:
    assert fields(["name", "en_name"], ["Выдуманный Олег", "Oleg Vydumannyi"]) == ["full_name", "aliases"]
    assert fields(["nome", "NAME"], ["Nessuno, Carlo", "Nessuno, Carlo"]) == ["full_name", None]


def test_each_field_is_given_once() -> None:
    assert fields(["ФИО", "Дата рождения", "Год рождения"], ["Олег Нет", "1.2.1987", "1987"]) == [
        "full_name",
        "date_of_birth",
        None,
    ]


def test_a_list_without_headings_shows_its_names() -> None:
    table = read_list("Выдуманный Олег,14.03.1987,Минск\nНебывалая Ольга,02.11.1990,Гродно\n".encode(), "x.csv")
    guesses = suggest(table.header, list_samples(table))
    assert [guess.field for guess in guesses] == ["full_name", None, None]
    assert guesses[0].why


LIST = "Osoba,Kiedy,Kiedy\nAlena Niama,1990,2021\n"


@pytest.mark.parametrize(
    ("column", "index"), [("Kiedy", 1), ("kiedy", 1), ("2", 2), ("#2", 2), ("#0", 0), ("Osoba", 0)]
)
def test_a_person_can_name_a_column(column: str, index: int) -> None:
    guesses = resolve(read_list(LIST.encode(), "x.csv"), {"date_of_birth": column})
    assert make_mapping(guesses)["date_of_birth"] == index


@pytest.mark.parametrize("asked", [{"date_of_birth": "Nowhere"}, {"date_of_birth": "#9"}, {"birthday": "0"}])
def test_an_unknown_column_or_field_is_refused(asked: dict[str, str]) -> None:
    with pytest.raises(Rejected, match=r"(no field|no column)"):
        resolve(read_list(LIST.encode(), "x.csv"), asked)


def test_asking_moves_a_field() -> None:
    guesses = resolve(read_list(b"name,other\nAlena Niama,Ivan Nichto\n", "x.csv"), {"full_name": "other"})
    assert [guess.field for guess in guesses] == [None, "full_name"]


def test_a_saved_mapping_is_all_that_is_mapped() -> None:
    table = read_list("Remarks;WHO ;Born;Sex\nx;Клён Пятро;1969;m\n".encode(), "list.csv")
    saved = {"who": "full_name", "born": "date_of_birth", "elsewhere": "court"}
    assert [guess.field for guess in resolve(table, None, saved)] == [None, "full_name", "date_of_birth", None]
    assert [guess.field for guess in resolve(table, {"notes": "Remarks"}, saved)] == [
        "notes", "full_name", "date_of_birth", None,
    ]  # fmt: skip
    assert [guess.field for guess in resolve(table)][3] == "sex", "without a mapping columns are guessed"
