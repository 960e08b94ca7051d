"""A case as a guest of a share reads it: who of its organisation works on it stays with that organisation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.shares import Act
from case_mgr.accounts.models import Membership, User
from case_mgr.audit import queries as log
from case_mgr.audit.types import LOOKS, EntryView, Event
from case_mgr.cases.types import CaseRow, CaseView, EventView
from case_mgr.cases.types.letters import LetterView
from case_mgr.core.errors import Forbidden
from case_mgr.core.text import N_
from case_mgr.extensions import db

# What a guest may read of the history: what happened to the case, never to its team or to other shares.
_OPEN = frozenset(
    {
        Event.CASE_OPENED,
        Event.CASE_AMENDED,
        Event.EVENT_RECORDED,
        Event.EVENT_CORRECTED,
        Event.EVENT_TOLD_OTHERWISE,
        Event.EVENT_SETTLED,
        Event.CORRESPONDENCE_RECORDED,
        Event.CORRESPONDENCE_AMENDED,
        Event.CORRESPONDENCE_STEP,
        Event.CORRESPONDENCE_WITHDRAWN,
        Event.CORRESPONDENCE_RESTORED,
        Event.SIGN_OF_LIFE_RECORDED,
        Event.CUSTODY_RECORDED,
        Event.CUSTODY_CORRECTED,
        Event.CUSTODY_WITHDRAWN,
        Event.CUSTODY_WEIGHED,
        Event.EXIT_RECORDED,
        Event.EXIT_AMENDED,
        Event.EXIT_WITHDRAWN,
        Event.CHARGE_BROUGHT,
        Event.CHARGE_CHANGED,
        Event.HEARING_RECORDED,
        Event.HEARING_AMENDED,
        Event.HEARING_PLANNED,
        Event.HEARING_POSTPONED,
        Event.HEARING_HELD,
        Event.SENTENCE_RECORDED,
        Event.SENTENCE_CHANGED,
        Event.DETENTION_ACT_RECORDED,
        Event.DETENTION_ACT_AMENDED,
        Event.REMEDY_RECORDED,
        Event.REMEDY_AMENDED,
        Event.LISTING_RECORDED,
        Event.LISTING_AMENDED,
        Event.LEGAL_RECORD_WITHDRAWN,
    }
)
_CLOSED_FIELDS = frozenset(
    {
        "prison_case.owner_id",
        # Other cases of the person are no part of what is shared.
        "prison_case.reverses_exit_id",
        "case_member.user_id",
        "timeline_event.ruled_by_id",
        "correspondence.who_sealed",
        *(
            f"{table}.{name}"
            for table in ("timeline_event", "custody_period", "correspondence")
            for name in ("handler_id", "deputy_id")
        ),
    }
)
# What is done to an event, by the name of the page: adding, amending, and what stays the owner's.
_ADDING = frozenset({"tell_otherwise"})
_AMENDING = frozenset({"correct_event", "withdraw_event"})
_STEERING = frozenset({"guard_event", "settle", "leave_open"})


def row_for(actor: Actor, row: CaseRow) -> CaseRow:
    """Return a case of a list; a guest reads the organisation where members read who follows the case."""
    return row if actor.guest is None else replace(row, owner=actor.organisation_name)


def view_for(actor: Actor, view: CaseView) -> CaseView:
    """Return a case; a guest reads the organisation where members read names, but for colleagues of their own."""
    if actor.guest is None:
        return view
    own, row = colleagues(actor), row_for(actor, view.row)

    def hidden(event: EventView) -> EventView:
        earlier = tuple(_event(actor, old, own) for old in event.corrections)
        return replace(_event(actor, event, own), corrections=earlier)

    letters = tuple(_letter(actor, letter, own) for letter in view.letters)
    events = view.events.through(hidden)
    return replace(view, row=row, owner_id="", events=events, letters=letters, team=(), settles=False)


def history_for(actor: Actor, entries: list[EntryView]) -> list[EntryView]:
    """Return what a guest may read of the history of a case."""
    if actor.guest is None:
        return entries
    own = colleagues(actor)
    return [
        replace(
            entry,
            actor_name=entry.actor_name if entry.actor in own else actor.organisation_name,
            changes=tuple(change for change in entry.changes if change[0] not in _CLOSED_FIELDS),
        )
        for entry in entries
        if entry.event in _OPEN
    ]


def last_change(actor: Actor, public_id: str, also: Iterable[str] = ()) -> tuple[str | None, datetime | None]:
    """Return who changed a case last, and when, for the page about a stale edit; a look is no change."""
    entries = history_for(actor, log.list_history(actor, public_id, limit=50, also=also))
    found = next((entry for entry in entries if entry.event not in LOOKS), None)
    return (found.actor_name, found.at) if found else (None, None)


def may_amend(actor: Actor, by: str) -> bool:
    """Whether what somebody recorded may be corrected by the reader: guests who only add correct what is theirs."""
    return actor.does(Act.AMEND) or (actor.does(Act.ADD) and by == actor.public_id)


def require_amend(actor: Actor, by: str) -> None:
    """Refuse the page on which something is corrected to whoever would be refused in the end."""
    if not may_amend(actor, by):
        raise Forbidden(
            N_("The organisation that shares this case with you does not permit this."), permission=str(Act.AMEND)
        )


def acts_on(actor: Actor, event: EventView) -> frozenset[str]:
    """Return what whoever reads an event may do to it, by the names of the pages."""
    acts = _ADDING if actor.does(Act.ADD) else frozenset()
    if may_amend(actor, event.by):
        acts |= _AMENDING
    if actor.does(Act.AMEND):
        acts |= {"withdraw_exit"}
    return acts | _STEERING if actor.does(Act.STEER) else acts


def _event(actor: Actor, event: EventView, own: frozenset[str]) -> EventView:
    event = replace(
        event, handler="", deputy="", deputy_id="", ruled_by=actor.organisation_name if event.ruled_by else ""
    )
    return event if event.by in own else replace(event, recorded_by=actor.organisation_name, by="")


def _letter(actor: Actor, letter: LetterView, own: frozenset[str]) -> LetterView:
    steps = tuple(
        step if step.by in own else replace(step, recorded_by=actor.organisation_name, by="") for step in letter.steps
    )
    letter = replace(letter, steps=steps, deputy="", deputy_id="")
    return letter if letter.by in own else replace(letter, handler=actor.organisation_name, by="")


def colleagues(actor: Actor) -> frozenset[str]:
    """Return who belongs to the guest's own organisation."""
    if actor.guest is None:
        return frozenset()
    home = actor.guest.home.organisation_id
    found = select(User.public_id).join(Membership).where(Membership.organisation_id == home).order_by(User.id)
    return frozenset(db.session.scalars(found.limit(1000)))
