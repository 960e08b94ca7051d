"""What a claim must say to be one; sources may contradict each other and themselves."""

from __future__ import annotations

from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.pardons.types import ClaimDraft

GREATEST = 1_000_000
_TOO_MANY = N_("Of %(total)d people at most as many can be of one sex, country or destination.")


class Unclaimed(Refused):
    """A claim cannot be so; the field that it stands in is named."""

    def __init__(self, field: str, sentence: str, **params: object) -> None:
        super().__init__(sentence, **params)
        self.field = field


def require_claim(draft: ClaimDraft) -> None:
    """Refuse a claim without a source or without a number, and numbers that cannot be."""
    if not draft.source.strip():
        raise Unclaimed("source", N_("A number needs a source: say who gave it."))
    parts = [(topic, number) for topic, said in draft.parts.items() for number in said.values()]
    if draft.total is None and not parts and draft.in_scope is None:
        raise Unclaimed("total", N_("Enter the number that this source gave, of all or of a part."))
    if any(not 0 <= number <= GREATEST for number in (draft.total or 0, *(number for _, number in parts))):
        raise Unclaimed("total", N_("The number of people lies between 0 and %(most)d."), most=GREATEST)
    total = GREATEST if draft.total is None else draft.total
    if draft.in_scope is not None and not 0 <= draft.in_scope <= total:
        raise Unclaimed("in_scope", N_("Of %(total)d people at most as many can be political prisoners."), total=total)
    for topic, number in parts:
        if number > total:
            raise Unclaimed(f"by_{topic}", _TOO_MANY, total=total)
    if _lies_ahead(draft.as_of):
        raise Unclaimed("as_of", N_("The date lies in the future. Enter what has happened."))


def require_past(when: PartialDate | None) -> None:
    """Refuse a date that certainly lies in the future."""
    if _lies_ahead(when):
        raise Refused(N_("The date lies in the future. Enter what has happened."))


def _lies_ahead(when: PartialDate | None) -> bool:
    return when is not None and when.earliest is not None and when.earliest > clock.today()
