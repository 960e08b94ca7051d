"""Asking for a list: who would be in it is said first; a small one is made at once, a large one takes two people."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.service import next_number
from case_mgr.accounts.settled import settings_of
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock, ids
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.exports import registry
from case_mgr.exports.models import Export
from case_mgr.exports.service.making import enqueue, make
from case_mgr.exports.service.screening import kept_out
from case_mgr.exports.service.telling import facts_of
from case_mgr.exports.types import Asked, ListKind, Recipient, State, Told, Wish
from case_mgr.extensions import db

# A file of more lines is made in the background.
AT_ONCE = 2000
# How long a request waits for its second person.
ANSWER_DAYS = 14
_DAY = timedelta(days=1)


def look_over(actor: Actor, key: str, asked: Asked, recipient: Recipient) -> Told:
    """Say how many lines a file would have and what keeps the others out: nothing is taken or written down."""
    kind = _open(actor, key, recipient)
    told = Told()
    for block in kind.people(actor, asked):
        for about, why in zip(block, kept_out(actor, block, recipient.purpose), strict=True):
            if why is None:
                told.rows += 1
                told.bare += not about
                told.people.update(about)
            else:
                told.left[why] += 1
    return told


def ask(actor: Actor, wish: Wish) -> Export:
    """Ask for a list: it is made at once, in the background, or when a second person has approved it."""
    if not wish.recipient.why.strip():
        raise Refused(N_("Say what the file is for, and who gets it"))
    told = look_over(actor, wish.kind, wish.asked, wish.recipient)
    if not told.rows:
        raise Refused(N_("No line may be in this file, so none was made."))
    row = _row(actor, wish, told)
    if _reach(actor, row, told) > settings_of(actor.organisation_id).export_limit:
        row.state, row.expires_at = str(State.WAITING), clock.now() + timedelta(days=ANSWER_DAYS)
        audit.record(actor, Event.EXPORT_ASKED, row, label=row.reference, **facts_of(row))
    elif told.rows > AT_ONCE:
        # Whom it will hold counts from now on, not from when it is made.
        row.about = sorted(told.people)
        enqueue(actor, row)
        audit.record(actor, Event.EXPORT_ASKED, row, label=row.reference, **facts_of(row))
    else:
        make(actor, row)
    db.session.flush()
    return row


def _reach(actor: Actor, row: Export, told: Told) -> int:
    """Return how much leaves: its lines, or all people whom the asker took out alone within a day, whichever is more.

    So a long list does not leave in short pieces, and the same list in two forms is one. Of lines about nobody none
    can be known again: a list that has such lines adds up with what else was about nobody, and with its own kind.
    """
    lately = (Export.created_at >= clock.now() - _DAY, Export.approved_rows.is_(None), Export.id != row.id)
    own = (Export.organisation_id == actor.organisation_id, Export.user_id == actor.user_id)
    state = Export.state.in_([str(State.READY), str(State.MAKING)])
    earlier = db.session.scalars(select(Export).where(*own, *lately, state)).all()
    people = told.people.union(*(one.about or () for one in earlier))
    bare = sum(one.rows for one in earlier if not one.about or one.kind == row.kind) if told.bare else 0
    return max(told.rows + bare, len(people))


def _open(actor: Actor, key: str, recipient: Recipient) -> ListKind:
    kind = registry.get_kind(key)
    actor.require(Permission.EXPORT)
    actor.require(kind.permission)
    if recipient.purpose and not kind.outward:
        raise Refused(N_("This list is for your own work alone."))
    if recipient.purpose and recipient.purpose not in registry.screen().purposes:
        raise Refused(N_("Choose for whom the file is"))
    return kind


def _row(actor: Actor, wish: Wish, told: Told) -> Export:
    row = Export(
        public_id=ids.new_public_id(),
        organisation_id=actor.organisation_id,
        user_id=actor.user_id,
        reference=f"EX-{next_number(actor.organisation_id, 'EX'):04d}",
        kind=wish.kind,
        form=str(wish.form),
        language=wish.language,
        purpose=wish.recipient.purpose,
        state=str(State.MAKING),
        rows=told.rows,
        left=dict(told.left),
    )
    row.name, row.why = wish.name or wish.kind, wish.recipient.why.strip()
    row.asked, row.told = dict(wish.asked), dict(wish.told)
    db.session.add(row)
    db.session.flush()
    return row
