"""Whoever puts published reports side by side recovers no hidden cell: reports are generated, and attacked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import combinations_with_replacement, product
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from case_mgr.reports.figures import Frame, figure
from case_mgr.reports.indicators import BY_KEY, By
from case_mgr.reports.layout import Layout
from case_mgr.reports.privacy import Asked, Over, hide, key_of, parse
from case_mgr.reports.tally import Tally
from tests.unit.reports.attacker import recovered

INDICATOR = BY_KEY["arrests"]
GROUPS = {"sex": ("female", "male", "not_stated"), "nationality": ("BY", "LT", "not_stated")}
ALL_GROUPS = sorted(product(*GROUPS.values(), range(3)))
# The three months of a quarter; a report covers some of them.
COVER = {"01": (0,), "02": (1,), "03": (2,), "q": (0, 1, 2), "h": (0, 1), "t": (1, 2)}
DAYS = {0: (1, 31), 1: (2, 28), 2: (3, 31)}
# A person: sex, nationality, month of the event. Small groups are what there is to protect.
PEOPLE = st.lists(
    st.tuples(st.sampled_from(ALL_GROUPS), st.sampled_from([1, 1, 1, 2, 2, 3, 4, 5, 6, 9, 14, 40])), max_size=12
)
REPORT = st.tuples(st.sampled_from(sorted(COVER)), st.sampled_from([3, 4, 5, 10]), st.sampled_from([None, *By][:3]))


def _data(people: Counter[Any], cover: str, threshold: int, across: By | None, before: Sequence[Any]) -> dict[str, Any]:
    """Publish one figure of these people over some months, knowing what was published before."""
    stretch = COVER[cover]
    profile: Counter[tuple[str, ...]] = Counter()
    for (*groups, month), number in people.items():
        if month in stretch:
            profile[tuple(groups)] += number
    tally = Tally(tuple(map(str, range(sum(profile.values())))), (), ("sex", "nationality"), profile)
    starts, ends = date(2026, DAYS[stretch[0]][0], 1), date(2026, *DAYS[stretch[-1]])
    told = tuple(one for data in before for one in parse(data))
    frame = Frame(starts, ends, threshold, told, Layout(across=across), lot=Random(7))
    period = {"from": starts.isoformat(), "to": ends.isoformat()}
    return {"threshold": threshold, "period": period, "figures": [figure(INDICATOR, tally, frame)]}


@settings(max_examples=80, deadline=None)
@given(PEOPLE, st.lists(REPORT, min_size=1, max_size=4))
@example(
    [((("female", "LT", 0)), 2), (("male", "BY", 0), 9), (("male", "BY", 1), 9)], [("q", 5, None), ("01", 5, None)]
)
def test_no_hidden_cell_is_recovered(people: list[Any], wanted: list[Any]) -> None:
    """One report or several: with other periods, other thresholds, other tables."""
    count: Counter[Any] = Counter()
    for groups, number in people:
        count[groups] += number
    published: list[dict[str, Any]] = []
    for cover, threshold, across in wanted:
        published.append(_data(count, cover, threshold, across, published))
        told = [(data, COVER[name]) for data, (name, _, _) in zip(published, wanted, strict=False)]
        assert recovered(told, GROUPS) == []


@settings(max_examples=30, deadline=None)
@given(PEOPLE, PEOPLE, st.sampled_from([3, 5]), st.sampled_from([None, By.SEX]))
def test_a_second_version_gives_nothing_of_the_first_back(
    people: list[Any], late: list[Any], threshold: int, across: By | None
) -> None:
    """The reader also tries that people were only added: the second version counts a month more, of those."""
    count: Counter[Any] = Counter()
    for (*groups, _), number in people:
        count[*groups, 0] += number
    first = _data(count, "01", threshold, across, [])
    for (*groups, _), number in late[:2]:
        count[*groups, 0] += number
    second = _data(count, "01", threshold, across, [first])
    assert not recovered([(first, (0,)), (second, (0,))], GROUPS)
    assert not recovered([(first, (0,)), (second, (0, 1))], GROUPS)


@pytest.mark.parametrize(("threshold", "columns", "most"), [(3, 2, 13), (5, 2, 14), (3, 3, 7)])
def test_whoever_tries_every_table_finds_several(threshold: int, columns: int, most: int) -> None:
    """Also who knows this very rule finds two numbers for each hidden cell.

    Which cells are hidden says only that the small ones are among them, since some are drawn by lot: whoever tries
    every table keeps those in which every small cell is hidden, no hidden one is empty, and one of them is small.
    """
    groups = {"a": "pq", "b": "rst"[:columns]}
    tables = (("a",), ("b",), ("a", "b"))
    day = date(2026, 1, 1)
    every, published = [], {}
    # The number of all is published, so whoever tries need not look beyond it.
    for cuts in combinations_with_replacement(range(most + 1), 2 * columns):
        counts: Counter[Any] = Counter()
        for (a, b), low, high in zip(product(*groups.values()), (0, *cuts), cuts, strict=False):
            for key in ((), key_of(a=a), key_of(b=b), key_of(a=a, b=b)):
                counts[key] += high - low
        every.append(counts)
        told = hide(Asked("x", day, day, counts, tables, threshold, Over.TIME), Random(len(every)))
        published[repr((sorted(told.cells.items(), key=repr), sorted(told.tables)))] = told
    fitting: dict[Any, defaultdict[Any, list[Counter[Any]]]] = {}
    for told in published.values():
        keys = [key_of(**dict(zip(t, g, strict=True))) for t in told.tables for g in product(*(groups[n] for n in t))]
        hidden = sorted(told.hidden)
        seen = [key for key in [(), *sorted(keys)] if key not in hidden]
        if (tuple(seen), tuple(hidden)) not in fitting:
            known = fitting[tuple(seen), tuple(hidden)] = defaultdict(list)
            for counts in every:
                small = any(counts[key] < threshold for key in hidden) or not hidden
                if small and all(counts[key] for key in hidden):
                    known[tuple(counts[key] for key in seen)].append(counts)
        fits = fitting[tuple(seen), tuple(hidden)][tuple(told.cells.get(key, 0) for key in seen)]
        assert all(len({counts[key] for counts in fits}) > 1 for key in hidden), told
    crossed = sum(("a", "b") in told.tables and bool(told.hidden) for told in published.values())
    assert crossed > 20, "tables of two dimensions were published at all"


def test_the_lot_may_fall_on_any_cell() -> None:
    """Where one cell must be hidden beside a small one, it is not always the same."""
    counts = {(): 41, key_of(a="p"): 41, **{key_of(b=b): n for b, n in zip("rstu", (9, 11, 19, 2), strict=True)}}
    counts |= {key_of(a="p", b=b): n for b, n in zip("rstu", (9, 11, 19, 2), strict=True)}
    tables = (("a",), ("b",), ("a", "b"))
    day = date(2026, 1, 1)
    asked = Asked("x", day, day, counts, tables, 5, Over.TIME)
    found = {frozenset(key for key in hide(asked, Random(seed)).hidden if len(key) > 1) for seed in range(60)}
    assert {dict(key)["b"] for hidden in found for key in hidden} == set("rstu")


def test_the_attacker_finds_what_is_not_protected() -> None:
    """The attack itself works: a table that hides its small cells only is solved."""
    rows = [{"group": group, "cells": [value]} for group, value in (("female", None), ("male", 9))]
    naive = {"value": 11, "small": False, "tables": [{"by": ["sex"], "head": ["total"], "rows": rows}]}
    found = recovered([({"threshold": 5, "figures": [naive]}, (0,))], GROUPS)
    assert found == ["0: {'sex': 'female'} lies between 2 and 2"]
    months = [({"threshold": 5, "figures": [naive | {"tables": []}]}, (0,)) for _ in range(2)]
    hidden = naive | {"value": None, "small": True, "tables": []}
    told = [(months[0][0], (0, 1)), ({"threshold": 5, "figures": [naive | {"value": 8, "tables": []}]}, (0,))]
    assert recovered([*told, ({"threshold": 5, "figures": [hidden]}, (1,))], GROUPS) == ["2: {} lies between 3 and 3"]


def test_what_was_published_once_stays_visible() -> None:
    people = Counter({("male", "BY", 0): 7, ("female", "BY", 0): 8})
    first = _data(people, "01", 5, None, [])
    again = _data(people, "01", 10, None, [first])
    assert first["figures"] == again["figures"]


def test_what_was_hidden_once_stays_hidden() -> None:
    people = Counter({("male", "BY", 0): 7})
    first = _data(people, "01", 10, None, [])
    assert (first["figures"][0]["value"], first["figures"][0]["small"]) == (None, True)
    second = _data(people, "01", 3, None, [first])
    assert (second["figures"][0]["value"], second["figures"][0]["small"]) == (None, False)


def test_a_table_of_two_dimensions_is_worth_reading() -> None:
    """Protection does not end in empty tables where groups are large."""
    people = Counter({groups: 30 + at for at, groups in enumerate(g for g in ALL_GROUPS if g[2] == 0)})
    people["female", "LT", 0] = 2
    told = _data(people, "01", 5, By.SEX, [])["figures"][0]["tables"]
    crossed = next(table for table in told if len(table["by"]) == 2)
    cells = [cell for row in crossed["rows"] for cell in row["cells"]]
    # The small cell, one more in its row, its column and where they meet, and what the lot adds.
    assert 4 <= cells.count(None) <= 9, "of sixteen"
