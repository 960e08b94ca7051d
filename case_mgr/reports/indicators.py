"""The indicators of donor reports, as data: what is counted, in which unit, and how once."""

from __future__ import annotations

from collections.abc import Mapping

from case_mgr.core.text import N_
from case_mgr.reports.kinds import DIMENSIONS, PERSONAL, UNITS, By, Indicator, Unit
from case_mgr.reports.privacy import Over
from case_mgr.reports.standing import STANDING

__all__ = [
    "BY_KEY",
    "DIMENSIONS",
    "INDICATORS",
    "METHOD",
    "NOT_CHECKED",
    "OF_GRANT",
    "PERSONAL",
    "UNITS",
    "By",
    "Indicator",
    "Unit",
]


_WHO = (By.SEX, By.NATIONALITY, By.AGE)
_CHARGED = (*_WHO, By.ARTICLE)

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
        _CHARGED,
    ),
    Indicator(
        "custody_end",
        N_("People in custody at the end"),
        Unit.PERSONS,
        N_("People deprived of liberty on the last day of the period, before trial or under sentence."),
        N_("A person counts once, also with several cases."),
        (By.STATUS, *_CHARGED, By.VULNERABILITY),
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
        _CHARGED,
    ),
    Indicator(
        "sentences",
        N_("Cases with a first verdict"),
        Unit.CASES,
        N_("Cases in which a court gave its first sentence in the period."),
        N_("A case counts once, by its first verdict; a later change of the sentence does not count."),
        _CHARGED,
    ),
    Indicator(
        "releases",
        N_("People released"),
        Unit.PERSONS,
        N_("People who left custody in the period and were not taken back by its end, by whatever way."),
        N_("A person counts once, by the latest release; a softer sentence is no release."),
        (By.KIND, By.BATCH, *_CHARGED, By.VULNERABILITY),
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
    *STANDING,
    Indicator(
        "interactions",
        N_("Advocacy interactions"),
        Unit.INTERACTIONS,
        N_("Meetings, calls, letters and messages with advocacy contacts in the period."),
        N_("An interaction counts once, however many cases it raised."),
        (By.LEVEL,),
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
    Indicator(
        "cases_opened",
        N_("Cases opened"),
        Unit.CASES,
        N_("Cases whose record was made in the period, whenever the prosecution began."),
        N_("A case counts once, by the moment of its record."),
        _WHO,
    ),
    Indicator(
        "with_lawyer",
        N_("People in custody with a lawyer"),
        Unit.PERSONS,
        N_("Of the people in custody at the end, those for whom a lawyer of that day is recorded."),
        N_("A person counts once, also with several lawyers; a lawyer without dates counts as of now."),
        _WHO,
        Over.END,
    ),
    Indicator(
        "hearings_observed",
        N_("Hearings observed"),
        Unit.HEARINGS,
        N_("Court hearings of the period that somebody observed for the organisation."),
        N_("A hearing counts once, however many days it took to record it."),
    ),
    Indicator(
        "submissions",
        N_("Submissions sent"),
        Unit.SUBMISSIONS,
        N_("Letters, petitions and communications to bodies and mechanisms that were sent in the period."),
        N_("A submission counts once, however many cases it names."),
    ),
    Indicator(
        "responses",
        N_("Responses received"),
        Unit.SUBMISSIONS,
        N_("Submissions, whenever sent, that were answered in the period."),
        N_("A submission counts once, by its answer."),
    ),
    Indicator(
        "supported",
        N_("People supported"),
        Unit.PERSONS,
        N_("People for whom help was paid from this grant in the period; new are those whom it never helped before."),
        N_("A person counts once, however often and with whatever they were helped."),
        (By.SUPPORT, *_WHO, By.VULNERABILITY),
        Over.NONE,
        of_grant=True,
    ),
    Indicator(
        "services",
        N_("Services delivered"),
        Unit.SERVICES,
        N_("Help for people that was paid from this grant in the period; what was reversed in it is none."),
        N_("A service counts once, also when its cost is split over grants."),
        (By.HELP,),
        of_grant=True,
    ),
    Indicator(
        "spent",
        N_("Money spent"),
        Unit.MONEY,
        N_("What was paid from this grant in the period less what was reversed, in the currency of the grant."),
        N_("An amount counts by its day in the books, at the rate of exchange recorded with it."),
        (By.LINE,),
        of_grant=True,
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
OF_GRANT: tuple[str, ...] = (
    N_(
        "People supported, services and money are those of this grant; every other figure is of the whole organisation."
    ),
    N_("Money is broken down where the grant has budget lines; one spent on few people is hidden, and one beside it."),
    N_("Two versions of a report show by their sums what was booked between them."),
)
NOT_CHECKED: tuple[str, ...] = (
    N_("Whether what sources reported is true: the log proves what was recorded and when, not that it happened."),
    N_("Receipts and bank statements: money is told as the support ledger has it."),
    N_("Records made outside this product, and numbers that the organisation published elsewhere."),
)
