"""Scores a pair of people from 0 to 1 with reasons. It proposes; a person decides, and never on a name alone."""

from __future__ import annotations

from math import exp

from case_mgr.core.dates import Precision
from case_mgr.core.text import N_
from case_mgr.names.birth import BirthFit, compare_births, is_known
from case_mgr.names.compare import Fit, compare_readings
from case_mgr.names.normalise import fold
from case_mgr.names.readings import Reading, readings
from case_mgr.names.types import Evidence, Reason, Score, Sex, Verdict

RULES_VERSION = "2"

PRIOR = -5.5
SCALE = 1.4
DIFFERENT_BELOW = 0.2
UNSURE_WITH_CONFLICT = 0.5

_DIFFERS = {
    "arrest": N_("arrested on different days: %(a)s and %(b)s"),
    "death": N_("dates of death differ: %(a)s and %(b)s"),
}
_EQUAL = {"arrest": N_("arrested on the same day"), "death": N_("died on the same day")}
_NO_NAME = Reason("name_missing", N_("no name to compare"))


def _all_readings(side: Evidence) -> tuple[Reading, ...]:
    if not side.other_names:
        return readings(side.name)
    return tuple(reading for name in (side.name, *side.other_names) for reading in readings(name))


def _sex(fit: Fit, a: Evidence, b: Evidence) -> float:
    """Sex from the record, else from the name; the surname's ending is the weakest witness."""
    one = a.sex if a.sex is not Sex.UNKNOWN else fit.sexes[0]
    other = b.sex if b.sex is not Sex.UNKNOWN else fit.sexes[1]
    if Sex.UNKNOWN not in (one, other):
        if one is other:
            return 0.0
        fit.conflict = True
        fit.reasons_against.append(Reason("sex_conflict", N_("one is a man, the other a woman")))
        return -4.0
    if fit.surname_equal and fit.feminine[0] != fit.feminine[1]:
        fit.reasons_against.append(Reason("sex_ending", N_("the surnames' endings show a man and a woman")))
        return -1.5
    return 0.0


def _nationality(fit: Fit, a: Evidence, b: Evidence) -> float:
    if not a.nationality or not b.nationality:
        return 0.0
    if a.nationality & b.nationality:
        fit.reasons_for.append(Reason("nationality_shared", N_("nationality shared")))
        return 0.4
    fit.reasons_against.append(Reason("nationality_differs", N_("nationalities differ")))
    return -0.8


def _text(fit: Fit, left: str, right: str, code: str, same: str) -> float:
    """A place or charge that agrees supports a little; lists write them too freely for a difference to count."""
    if not left or not right or fold(left) != fold(right):
        return 0.0
    fit.reasons_for.append(Reason(code, same))
    return 0.6


def _days(fit: Fit, a: Evidence, b: Evidence) -> tuple[float, bool]:
    """Points of two other days of a life, and whether one speaks against; neither is ever a proof.

    Whole families are arrested on one day, courts declare many people dead on one, and somebody may be arrested twice.
    """
    points, against = 0.0, False
    for name, left, right in (("arrest", a.arrest, b.arrest), ("death", a.death, b.death)):
        if left is None or right is None or Precision.UNKNOWN in (left.precision, right.precision):
            continue
        params = {"a": left.edtf, "b": right.edtf}
        if left.before(right) or right.before(left):
            points, against = points - 1.0, True
            fit.reasons_against.append(Reason(f"{name}_differs", _DIFFERS[name], params))
        elif left == right and left.precision is Precision.DAY:
            points += 0.3
            fit.reasons_for.append(Reason(f"{name}_equal", _EQUAL[name]))
    return points, against


def _verdict(value: float, fit: Fit, birth: BirthFit | None, supported: bool) -> Verdict:
    conflict = fit.conflict or (birth is not None and birth.conflict)
    if value < DIFFERENT_BELOW or (conflict and value < UNSURE_WITH_CONFLICT):
        return Verdict.DIFFERENT
    independent = birth is not None and (birth.exact or (birth.year and (fit.patronymic_equal or supported)))
    if fit.surname_equal and fit.given_equal and independent and not conflict:
        return Verdict.SAME
    return Verdict.UNSURE


def score(a: Evidence, b: Evidence) -> Score:
    """How likely two records are one person; the same whichever comes first."""
    if (b.name, b.other_names) < (a.name, a.other_names):
        return _mirrored(_score(b, a))
    return _score(a, b)


def _mirrored(found: Score) -> Score:
    """The same finding told from the other side."""

    def turn(reason: Reason) -> Reason:
        params = reason.params
        if "a" not in params:
            return reason
        return Reason(reason.code, reason.template, {**params, "a": params["b"], "b": params["a"]})

    return Score(
        found.value, found.verdict, tuple(map(turn, found.reasons_for)), tuple(map(turn, found.reasons_against))
    )


def _score(a: Evidence, b: Evidence) -> Score:
    fit = compare_readings(_all_readings(a), _all_readings(b))
    if fit is None:
        return Score(0.0, Verdict.UNSURE, (), (_NO_NAME,))
    points = PRIOR + fit.points
    points += _sex(fit, a, b)
    birth = compare_births(a.birth, b.birth)
    if birth is not None:
        points += birth.points
        (fit.reasons_for if birth.points > 0 else fit.reasons_against).append(birth.reason)
    points += _nationality(fit, a, b)
    support = _text(fit, a.place, b.place, "place_equal", N_("same place"))
    support += _text(fit, a.charge, b.charge, "charge_equal", N_("same charge"))
    days, against = _days(fit, a, b)
    points += support + days
    # A given name that is only nearly alike does not stand against a day that differs.
    fit.conflict = fit.conflict or (against and not fit.given_equal)
    value = round(1 / (1 + exp(-points / SCALE)), 4)
    verdict = _verdict(value, fit, birth, support > 0)
    if birth is None and verdict is Verdict.UNSURE:
        one = is_known(a.birth) or is_known(b.birth)
        said = N_("birth known on one side only") if one else N_("birth known on neither side")
        fit.reasons_against.append(Reason("birth_missing", said))
    return Score(value, verdict, tuple(fit.reasons_for), tuple(fit.reasons_against))
