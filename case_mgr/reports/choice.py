"""What whoever builds a report chose, beyond its period and grant."""

from __future__ import annotations

from dataclasses import dataclass, field

from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.reports.layout import Layout

LEAST, MOST = 3, 10


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what the organisation says in its own words."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Figures and their groups, the threshold (None is the usual one of the grant), words, and what is replaced."""

    layout: Layout = field(default_factory=Layout)
    threshold: int | None = None
    narrative: tuple[Part, ...] = ()
    replaces: str = ""


def require_threshold(threshold: int) -> int:
    """Return a threshold that protects somebody."""
    if threshold < LEAST:
        raise Refused(
            N_("A threshold of %(n)s hides nothing: two people know each other’s number. Choose 3 to 10."), n=threshold
        )
    if threshold > MOST:
        raise Refused(N_("A threshold above 10 leaves hardly a number to read. Choose 3 to 10."))
    return threshold
