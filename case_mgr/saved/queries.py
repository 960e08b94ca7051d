"""Reads of saved views, bounded by who asks."""

from __future__ import annotations

from sqlalchemy import exists, func, not_, select
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.accounts.models import Membership, User
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import counted, near
from case_mgr.detainees.policy import visible as visible_people
from case_mgr.detainees.types import PersonFilter, Sensitivity
from case_mgr.extensions import db
from case_mgr.saved.models import SavedView
from case_mgr.saved.policy import visible
from case_mgr.saved.types import MOST, WORDS, Listing, Opened, ViewRow

_MOST_SHOWN = 400


def get_row(actor: Actor, public_id: str) -> SavedView:
    """Return the record behind a view, for services."""
    row = db.session.scalar(
        select(SavedView)
        .where(visible(actor), SavedView.public_id == public_id)
        .options(joinedload(SavedView.owner).selectinload(User.memberships))
    )
    if row is None:
        raise NotFound(N_("There is no such view."))
    return row


def get_view(actor: Actor, public_id: str) -> ViewRow:
    """Return a view without what it asks for."""
    return _row(actor, get_row(actor, public_id))


def open_view(actor: Actor, public_id: str) -> Opened:
    """Return what a view asks for; words that find somebody who is withheld from the reader stay with its owner."""
    row = get_row(actor, public_id)
    asked: dict[str, str] = dict(row.asked or {})
    keep = row.owner_id == actor.user_id or WORDS not in asked or not _finds_hidden(actor, asked[WORDS])
    if not keep:
        asked.pop(WORDS)
    return Opened(_row(actor, row), asked, keep)


def list_views(actor: Actor, listing: Listing | None = None) -> list[ViewRow]:
    """List own views, then those that colleagues share, by name."""
    wanted = select(SavedView).where(visible(actor)).options(joinedload(SavedView.owner).selectinload(User.memberships))
    if listing is not None:
        wanted = wanted.where(SavedView.listing == str(listing))
    # Own views first, so that a limit never hides them.
    wanted = wanted.order_by(SavedView.owner_id != actor.user_id, SavedView.id.desc()).limit(_MOST_SHOWN)
    rows = [_row(actor, row) for row in db.session.scalars(wanted)]
    return sorted(rows, key=lambda row: (not row.mine, row.listing, row.name.casefold()))


def list_own_rows(actor: Actor) -> list[SavedView]:
    """Return the records of the own views, for services."""
    own = select(SavedView).where(
        SavedView.organisation_id == actor.organisation_id, SavedView.owner_id == actor.user_id
    )
    return list(db.session.scalars(own.order_by(SavedView.id).limit(2 * MOST)))


def lock_owner(actor: Actor) -> None:
    """Make two who save for the same person at once wait for each other."""
    db.session.execute(select(User.id).where(User.id == actor.user_id).with_for_update())


def names_withheld(actor: Actor, words: str) -> bool:
    """Return whether words find a withheld person whom the actor may open: only to them may that be said."""
    found = people.conditions_of(actor, PersonFilter(words=words))
    return bool(
        db.session.scalar(
            select(exists().where(visible_people(actor), Detainee.sensitivity != str(Sensitivity.NORMAL), *found))
        )
    )


def _finds_hidden(actor: Actor, words: str) -> bool:
    found = people.conditions_of(actor, PersonFilter(words=words))
    hidden = select(func.count(Detainee.id)).where(counted(actor), not_(near(actor)), *found)
    return bool(db.session.scalar(hidden))


def _row(actor: Actor, row: SavedView) -> ViewRow:
    here = any(_belongs(membership, row) for membership in row.owner.memberships)
    return ViewRow(
        public_id=row.public_id,
        listing=Listing(row.listing),
        name=row.name or "",
        shared=row.shared,
        mine=row.owner_id == actor.user_id,
        owner=row.owner.name,
        owner_left=not here or row.owner.disabled_at is not None,
        made_at=row.created_at,
        version=row.version,
    )


def _belongs(membership: Membership, row: SavedView) -> bool:
    return membership.organisation_id == row.organisation_id
