"""In which one group of a dimension somebody stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from case_mgr.reports.indicators import BY_KEY, By
from case_mgr.reports.tally import Tally
from case_mgr.reports.types import PersonFact

NOT_STATED, SEVERAL = "not_stated", "several"
MANY, NONE = "many_kinds", "none_recorded"
_UNKNOWN_COUNTRY = "ZZ"
# The first age of each band, as donors ask for them.
BANDS = {0: "0_17", 18: "18_24", 25: "25_59", 60: "60_up"}
Groups = Mapping[By, str]


def group_of(person: PersonFact, by: By, more: Groups, day: date) -> str:
    """Return the one group in which a subject stands; what is withheld is not stated, whatever is asked."""
    if person.withheld:
        return NOT_STATED
    match by:
        case By.SEX:
            return person.sex if person.sex in ("male", "female", "other") else NOT_STATED
        case By.NATIONALITY:
            stated = [country for country in dict.fromkeys(person.countries) if country != _UNKNOWN_COUNTRY]
            return SEVERAL if len(stated) > 1 else stated[0] if stated else NOT_STATED
        case By.VULNERABILITY:
            return person.vulnerable[0] if len(set(person.vulnerable)) == 1 else MANY if person.vulnerable else NONE
        case By.AGE:
            return _band(person.born, day)
        case _:
            return more.get(by, NOT_STATED)


def _band(born: tuple[date | None, date | None], day: date) -> str:
    """Return the band of an age on a day, when every day of birth that may be lies in the same one."""
    bands = {None if one is None else _of(one, day) for one in born}
    (band,) = bands if len(bands) == 1 else (None,)
    return band or NOT_STATED


def _of(born: date, day: date) -> str:
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return next((name for first, name in reversed(BANDS.items()) if age >= first), NOT_STATED)


def tally(
    key: str, ids: Iterable[str], unsure: Iterable[str], subjects: Iterable[tuple[PersonFact, Groups]], day: date
) -> Tally:
    """Return what an indicator found, with how many stand in each combination of its groups on a day."""
    by = BY_KEY[key].by
    profile: Counter[tuple[str, ...]] = Counter()
    if by:
        profile.update(tuple(group_of(person, name, more, day) for name in by) for person, more in subjects)
    return Tally(tuple(ids), tuple(unsure), tuple(str(name) for name in by), profile)
