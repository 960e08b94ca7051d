"""A Latin name is also heard as those write it who heard it spoken."""

from __future__ import annotations

import pytest

from case_mgr.names.abroad import abroad
from case_mgr.names.keys import keys, weight
from case_mgr.names.score import score
from case_mgr.names.sound import hearings
from case_mgr.names.types import Evidence, Verdict


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("James", "Джеймс"), ("John", "Джон"), ("Dave", "Дэйв"), ("Stevens", "Стивенс"), ("Knight", "Найт"),
        ("Carter", "Картер"), ("Wheeler", "Уилер"), ("Wheeler", "Вилер"), ("Matthew", "Мэттью"), ("Young", "Янг"),
        ("Velázquez", "Веласкес"), ("Herrera", "Эррера"), ("François", "Франсуа"), ("Villon", "Вийон"),
        ("Chavannes", "Шаванн"), ("Collier", "Колье"), ("Lohmann", "Ломан"), ("Weiss", "Вайс"), ("Müller", "Мюллер"),
        ("Fazekas", "Фазекаш"), ("Bianchi", "Бьянки"), ("Zhou", "Чжоу"), ("Xiang", "Сян"), ("Jiang", "Цзян"),
        ("Yonghua", "Юнхуа"),
    ],
)  # fmt: skip
def test_a_foreign_name_sounds_as_cyrillic_writes_it(latin: str, cyrillic: str) -> None:
    assert set(abroad(latin)) & set(hearings(cyrillic))


@pytest.mark.parametrize("word", ["Tsikhanouski", "Łukaszewicz", "Ivanova", "Kavaliova", "Szewczenko", "Žukaŭ"])
def test_slavic_spellings_are_read_by_their_own_rules_alone(word: str) -> None:
    assert abroad(word) == ()


@pytest.mark.parametrize(("latin", "cyrillic"), [("John Harding", "Джон Хардинг"), ("Dave Rice", "Дэйв Райс")])
def test_two_spellings_of_a_foreigner_are_worth_asking_about_and_found(latin: str, cyrillic: str) -> None:
    assert score(Evidence(latin), Evidence(cyrillic)).verdict is Verdict.UNSURE
    assert any(weight(key) >= 4 for key in keys(latin) & keys(cyrillic))


def test_two_short_latin_names_are_not_one_because_a_foreigner_hears_them_alike() -> None:
    found = score(Evidence("Ian Hardin"), Evidence("Ann Hardin"))
    assert all(reason.code != "given_equal" for reason in found.reasons_for)
