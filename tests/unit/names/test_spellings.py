"""One person in many spellings is found and scored high; other people are not."""

from __future__ import annotations

from itertools import combinations

import pytest

from case_mgr.core.dates import PartialDate
from case_mgr.names.keys import keys
from case_mgr.names.score import score
from case_mgr.names.types import Evidence, Sex, Verdict

# Invented people, each written as documents and newspapers of five languages would write them.
SPELLINGS: dict[str, tuple[str, ...]] = {
    "tsibaranouski": (
        "Сяргей Цібараноўскі",
        "Сергей Тибарановский",
        "Siarhei Tsibaranouski",
        "Sergey Tibaranovsky",
        "Sergueï Tibaranovski",
        "Siarhiej Cibaranoŭski",
        "ТИБАРАНОВСКИЙ Сергей Павлович",
        "Сергій Тибарановський",
    ),
    "plutkevich": (
        "Мікалай Плуткевіч",
        "Мікола Плуткевіч",
        "Николай Плуткевич",
        "Plutkevich, Mikalai",
        "Mykola Plutkevych",
        "Nikolaï Ploutkevitch",
        "Mikołaj Plutkiewicz",
        "Mikałaj Plutkievič",
    ),
    "balatsirava": (
        "Марыя Балацірава",
        "Мария Болотирова",
        "Maria Balatsirava",
        "Maria Bolotirova",
        "Maryja Bałacirava",
        "БОЛОТИРОВА Мария Игоревна",
    ),
    "hlushenka": (
        "Алена Глушэнка",
        "Елена Глушенко",
        "Alena Hlushenka",
        "Elena Glushenko",
        "Alena Hłušenka",
        "Olena Hlushenko",
        "Helena Głuszenko",
    ),
    "shchyralenka": (
        "Дзмітрый Шчыраленка",
        "Дмитрий Щираленко",
        "Dzmitry Shchyralenka",
        "Dmitry Shchiralenko",
        "Dymitr Szczyralenko",
        "Dzmitryj Ščyralenka",
    ),
    "auturovich": (
        "Зміцер Аўтуровіч",
        "Дмитрий Автурович",
        "Zmitser Auturovich",
        "Dmitry Avturovich",
        "Źmicier Aŭturovič",
        "Dymitr Awturowicz",
    ),
    "vasiprau": (
        "Андрэй Восіпраў",
        "Андрей Осипров",
        "Andrei Vosiprau",
        "Andrey Osiprov",
        "Andrzej Osiprow",
        "Andrej Vosipraŭ",
    ),
    "zhaliapka": (
        "Уладзімір Жаляпка",
        "Владимир Желепко",
        "Uladzimir Zhaliapka",
        "Vladimir Zhelepko",
        "Uładzimir Žalapka",
        "Володимир Желепко",
    ),
    "kuliavau": (
        "Генадзь Кулявоў",
        "Геннадий Кулевов",
        "Henadz Kuliavou",
        "Gennady Kulevov",
        "Hienadź Kulavoŭ",
        "Кулевов Г. П.",
    ),
}

PAIRS = [pair for forms in SPELLINGS.values() for pair in combinations(forms, 2)]
BORN = PartialDate.day(1984, 2, 17)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_spellings_of_one_person_share_a_key_and_agree(one: str, other: str) -> None:
    assert keys(one) & keys(other)
    found = score(Evidence(one), Evidence(other))
    assert found.value > (0.45 if "Г. П." in one + other else 0.6), str(found)
    assert found.verdict is Verdict.UNSURE


@pytest.mark.parametrize(("one", "other"), [pair for pair in PAIRS if "Г. П." not in pair[1]])
def test_with_one_birth_date_they_are_the_same(one: str, other: str) -> None:
    assert score(Evidence(one, BORN), Evidence(other, BORN)).verdict is Verdict.SAME


def test_strangers_score_low() -> None:
    for one, other in combinations(SPELLINGS.values(), 2):
        for left in one:
            for right in other:
                assert score(Evidence(left), Evidence(right)).value < 0.2, (left, right)


