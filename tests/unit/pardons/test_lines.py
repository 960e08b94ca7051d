"""Pasted lists: who stands on a line, and why nobody does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.pardons.lines import SKIPS, Skip, parse


def _named(
    printed: str, spellings: tuple[str, ...] = (), birth: str | None = None, note: str = ""
) -> tuple[str, tuple[str, ...], str | None, str]:
    return printed, spellings, birth, note


CASES: dict[str, tuple[str, tuple[str, ...], str | None, str]] = {
    "1. Ігар Лесавік": _named("Ігар Лесавік"),
    "12) Ihar Lesavik": _named("Ihar Lesavik"),
    "3 Мікола Рачной": _named("Мікола Рачной"),
    "№ 7 Іван Вярба": _named("Іван Вярба"),
    "- Aksana Dubrava": _named("Aksana Dubrava"),
    "• Aksana Dubrava": _named("Aksana Dubrava"),
    "5.Марыя Вярба": _named("Марыя Вярба"),
    "10.\tСяргей Галечка\t1983": _named("Сяргей Галечка", (), "1983", "1983"),
    "Ihar Lesavik (Игорь Лесовик)": _named("Ihar Lesavik", ("Игорь Лесовик",)),
    "Ігар Лесавік / Ihar Lesavik": _named("Ігар Лесавік", ("Ihar Lesavik",)),
    "Мікола Рачной / Николай Речной, 1985": _named("Мікола Рачной", ("Николай Речной",), "1985", "1985"),
    "Hanna F. Rachnaya (Анна Речная, 1957)": _named("Hanna F. Rachnaya", ("Анна Речная",), "1957"),
    "Aksana Dubrava – journalist, article 361-1, 4 years": _named(
        "Aksana Dubrava", (), None, "journalist, article 361-1, 4 years"
    ),
    "Вярба, Іван Сяргеевіч, 12.05.1985 г.р., Мінск": _named(
        "Вярба, Іван Сяргеевіч", (), "1985-05-12", "12.05.1985 г.р., Мінск"
    ),
    "Ivan Verba (Иван Верба), 1985": _named("Ivan Verba", ("Иван Верба",), "1985", "1985"),
    "Ivan Verba (Иван Верба) 1985": _named("Ivan Verba", ("Иван Верба",), "1985"),
    "Ivan Verba 1985 (Minsk)": _named("Ivan Verba", (), "1985", "Minsk"),
    "Іван Вярба (1990)": _named("Іван Вярба", (), "1990"),
    "Іван Вярба (31.02.1990)": _named("Іван Вярба", (), None, "31.02.1990"),
    "Anna Verba, b. 1979, teacher": _named("Anna Verba", (), "1979", "b. 1979, teacher"),
    "Ігар Лесавік быў затрыманы ў 2020": _named("Ігар Лесавік", (), None, "быў затрыманы ў 2020"),
    "Jean-Paul de la Forêt": _named("Jean-Paul de la Forêt"),
    "陈西": _named("陈西"),
    "- Сурья": _named("Сурья"),
}


@pytest.mark.parametrize(("text", "wanted"), CASES.items())
def test_a_line_with_a_name(text: str, wanted: tuple[str, tuple[str, ...], str | None, str]) -> None:
    (line,) = parse(text)
    (found,) = line.names
    birth = found.birth.edtf if found.birth else None
    assert (found.printed, found.spellings, birth, found.note) == wanted


@pytest.mark.parametrize(
    ("text", "why"),
    {
        "Released people:": Skip.CAPTION,
        "11 September 2025": Skip.CAPTION,
        "Released Political Prisoners": Skip.CAPTION,
        "Мінск": Skip.ONE_WORD,
        "Сёння стала вядома пра 52 чалавекі": Skip.NOT_A_NAME,
        "***": Skip.NO_LETTERS,
        "https://example.org/list": Skip.LINK,
        "Ігар " * 600: Skip.TOO_LONG,
        "ст. 361-4": Skip.ARTICLE,
        "1. арт. 342 КК": Skip.ARTICLE,
        "ч. 1 ст. 361¹": Skip.ARTICLE,
        "2. УК РБ": Skip.ARTICLE,
        "Article 361-4, 5 years": Skip.ARTICLE,
        "Belarus Releases Dozens": Skip.NOT_A_NAME,
    }.items(),
)
def test_a_line_without_a_name_says_why(text: str, why: Skip) -> None:
    (line,) = parse(text)
    assert (line.names, line.skipped) == ((), why)
    assert SKIPS[why]


def test_a_headline_is_no_name_and_whoever_it_names_is_found_in_it() -> None:
    (line,) = parse("Belarus Frees Journalist Ivan Verba")
    assert [named.printed for named in line.names] == ["Ivan Verba"]
    caption, name = parse("Президент Литвы Гитанас Приезжий\n1. Иван Верба")
    assert (caption.skipped, [named.printed for named in name.names]) == (Skip.NOT_A_NAME, ["Иван Верба"])


def test_several_names_on_one_line_are_several() -> None:
    (line,) = parse("Ivan Verba; Anna Rachnaya; Petra Dubrava")
    assert [named.printed for named in line.names] == ["Ivan Verba", "Anna Rachnaya", "Petra Dubrava"]


def test_surname_and_given_name_with_a_comma_are_one() -> None:
    (line,) = parse("Verba, Ivan")
    assert [named.printed for named in line.names] == ["Verba, Ivan"]


def test_in_a_numbered_list_a_line_without_number_or_given_name_is_a_caption() -> None:
    lines = parse("Vilnius Airport\n1. Ivan Verba\n2. Anna Rachnaya\n3. Zxcv Qwerty")
    assert [line.skipped for line in lines] == [Skip.CAPTION, None, None, None]


def test_a_year_of_arrest_is_no_year_of_birth() -> None:
    (line,) = parse("Іван Вярба (2020)")
    assert line.names[0].birth is None
    assert line.names[0].note == "2020"


texts = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"])
    | st.sampled_from("\n\t -–—()/;,:.•1234567890Іванver"),
    max_size=300,
)


@given(texts)
def test_no_line_is_lost(text: str) -> None:
    lines = parse(text)
    wanted = [number for number, row in enumerate(text.splitlines(), start=1) if row.strip()]
    assert [line.number for line in lines] == wanted
    for line in lines:
        assert bool(line.names) != (line.skipped is not None)
        assert all(named.printed.strip() and any(map(str.isalpha, named.printed)) for named in line.names)


@given(texts)
def test_the_printed_form_is_on_its_line(text: str) -> None:
    for line in parse(text):
        squeezed = "".join(line.raw.split())
        assert all("".join(named.printed.split()) in squeezed for named in line.names)


@given(texts)
def test_reading_is_stable(text: str) -> None:
    assert parse(text) == parse(text)
