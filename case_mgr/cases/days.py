"""Counts days in custody: each day once, however many periods hold it, and as a range where dates are known in part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from case_mgr.core.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Span:
    """A time from one day to another, both included; without an end it goes on."""

    began: PartialDate | None
    ended: PartialDate | None


@dataclass(frozen=True, slots=True)
class Days:
    """How many days it was for certain and at most, and how many spans say nothing of their beginning."""

    least: int
    most: int
    undated: int = 0


def count(spans: Iterable[Span], today: date) -> Days:
    """Count the days of all spans together up to today."""
    certain: list[tuple[int, int]] = []
    possible: list[tuple[int, int]] = []
    undated = 0
    for span in spans:
        first, last = _bounds(span.began), _bounds(span.ended)
        if span.began is None or first[0] is None:
            undated += 1
            continue
        end = today if span.ended is None else last[1] or today
        _add(possible, first[0], min(end, today))
        if first[1] is not None:
            surely = today if span.ended is None else last[0]
            _add(certain, first[1], min(surely, today) if surely else first[1])
    most = _length(possible)
    # Whoever was held within one month was held for a day at least.
    return Days(max(_length(certain), min(most, 1)), most, undated)


def _bounds(when: PartialDate | None) -> tuple[date | None, date | None]:
    return (when.earliest, when.latest) if when else (None, None)


def _add(spans: list[tuple[int, int]], first: date, last: date) -> None:
    if last >= first:
        spans.append((first.toordinal(), last.toordinal()))


def _length(spans: list[tuple[int, int]]) -> int:
    total, reached = 0, 0
    for first, last in sorted(spans):
        start = max(first, reached + 1)
        if last >= start:
            total += last - start + 1
            reached = last
    return total
