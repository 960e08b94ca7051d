"""What an indicator is: its unit, its groups, and how numbers of several periods hang together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from case_mgr.core.text import N_
from case_mgr.reports.privacy import Over


class Unit(StrEnum):
    """What one of a number is."""

    PERSONS = "persons"
    CASES = "cases"
    INTERACTIONS = "interactions"
    BATCHES = "batches"
    SERVICES = "services"
    HEARINGS = "hearings"
    SUBMISSIONS = "submissions"
    REQUESTS = "requests"
    STATED = "stated"
    MONEY = "money"


class By(StrEnum):
    """Into which groups a number is broken down."""

    SEX = "sex"
    NATIONALITY = "nationality"
    KIND = "kind"
    BATCH = "batch"
    AGE = "age"
    STATUS = "status"
    SUPPORT = "support"
    HELP = "help"
    LEVEL = "level"
    LINE = "line"
    ARTICLE = "article"
    VULNERABILITY = "vulnerability"
    PARDON = "pardon"


# What is counted is people, or what was done for one of them: small numbers are hidden.
PERSONAL = frozenset({Unit.PERSONS, Unit.CASES, Unit.SERVICES, Unit.REQUESTS})


@dataclass(frozen=True, slots=True)
class Indicator:
    """One number of a report and what it means."""

    key: str
    title: str
    unit: Unit
    definition: str
    once: str
    by: tuple[By, ...] = ()
    over: Over = Over.TIME
    # Told of one grant only: with the whole beside it, what another grant hides could be computed.
    of_grant: bool = False
    # The figure of which this is the number at the beginning: one day has one number, in whichever report.
    begins: str = ""

    @property
    def personal(self) -> bool:
        """Whether the number is about people, so that small ones are hidden."""
        return self.unit in PERSONAL


UNITS: Mapping[Unit, str] = {
    Unit.PERSONS: N_("people"),
    Unit.CASES: N_("cases"),
    Unit.INTERACTIONS: N_("interactions"),
    Unit.BATCHES: N_("batches"),
    Unit.SERVICES: N_("services"),
    Unit.HEARINGS: N_("hearings"),
    Unit.SUBMISSIONS: N_("submissions"),
    Unit.REQUESTS: N_("requests"),
    Unit.STATED: N_("people, as stated"),
    Unit.MONEY: N_("money"),
}
DIMENSIONS: Mapping[By, str] = {
    By.SEX: N_("by sex"),
    By.NATIONALITY: N_("by nationality"),
    By.KIND: N_("by kind of release"),
    By.BATCH: N_("within a pardon batch, or not"),
    By.AGE: N_("by age"),
    By.STATUS: N_("before trial or under sentence"),
    By.SUPPORT: N_("by new or continuing support"),
    By.HELP: N_("by kind of help"),
    By.LEVEL: N_("by whom we spoke to"),
    By.LINE: N_("by budget line"),
    By.ARTICLE: N_("by family of the articles charged"),
    By.VULNERABILITY: N_("by what makes vulnerable"),
    By.PARDON: N_("by pardon batch"),
}
