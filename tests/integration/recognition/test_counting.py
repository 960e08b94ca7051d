"""How many were recognised on a past day, as known on another: every number equals its list."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask

from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.recognition import queries
from case_mgr.recognition.types import Count, Day, EndKind, Filter, Stage
from tests import cast
from tests.factories.people import a_case, a_person
from tests.factories.recognition import a_decision, a_recognition, a_request, an_end


def count(on: str, known: str | None = None, standard: str = "", by: cast.Member = cast.COORDINATOR) -> tuple[int, int]:
    """Count, and check that both lists have as many people as the count says."""
    asked = Day(date.fromisoformat(on), date.fromisoformat(known) if known else None, standard)
    found: Count = queries.count_recognised(by.actor(), asked.on, asked.known, asked.standard)
    for certain, number in ((True, found.certain), (False, found.possible - found.certain)):
        page = queries.list_recognised_on(by.actor(), asked, PageRequest(), certain=certain)
        assert page.total == len(page.items) == number
        assert all(person.rows for person in page.items)
        assert len({person.reference for person in page.items}) == number
    return found.certain, found.possible


def at(day: str) -> time_machine.travel:
    return time_machine.travel(datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC), tick=False)


def test_from_the_day_of_the_decision_to_the_day_before_the_end(here: Flask) -> None:
    an_end(a_recognition(a_case(), "2023-06-01"), day="2024-06-01")
    assert [count(day) for day in ("2023-05-31", "2023-06-01", "2024-05-31", "2024-06-01")] == [
        (0, 0),
        (1, 1),
        (1, 1),
        (0, 0),
    ]


@pytest.mark.parametrize(
    ("decided", "on", "found"),
    [
        ("2023", "2022-12-31", (0, 0)),
        ("2023", "2023-06-01", (0, 1)),
        ("2023", "2023-12-31", (1, 1)),
        ("2023-06", "2023-06-30", (1, 1)),
        ("../2023-06", "2001-01-01", (0, 1)),
        ("XXXX", "2023-06-01", (0, 1)),
    ],
)
def test_a_day_known_in_part_gives_a_range(here: Flask, decided: str, on: str, found: tuple[int, int]) -> None:
    a_recognition(a_case(), decided)
    assert count(on) == found


def test_what_was_written_down_had_happened(here: Flask) -> None:
    with at("2023-03-01"):
        row = a_recognition(a_case(), "2023")
    assert count("2023-02-28") == (0, 1)
    assert count("2023-03-01") == (1, 1), "nothing is decided after it was written down"
    with at("2024-03-01"):
        an_end(row, day="2024")
    assert count("2024-02-29") == (0, 1)
    assert count("2024-03-01") == (0, 0)


def test_as_known_on_a_day(here: Flask) -> None:
    with at("2023-09-01"):
        row = a_recognition(a_case(), "2023-06-01")
    with at("2024-09-01"):
        an_end(row, day="2024-01-01")
    assert count("2023-07-01", known="2023-08-31") == (0, 0), "recorded only later"
    assert count("2023-07-01", known="2023-09-01") == (1, 1)
    assert count("2024-02-01", known="2024-08-31") == (1, 1), "that it had ended was not known yet"
    assert count("2024-02-01", known="2024-09-01") == (0, 0)


def test_a_mistake_counts_on_no_day_as_soon_as_it_is_known(here: Flask) -> None:
    with at("2023-09-01"):
        row = a_recognition(a_case(), "2023-06-01")
    with at("2024-09-01"):
        an_end(row, EndKind.ERROR, "2024-09-01")
    assert count("2023-10-01", known="2024-01-01") == (1, 1)
    assert count("2023-10-01") == (0, 0)


def test_a_person_counts_once_whatever_the_number_of_cases_and_standards(here: Flask) -> None:
    person = a_person()
    case, other = a_case(person=person), a_case(person=person)
    a_recognition(case, "2023-06-01")
    a_recognition(case, "2023-07-01", standard="amnesty-poc")
    a_recognition(other, "2023")
    a_recognition(a_case(), "2023-06-01")
    assert count("2023-08-01") == (2, 2)
    assert count("2023-08-01", standard="amnesty-poc") == (1, 1)
    page = queries.list_recognised_on(cast.COORDINATOR.actor(), Day(date(2023, 8, 1)), PageRequest(), certain=True)
    assert {person.reference: len(person.rows) for person in page.items}[person.reference] == 2


def test_only_recognitions_count_and_only_those_of_people_whom_one_may_know(here: Flask) -> None:
    for stage in (Stage.DECLINED, Stage.DEFERRED, Stage.WITHHELD):
        a_decision(a_request(a_case()), stage)
    a_request(a_case())
    assert count("2025-01-01") == (0, 0)
    own = cast.REVIEWER.actor()
    hidden = a_case(person=a_person(sensitivity=Sensitivity.RESTRICTED))
    from case_mgr.cases import service as cases

    cases.join_team(cast.COORDINATOR.actor(), hidden.reference, own.public_id)
    a_decision(a_request(hidden, by=cast.COORDINATOR.actor()), by=own)
    assert count("2025-01-01") == (1, 1)
    assert count("2025-01-01", by=cast.SECOND_CASEWORKER) == (0, 0)
    assert queries.count_withheld(cast.SECOND_CASEWORKER.actor()) == 1
    assert queries.count_withheld(cast.COORDINATOR.actor()) == 0
    assert count("2025-01-01", by=cast.STRANGER) == (0, 0)


def test_what_waits_for_me_stands_first_and_never_my_own(here: Flask) -> None:
    mine = a_request(a_case(), by=cast.COORDINATOR.actor())
    waiting = a_request(a_case())
    a_recognition(a_case())
    db.session.commit()
    for member, expected in ((cast.COORDINATOR, [waiting]), (cast.REVIEWER, [mine, waiting]), (cast.CASEWORKER, [])):
        who = member.actor()
        assert [row.public_id for row in queries.list_waiting(who)] == [row.public_id for row in expected]
        assert queries.count_recognitions(who, Filter(mine=True)) == len(expected)
        listed = queries.list_recognitions(who, Filter(), PageRequest()).items
        assert {row.public_id for row in listed[: len(expected)]} == {row.public_id for row in expected}
        assert [row.mine for row in listed].count(True) == len(expected)
    assert queries.count_recognitions(cast.REVIEWER.actor(), Filter(stage=Stage.RECOGNISED)) == 1
    assert queries.count_recognitions(cast.REVIEWER.actor(), Filter(standard="amnesty-poc")) == 0
