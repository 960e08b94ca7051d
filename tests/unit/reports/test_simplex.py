"""The exact solver agrees with trying every whole number."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from case_mgr.reports.privacy.simplex import Region

SIZE = 4
ROW = st.lists(st.integers(-1, 1), min_size=SIZE, max_size=SIZE)


@given(st.lists(ROW, min_size=1, max_size=3), st.lists(st.integers(0, 4), min_size=SIZE, max_size=SIZE))
def test_a_range_is_the_range_of_all_solutions(rows: list[list[int]], truth: list[int]) -> None:
    # One row bounds everything, so that trying all is possible.
    rows = [*rows, [1] * SIZE]
    right = [sum(a * x for a, x in zip(row, truth, strict=True)) for row in rows]
    region = Region([{j: a for j, a in enumerate(row) if a} for row in rows], right, SIZE, 10_000)
    assert region.feasible
    every = [
        x
        for x in product(range(sum(truth) + 1), repeat=SIZE)
        if all(sum(a * v for a, v in zip(row, x, strict=True)) == b for row, b in zip(rows, right, strict=True))
    ]
    for unknown in range(SIZE):
        real = max(x[unknown] for x in every) - min(x[unknown] for x in every)
        found = region.widen(unknown, 10**6)
        # Corners of whole numbers only: never wider than the truth, and where the matrix is a network as wide.
        assert found <= real


def test_a_table_with_totals_is_as_wide_as_it_is() -> None:
    # Rows sum to 5 and 7, columns to 6 and 6.
    rows = [{0: 1, 1: 1}, {2: 1, 3: 1}, {0: 1, 2: 1}, {1: 1, 3: 1}]
    region = Region(rows, [5, 7, 6, 6], 4, 1000)
    assert [region.widen(cell, 100) for cell in range(4)] == [5, 5, 5, 5]
    assert (region.low, region.high) == ([0, 0, 1, 1], [5, 5, 6, 6])


def test_what_cannot_be_is_said() -> None:
    assert not Region([{0: 1, 1: 1}, {0: 1}], [3, 4], 2, 1000).feasible


def test_what_nothing_bounds_is_wide() -> None:
    assert Region([{0: 1, 1: -1}], [2], 2, 1000).widen(1, 5) >= 5
