"""Cases as one source tells them, each written in one go: lines of a list, not forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit.sheaf import Sheaf
from case_mgr.audit.types import Event
from case_mgr.cases import derive
from case_mgr.cases.models import Case
from case_mgr.cases.service.custody import append_period
from case_mgr.cases.service.opening import draw_up, give_references
from case_mgr.cases.service.timeline import place
from case_mgr.cases.types import CaseDraft, CustodyDraft, EventDraft
from case_mgr.core.errors import DomainError
from case_mgr.detainees.models import Detainee


@dataclass(frozen=True, slots=True)
class Telling:
    """What a source tells of one prosecution of one person."""

    person: Detainee
    draft: CaseDraft
    events: tuple[EventDraft, ...] = ()
    custody: CustodyDraft | None = None


@dataclass(slots=True)
class Told:
    """The case that was opened, what of it was recorded, and what contradicted the rest and was left out."""

    case: Case
    kinds: list[str] = field(default_factory=list)
    refused: list[DomainError] = field(default_factory=list)


def open_told(actor: Actor, sheaf: Sheaf, tellings: Sequence[Telling]) -> list[Told]:
    """Open cases with what happened in them; they are written with the rest of the sheaf.

    A list names no owner: whoever is to follow a case is chosen by people.
    """
    actor.require(Permission.CASE_WRITE)
    opened = [Told(draw_up(actor, telling.person, replace(telling.draft, owner=None))) for telling in tellings]
    give_references([told.case for told in opened], [telling.draft for telling in tellings])
    for told, telling in zip(opened, tellings, strict=True):
        _fill(actor, told, telling)
        sheaf.at_last(told.case, partial(derive.refresh, told.case))
        sheaf.add(told.case, *told.case.written, *told.case.events, *told.case.custody)
        sheaf.tell(actor, Event.CASE_OPENED, told.case, label=told.case.reference, kinds=told.kinds)
    return opened


def _fill(actor: Actor, told: Told, telling: Telling) -> None:
    for event in telling.events:
        try:
            place(actor, told.case, event)
            told.kinds.append(event.kind)
        except DomainError as error:
            told.refused.append(error)
    if telling.custody is not None:
        try:
            append_period(told.case, telling.custody)
            told.kinds.append("custody")
        except DomainError as error:
            told.refused.append(error)