@pytest.mark.parametrize(
    ("printed", "slip"),
    [
        ("Сергей Тибарановский", "Сергей Тибарановкий"),
        ("Siarhei Tsibaranouski", "Siarhei Tsibaranuoski"),
        ("Viktar Halubenka", "Viktar Halububenka"),
        ("Мария Болотирова", "Мария Болотинова"),
        ("Елена Глушенко", "Елена Глущенко"),
    ],
)
def test_one_slip_is_still_found(printed: str, slip: str) -> None:
    assert keys(printed) & keys(slip)
    assert score(Evidence(printed), Evidence(slip)).verdict is Verdict.UNSURE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Кулевов Сергей Иванович", "Кулевова Мария Сергеевна"),  # spouses
        ("Кулевов Сергей Иванович", "Кулевов Андрей Иванович"),  # brothers
        ("Siarhei Kuliavou", "Кулевова Светлана"),
        ("Кулевов Сергей Иванович", "Кулевов Сергей Петрович"),  # namesakes by patronymic
        ("Kuliavou Siarhei Ivanavich", "Кулявоў Сяргей Пятровіч"),
        ("Сергей Кулевов", "Сергей Мельничук"),
    ],
)
def test_relatives_and_namesakes_are_different(one: str, other: str) -> None:
    found = score(Evidence(one), Evidence(other))
    assert found.verdict is Verdict.DIFFERENT
    assert found.reasons_against


@pytest.mark.parametrize("birth", ["1991-06-30", "1979", "1990-02"])
def test_namesake_with_another_birth_is_different(birth: str) -> None:
    other = Evidence("Siarhei Tsibaranouski", PartialDate.parse(birth))
    assert score(Evidence("Сяргей Цібараноўскі", BORN), other).verdict is Verdict.DIFFERENT


def test_day_and_month_exchanged_stays_unsure() -> None:
    one = Evidence("Сяргей Цібараноўскі", PartialDate.day(1984, 3, 2))
    other = Evidence("Siarhei Tsibaranouski", PartialDate.day(1984, 2, 3))
    assert score(one, other).verdict is Verdict.UNSURE


def test_a_shared_short_form_proves_nothing() -> None:
    unknown = score(Evidence("Кулевов"), Evidence("Кулевов Святослав")).value
    assert score(Evidence("Слава Кулевов"), Evidence("Святослав Кулевов")).value <= unknown
    assert score(Evidence("Слава Кулевов", BORN), Evidence("Святослав Кулевов", BORN)).verdict is Verdict.UNSURE
    assert score(Evidence("Слава"), Evidence("Святослав")).value < 0.2


def test_an_unshared_short_form_counts() -> None:
    assert score(Evidence("Коля Плуткевич"), Evidence("Mikalai Plutkevich")).value > 0.6


def test_initials_are_weak_and_conflicts_of_initials_count() -> None:
    full = Evidence("Плуткевич Николай Петрович", BORN)
    assert score(full, Evidence("Плуткевич Н. П.", BORN)).verdict is Verdict.UNSURE
    assert score(full, Evidence("M. Plutkevich")).value > 0.3
    assert score(full, Evidence("Плуткевич А. В.")).verdict is Verdict.DIFFERENT


def test_a_recorded_sex_outweighs_the_ending() -> None:
    one = Evidence("Саша Глушенко", sex=Sex.FEMALE)
    other = Evidence("Александр Глушенко", sex=Sex.MALE)
    assert score(one, other).verdict is Verdict.DIFFERENT


def test_maiden_name_in_brackets_is_an_alias() -> None:
    assert score(Evidence("Болотирова (Глушенко) Мария"), Evidence("Maria Hlushenka")).value > 0.6


def test_nationality_place_and_charge_support_and_oppose() -> None:
    bare = score(Evidence("Кулевов Сергей"), Evidence("Кулевов Сергей")).value
    rich = Evidence("Кулевов Сергей", nationality=frozenset({"BY"}), place="ИК-3", charge="ст. 342")
    assert score(rich, rich).value > bare
    other = Evidence("Кулевов Сергей", nationality=frozenset({"LT"}))
    assert score(rich, other).value < bare


def test_reasons_are_sentences_about_both_sides_in_order() -> None:
    found = score(Evidence("Сяргей Цібараноўскі"), Evidence("Siarhei Tsibaranouski"))
    assert "surname Цібараноўскі = Tsibaranouski" in str(found)
    turned = score(Evidence("Siarhei Tsibaranouski"), Evidence("Сяргей Цібараноўскі"))
    assert "surname Tsibaranouski = Цібараноўскі" in str(turned)
    assert all(reason.template and reason.code for reason in found.reasons_for)
