"""What a printed line says of somebody beside the name."""

import pytest

from case_mgr.core.dates import PartialDate
from case_mgr.pardons import hints
from case_mgr.pardons.hints import Mentioned


@pytest.mark.parametrize(
    ("note", "printed"),
    {
        "журналист, ч. 1 ст. 361-4 УК, 5 лет": "ч. 1 ст. 361-4 УК",
        "ст. 342, 368 и 130": "ст. 342, 368 и 130",
        "арт. 361¹ КК": "арт. 361¹ КК",
        "sentenced under Article 342, 4 years": "Article 342",
        "female; PL; 361-4; journalist": "361-4",
        "361.4, 342": "361.4, 342",
        "teacher from Brest, 1985": "",
        "5 years": "",
        "стаж 342 дня": "",
    }.items(),
)
def test_articles_are_taken_as_printed(note: str, printed: str) -> None:
    assert hints.articles(note) == printed


@pytest.mark.parametrize(
    ("note", "sex", "country"),
    [
        ("female; PL; 361-4", "female", "PL"),
        ("гражданин Польши; 1970", "", ""),
        ("citizen of Poland, teacher", "", "PL"),
        ("мужчина, Литва", "male", "LT"),
        ("de, la", "", ""),
        ("womanly, Polandish", "", ""),
    ],
)
def test_sex_and_country_are_said_or_not(note: str, sex: str, country: str) -> None:
    found = hints.read([Mentioned("Ivan Verba", note=note)])
    assert (found.sex, found.country) == (sex, country)


def test_lines_of_several_lists_are_gathered() -> None:
    born = PartialDate.year(1985)
    found = hints.read(
        [Mentioned("Ivan Verba"), Mentioned("Іван Вярба", ("Ivan Verba", "Иван Верба"), born, "ст. 342")]
    )
    assert (found.name, found.others, found.birth) == ("Ivan Verba", ("Іван Вярба", "Иван Верба"), born)
    assert found.charges == "ст. 342"
