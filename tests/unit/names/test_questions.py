"""Only questions that a person can answer are asked: a name that is nearly alike is no reason by itself."""

from __future__ import annotations

import pytest

from case_mgr.core.dates import PartialDate
from case_mgr.names.score import score
from case_mgr.names.types import Evidence, Score, Verdict

ARREST, OTHER_ARREST = PartialDate.day(2021, 3, 4), PartialDate.day(2022, 9, 1)
BORN = PartialDate.day(1974, 2, 9)


def codes(found: Score) -> set[str]:
    """Return the codes of the reasons against."""
    return {reason.code for reason in found.reasons_against}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zeltmann, Bruno Tullio", "Zeltmann, Oreste Tullio"),
        ("Zeltmann, Livia Fosca", "Zeltmann, Fosca Nerina"),
        ("Zeltmann, Ottavia Quintal", "Zeltmann, Zamira Quintal"),
    ],
)
def test_one_shared_given_name_of_two_is_no_question(one: str, other: str) -> None:
    found = score(Evidence(one), Evidence(other))
    assert found.verdict is Verdict.DIFFERENT
    assert "given_further" in codes(found)


def test_with_the_same_birth_it_stays_a_question() -> None:
    found = score(Evidence("Zeltmann, Bruno Tullio", BORN), Evidence("Zeltmann, Oreste Tullio", BORN))
    assert found.verdict is Verdict.UNSURE


@pytest.mark.parametrize(
    "other", ["Zeltmann, Tullio Bruno", "Zeltmann, Bruno", "Zeltmann, Tullio", "Zeltmann, Bruno T."]
)
def test_exchanged_or_missing_given_names_stay_a_question(other: str) -> None:
    assert score(Evidence("Zeltmann, Bruno Tullio"), Evidence(other)).verdict is Verdict.UNSURE


def test_a_nearly_alike_given_name_with_another_arrest_is_no_question() -> None:
    one, other = "Zelt, Bianka", "Zelt, Blanka"
    assert score(Evidence(one), Evidence(other)).verdict is Verdict.UNSURE
    found = score(Evidence(one, arrest=ARREST), Evidence(other, arrest=OTHER_ARREST))
    assert found.verdict is Verdict.DIFFERENT
    assert "arrest_differs" in codes(found)


def test_a_full_namesake_with_another_arrest_stays_a_question() -> None:
    """Somebody may be arrested twice."""
    name = "Zeltmann, Ercole"
    found = score(Evidence(name, arrest=ARREST), Evidence(name, arrest=OTHER_ARREST))
    assert found.verdict is Verdict.UNSURE
    assert "arrest_differs" in codes(found)
    assert found.value < score(Evidence(name), Evidence(name)).value


def test_deaths_on_two_days_speak_against() -> None:
    name = "Zeltmann, Ercole"
    found = score(Evidence(name, death=ARREST), Evidence(name, death=OTHER_ARREST))
    assert "death_differs" in codes(found)
    assert score(Evidence(name, death=ARREST), Evidence(name, death=PartialDate.year(2021))).verdict is Verdict.UNSURE


def test_the_same_arrest_and_death_are_said_but_never_make_a_match() -> None:
    """Whole families are arrested on one day, and a court declares thousands dead on one."""
    name = "Zeltmann, Ercole"
    side = Evidence(name, arrest=ARREST, death=OTHER_ARREST)
    found = score(side, side)
    assert {"arrest_equal", "death_equal"} <= {reason.code for reason in found.reasons_for}
    assert found.verdict is Verdict.UNSURE
    year = Evidence(name, PartialDate.year(1974), arrest=ARREST, death=OTHER_ARREST)
    assert score(year, year).verdict is Verdict.UNSURE, "a year of birth, an arrest and a death are no proof"


def test_two_second_forms_in_brackets_are_no_question() -> None:
    found = score(Evidence("Gudrun (Gundi) Zeltmann"), Evidence("Gudrun (Gundi) Wasserbach"))
    assert found.verdict is Verdict.DIFFERENT


def test_a_pen_name_still_finds_its_person() -> None:
    for other in ("Matylok", "Сцяпан Matylok"):
        assert score(Evidence("Сцяпан (Matylok)"), Evidence(other)).verdict is Verdict.UNSURE
