"""Verbs about saved views: kept, renamed and shared, deleted."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import Conflict, NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.saved import queries
from case_mgr.saved.models import SavedView
from case_mgr.saved.policy import may_change, may_remove
from case_mgr.saved.types import LONGEST_NAME, MOST, NEEDS, WORDS, ViewDraft

_NO_SUCH = N_("There is no such view.")
_CHANGED = N_("This view was changed in another window since you opened it. Nothing was written.")


class Misnamed(Refused):
    """The name of a view cannot be so."""


class NotShareable(Refused):
    """A view cannot be shown to colleagues as it is."""


def keep(actor: Actor, draft: ViewDraft) -> SavedView:
    """Keep a list as it is filtered, for oneself or for the organisation."""
    actor.require(NEEDS[draft.listing])
    queries.lock_owner(actor)
    own = queries.list_own_rows(actor)
    if len(own) >= MOST:
        raise Misnamed(N_("You have %(most)d saved views already. Delete one that you no longer use."), most=MOST)
    name = _named(own, str(draft.listing), draft.name)
    asked = {key: value for key, value in draft.asked.items() if value}
    if draft.shared:
        _require_shareable(actor, asked.get(WORDS, ""))
    row = SavedView(
        organisation_id=actor.organisation_id,
        owner_id=actor.user_id,
        listing=str(draft.listing),
        shared=draft.shared,
        name=name,
        asked=asked,
    )
    db.session.add(row)
    audit.record(actor, Event.VIEW_SAVED, row, list=row.listing, shared=row.shared)
    db.session.flush()
    return row


def amend(actor: Actor, public_id: str, name: str, *, shared: bool, seen: int | None = None) -> SavedView:
    """Rename a view, share it or keep it to oneself again: for whoever saved it alone."""
    row = queries.get_row(actor, public_id)
    if not may_change(actor, row):
        raise NotFound(_NO_SUCH)
    if seen is not None and seen != row.version:
        raise Stale(_CHANGED, Conflict(version=row.version))
    queries.lock_owner(actor)
    others = [other for other in queries.list_own_rows(actor) if other.id != row.id]
    row_name = _named(others, row.listing, name)
    if shared and not row.shared:
        _require_shareable(actor, (row.asked or {}).get(WORDS, ""))
    row.name, row.shared = row_name, shared
    audit.record(actor, Event.VIEW_AMENDED, row, list=row.listing, shared=row.shared)
    db.session.flush()
    return row


def delete(actor: Actor, public_id: str) -> None:
    """Delete a view: the own, or a shared one that nobody needs any more."""
    row = queries.get_row(actor, public_id)
    if not may_remove(actor, row):
        raise NotFound(_NO_SUCH)
    listing, shared, own = row.listing, row.shared, may_change(actor, row)
    db.session.delete(row)
    audit.record(actor, Event.VIEW_DELETED, row, list=listing, shared=shared, own=own)
    db.session.flush()


def _named(others: list[SavedView], listing: str, name: str) -> str:
    tidy = " ".join(name.split())
    if not tidy:
        raise Misnamed(N_("Enter a name for the view."))
    if len(tidy) > LONGEST_NAME:
        raise Misnamed(N_("Shorten the name to %(most)d characters."), most=LONGEST_NAME)
    if any(row.listing == listing and (row.name or "").casefold() == tidy.casefold() for row in others):
        raise Misnamed(N_("You have a view of this list with this name already. Choose another name."))
    return tidy


def _require_shareable(actor: Actor, words: str) -> None:
    if words and queries.names_withheld(actor, words):
        raise NotShareable(
            N_("The searched words find somebody who is withheld: keep this view to yourself, or save it without them.")
        )
