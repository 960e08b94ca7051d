"""Among many names, the few worth comparing are found, and each is weighed against the others."""

from __future__ import annotations

import pytest

from case_mgr.core.dates import PartialDate
from case_mgr.names.match import Candidate, match_lists
from case_mgr.names.types import Evidence, Verdict

BORN = PartialDate.day(1979, 3, 21)
CROWD = [(f"c{number}", Evidence(f"{given} {surname}")) for number, (given, surname) in enumerate(
    (given, surname)
    for given in ("Сергей", "Мария", "Николай", "Анна", "Пётр")
    for surname in ("Глушаренко", "Морлюк", "Щираленко", "Рябоцкий", "Дедроков", "Осипров")
)]  # fmt: skip


def best(query: Evidence, gallery: list[tuple[str, Evidence]]) -> Candidate:
    """Return the first candidate of one query."""
    return next(iter(match_lists([("q", query)], iter(gallery))))


@pytest.mark.parametrize(
    ("query", "printed"),
    [
        ("Siarhei Tsibaranouski", "Тибарановский Сергей Павлович"),
        ("Sergej Tibaranovskij", "Сяргей Цібараноўскі"),
        ("Serhiy Tybaranovskyj", "Сяргей Цібараноўскі"),
        ("Sergejus Tibaranovskis", "Тибарановский С. П."),
        ("کریم تالیبو", "Karim Talibo"),
        ("罗曼·帕希维尔", "Roman Pashivel"),
        ("အောင်ဇော်လွင်", "Aung Zaw Lwin"),
        ("徐伟青", "Weiqing Xu"),
    ],
)
def test_the_person_is_found_in_a_crowd(query: str, printed: str) -> None:
    assert best(Evidence(query), [*CROWD, ("x", Evidence(printed))]).gallery_id == "x"


def test_somebody_born_on_the_day_is_compared_whatever_the_name() -> None:
    found = best(Evidence("Wasser, Olof", BORN), [*CROWD, ("x", Evidence("Ольха Васер", BORN))])
    assert found.gallery_id == "x"
    assert found.score is not None
    assert found.score.verdict is not Verdict.SAME


def test_two_who_fit_equally_well_are_both_less_likely() -> None:
    query, twin = Evidence("Siarhei Tsibaranouski"), Evidence("Сяргей Цібараноўскі")
    alone = best(query, [*CROWD, ("x", twin)])
    rivals = list(match_lists([("q", query)], [*CROWD, ("x", twin), ("y", twin)]))
    assert alone.score is not None
    for rival in rivals[:2]:
        assert rival.score is not None
        assert rival.score.value < alone.score.value
        assert "rivals" in {reason.code for reason in rival.score.reasons_against}


def test_two_with_one_birth_are_never_called_the_same() -> None:
    person = Evidence("Сяргей Цібараноўскі", BORN)
    assert best(person, [("x", person)]).row()[4] == Verdict.SAME
    assert best(person, [("x", person), ("y", person)]).row()[4] == Verdict.UNSURE


def test_a_person_under_several_names_is_no_rival_of_their_own() -> None:
    query = Evidence("Siarhei Tsibaranouski")
    rows = [("x", Evidence("Сяргей Цібараноўскі")), ("x", Evidence("Тибарановский Сергей"))]
    found = list(match_lists([("q", query)], [*CROWD, *rows]))
    assert [candidate.gallery_id for candidate in found].count("x") == 1
    assert found[0].score is not None
    assert "rivals" not in {reason.code for reason in found[0].score.reasons_against}


def test_a_rare_name_says_more_than_one_that_chance_repeats() -> None:
    crowd = [(f"n{n}", Evidence(f"Сергей {name}")) for n, name in enumerate(["Морлюк"] * 30 + ["Плуткевич"] * 30)]
    crowd += [(f"m{n}", Evidence("Мария Тибарановская")) for n in range(30)]
    rare = best(Evidence("Sergei Yelmashuk"), [*crowd, ("x", Evidence("Сергей Ельмашук"))])
    common = best(Evidence("Maria Morliuk"), [*crowd, ("x", Evidence("Мария Морлюк"))])
    assert rare.gallery_id == common.gallery_id == "x"
    assert rare.score is not None
    assert common.score is not None
    assert rare.score.value > common.score.value
