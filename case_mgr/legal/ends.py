"""When the sentences of a case may end: gathers what the arithmetic needs from case and vocabulary."""

from __future__ import annotations

from collections.abc import Iterable

from case_mgr.cases.models import Case, CustodyPeriod
from case_mgr.core.dates import PartialDate, Precision
from case_mgr.core.errors import NotFound
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.enums import ENDED, Stage
from case_mgr.jurisdictions.types import SentenceKind
from case_mgr.legal.estimate import Held, Length, NoEstimate, estimate
from case_mgr.legal.models import Sentence, SentenceVersion
from case_mgr.legal.types.kinds import Cause, StartedBy
from case_mgr.legal.types.results import Ending

# Where a source names the place and not the measure, the place says it; a page says that it was taken so.
_MEASURE_OF_PLACE = {"sizo": "pre_trial_custody", "temporary": "police_custody"}
_UNDER_REGIMES = frozenset({"deprivation_of_liberty"})


def in_order(versions: Iterable[SentenceVersion]) -> list[SentenceVersion]:
    """Return the versions that count, the one that holds now last: the verdict, then by day, then as recorded."""
    return sorted((version for version in versions if version.withdrawn_at is None), key=_place)


def ending_of(case: Case, sentence: Sentence) -> Ending:
    """Return when a sentence may end, or why nobody can say."""
    version = in_order(sentence.versions)[-1]
    length, kind = length_of(version), find_kind(case.jurisdiction, version.punishment)
    why = _why_not(case, length, kind)
    if why:
        return Ending(None, why)
    started, by = _start(version)
    if started is None:
        return Ending(None, NoEstimate.NO_START)
    targets = _targets(case.jurisdiction, version, kind)
    found = estimate(length, started, targets, held_of(case), catalogue.credit_rules(case.jurisdiction))
    over = Stage(case.stage) in ENDED
    why = None if found else NoEstimate.NO_START
    return Ending(found, why, started, by, len(targets) > 1, over, case.released)


def length_of(version: SentenceVersion) -> Length:
    """Return the length of a sentence."""
    return Length(version.years, version.months, version.days, version.life)


def find_kind(jurisdiction: str, code: str) -> SentenceKind | None:
    """Find a punishment; one that was taken out of the vocabulary is none."""
    try:
        return catalogue.sentence_kind(jurisdiction, code)
    except NotFound:
        return None


def held_of(case: Case) -> list[Held]:
    """Return the accepted periods of custody with the measure that each was under."""
    measures = {measure.code for measure in catalogue.measures(case.jurisdiction)}
    found = []
    for period in case.custody:
        presumed = not period.regime
        measure = _measure_of_place(case.jurisdiction, period) if presumed else period.regime
        if period.accepted and period.withdrawn_at is None and measure in measures:
            found.append(Held(str(measure), period.began, period.ended, presumed))
    return found


def _measure_of_place(jurisdiction: str, period: CustodyPeriod) -> str:
    try:
        kind = catalogue.facility(jurisdiction, period.facility).kind if period.facility else ""
    except NotFound:
        return ""
    return _MEASURE_OF_PLACE.get(kind, "")


def _why_not(case: Case, length: Length, kind: SentenceKind | None) -> NoEstimate | None:
    if length.life:
        return NoEstimate.LIFE
    if kind is None or kind.takes not in ("liberty", "freedom"):
        return NoEstimate.NO_TERM
    if not length:
        return NoEstimate.NO_LENGTH
    return NoEstimate.ABSENT if case.stage == Stage.IN_ABSENTIA else None


def _start(version: SentenceVersion) -> tuple[PartialDate | None, StartedBy | None]:
    chosen = (
        (version.term_from, StartedBy.RECORDED),
        (version.in_force, StartedBy.IN_FORCE),
        (version.happened, StartedBy.DECIDED),
    )
    return next(((day, by) for day, by in chosen if day and day.precision is not Precision.UNKNOWN), (None, None))


def _targets(jurisdiction: str, version: SentenceVersion, kind: SentenceKind | None) -> list[str]:
    # A sentence called arrest, or treatment, is served under no regime of a colony.
    if version.regime or kind is None or kind.code not in _UNDER_REGIMES:
        return [version.regime or version.punishment]
    regimes = {regime.code for regime in catalogue.regimes(jurisdiction)}
    ruled = {target for rule in catalogue.credit_rules(jurisdiction) for target in rule.to}
    return sorted(regimes & ruled) or [version.punishment]


def _place(version: SentenceVersion) -> tuple[bool, bool, str, int]:
    day = version.happened.earliest if version.happened else None
    return version.cause != Cause.VERDICT, day is None, day.isoformat() if day else "", version.number
