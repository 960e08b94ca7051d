"""Hides small cells of a table so that its published total does not give them back.

Whoever reads the table knows its total, that no hidden cell is empty, the threshold, and this very rule. Each step
below therefore depends only on what the reader sees anyway: whatever fits what is published could have been the truth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT_THRESHOLD = 5


@dataclass(frozen=True, slots=True)
class Protected:
    """A table as it may be published: None where a cell is hidden; without cells when none can be shown."""

    cells: Mapping[str, int | None] | None

    @property
    def hidden(self) -> tuple[str, ...]:
        """The groups whose number is hidden."""
        return tuple(group for group, value in (self.cells or {}).items() if value is None)


def publishable(value: int, threshold: int = DEFAULT_THRESHOLD) -> bool:
    """Say whether a number that stands alone may be published."""
    return value == 0 or value >= threshold


def protect(cells: Mapping[str, int], threshold: int = DEFAULT_THRESHOLD) -> Protected:
    """Hide the small cells of a table whose total is published, with the largest one where they alone would tell."""
    if threshold < 3:
        raise ValueError("a threshold below 3 hides nothing: two people know each other's number")
    filled = {group: value for group, value in cells.items() if value}
    small = {group for group, value in filled.items() if value < threshold}
    if not small:
        return Protected(dict(filled))
    large = sorted(filled.keys() - small, key=lambda group: (filled[group], group))
    if large and _doubtful_alone(sum(filled[group] for group in small), len(small), threshold):
        return _without(filled, small)
    # One large cell joins the small ones; something must stay visible, or the table is empty anyway.
    if len(large) > 1 and _doubtful_with_largest(filled, small, large, threshold):
        return _without(filled, small | {large[-1]})
    return Protected(None)


def _doubtful_alone(total: int, count: int, threshold: int) -> bool:
    """Say whether small cells with this sum can have more than one value each."""
    return count > 1 and count < total < count * (threshold - 1)


def _doubtful_with_largest(filled: Mapping[str, int], small: set[str], large: list[str], threshold: int) -> bool:
    """Say the same once the largest cell is hidden with them; it is known to exceed all that stay visible."""
    total = filled[large[-1]] + sum(filled[group] for group in small)
    least = max(filled[large[-2]] + 1, threshold)
    # Several small cells are all at one end, or they would stand alone, and the reader knows it: both ends must fit.
    spread = 1 if len(small) == 1 else len(small) * (threshold - 2)
    return total - len(small) - spread >= least


def _without(filled: Mapping[str, int], hidden: set[str]) -> Protected:
    return Protected({group: None if group in hidden else value for group, value in filled.items()})
