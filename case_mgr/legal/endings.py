"""Says when a sentence may end, by which rules, and what is not known: in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from case_mgr.cases.labels import regime_name
from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.showing import named
from case_mgr.legal.estimate import Applied, Estimate, NoEstimate, days_left, days_left_at
from case_mgr.legal.types.kinds import StartedBy
from case_mgr.legal.types.results import Ending
from case_mgr.web.wording import when

WHY_NOT: Mapping[NoEstimate, str] = {
    NoEstimate.LIFE: N_("A sentence for life has no end to expect."),
    NoEstimate.NO_LENGTH: N_("The length is not recorded: no end can be estimated."),
    NoEstimate.NO_START: N_("The day from which the term counts is not known well enough to estimate an end."),
    NoEstimate.ABSENT: N_("The person is out of reach: the term has not begun."),
    NoEstimate.NO_TERM: N_("This punishment has no end to expect."),
}
STARTED: Mapping[StartedBy, str] = {
    StartedBy.RECORDED: N_("The term counts from %(when)s, as recorded."),
    StartedBy.IN_FORCE: N_("From when the term counts is not recorded: taken is the day it came into force, %(when)s."),
    StartedBy.DECIDED: N_("From when the term counts is not recorded: taken is the day of the decision, %(when)s."),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that an estimate rests on, with its source."""

    text: str
    days: str
    source: str
    note: str


def end_words(found: Estimate) -> str:
    """Say the day, or the days between which the end may lie."""
    if found.exact:
        return when(found.earliest)
    return _("between %(start)s and %(end)s", start=when(found.earliest), end=when(found.latest))


def left_words(ending: Ending, today: date) -> str:
    """Say how many days are left, or were on the day of the release, or that the term may have run out."""
    if ending.found is None:
        return ""
    if ending.over:
        return _at_release(ending.found, ending.released) if ending.released else ""
    fewest, most = days_left(ending.found, today)
    if most == 0:
        return _("by this estimate the term has run out: verify the release")
    if fewest == 0:
        return ngettext(
            "at most %(num)d day left; it may have run out: verify the release",
            "at most %(num)d days left; it may have run out: verify the release",
            most,
        )
    if fewest == most:
        return ngettext("%(num)d day left", "%(num)d days left", most)
    return _("%(fewest)d to %(most)d days left", fewest=fewest, most=most)


def _at_release(found: Estimate, released: PartialDate) -> str:
    left = days_left_at(found, released)
    if left is None:
        return ""
    fewest, most = left
    if most == 0:
        return _("nothing was left to serve on the day of the release")
    if fewest == most:
        return ngettext("%(num)d day was left at the release", "%(num)d days were left at the release", most)
    return _("%(fewest)d to %(most)d days were left at the release", fewest=fewest, most=most)


def why_words(ending: Ending) -> str:
    """Say why there is no estimate."""
    return _(WHY_NOT[ending.why_not]) if ending.why_not else ""


def rests_on(ending: Ending, jurisdiction: str) -> list[str]:
    """Say everything besides the rules that an estimate rests on."""
    found, said = ending.found, []
    if found is None:
        return []
    if ending.started and ending.started_by:
        said.append(_(STARTED[ending.started_by], when=when(ending.started)))
    said.append(_("The first day of a term counts, and release falls on its last day."))
    if ending.regime_open:
        said.append(_("The regime is not recorded: the range covers the rules of every regime."))
    if found.presumed:
        said.append(_("Where a period of custody names no measure, it is taken from the kind of the place."))
    for measure, days in sorted((found.uncredited or {}).items()):
        name = regime_name(measure, jurisdiction)
        said.append(
            ngettext(
                "%(num)d day under “%(measure)s” is not credited: there is no rule for it.",
                "%(num)d days under “%(measure)s” are not credited: there is no rule for it.",
                days,
                measure=name,
            )
        )
    if found.rules and not found.exact:
        said.append(_("Days of custody are shown as many as the dates allow; the later end of the range counts fewer."))
    if not found.rules:
        said.append(_("No earlier custody is credited."))
    return said


def rules(ending: Ending) -> list[Rule]:
    """Return the rules that were applied, each with its days and its source."""
    return [_rule(applied) for applied in ending.found.rules] if ending.found else []


def _rule(applied: Applied) -> Rule:
    source = catalogue.source_of(applied.rule)
    credit = applied.credit
    number = str(credit.numerator) if credit.denominator == 1 else f"{float(credit):g}"
    days = ngettext(
        "%(num)d day of custody counts for %(credit)s of the term",
        "%(num)d days of custody count for %(credit)s of the term",
        applied.days,
        credit=number,
    )
    cited = source.title if source.verified else _("%(title)s. Ask a lawyer.", title=source.title)
    return Rule(named(applied.rule), days, f"{cited} ({source.publisher}, {source.published})", applied.rule.exclusions)
