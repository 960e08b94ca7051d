"""The stock at both ends of a period, batches as stated and verified, follow-up, requests, families of articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.reports.builders import Builder
from case_mgr.reports.families import LABELS, MIXED, OFFENCE, OTHER, PROTEST, family_of
from case_mgr.reports.figures import FLOWS, PARTS, STOCK, keep_flows_apart, keep_parts_apart
from case_mgr.reports.following import months_later
from case_mgr.reports.groups import MANY, NONE, NOT_STATED, group_of
from case_mgr.reports.kinds import By
from case_mgr.reports.learned import known_by
from case_mgr.reports.privacy import parse
from case_mgr.reports.tally import Tally
from case_mgr.reports.types import (
    BatchFact,
    CaseFact,
    EventFact,
    Facts,
    Period,
    RecognitionFact,
    RequestFact,
)
from tests.unit.reports.test_builders import PERIOD, _person

DAY = date(2026, 2, 1)


def _facts(*ways: dict[str, str], **more: Any) -> Facts:
    """Return people each with a case whose events are kind: day, all recognised on the eve of 2025."""
    people = {n: _person(n) for n in range(len(ways))}
    cases = {n: CaseFact(n, f"BY-2026-{n:05d}", n, "BY", False) for n in range(len(ways))}
    events = {
        n: tuple(
            EventFact(n * 100 + at, n, kind, date.fromisoformat(day), date.fromisoformat(day), None)
            for at, (kind, day) in enumerate(way.items())
        )
        for n, way in enumerate(ways)
    }
    known = tuple(RecognitionFact(n, date(2024, 12, 31), date(2024, 12, 31)) for n in people)
    return replace(Facts(people, cases, events, {}, (), known), **more)


def _count(facts: Facts, period: Period = PERIOD) -> dict[str, Tally]:
    return Builder(facts, period).build()


def _ids(tallies: dict[str, Tally], *keys: str) -> list[set[str]]:
    return [set(tallies[key].ids) for key in keys]


def test_the_stock_at_the_end_is_that_of_the_beginning_with_both_flows() -> None:
    stayed, came = {"detention": "2025-06-01"}, {"detention": "2026-01-01"}
    left = {"detention": "2025-06-01", "verdict": "2025-08-01", "left_facility": "2026-03-31"}
    through = {"detention": "2026-01-05", "verdict": "2026-01-06", "left_facility": "2026-02-01"}
    found = _ids(_count(_facts(stayed, came, left, through)), *STOCK)
    assert found == [{"p0", "p2"}, {"p1"}, {"p2"}, {"p0", "p1"}]


def test_whoever_was_never_or_is_no_longer_recognised_is_not_in_it() -> None:
    held = {"detention": "2025-06-01"}
    told = tuple(RecognitionFact(n, date(2025, 1, 1), date(2025, 1, 1)) for n in (1, 2, 3))
    ended = replace(told[1], ended=(DAY, DAY))
    vague = replace(told[2], ended=(None, None))
    tallies = _count(_facts(held, held, held, held, recognitions=(told[0], ended, vague)))
    assert _ids(tallies, *STOCK) == [{"p1", "p2"}, set(), {"p2"}, {"p1"}]
    assert tallies["stock_end"].unsure == ("p3",)


@given(st.lists(st.tuples(st.integers(-300, 200), st.integers(0, 300), st.integers(-300, 200)), max_size=12))
def test_it_adds_up_for_everybody(ways: list[tuple[int, int, int]]) -> None:
    """Each is arrested, perhaps sentenced and let go, and recognised, on any days."""
    told = [
        {
            "detention": str(PERIOD.starts + timedelta(days=since)),
            "verdict": str(PERIOD.starts + timedelta(days=since + 1)),
            "left_facility": str(PERIOD.starts + timedelta(days=since + 2 + length)),
        }
        for since, length, _ in ways
    ]
    days = [PERIOD.starts + timedelta(days=known) for _, _, known in ways]
    facts = _facts(*told, recognitions=tuple(RecognitionFact(n, day, day) for n, day in enumerate(days)))
    start, came, left, end = _ids(_count(facts), *STOCK)
    assert (start | came) - left == end
    assert not start & came
    assert left <= start
    for n, (since, length, known) in enumerate(ways):
        span = (PERIOD.ends - PERIOD.starts).days
        assert (f"p{n}" in end) == (max(since, known) <= span < since + 2 + length)


def test_the_end_of_one_period_is_the_beginning_of_the_next() -> None:
    facts = _facts({"detention": "2026-02-01"}, {"detention": "2026-04-02"})
    after = Period(PERIOD.ends + timedelta(days=1), date(2026, 6, 30))
    assert _count(facts)["stock_end"].ids == _count(facts, after)["stock_start"].ids == ("p0",)


@pytest.mark.parametrize(
    ("start", "came", "left", "end", "hidden"),
    [
        (20, 7, 9, 18, False),
        (20, 0, 9, 11, False),
        (20, 7, 4, 23, True),
        (20, 4, 0, 24, True),
        (9, 0, 6, 3, True),
        (3, 9, 0, 12, True),
        (0, 9, 0, 9, False),
    ],
)
def test_both_flows_are_told_or_neither(start: int, came: int, left: int, end: int, hidden: bool) -> None:
    """Any three of the four give the fourth: what is hidden of one of them is not computed from the rest."""
    told = dict(zip(STOCK, (start, came, left, end), strict=True))
    figures: list[dict[str, Any]] = [
        {"key": key, "value": None if 0 < n < 5 else n, "small": False, "tables": []} for key, n in told.items()
    ]
    keep_flows_apart(figures, {key: Tally(tuple(map(str, range(n)))) for key, n in told.items()}, 5)
    assert [one["value"] is None for one in figures if one["key"] in FLOWS] == [hidden, hidden]


def test_neither_flow_is_called_small_and_what_does_not_add_up_is_not_told() -> None:
    """Of 20, ×, “<5” and 16 the flows would be 0 and 4; and 20 + 9 − 5 ≠ 23 would tell of one whose date is vague."""
    for numbers in ((20, 0, 4, 16), (20, 9, 5, 23)):
        figures: list[dict[str, Any]] = [
            {"key": key, "value": None if 0 < n < 5 else n, "small": 0 < n < 5, "tables": []}
            for key, n in zip(STOCK, numbers, strict=True)
        ]
        keep_flows_apart(figures, {k: Tally(tuple(map(str, range(n)))) for k, n in zip(STOCK, numbers, strict=True)}, 5)
        assert [(one["value"], one["small"]) for one in figures if one["key"] in FLOWS] == [(None, False)] * 2


@pytest.mark.parametrize(
    ("whole", "part", "hidden"), [(20, 19, True), (20, 20, False), (20, 15, False), (20, 16, True)]
)
def test_a_part_is_not_told_where_few_are_in_the_rest(whole: int, part: int, hidden: bool) -> None:
    numbers = {key: n for pair in PARTS for key, n in zip(pair, (whole, part), strict=True)}
    figures: list[dict[str, Any]] = [
        {"key": key, "value": n, "small": False, "tables": []} for key, n in numbers.items()
    ]
    keep_parts_apart(figures, {key: Tally(tuple(map(str, range(n)))) for key, n in numbers.items()}, 5)
    assert {one["key"]: one["value"] is None for one in figures} == {
        key: hidden and key in {part for _whole, part in PARTS} for key in numbers
    }


def test_whoever_has_a_birthday_in_the_period_is_younger_at_its_beginning() -> None:
    """The number of the beginning is that of the day before, in every group of it."""
    held = {"detention": "2025-06-01"}
    facts = _facts(held)
    born = date(2026, 2, 1).replace(year=2008)
    facts = replace(facts, persons={0: _person(0, born=(born, born))})
    tallies = _count(facts)
    before = Period(date(2025, 10, 1), PERIOD.starts - timedelta(days=1))
    assert tallies["stock_start"].groups["age"] == _count(facts, before)["stock_end"].groups["age"] == {"0_17": 1}
    assert tallies["stock_end"].groups["age"] == {"18_24": 1}


def test_what_somebody_left_out_of_the_report_counts_too() -> None:
    """Both ends and one flow give the other flow, whether it stands there or not."""
    figures: list[dict[str, Any]] = [{"key": "stock_in", "value": 8, "small": False, "tables": []}]
    tallies = {key: Tally(tuple(map(str, range(n)))) for key, n in zip(STOCK, (20, 8, 2, 26), strict=True)}
    keep_flows_apart(figures, tallies, 5)
    assert figures[0]["value"] is None


def test_the_number_of_the_beginning_is_known_from_the_report_before() -> None:
    """Whoever reads two reports has one number of one day, whatever it is called in each."""
    figure = {"key": "stock_start", "begins": "stock_end", "unit": "persons", "value": 9, "inexact": 0, "tables": []}
    data = {"period": {"from": "2026-01-01", "to": "2026-03-31"}, "threshold": 5, "figures": [figure]}
    told = {one.population: one for one in parse(data)}
    assert (told["stock_end"].ends, told["stock_end"].cells[()]) == (date(2025, 12, 31), 9)


def test_a_batch_is_stated_by_its_claims_and_verified_by_its_people() -> None:
    batches = (
        BatchFact("R-1", DAY, DAY, (52, 51), (0, 1)),
        BatchFact("R-2", DAY + timedelta(days=9), DAY + timedelta(days=9), (3,), (1,)),
        BatchFact("R-3", date(2026, 3, 1), date(2026, 4, 30), (7,), (2,)),
        BatchFact("R-4", date(2025, 3, 1), date(2025, 3, 1), (400,), (3,)),
    )
    tallies = _count(_facts({}, {}, {}, {}, batches=batches))
    assert (tallies["stated_least"].number, tallies["stated_most"].number) == (54, 55)
    assert (tallies["stated_most"].ids, tallies["stated_most"].unsure) == (("R-1", "R-2"), ("R-3",))
    assert tallies["stated_most"].groups == {"pardon": {"R-1": 52, "R-2": 3}}
    assert tallies["stated_verified"].groups["pardon"] == {"R-1": 1, "R-2": 1}
    assert tallies["stated_verified"].unsure == ("p2",)
    # As known before somebody was registered, they are in no figure, and no batch falls over them.
    late = _facts({}, {}, {}, {}, batches=batches)
    late = replace(late, persons=dict(late.persons) | {0: _person(0, registered=datetime(2026, 5, 1, tzinfo=UTC))})
    told = _count(known_by(late, datetime(2026, 4, 1, tzinfo=UTC)))
    assert told["stated_verified"].ids == ("p1",)


def test_whoever_was_asked_after_three_months_is_followed_up() -> None:
    way = {"detention": "2025-01-01", "verdict": "2025-02-01", "left_facility": "2025-11-30"}
    later = {**way, "left_facility": "2025-09-30"}
    # Three months after the last day of November is the last of February; thirty days before it is 29 January.
    seen = {0: date(2026, 1, 29), 1: date(2026, 1, 28), 3: date(2026, 3, 31)}
    tallies = _count(_facts(way, way, way, later, seen=seen))
    assert _ids(tallies, "due_3", "followed_3", "due_6", "followed_6") == [
        {"p0", "p1", "p2"},
        {"p0"},
        {"p3"},
        {"p3"},
    ]


def test_a_later_month_has_its_own_last_day() -> None:
    assert months_later(date(2025, 11, 30), 3) == date(2026, 2, 28)
    assert months_later(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert months_later(date(2026, 1, 15), 12) == date(2027, 1, 15)


def test_a_request_is_answered_in_time_or_not_or_nobody_knows() -> None:
    def asked(key: str, first: date, last: date | None = None) -> RequestFact:
        return RequestFact(key, (DAY, DAY), (first, last or first))

    facts = _facts(
        requests=(
            asked("in time", DAY + timedelta(days=14)),
            asked("late", DAY + timedelta(days=15)),
            asked("perhaps", DAY, DAY + timedelta(days=27)),
            RequestFact("open", (DAY, DAY)),
            RequestFact("before", (date(2025, 1, 1), date(2025, 1, 1))),
        )
    )
    tallies = _count(facts)
    assert tallies["requests"].ids == ("in time", "late", "perhaps", "open")
    assert (tallies["requests_answered"].ids, tallies["requests_answered"].unsure) == (("in time",), ("perhaps",))


@pytest.mark.parametrize(
    ("charges", "family"),
    [
        ([], ""),
        ([("uk", "342")], PROTEST),
        ([("uk", "342"), ("koap2021", "24.23")], PROTEST),
        ([("koap2021", "24.23")], OFFENCE),
        ([("uk", "342"), ("uk", "130")], MIXED),
        ([("uk", "139")], OTHER),
        ([("ru-uk", "342")], OTHER),
    ],
)
def test_charges_are_of_one_family(charges: list[tuple[str, str]], family: str) -> None:
    assert family_of(charges) == family
    assert not family or family in LABELS


def test_what_makes_vulnerable_is_one_group_and_nothing_of_whoever_is_withheld() -> None:
    groups = [
        group_of(_person(0, vulnerable=kinds, withheld=held), By.VULNERABILITY, {}, DAY)
        for kinds, held in (((), False), (("minor",), False), (("minor", "health"), False), (("minor",), True))
    ]
    assert groups == [NONE, "minor", MANY, NOT_STATED]
