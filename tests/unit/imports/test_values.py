"""Values are recognised in many languages, and never guessed."""

import pytest

from case_mgr.imports.values import (
    clean_text,
    fold_name,
    has_mixed_script,
    is_person,
    is_placeholder,
    read_nationalities,
    read_sex,
)


@pytest.mark.parametrize(
    ("word", "sex"),
    [("м", "male"), ("Муж.", "male"), ("F", "female"), ("жаночы", "female"), ("kobieta", "female"), ("ذكر", "male"),
     ("m", "male"), ("männlich", "male"), ("?!", None), ("yes", None)],
)  # fmt: skip
def test_sexes(word: str, sex: str | None) -> None:
    assert read_sex(word) == sex


@pytest.mark.parametrize(
    ("text", "codes", "unknown"),
    [
        ("Беларусь", ("BY",), ()), ("РБ", ("BY",), ()), ("by", ("BY",), ()), ("BLR", ("BY",), ()),
        ("Belarusian", ("BY",), ()), ("белорус", ("BY",), ()), ("Россия, Украина", ("RU", "UA"), ()),
        ("Polska/Litwa", ("PL", "LT"), ()), ("Расія і Польшча", ("RU", "PL"), ()), ("Німеччина", ("DE",), ()),
        ("лицо без гражданства", ("stateless",), ()), ("X", (), ("X",)),
        ("Беларусь; Атлантида", ("BY",), ("Атлантида",)),
        ("Боснія і Герцагавіна", ("BA",), ()), ("USA", ("US",), ()), ("سوريا", ("SY",), ()),
    ],
)  # fmt: skip
def test_nationalities(text: str, codes: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    assert read_nationalities(text) == (codes, unknown)


@pytest.mark.parametrize(
    "name", ["Алена Няма", "O. Nikto", "Ναμέ Κάτι", "小明", "أحمد", "Niama-Nichto, A. (Ex)", "Oleg 2"]
)
def test_names_are_persons(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name", ["49.98N, 13.47E", "12345", "—", "https://example.invalid/x", "a@example.invalid", "№ 7 12"]
)
def test_other_things_are_not(name: str) -> None:
    assert not is_person(name)


@pytest.mark.parametrize(
    ("name", "mixed"),
    [
        ("Cергей", True),
        ("Пeтрoв Олег", True),
        ("Иванов (Ivanov) Иван", False),
        ("Alena", False),
        ("O'Няма", True),
        ("Няма", False),
    ],
)
def test_mixed_scripts_inside_a_word_are_seen(name: str, mixed: bool) -> None:
    assert has_mixed_script(name) is mixed


def test_folding_makes_spellings_one() -> None:
    assert fold_name("ВЫДУМАНЁВ Пётр") == fold_name("Петр Выдуманев")
    assert fold_name("Cергей Никто") == fold_name("Сергей Никто")
    assert fold_name("Сергей Никто") != fold_name("Сергей Нечто")


def test_text_is_cleaned() -> None:
    assert clean_text("  a\u200b\u00a0 b\x00\u202e ") == "a b"
    assert clean_text("И\u0306") == "Й"
    assert clean_text(" plain ") == "plain"


@pytest.mark.parametrize("text", ["-", "?", "n/a", "неизвестно", "…"])
def test_placeholders_say_nothing(text: str) -> None:
    assert is_placeholder(text)
