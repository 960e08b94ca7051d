"""Linear programmes in whole numbers, exactly: how small and how large can an unknown be? No rounding, no library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# Dantzig's rule is quick and may run in circles; Bland's is slow and never does.
_QUICK = 60


class TooLong(Exception):
    """The search took more steps than it was given."""


class Region:
    """All x ≥ 0 with the given equations, walked from corner to corner.

    The table holds whole numbers over one common denominator (Edmonds' pivoting), so that every division is exact.
    `low` and `high` of an unknown are seen at corners of whole numbers only: each is a count that really may be.
    """

    def __init__(self, rows: Sequence[Mapping[int, int]], right: Sequence[int], unknowns: int, steps: int) -> None:
        self._n, self._steps, self._den = unknowns, steps, 1
        self._free = False
        self.low: list[int | None] = [None] * unknowns
        self.high: list[int | None] = [None] * unknowns
        width = unknowns + len(rows)
        self._table: list[list[int]] = []
        for place, (row, value) in enumerate(zip(rows, right, strict=True)):
            sign = -1 if value < 0 else 1
            line = [0] * (width + 1)
            for column, factor in row.items():
                line[column] = sign * factor
            line[unknowns + place], line[width] = 1, sign * value
            self._table.append(line)
        self._basis = [unknowns + place for place in range(len(rows))]
        self.feasible = self._enter()
        if self.feasible:
            self._look()

    def widen(self, unknown: int, enough: int) -> int:
        """Walk until an unknown is known to have a range at least this wide, or to have none; return its width."""
        self._free = False
        for sign in (1, -1):
            count = 0
            while self._seen(unknown) < enough and self._improve(unknown, sign, quick=count < _QUICK):
                self._look()
                count += 1
            if self._free:
                # Nothing bounds it: as wide as anybody could ask.
                self.high[unknown] = (self.low[unknown] or 0) + enough
                break
        return self._seen(unknown)

    def _seen(self, unknown: int) -> int:
        low, high = self.low[unknown], self.high[unknown]
        return -1 if low is None or high is None else high - low

    def _improve(self, unknown: int, sign: int, *, quick: bool) -> bool:
        """Make one step that raises (1) or lowers (-1) an unknown; False when there is none."""
        if unknown not in self._basis:
            return sign == 1 and self._step(unknown)
        row = self._table[self._basis.index(unknown)]
        candidates = [j for j in range(self._n) if j not in self._basic and row[j] * sign < 0]
        if not candidates:
            return False
        return self._step(min(candidates, key=lambda j: row[j] * sign) if quick else candidates[0])

    def _step(self, column: int) -> bool:
        leaving, best = None, (0, 1)
        for i, line in enumerate(self._table):
            if line[column] > 0:
                ratio = (line[-1], line[column])
                here = ratio[0] * best[1] - best[0] * ratio[1]
                if leaving is None or here < 0 or (here == 0 and self._basis[i] < self._basis[leaving]):
                    leaving, best = i, ratio
        if leaving is None:
            self._free = True
            return False
        self._pivot(leaving, column)
        return True

    def _pivot(self, at: int, column: int) -> None:
        self._steps -= 1
        if self._steps < 0:
            raise TooLong
        lead, den = self._table[at], self._den
        by = lead[column]
        if by < 0:
            lead = self._table[at] = [-value for value in lead]
            by = -by
        filled = [j for j, value in enumerate(lead) if value]
        for i, line in enumerate(self._table):
            if i == at:
                continue
            factor = line[column]
            if by == den == 1:
                if factor:
                    for j in filled:
                        line[j] -= factor * lead[j]
            elif factor or by != den:
                self._table[i] = [(a * by - factor * b) // den for a, b in zip(line, lead, strict=True)]
        self._den = by
        self._basis[at] = column
        self._basic = frozenset(self._basis)

    def _enter(self) -> bool:
        """Find a first corner: drive the helping unknowns to zero, then out."""
        self._basic = frozenset(self._basis)
        count = 0
        while True:
            helping = [line for line, b in zip(self._table, self._basis, strict=True) if b >= self._n]
            if not any(line[-1] for line in helping):
                break
            gains = [sum(line[j] for line in helping) for j in range(self._n)]
            able = [j for j in range(self._n) if gains[j] > 0 and j not in self._basic]
            if not able:
                return False
            count += 1
            self._step(able[0] if count > _QUICK else max(able, key=gains.__getitem__))
        for i in range(len(self._table) - 1, -1, -1):
            if self._basis[i] >= self._n:
                column = next((j for j in range(self._n) if self._table[i][j] and j not in self._basic), None)
                if column is None:
                    del self._table[i], self._basis[i]
                else:
                    self._pivot(i, column)
        self._table = [[*line[: self._n], line[-1]] for line in self._table]
        self._basic = frozenset(self._basis)
        return True

    def _look(self) -> None:
        """Note what every unknown is at this corner, when all are whole."""
        if any(line[-1] % self._den for line in self._table):
            return
        values = [0] * self._n
        for line, column in zip(self._table, self._basis, strict=True):
            values[column] = line[-1] // self._den
        for unknown, value in enumerate(values):
            low, high = self.low[unknown], self.high[unknown]
            self.low[unknown] = value if low is None or value < low else low
            self.high[unknown] = value if high is None or value > high else high
