"""What whoever builds a report chose, beyond its period and grant."""

from __future__ import annotations

from dataclasses import dataclass, field

from case_mgr.reports.layout import Layout


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
