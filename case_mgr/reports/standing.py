"""Indicators of the stock, of batches as stated and as verified, of what came after a release, and of requests."""

from __future__ import annotations

from case_mgr.core.text import N_
from case_mgr.reports.kinds import By, Indicator, Unit
from case_mgr.reports.privacy import Over

# Months after a release at which somebody should have been asked how it goes, and days in which a request is answered.
MONTHS = (3, 6)
DAYS = 14
_WHO = (By.SEX, By.NATIONALITY, By.AGE, By.ARTICLE)
_STOCK = N_("A person counts once, also with several cases; a change within the period that was undone in it is none.")

STANDING: tuple[Indicator, ...] = (
    Indicator(
        "stock_start",
        N_("Political prisoners at the beginning"),
        Unit.PERSONS,
        N_("People recognised as political prisoners and deprived of liberty on the eve of the period."),
        _STOCK,
        _WHO,
        Over.END,
        begins="stock_end",
    ),
    Indicator(
        "stock_in",
        N_("Political prisoners who came in"),
        Unit.PERSONS,
        N_("People in that number at the end who were not in it at the beginning: arrested, or recognised, since."),
        _STOCK,
        (),
        Over.NONE,
    ),
    Indicator(
        "stock_out",
        N_("Political prisoners who left"),
        Unit.PERSONS,
        N_("People in that number at the beginning and not at the end: released, dead, or no longer recognised."),
        _STOCK,
        (),
        Over.NONE,
    ),
    Indicator(
        "stock_end",
        N_("Political prisoners at the end"),
        Unit.PERSONS,
        N_("People recognised as political prisoners and deprived of liberty on the last day of the period."),
        _STOCK,
        _WHO,
        Over.END,
    ),
    Indicator(
        "stated_least",
        N_("People stated to be released in batches, at least"),
        Unit.STATED,
        N_("For each pardon batch of the period the lowest number that a source gives. It is a claim of others."),
        N_("A batch counts once, by the day of its release, or else of its announcement."),
        (By.PARDON,),
    ),
    Indicator(
        "stated_most",
        N_("People stated to be released in batches, at most"),
        Unit.STATED,
        N_("For each pardon batch of the period the highest number that a source gives. It is a claim of others."),
        N_("A batch counts once, by the day of its release, or else of its announcement."),
        (By.PARDON,),
    ),
    Indicator(
        "stated_verified",
        N_("People of these batches whose release is verified"),
        Unit.PERSONS,
        N_("People on record whom somebody confirmed, with evidence, to have come out with one of these batches."),
        N_("A person counts once, in the latest of several batches."),
        (By.PARDON, By.SEX, By.NATIONALITY),
        Over.NONE,
    ),
    *(
        Indicator(key.format(months), title, Unit.PERSONS, definition, N_("A person counts once."), (), Over.NONE)
        for months, due, seen in (
            (3, N_("People released three months before"), N_("Of them followed up after three months")),
            (6, N_("People released six months before"), N_("Of them followed up after six months")),
        )
        for key, title, definition in (
            (
                "due_{}",
                due,
                N_("People whose latest release lies so many months back on a day of the period, known exactly."),
            ),
            (
                "followed_{}",
                seen,
                N_(
                    "Those for whom something is recorded that is dated thirty days before that day or later: an "
                    "event, a letter, visit or call, or help."
                ),
            ),
        )
    ),
    Indicator(
        "requests",
        N_("Requests for help"),
        Unit.REQUESTS,
        N_("Requests for help that were received in the period, whatever became of them."),
        N_("A request counts once, by the day on which it was received."),
    ),
    Indicator(
        "requests_answered",
        N_("Requests answered within fourteen days"),
        Unit.REQUESTS,
        N_("Of these requests, those whose asker was told within fourteen days what was decided."),
        N_("A request counts once; one that is still open does not count."),
    ),
)
