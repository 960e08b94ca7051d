"""The indicators of donor reports, as data: what is counted, in which unit, and how once."""

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
    MONEY = "money"


class By(StrEnum):
    """Into which groups a number is broken down."""

    SEX = "sex"
    NATIONALITY = "nationality"
    KIND = "kind"
    BATCH = "batch"


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

    @property
    def personal(self) -> bool:
        """Whether the number is about people, so that small ones are hidden."""
        return self.unit in (Unit.PERSONS, Unit.CASES)


UNITS: Mapping[Unit, str] = {
    Unit.PERSONS: N_("people"),
    Unit.CASES: N_("cases"),
    Unit.INTERACTIONS: N_("interactions"),
    Unit.BATCHES: N_("batches"),
    Unit.MONEY: N_("money"),
}
DIMENSIONS: Mapping[By, str] = {
    By.SEX: N_("by sex"),
    By.NATIONALITY: N_("by nationality"),
    By.KIND: N_("by kind of release"),
    By.BATCH: N_("within a pardon batch, or not"),
}
_WHO = (By.SEX, By.NATIONALITY)

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "persons_registered",
        N_("People newly registered"),
        Unit.PERSONS,
        N_("People whose record was made in the period, whenever they were detained."),
        N_("A person counts once, by the moment of registration."),
        _WHO,
    ),
    Indicator(
        "arrests",
        N_("Cases with a first detention"),
        Unit.CASES,
        N_("Cases whose first detention or administrative arrest lies in the period."),
        N_("A case counts once, by its first detention; a person with two prosecutions counts twice."),
        _WHO,
    ),
    Indicator(
        "custody_end",
        N_("People in custody at the end"),
        Unit.PERSONS,
        N_("People deprived of liberty on the last day of the period, before trial or under sentence."),
        N_("A person counts once, also with several cases."),
        _WHO,
        Over.END,
    ),
    Indicator(
        "recognised",
        N_("People recognised as political prisoners"),
        Unit.PERSONS,
        N_(
            "People whose first recognition, by whatever standard, was decided in the period, also after their "
            "release; what was recorded by mistake does not count."
        ),
        N_("A person counts once, by the first recognition; a later end of it does not change the number."),
        _WHO,
    ),
    Indicator(
        "sentences",
        N_("Cases with a first verdict"),
        Unit.CASES,
        N_("Cases in which a court gave its first sentence in the period."),
        N_("A case counts once, by its first verdict; a later change of the sentence does not count."),
        _WHO,
    ),
    Indicator(
        "releases",
        N_("People released"),
        Unit.PERSONS,
        N_("People who left custody in the period and were not taken back by its end, by whatever way."),
        N_("A person counts once, by the latest release; a softer sentence is no release."),
        (By.KIND, By.BATCH, *_WHO),
    ),
    Indicator(
        "deaths",
        N_("Deaths in custody"),
        Unit.PERSONS,
        N_("People who died in custody in the period."),
        N_("A person counts once."),
    ),
    Indicator(
        "batches",
        N_("Pardon batches with a confirmed release"),
        Unit.BATCHES,
        N_("Announced releases of several people out of which at least one of the releases above was recorded."),
        N_("A batch counts once. What was announced is a claim and is not counted here."),
    ),
    Indicator(
        "interactions",
        N_("Advocacy interactions"),
        Unit.INTERACTIONS,
        N_("Meetings, calls, letters and messages with advocacy contacts in the period."),
        N_("An interaction counts once, however many cases it raised."),
    ),
    Indicator(
        "cases_raised",
        N_("Cases raised in advocacy"),
        Unit.CASES,
        N_("Cases that at least one interaction of the period named."),
        N_("A case counts once, however often it was raised."),
        _WHO,
        Over.NONE,
    ),
)
BY_KEY: Mapping[str, Indicator] = {indicator.key: indicator for indicator in INDICATORS}

METHOD: tuple[str, ...] = (
    N_(
        "Everybody whom the organisation records counts, also people whose record is withheld from publication: "
        "they are part of every total, and “not stated” in every breakdown."
    ),
    N_(
        "A date that is known only in part counts when all days that it can mean lie in the period; "
        "otherwise it stands apart as “date not exact” and is not part of the number."
    ),
    N_(
        "A person with several nationalities stands under “several nationalities”, so that groups add up to the number."
    ),
    N_(
        "Numbers of people and cases below the threshold are hidden, zero apart, and further cells with them where "
        "one could be computed from the rest. A breakdown in which too little would stay is left out as a whole."
    ),
    N_(
        "Hiding takes into account every report that the organisation published before, of any grant: whoever puts "
        "them side by side can compute no hidden number. What was published once stays visible."
    ),
)
NOT_CHECKED: tuple[str, ...] = (
    N_("Whether what sources reported is true: the log proves what was recorded and when, not that it happened."),
    N_("Money: the support ledger is not part of this report."),
    N_("Records made outside this product, and numbers that the organisation published elsewhere."),
)
