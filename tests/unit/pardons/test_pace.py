"""How long until nobody is held, by the pace of several spans."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from case_mgr.pardons.stocktaking import Month, pace

TODAY = date(2026, 1, 1)


def _months(stock: int, *moves: tuple[int, int]) -> list[Month]:
    out = []
    for number, (entries, exits) in enumerate(moves):
        stock += entries - exits
        out.append(Month(date(2025, number % 12 + 1, 1), entries, exits, stock))
    return out


def test_a_stock_that_shrinks_has_a_range_of_days() -> None:
    found = pace(_months(120, *[(0, 10)] * 6), TODAY)
    assert found is not None
    assert (found.exits, found.entries) == (10, 0)
    assert found.soonest == found.latest == date(2026, 7, 3)


def test_a_stock_that_does_not_shrink_at_every_span_has_no_latest_day() -> None:
    found = pace(_months(100, *[(10, 0)] * 9, *[(0, 10)] * 3), TODAY)
    assert found is not None
    assert found.soonest is not None
    assert found.latest is None


def test_nobody_held_or_nothing_known_has_no_pace() -> None:
    assert pace([], TODAY) is None
    assert pace(_months(10, (0, 10)), TODAY) is None


def test_a_part_of_a_month_is_no_month() -> None:
    whole = _months(120, *[(0, 10)] * 6)
    days_of_july = Month(date(2025, 7, 1), 0, 6, 54, whole=False)
    found = pace([*whole, days_of_july], TODAY)
    assert found is not None
    # Ten a month leave, and 54 are held now.
    assert (found.exits, found.soonest) == (10, date(2026, 6, 14))
    assert pace([days_of_july], TODAY) is None


@given(st.integers(50, 500), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=14))
def test_the_range_is_ordered_and_in_the_future(stock: int, moves: list[tuple[int, int]]) -> None:
    found = pace(_months(stock + 200, *moves), TODAY)
    assert found is not None
    if found.soonest and found.latest:
        assert TODAY <= found.soonest <= found.latest
    assert found.soonest is not None or found.latest is None
