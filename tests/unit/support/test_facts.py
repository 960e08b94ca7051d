"""What was paid and reversed in one period is in it neither way; what was reversed later stays in the first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from case_mgr.support.queries.facts import net
from case_mgr.support.types import EntryFact, Kind, State


def fact(key: int, amount: int, state: State) -> EntryFact:
    value = Decimal(amount)
    return EntryFact(key, None, None, Kind.LEGAL, "A", value, "EUR", value, "EUR", date(2026, 1, 1), "", state)


def test_what_was_reversed_in_the_same_period_is_gone() -> None:
    rows = [(fact(1, 10, State.REVERSED), None), (fact(2, 7, State.PAID), None), (fact(3, -10, State.REVERSAL), 1)]
    assert [one.id for one in net(rows)] == [2]


def test_what_is_reversed_later_was_paid_then_and_counts_against_it_now() -> None:
    assert [one.state for one in net([(fact(1, 10, State.REVERSED), None)])] == [State.PAID]
    assert [one.amount for one in net([(fact(3, -10, State.REVERSAL), 1)])] == [Decimal(-10)]


@given(st.lists(st.tuples(st.integers(1, 1000), st.booleans(), st.booleans()), max_size=20))
def test_the_sum_is_the_same_whatever_is_left_out(told: list[tuple[int, bool, bool]]) -> None:
    rows: list[tuple[EntryFact, int | None]] = []
    for key, (amount, reversed_, split) in enumerate(told, 1):
        state = State.REVERSED if reversed_ else State.PAID
        rows += [(fact(key, amount, state), None)] * (2 if split else 1)
        if reversed_:
            rows += [(fact(1000 + key, -amount, State.REVERSAL), key)] * (2 if split else 1)
    assert sum(one.amount for one in net(rows)) == sum(one.amount for one, _ in rows)
    assert all(one.amount > 0 for one in net(rows))
