"""Decides which lines of a list stand for places that a batch has already, which make new ones, and what changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

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


@dataclass(frozen=True, slots=True)
class Printed:
    """A name of the version before: its place, and how its line read."""

    number: int
    printed: str
    raw: str
    line: int


@dataclass(frozen=True, slots=True)
class Changed:
    """A new print that may be a line of the version before in another form; a person says whether it is."""

    at: int
    planned: Planned
    was: Printed


@dataclass(frozen=True, slots=True)
class Unsure:
    """A print that may be one of several places, or one of several prints of a place; a person says whom it means."""

    at: int
    planned: Planned
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A list beside the version before it: only what is new, changed or gone is asked about."""

    planned: tuple[Planned, ...] = ()
    changed: tuple[Changed, ...] = ()
    gone: tuple[Printed, ...] = ()
    reworded: tuple[Changed, ...] = ()
    twice: tuple[tuple[str, tuple[int, ...]], ...] = ()
    unsure: tuple[Unsure, ...] = ()
    # Positions of names that somebody left out of the version before.
    left_out: frozenset[int] = frozenset()

    @property
    def fresh(self) -> tuple[Planned, ...]:
        """The names that make new places, whatever is answered."""
        asked = {id(one.planned) for one in self.changed}
        return tuple(one for one in self.planned if one.number is None and id(one) not in asked)


# How alike two prints are before somebody is asked whether they are one line; asking costs less than a double place.
_ALIKE = 0.6


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


def bearing(named: Named, known: Iterable[Known]) -> tuple[int, ...]:
    """Return every place that bears one of the printed forms and was not born on another day."""
    forms = set(forms_of(named))
    return tuple(place.number for place in known if forms & place.forms and _agree(named.birth, place.births))


def compare(
    lines: Iterable[Line], known: Sequence[Known], before: Sequence[Printed], left: Container[str] = ()
) -> Compared:
    """Set a list beside its version before, with the places that it will have."""
    planned = plan(lines, known)
    taken = {one.number for one in planned}
    gone = [row for row in before if row.number not in taken]
    changed = _pair(planned, gone)
    raws = {row.number: row for row in before}
    reworded = tuple(
        Changed(at, one, raws[one.number])
        for at, one in enumerate(planned)
        if one.number in raws and not _same(raws[one.number].raw, one.line.raw)
    )
    unsure = _unsure(planned, known, {one.at for one in changed}, raws)
    left_out = frozenset(at for at, one in enumerate(planned) if one.number is None and fold(one.named.printed) in left)
    return Compared(planned, changed, tuple(gone), reworded, _twice(planned), unsure, left_out)


def settle(compared: Compared, answers: Mapping[int, int]) -> tuple[Planned, ...]:
    """Give every name its place by what was answered: the place whose line it is, or 0 for somebody new."""
    offered = {one.at: {0, one.was.number} for one in compared.changed}
    offered |= {one.at: {0, *one.numbers} for one in compared.unsure}
    return tuple(
        replace(one, number=answers[at] or None) if answers.get(at) in offered.get(at, ()) else one
        for at, one in enumerate(compared.planned)
    )


def _unsure(
    planned: Sequence[Planned], known: Iterable[Known], asked: Container[int], raws: Mapping[int, Printed]
) -> tuple[Unsure, ...]:
    """Find the prints that only their order gave a place: a name of several places, or printed several times."""
    by_form: dict[str, list[Known]] = {}
    for place in known:
        for form in place.forms:
            by_form.setdefault(form, []).append(place)
    printed = Counter(fold(one.named.printed) for one in planned)
    found = []
    for at, one in enumerate(planned):
        near = {row.number: row for form in forms_of(one.named) for row in by_form.get(form, ())}
        numbers = tuple(number for number, row in sorted(near.items()) if _agree(one.named.birth, row.births))
        several = len(numbers) > 1 or (numbers and printed[fold(one.named.printed)] > 1)
        settled = one.number is not None and one.number in raws and _same(raws[one.number].raw, one.line.raw)
        if several and not settled and at not in asked:
            found.append(Unsure(at, one, numbers))
    return tuple(found)


def _pair(planned: Sequence[Planned], gone: Sequence[Printed]) -> tuple[Changed, ...]:
    """Find for each new print the line that is gone and looks most like it; they share at least one word."""
    by_word: dict[str, list[Printed]] = {}
    for row in gone:
        for word in _words(row.printed):
            by_word.setdefault(word, []).append(row)
    scored = []
    for at, one in enumerate(planned):
        if one.number is not None:
            continue
        form = fold(one.named.printed)
        near = {row.number: row for word in _words(one.named.printed) for row in by_word.get(word, ())}
        scored += [(_likeness(form, row), at, row) for row in near.values()]
    pairs: dict[int, Printed] = {}
    used: set[int] = set()
    for likeness, at, row in sorted(scored, key=lambda found: (-found[0], found[1], found[2].number)):
        if likeness >= _ALIKE and at not in pairs and row.number not in used:
            pairs[at] = row
            used.add(row.number)
    return tuple(Changed(at, planned[at], row) for at, row in sorted(pairs.items()))


def _likeness(form: str, row: Printed) -> float:
    return SequenceMatcher(None, form, fold(row.printed), autojunk=False).ratio()


def _words(printed: str) -> set[str]:
    return {word for word in fold(printed).split() if len(word) > 2}


def _twice(planned: Iterable[Planned]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the names that a list prints more than once, with their lines."""
    lines: dict[str, list[Planned]] = {}
    for one in planned:
        lines.setdefault(fold(one.named.printed), []).append(one)
    return tuple(
        (group[0].named.printed, tuple(one.line.number for one in group)) for group in lines.values() if len(group) > 1
    )


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def digest(lines: Iterable[Line]) -> str:
    """Return a fingerprint of a list that does not mind blank lines and spaces."""
    text = "\n".join(" ".join(line.raw.split()) for line in lines)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _agree(birth: PartialDate | None, births: Iterable[PartialDate]) -> bool:
    return birth is None or all(birth.overlaps(other) for other in births)
