"""Names are taken apart as people print them."""

from __future__ import annotations

import pytest

from case_mgr.names.parse import parse
from case_mgr.names.types import Oddity, Script


@pytest.mark.parametrize(
    ("printed", "given", "patronymic", "surname"),
    [
        ("Кулевов Сергей Иванович", "Сергей", "Иванович", "Кулевов"),
        ("Сергей Иванович Кулевов", "Сергей", "Иванович", "Кулевов"),
        ("Плуткевич Андрей Иванович", "Андрей", "Иванович", "Плуткевич"),
        ("Андрей Иванович Плуткевич", "Андрей", "Иванович", "Плуткевич"),
        ("КУЛЕВОВ Сергей", "Сергей", "", "КУЛЕВОВ"),
        ("КУЛЕВОВ СЕРГЕЙ ИВАНОВИЧ", "СЕРГЕЙ", "ИВАНОВИЧ", "КУЛЕВОВ"),
        ("Kuliavou, Siarhei", "Siarhei", "", "Kuliavou"),
        ("Siarhei Kuliavou", "Siarhei", "", "Kuliavou"),
        ("Кулевов И.П.", "И", "П", "Кулевов"),
        ("И. П. Кулевов", "И", "П", "Кулевов"),
        ("И.П.Кулевов", "И", "П", "Кулевов"),
        ("Мария Ивановна", "Мария", "Ивановна", ""),
        ("12. Кулевов Сергей, 1980 г.р.", "Сергей", "", "Кулевов"),
        ("* Кулевов Сергей *", "Сергей", "", "Кулевов"),
        ("Алиев Рашид Мамед оглы", "Рашид", "Мамед оглы", "Алиев"),
        ("刘晓", "晓", "", "刘"),
        ("Anna Maria Kovalenska", "Anna Maria", "", "Kovalenska"),
    ],
)
def test_parts(printed: str, given: str, patronymic: str, surname: str) -> None:
    parsed = parse(printed)
    assert (parsed.given, parsed.patronymic, parsed.surname) == (given, patronymic, surname)


def test_names_without_a_surname_keep_their_words() -> None:
    parsed = parse("Aung San Su")
    assert parsed.surname == ""
    assert [part.text for part in parsed.parts] == ["Aung", "San", "Su"]


def test_brackets_and_strokes_become_aliases() -> None:
    maiden = parse("Глушенко (урожд. Болотирова) Мария").aliases
    assert [(alias.surname, alias.given) for alias in maiden] == [("Болотирова", "Мария")]
    twin = parse("Кулевов Пётр / Piotr Kuliavou").aliases
    assert [(alias.surname, alias.given) for alias in twin] == [("Kuliavou", "Piotr")]


@pytest.mark.parametrize("printed", ["Cергей Кулевов", "Kулeвoв Oлeг", "Сяргей Цiбараноўскi"])
def test_look_alike_letters_are_folded_with_a_warning(printed: str) -> None:
    parsed = parse(printed)
    assert Oddity.MIXED_SCRIPT in parsed.oddities
    assert parsed.script is Script.CYRILLIC


def test_an_honest_bilingual_cell_is_not_odd() -> None:
    assert not parse("Кулевов (Kuliavou) Иван").oddities


@pytest.mark.parametrize("nothing", ["", "  ", "123", "—", "()", "\u200b", "***"])
def test_nothing_to_read(nothing: str) -> None:
    assert parse(nothing).empty
