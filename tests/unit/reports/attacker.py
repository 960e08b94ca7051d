"""Somebody who wants the hidden cells: reads published reports only, and solves for every number that may be.

Shares no code with the product. The unknowns are people: how many have these groups and this month, for every
combination. Each published number is an equation over them; textbook two-phase simplex with Bland's rule, exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

Json = Mapping[str, Any]
Number = int | Fraction


class Solver:
    """All x ≥ 0 with A x = b."""

    def __init__(self, rows: Sequence[Sequence[int]], right: Sequence[int]) -> None:
        self.n = len(rows[0])
        self.rows: list[list[Number]] = []
        for place, (row, value) in enumerate(zip(rows, right, strict=True)):
            sign = -1 if value < 0 else 1
            helping = [1 if other == place else 0 for other in range(len(rows))]
            self.rows.append([*(sign * a for a in row), *helping, sign * value])
        self.basis = [self.n + place for place in range(len(rows))]
        rest = self._run([0] * self.n + [-1] * len(rows))
        self.possible = rest == 0
        for i in range(len(self.rows) - 1, -1, -1):
            if self.basis[i] >= self.n:
                j = next((j for j in range(self.n) if self.rows[i][j]), None)
                if j is None:
                    del self.rows[i], self.basis[i]
                else:
                    self._pivot(i, j)
        self.rows = [[*row[: self.n], row[-1]] for row in self.rows]

    def most(self, weights: Sequence[int]) -> Number:
        """Return the largest value of a sum of unknowns."""
        return self._run(weights)

    def _run(self, weights: Sequence[int]) -> Number:
        while True:
            price = [weights[b] for b in self.basis]
            enter = None
            for j in range(len(weights)):
                if j in self.basis:
                    continue
                gain = weights[j] - sum(p * row[j] for p, row in zip(price, self.rows, strict=True) if p)
                if gain > 0:
                    enter = j
                    break
            if enter is None:
                return sum(p * row[-1] for p, row in zip(price, self.rows, strict=True))
            ratios = [
                (Fraction(row[-1]) / Fraction(row[enter]), self.basis[i], i)
                for i, row in enumerate(self.rows)
                if row[enter] > 0
            ]
            if not ratios:
                return 10**9
            self._pivot(min(ratios)[2], enter)

    def _pivot(self, at: int, column: int) -> None:
        by = self.rows[at][column]
        if by != 1:
            self.rows[at] = [_whole(Fraction(value) / Fraction(by)) for value in self.rows[at]]
        lead = self.rows[at]
        for i, row in enumerate(self.rows):
            factor = row[column]
            if i != at and factor:
                self.rows[i] = [_whole(a - factor * b) if b else a for a, b in zip(row, lead, strict=True)]
        self.basis[at] = column


def _whole(value: Number) -> Number:
    return int(value) if value.denominator == 1 else value


def recovered(reports: Sequence[tuple[Json, Iterable[int]]], groups: Mapping[str, Sequence[str]]) -> list[str] | None:
    """Return the hidden cells of one figure that these reports give away; None when they contradict each other.

    Each report comes with the stretches of time that it covers; `groups` are all that there are.
    """
    names = sorted(groups)
    stretches = sorted({at for _, covered in reports for at in covered})
    people = list(product(*(groups[name] for name in names), stretches))
    rows: list[list[int]] = []
    right: list[int] = []
    targets: list[tuple[str, list[int]]] = []
    hidden = 0
    told = [(number, fact, set(covered)) for number, (r, covered) in enumerate(reports) for fact in _facts(r, groups)]
    for number, (where, value, most), covered in told:
        weights = [int(p[-1] in covered and all(p[names.index(n)] == g for n, g in where.items())) for p in people]
        if value is None:
            targets.append((f"{number}: {where}", weights))
            rows.append([*weights])
            right.append(1 if where or most else 0)
            hidden += 1
            if most:
                rows.append([*weights])
                right.append(most)
        else:
            rows.append(weights)
            right.append(value)
    wide = _with_slack(rows, told)
    solver = Solver(wide, right)
    if not solver.possible:
        return None
    more = len(wide[0]) - len(people)
    return [
        f"{name} lies between {low} and {high}"
        for name, weights in targets
        if (high := solver.most([*weights, *[0] * more])) - (low := -solver.most([*(-w for w in weights), *[0] * more]))
        < 1
    ]


def _with_slack(rows: list[list[int]], told: Sequence[tuple[int, Any, Any]]) -> list[list[int]]:
    """At least one hides behind ×, and at most the threshold less one behind <."""
    signs: list[int] = []
    for _, (_, value, most), _ in told:
        signs += [0] if value is not None else [-1, 1] if most else [-1]
    count = sum(1 for sign in signs if sign)
    wide, at = [], 0
    for row, sign in zip(rows, signs, strict=True):
        slack = [0] * count
        if sign:
            slack[at] = sign
            at += 1
        wide.append([*row, *slack])
    return wide


def _facts(report: Json, groups: Mapping[str, Sequence[str]]) -> Iterable[tuple[dict[str, str], int | None, int]]:
    """Yield everything that a reader sees: where, the number, and up to what a small number may go."""
    (figure,) = report["figures"]
    yield {}, figure["value"], report["threshold"] - 1 if figure["small"] else 0
    for table in figure["tables"]:
        if table["rows"] is None:
            continue
        shown = {row["group"]: dict(zip(table["head"], row["cells"], strict=True)) for row in table["rows"]}
        first, *second = table["by"]
        # A group without a row or column has nobody; a table of one dimension has no row of its total.
        for group in (*groups[first], *(["total"] if second else [])):
            for column in (*(groups[second[0]] if second else ()), "total"):
                where = {first: group} | ({second[0]: column} if second else {})
                yield {n: g for n, g in where.items() if g != "total"}, shown.get(group, {}).get(column, 0), 0
