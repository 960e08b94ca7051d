"""Compares two partial birth dates: what is not known never counts."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from case_mgr.core.dates import PartialDate, Precision
from case_mgr.core.text import N_
from case_mgr.names.types import Reason

_POINTS = {Precision.MONTH: 2.8, Precision.YEAR: 1.8, Precision.DECADE: 0.5, Precision.RANGE: 0.3}
DAY_POINTS = 4.2
NEAR_POINTS = -0.6
CONFLICT_POINTS = -5.0


class BirthFit(NamedTuple):
    """Points for or against, whether it supports a name independently, and the sentence."""

    points: float
    exact: bool
    year: bool
    conflict: bool
    reason: Reason


def _one_slip(a: date, b: date) -> bool:
    """Whether one typing slip explains the difference: day and month exchanged, or one digit."""
    if a.year == b.year and (a.month, a.day) == (b.day, b.month):
        return True
    return sum(x != y for x, y in zip(a.isoformat(), b.isoformat(), strict=True)) == 1


def _days(a: date, b: date, params: dict[str, str]) -> BirthFit:
    if a == b:
        return BirthFit(DAY_POINTS, True, True, False, Reason("birth_equal", N_("born on the same day"), params))
    if a.year == b.year and date(a.year, 1, 1) in (a, b):
        reason = Reason("birth_year", N_("born in the same year, day not certain"), params)
        return BirthFit(1.2, False, True, False, reason)
    if _one_slip(a, b):
        reason = Reason("birth_near", N_("birth dates differ as by a slip: %(a)s and %(b)s"), params)
        return BirthFit(NEAR_POINTS, False, False, False, reason)
    points = CONFLICT_POINTS if abs(a.year - b.year) > 1 else -3.5
    reason = Reason("birth_conflict", N_("birth dates differ: %(a)s and %(b)s"), params)
    return BirthFit(points, False, False, True, reason)


def is_known(birth: PartialDate | None) -> bool:
    """Whether anything at all is known of a birth date."""
    return birth is not None and birth.precision is not Precision.UNKNOWN


def compare_births(one: PartialDate | None, other: PartialDate | None) -> BirthFit | None:
    """What two birth dates say of a pair; None when either is not known."""
    if one is None or other is None or not (is_known(one) and is_known(other)):
        return None
    params = {"a": one.edtf, "b": other.edtf}
    if one.precision is Precision.DAY and other.precision is Precision.DAY and one.earliest and other.earliest:
        fit = _days(one.earliest, other.earliest, params)
        return fit if not (one.circa or other.circa) or not fit.conflict else _soften(fit)
    if one.before(other) or other.before(one):
        gap = _gap(one, other)
        if gap <= 1 or one.circa or other.circa:
            reason = Reason("birth_near", N_("birth years differ by one: %(a)s and %(b)s"), params)
            return BirthFit(NEAR_POINTS - max(0, gap - 1) * 0.4, False, False, False, reason)
        reason = Reason("birth_conflict", N_("birth dates differ: %(a)s and %(b)s"), params)
        return BirthFit(CONFLICT_POINTS, False, False, True, reason)
    coarse = max((one.precision, other.precision), key=_COARSENESS.__getitem__)
    points = _POINTS[coarse] * (0.6 if one.circa or other.circa else 1.0)
    year = coarse in (Precision.MONTH, Precision.YEAR)
    reason = Reason("birth_agrees", N_("birth dates agree: %(a)s and %(b)s"), params)
    return BirthFit(points, coarse is Precision.MONTH, year, False, reason)


_COARSENESS = {p: rank for rank, p in enumerate(Precision)}


def _soften(fit: BirthFit) -> BirthFit:
    return fit._replace(points=fit.points / 2, conflict=False)


def _gap(one: PartialDate, other: PartialDate) -> int:
    """Years between two dates that certainly differ."""
    first, second = (one, other) if one.before(other) else (other, one)
    if first.latest is None or second.earliest is None:
        return 0
    return second.earliest.year - first.latest.year
