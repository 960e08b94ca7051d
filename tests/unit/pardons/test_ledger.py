"""The stock adds up, whatever is told, corrected and taken back, for every pair of days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.stages import Happened
from case_mgr.pardons.ledger import Entry, EventTold, KnownChange, Recognised, changes_at, end_of, known_changes

FIRST = date(2024, 1, 1)
KINDS = ["detention", "charge", "verdict", "decree", "left_facility", "free", "returned_to_custody", "refusal_to_leave"]


def _day(number: int) -> date:
    return FIRST + timedelta(days=number)


def _at(number: int) -> datetime:
    return datetime.combine(_day(number), datetime.min.time(), UTC) + timedelta(hours=12)


def _event(
    key: int, kind: str, day: int, created: int, case: int = 1, withdrawn: int | None = None, exit_kind: str = ""
) -> EventTold:
    happened = Happened(catalogue.event_kind("BY", kind), _day(day), _day(day), key)
    gone = _at(max(withdrawn, created)) if withdrawn is not None else None
    return EventTold(key, case, happened, _at(created), gone, exit_kind=exit_kind)


def _signs(found: list[KnownChange]) -> list[tuple[int, int, str]]:
    return [((row.change.day - FIRST).days, row.change.sign, row.change.reason) for row in found if not row.forgotten]


def test_arrested_then_recognised_then_pardoned_is_one_entry_and_one_exit() -> None:
    events = [_event(1, "detention", 0, 0), _event(2, "free", 50, 50, exit_kind="pardon")]
    found = known_changes(events, [Recognised(_day(20), _at(20))])
    assert _signs(found) == [(20, 1, "recognised"), (50, -1, "pardon")]


def test_a_mitigation_is_no_exit_and_refusing_to_leave_is_none() -> None:
    events = [
        _event(1, "detention", 0, 0),
        _event(2, "decree", 30, 30, exit_kind="pardon"),
        _event(3, "refusal_to_leave", 31, 31, exit_kind="pardon"),
    ]
    assert _signs(known_changes(events, [Recognised(_day(0), _at(0))])) == [(0, 1, "arrested")]


def test_a_second_arrest_is_a_rearrest_also_in_another_case() -> None:
    events = [
        _event(1, "detention", 0, 0),
        _event(2, "free", 10, 10, exit_kind="pardon"),
        _event(3, "detention", 20, 20, case=2),
    ]
    found = known_changes(events, [Recognised(_day(0), _at(0))])
    assert _signs(found) == [(0, 1, "arrested"), (10, -1, "pardon"), (20, 1, "rearrested")]


def test_the_reason_of_a_way_out_stands_whatever_follows_on_that_day() -> None:
    events = [
        _event(1, "detention", 0, 0),
        _event(2, "left_facility", 10, 10, exit_kind="pardon"),
        _event(3, "free", 10, 11),
    ]
    assert _signs(known_changes(events, [Recognised(_day(0), _at(0))]))[-1] == (10, -1, "pardon")
    # What is a way out itself says it anew.
    events[2] = _event(3, "free", 10, 11, exit_kind="forced_exile")
    assert _signs(known_changes(events, [Recognised(_day(0), _at(0))]))[-1] == (10, -1, "forced_exile")


def test_two_cases_at_once_are_one_person() -> None:
    events = [
        _event(1, "detention", 0, 0),
        _event(2, "detention", 5, 5, case=2),
        _event(3, "free", 9, 9, exit_kind="pardon"),
        _event(4, "free", 12, 12, case=2, exit_kind="amnesty"),
    ]
    found = known_changes(events, [Recognised(_day(0), _at(0))])
    assert _signs(found) == [(0, 1, "arrested"), (12, -1, "amnesty")]


def test_what_was_learned_late_was_not_known_before() -> None:
    events = [_event(1, "detention", 0, 0), _event(2, "free", 10, 40, exit_kind="pardon")]
    found = known_changes(events, [Recognised(_day(0), _at(0))])
    assert [(row.change.sign, row.known) for row in found] == [(1, _at(0)), (-1, _at(40))]


def test_a_release_that_was_taken_back_is_forgotten_from_that_day_on() -> None:
    events = [_event(1, "detention", 0, 0), _event(2, "free", 10, 10, withdrawn=15, exit_kind="pardon")]
    found = known_changes(events, [Recognised(_day(0), _at(0))])
    assert [(row.change.sign, row.forgotten) for row in found] == [(-1, _at(15)), (1, None)]


def test_a_recognition_by_mistake_never_held_once_that_is_known() -> None:
    events = [_event(1, "detention", 0, 0)]
    wrong = Recognised(_day(0), _at(1), _day(9), _at(9), mistake=True)
    assert _signs(known_changes(events, [wrong])) == []
    ended = Recognised(_day(0), _at(1), _day(9), _at(9))
    assert _signs(known_changes(events, [ended])) == [(0, 1, "arrested"), (9, -1, "recognition_ended")]


numbers = st.integers(0, 40)
histories = st.lists(
    st.builds(
        lambda kind, day, late, case, gone: (kind, day, day + late, case, None if gone is None else day + late + gone),
        st.sampled_from(KINDS),
        numbers,
        st.integers(0, 25),
        st.integers(1, 2),
        st.none() | st.integers(0, 20),
    ),
    max_size=7,
)
recognitions = st.lists(
    st.builds(
        lambda begins, late, length, mistake: Recognised(
            _day(begins),
            _at(begins + late),
            _day(begins + length) if length is not None else None,
            _at(begins + late + length) if length is not None else None,
            mistake and length is not None,
        ),
        numbers,
        st.integers(0, 10),
        st.none() | st.integers(0, 30),
        st.booleans(),
    ),
    max_size=3,
)


@given(histories, recognitions, numbers, numbers, numbers)
def test_it_adds_up_for_every_two_days_as_known_on_every_day(
    history: list[tuple[str, int, int, int, int | None]], terms: list[Recognised], one: int, other: int, known: int
) -> None:
    events = [
        _event(key, kind, day, created, case, gone, "pardon" if kind == "free" else "")
        for key, (kind, day, created, case, gone) in enumerate(history, 1)
    ]
    rows = known_changes(events, terms)
    opening_day, closing_day = sorted((_day(one), _day(other)))

    def stock(day: date, moment: datetime) -> int:
        return sum(row.change.sign for row in _known(rows, moment) if row.change.day <= day)

    then, now = end_of(opening_day), end_of(max(closing_day, _day(known)))
    # The rows say at each moment just what was known at it.
    assert sorted(row.change for row in _known(rows, now)) == sorted(changes_at(events, terms, now))
    opening, restated = stock(opening_day, then), stock(opening_day, now) - stock(opening_day, then)
    between = [row.change for row in _known(rows, now) if opening_day < row.change.day <= closing_day]
    entries = sum(change.sign for change in between if change.sign > 0)
    exits = -sum(change.sign for change in between if change.sign < 0)
    assert opening + restated + entries - exits == stock(closing_day, now)
    # One person is in the stock once or not at all, and enters before leaving.
    assert stock(closing_day, now) in (0, 1)
    assert [change.sign for change in sorted(row.change for row in _known(rows, now))] == [
        1 if at % 2 == 0 else -1 for at in range(len(_known(rows, now)))
    ]
    assert all(change.reason in set(Entry) for change in between if change.sign > 0)


def _known(rows: list[KnownChange], moment: datetime) -> list[KnownChange]:
    return [row for row in rows if row.known <= moment and (row.forgotten is None or row.forgotten > moment)]


spells = st.lists(st.tuples(numbers, st.integers(1, 15)), max_size=4)
held_to_be = st.lists(st.tuples(numbers, st.none() | st.integers(1, 20)), max_size=3)


@given(spells, held_to_be)
def test_on_every_day_it_says_who_is_recognised_and_held(
    custody: list[tuple[int, int]], recognised: list[tuple[int, int | None]]
) -> None:
    events = []
    for case, (start, length) in enumerate(custody, 1):
        events.append(_event(2 * case, "detention", start, 0, case))
        events.append(_event(2 * case + 1, "free", start + length, 0, case, exit_kind="pardon"))
    terms = [Recognised(_day(b), _at(0), _day(b + n) if n else None, _at(0) if n else None) for b, n in recognised]
    found = changes_at(events, terms, _at(1))
    for number in range(60):
        held = any(start <= number < start + length for start, length in custody)
        known = any(begins <= number and (n is None or number < begins + n) for begins, n in recognised)
        assert sum(change.sign for change in found if change.day <= _day(number)) == int(held and known), number
