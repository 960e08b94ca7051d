"""Figures are counted once, from the course of each case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import pytest

from case_mgr.reports.builders import ALONE, IN_BATCH, Builder
from case_mgr.reports.groups import NOT_STATED, SEVERAL, group_of
from case_mgr.reports.indicators import BY_KEY, By
from case_mgr.reports.tally import Tally
from case_mgr.reports.types import (
    CaseFact,
    EventFact,
    ExitFact,
    Facts,
    Period,
    PersonFact,
    RecognitionFact,
    TalkFact,
)

PERIOD = Period(date(2026, 1, 1), date(2026, 3, 31))
Event = tuple[str, str | None, str | None]


def _person(key: int, **more: object) -> PersonFact:
    known = {"registered": datetime(2025, 5, 1, tzinfo=UTC), "sex": "male", "countries": ("BY",), "withheld": False}
    return PersonFact(key=key, public_id=f"p{key}", **(known | more))  # type: ignore[arg-type]  # as written above


def _build(
    *courses: Sequence[Event],
    people: tuple[PersonFact, ...] = (),
    exits: Mapping[int, tuple[ExitFact, ...]] | None = None,
    talks: tuple[TalkFact, ...] = (),
    recognitions: tuple[RecognitionFact, ...] = (),
) -> dict[str, Tally]:
    """Count cases with these events; each is of a person of its own unless people are fewer."""
    known = people or tuple(_person(number) for number in range(len(courses)))
    cases = {
        n: CaseFact(n, f"BY-2026-{n:05d}", known[min(n, len(known) - 1)].key, "BY", False) for n in range(len(courses))
    }
    events = {
        n: tuple(
            EventFact(n * 100 + place, n, kind, _day(first), _day(last), None)
            for place, (kind, first, last) in enumerate(course)
        )
        for n, course in enumerate(courses)
    }
    facts = Facts({p.key: p for p in known}, cases, events, exits or {}, talks, recognitions)
    return Builder(facts, PERIOD).build()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _on(kind: str, day: str) -> Event:
    return kind, day, day


def _numbers(tallies: dict[str, Tally]) -> dict[str, tuple[int, int]]:
    return {key: (len(tally.ids), len(tally.unsure)) for key, tally in tallies.items() if tally.ids or tally.unsure}


def test_nothing_happened_is_zero_everywhere() -> None:
    tallies = _build()
    assert tallies.keys() == BY_KEY.keys()
    assert not _numbers(tallies)


def test_an_arrest_and_a_verdict_of_the_period() -> None:
    course = [_on("detention", "2026-01-01"), _on("charge", "2026-01-05"), _on("verdict", "2026-03-31")]
    assert _numbers(_build(course)) == {"arrests": (1, 0), "custody_end": (1, 0), "sentences": (1, 0)}


def test_a_second_detention_of_a_case_does_not_count_again() -> None:
    course = [_on("detention", "2025-12-31"), _on("administrative_arrest", "2026-01-10")]
    assert _numbers(_build(course)) == {"custody_end": (1, 0)}


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        ((("2026-02-01", "2026-02-01"),), (1, 0)),
        ((("2026-02-01", "2026-02-01"), ("2026-03-01", "2026-03-01")), (1, 0)),
        ((("2025-12-31", "2025-12-31"), ("2026-03-01", "2026-03-01")), (0, 0)),
        ((("2026-01-01", "2026-12-31"),), (0, 1)),
        ((("2026-01-01", "2026-12-31"), ("2026-02-01", "2026-02-01")), (1, 0)),
        ((("2025-01-01", "2026-12-31"), ("2026-02-01", "2026-02-01")), (0, 1)),
        (((None, None),), (0, 1)),
        ((("2026-04-01", "2026-04-01"),), (0, 0)),
    ],
)
def test_a_person_is_recognised_once_by_the_first_recognition(
    dates: tuple[tuple[str | None, str | None], ...], found: tuple[int, int]
) -> None:
    facts = tuple(RecognitionFact(0, _day(first), _day(last)) for first, last in dates)
    tally = _build(people=(_person(0),), recognitions=facts)["recognised"]
    assert (len(tally.ids), len(tally.unsure)) == found


def test_a_release_after_the_period_is_custody_at_its_end() -> None:
    course = [_on("detention", "2025-02-01"), _on("verdict", "2025-06-01"), _on("term_served", "2026-04-01")]
    assert _numbers(_build(course)) == {"custody_end": (1, 0)}


def test_a_release_counts_on_the_day_of_leaving_not_at_the_border() -> None:
    course = [_on("detention", "2025-02-01"), _on("left_facility", "2025-12-31"), _on("border_crossing", "2026-01-01")]
    assert _numbers(_build(course)) == {"due_3": (1, 0)}
    course = [_on("detention", "2025-02-01"), _on("left_facility", "2026-03-31"), _on("border_crossing", "2026-04-01")]
    assert _numbers(_build(course)) == {"releases": (1, 0)}


def test_who_was_taken_back_was_not_released() -> None:
    course = [
        _on("detention", "2025-02-01"),
        _on("verdict", "2025-06-01"),
        _on("left_facility", "2026-02-01"),
        _on("refusal_to_leave", "2026-02-01"),
        _on("returned_to_custody", "2026-02-02"),
    ]
    assert _numbers(_build(course)) == {"custody_end": (1, 0)}


def test_dates_that_are_not_exact_stand_apart() -> None:
    arrest = [("detention", "2026-01-01", "2026-12-31")]
    assert _numbers(_build(arrest)) == {"arrests": (0, 1), "custody_end": (0, 1)}
    month = [("detention", "2026-02-01", "2026-02-28")]
    assert _numbers(_build(month)) == {"arrests": (1, 0), "custody_end": (1, 0)}
    undated = [_on("detention", "2025-01-01"), ("free", None, None)]
    assert _numbers(_build(undated)) == {"releases": (0, 1), "custody_end": (0, 1)}


def test_a_person_with_two_cases_is_one_person_and_two_arrests() -> None:
    course = [_on("detention", "2026-02-01")]
    tallies = _build(course, course, people=(_person(1),))
    assert _numbers(tallies) == {"arrests": (2, 0), "custody_end": (1, 0)}


def test_a_death_in_custody_is_no_release() -> None:
    course = [_on("detention", "2025-02-01"), _on("death_in_custody", "2026-02-01")]
    assert _numbers(_build(course)) == {"deaths": (1, 0)}


def test_releases_by_kind_and_batch() -> None:
    course = [_on("detention", "2025-02-01"), _on("left_facility", "2026-02-01")]
    pardoned = {0: (ExitFact(0, "pardon", "R-2026-001"),)}
    tallies = _build(course, [_on("detention", "2025-02-01"), _on("term_served", "2026-02-01")], exits=pardoned)
    assert tallies["releases"].groups["kind"] == {"pardon": 1, "served": 1}
    assert tallies["releases"].groups["batch"] == {ALONE: 1, IN_BATCH: 1}
    assert tallies["batches"].ids == ("R-2026-001",)


def test_registration_counts_to_the_last_second_of_the_period() -> None:
    moments = ["2025-12-31T23:59:59", "2026-01-01T00:00:00", "2026-03-31T23:59:59", "2026-04-01T00:00:00"]
    people = tuple(
        _person(n, registered=datetime.fromisoformat(text).replace(tzinfo=UTC)) for n, text in enumerate(moments)
    )
    assert _build(people=people)["persons_registered"].ids == ("p1", "p2")


def test_a_case_raised_twice_counts_once() -> None:
    talks = (
        TalkFact("t1", _day("2026-01-05"), _day("2026-01-05"), (0, 1)),
        TalkFact("t2", _day("2026-02-01"), _day("2026-02-28"), (1,)),
        TalkFact("t3", _day("2026-01-01"), _day("2026-12-31"), (1, 2)),
        TalkFact("t4", _day("2025-01-05"), _day("2025-01-05"), (2,)),
    )
    assert _numbers(_build([], [], [], talks=talks)) == {"interactions": (2, 1), "cases_raised": (2, 1)}


def test_breakdowns_add_up_to_the_figure() -> None:
    people = (
        _person(1, countries=("BY", "LT")),
        _person(2, sex="female", countries=("ZZ",)),
        _person(3, sex="unknown"),
        _person(4, withheld=True, sex="female"),
    )
    tally = _build(*[[_on("detention", "2026-02-01")]] * 4, people=people)["arrests"]
    assert tally.groups["sex"] == {"female": 1, "male": 1, NOT_STATED: 2}
    assert tally.groups["nationality"] == {"BY": 1, SEVERAL: 1, NOT_STATED: 2}
    assert all(sum(cells.values()) == len(tally.ids) for cells in tally.groups.values())


@pytest.mark.parametrize("by", By)
def test_nothing_is_said_of_a_withheld_person(by: By) -> None:
    assert group_of(_person(1, withheld=True), by, {By.KIND: "pardon", By.BATCH: IN_BATCH}, PERIOD.ends) == NOT_STATED
