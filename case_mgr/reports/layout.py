"""Which figures a report shows, and how they are broken down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from case_mgr.reports.indicators import By, Indicator


@dataclass(frozen=True, slots=True)
class Layout:
    """The choice of whoever builds; None is everything. `across` is the one dimension that every other may cross.

    One only: then no combination of tables tells more than the equations that are checked.
    """

    indicators: frozenset[str] | None = None
    by: frozenset[By] | None = None
    across: By | None = None

    def shows(self, indicator: Indicator, *, of_grant: bool) -> bool:
        """Whether a report shows a figure; what is told of one grant only is in no report of the organisation."""
        chosen = self.indicators is None or indicator.key in self.indicators
        return chosen and (of_grant or not indicator.of_grant)

    def tables(self, indicator: Indicator) -> list[tuple[By, ...]]:
        """Return the tables of an indicator: of one dimension each, then those that cross."""
        chosen = [by for by in indicator.by if self.by is None or by in self.by]
        single: Iterable[tuple[By, ...]] = ((by,) for by in chosen)
        if self.across is None or self.across not in chosen:
            return list(single)
        return [*single, *((by, self.across) for by in chosen if by is not self.across)]
