"""Which nationalities of a person contradict one another: shown side by side, decided by nobody but a source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from case_mgr.detainees.types import STATELESS, Basis, NationalityView

_LOST = frozenset({Basis.FORMER, Basis.STRIPPED})


def mark_disputed(rows: Sequence[NationalityView]) -> tuple[NationalityView, ...]:
    """Return the same nationalities, those marked that some other one contradicts."""
    against = {row.public_id for pair in combinations(rows, 2) if _disagree(*pair) for row in pair}
    return tuple(replace(row, disputed=row.public_id in against) for row in rows)


def _disagree(one: NationalityView, other: NationalityView) -> bool:
    if STATELESS in (one.country, other.country) and one.country != other.country:
        held = other if one.country == STATELESS else one
        return _is_held(held)
    if one.country != other.country:
        return False
    if (one.basis in _LOST) == (other.basis in _LOST):
        # Two sources that both give a date, and never the same one.
        return _apart(one, other)
    held, lost = (other, one) if one.basis in _LOST else (one, other)
    if held.until is None:
        return True
    return lost.since is not None and not lost.since.overlaps(held.until)


def _is_held(row: NationalityView) -> bool:
    return row.basis not in _LOST and row.until is None


def _apart(one: NationalityView, other: NationalityView) -> bool:
    pairs = ((one.since, other.since), (one.until, other.until))
    return any(first is not None and second is not None and not first.overlaps(second) for first, second in pairs)
