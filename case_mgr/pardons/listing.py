"""Decides which lines of a list stand for places that a batch has already, and which make new ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from case_mgr.core.dates import PartialDate
from case_mgr.names.normalise import fold
from case_mgr.pardons.lines import Line, Named


@dataclass(slots=True)
class Known:
    """A place as far as its printed forms tell who it is."""

    number: int
    forms: frozenset[str]
    births: tuple[PartialDate, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """One name of a list and the place that it stands for; None makes a new one."""

    line: Line
    named: Named
    number: int | None


@dataclass(slots=True)
class _Free:
    """Places that no line of this list has taken yet: the same name twice on one list is two people."""

    places: list[Known]
    by_form: dict[str, list[Known]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place in self.places:
            for form in place.forms:
                self.by_form.setdefault(form, []).append(place)

    def take(self, named: Named) -> Known | None:
        """Take the first place that bears one of the printed forms and was not born on another day."""
        for form in forms_of(named):
            for place in self.by_form.get(form, ()):
                if _agree(named.birth, place.births):
                    for other in place.forms:
                        self.by_form[other].remove(place)
                    return place
        return None


def forms_of(named: Named) -> tuple[str, ...]:
    """Return the forms by which a printed name is recognised when it is printed again."""
    return tuple(dict.fromkeys(fold(form) for form in (named.printed, *named.spellings)))


def plan(lines: Iterable[Line], known: Sequence[Known]) -> tuple[Planned, ...]:
    """Give every name of a list its place; exactly the same print on another list is presumed the same person."""
    free = _Free(list(known))
    out = []
    for line in lines:
        for named in line.names:
            place = free.take(named)
            out.append(Planned(line, named, place.number if place else None))
    return tuple(out)


def digest(lines: Iterable[Line]) -> str:
    """Return a fingerprint of a list that does not mind blank lines and spaces."""
    text = "\n".join(" ".join(line.raw.split()) for line in lines)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _agree(birth: PartialDate | None, births: Iterable[PartialDate]) -> bool:
    return birth is None or all(birth.overlaps(other) for other in births)
