"""No reader computes a hidden number, however well they know the rule."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.reports.suppression import protect, publishable

GROUPS = "abcd"
CELLS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 60), max_size=8)


def _published(values: tuple[int, ...], threshold: int) -> object:
    """Everything that a reader sees of a table."""
    total = sum(values)
    if not publishable(total, threshold):
        return "hidden"
    cells = protect(dict(zip(GROUPS, values, strict=False)), threshold).cells
    return total, None if cells is None else tuple(sorted(cells.items()))


@pytest.mark.parametrize(("threshold", "groups", "most"), [(3, 3, 26), (4, 3, 24), (5, 2, 30), (5, 3, 26), (5, 4, 18)])
def test_whatever_is_published_fits_several_tables(threshold: int, groups: int, most: int) -> None:
    """A reader who knows the rule and tries every table finds at least two values for each hidden cell."""
    fitting = defaultdict(list)
    for values in product(range(most + 1), repeat=groups):
        if sum(values) <= most:
            fitting[_published(values, threshold)].append(values)
    for seen, tables in fitting.items():
        for place in range(groups):
            cells = None if seen == "hidden" else seen[1]  # type: ignore[index]  # "hidden" or a pair
            is_open = cells is not None and dict(cells).get(GROUPS[place], 0) is not None
            possible = {table[place] for table in tables}
            assert is_open or len(possible) > 1, f"{seen} gives away {GROUPS[place]} = {possible}"


@given(CELLS, st.integers(3, 10))
def test_no_small_cell_is_ever_shown(cells: dict[str, int], threshold: int) -> None:
    shown = protect(cells, threshold).cells or {}
    assert all(value is None or value >= threshold for value in shown.values())
    assert all(value is None or value == cells[group] for group, value in shown.items())


@given(CELLS, st.integers(3, 10))
def test_one_hidden_cell_never_stands_alone(cells: dict[str, int], threshold: int) -> None:
    protected = protect(cells, threshold)
    assert len(protected.hidden) != 1
    if protected.hidden:
        rest = sum(cells[group] for group in protected.hidden)
        assert rest > len(protected.hidden), "the rest of the total tells that each of them is one"


@given(CELLS, st.integers(3, 10))
def test_a_table_without_small_cells_stays_as_it_is(cells: dict[str, int], threshold: int) -> None:
    large = {group: value for group, value in cells.items() if value >= threshold}
    assert protect(large, threshold).cells == large


@pytest.mark.parametrize("threshold", [0, 1, 2])
def test_a_threshold_that_protects_nobody_is_refused(threshold: int) -> None:
    with pytest.raises(ValueError, match="below 3"):
        protect({"a": 7}, threshold)
