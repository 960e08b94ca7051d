"""Names in running text, in the cases that its grammar puts them into."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.pardons.lines import parse
from case_mgr.pardons.prose import find_names

CASES = {
    "Разам з Сяргеем Вярбіцкім і Ганнай Рачной": [("Сяргеем Вярбіцкім", "Сяргей Вярбіцкі"), ("Ганнай Рачной", None)],
    "разом із Сергієм Вярбіцьким та Ігорем Лісовиком": [
        ("Сергієм Вярбіцьким", "Сергій Вярбіцький"),
        ("Ігорем Лісовиком", "Ігор Лісовик"),
    ],
    "На границе видели Ивана Дубравина и Анну Речную.": [
        ("Ивана Дубравина", "Иван Дубравина"),
        ("Анну Речную", "Анна Речная"),
    ],
    "They met Ivan Verba and Anna Rachnaya at the gate": [("Ivan Verba", ""), ("Anna Rachnaya", "")],
    "вернулся Верба Иван": [("Верба Иван", "")],
}


@pytest.mark.parametrize(("text", "wanted"), CASES.items())
def test_names_are_found_in_the_cases_of_their_sentence(text: str, wanted: list[tuple[str, str | None]]) -> None:
    found = find_names(text)
    assert [one.printed for one in found] == [printed for printed, _ in wanted]
    for one, (_, plain) in zip(found, wanted, strict=True):
        assert plain is None or one.plain == plain


@pytest.mark.parametrize("text", ["Сёння стала вядома пра 52 чалавекі", "The President of the Republic", "", "Иван."])
def test_where_nobody_is_named_nobody_is_found(text: str) -> None:
    assert find_names(text) == ()


def test_running_text_is_read_only_where_nothing_is_marked_as_a_list() -> None:
    prose = "Сёння на мяжы бачылі Сяргея Вярбіцкага і яшчэ дваіх"
    (line,) = parse(prose)
    assert [(named.printed, named.spellings) for named in line.names] == [("Сяргея Вярбіцкага", ("Сяргей Вярбіцкі",))]
    assert [bool(line.names) for line in parse(f"1. Ivan Verba\n{prose}")] == [True, False]


@given(st.text(max_size=200))
def test_what_is_found_stands_in_the_text(text: str) -> None:
    squeezed = "".join(text.split())
    for one in find_names(text):
        assert "".join(one.printed.split()) in squeezed
