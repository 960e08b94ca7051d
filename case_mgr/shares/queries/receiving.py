"""Reads of the shares that other organisations gave, and who stands in a case as a guest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Guest, Level
from case_mgr.accounts.settled import settings_of
from case_mgr.accounts.types import Way
from case_mgr.cases.models import Case
from case_mgr.core import clock, statements
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee, NameKey
from case_mgr.extensions import db
from case_mgr.names.keys import keys
from case_mgr.names.romanise import latin
from case_mgr.shares.models import CaseShare
from case_mgr.shares.policy import opens_to, received
from case_mgr.shares.queries.showing import compartments_of, row_of
from case_mgr.shares.types import Answer, SharedRow

_MOST = 200


def find_guest(actor: Actor, share_id: str) -> Actor | None:
    """Find by which share somebody stands in a case of another organisation, or None; the share is held meanwhile.

    Whoever ends the share waits until this transaction is over, and a transaction that comes after finds nothing.
    """
    if not (actor.may(Permission.CASE_READ) and actor.may(Permission.PERSON_READ)):
        return None
    row = db.session.execute(
        select(CaseShare, Case.reference, Detainee.id, Detainee.public_id)
        .join(CaseShare.case)
        .join(Case.detainee)
        .where(opens_to(actor), CaseShare.public_id == share_id)
        .options(joinedload(CaseShare.owner))
        .with_for_update(read=True, of=CaseShare)
        .execution_options(populate_existing=True)
    ).first()
    if row is None:
        return None
    share, reference, person_id, person = row
    guest = Guest(
        share=share.public_id,
        case_id=share.case_id,
        reference=reference,
        person_id=person_id,
        person=person,
        level=Level(share.level),
        compartments=compartments_of(share),
        home=actor,
        trusted=_trusted(share.organisation_id, actor.organisation_id),
    )
    return replace(
        actor,
        name=f"{actor.name} ({actor.organisation_name})",
        organisation_id=share.organisation_id,
        organisation_public_id=share.owner.public_id,
        organisation_name=share.owner.name,
        guest=guest,
    )


def _trusted(owner_id: int, home_id: int) -> bool:
    now = settings_of(owner_id)
    return now.recognition is Way.PARTNER and now.partner_id == home_id


def get_offer(actor: Actor, share_id: str) -> CaseShare:
    """Return the record behind an offer that waits for the actor's organisation, for services, locked."""
    row = db.session.scalar(
        select(CaseShare)
        .join(CaseShare.case)
        .join(Case.detainee)
        .where(received(actor), CaseShare.answer == str(Answer.WAITING), CaseShare.public_id == share_id)
        .options(contains_eager(CaseShare.case), joinedload(CaseShare.owner))
        .with_for_update(of=CaseShare)
    )
    if row is None:
        raise NotFound(N_("There is no such offer."))
    return row


def find_offer(actor: Actor, share_id: str) -> SharedRow | None:
    """Find an offer that waits for the actor's organisation, without a name."""
    return next((row for row in list_offered(actor) if row.public_id == share_id), None)


def list_offered(actor: Actor) -> list[SharedRow]:
    """List the offers that wait for whoever may accept them, the oldest first: no name, no sentence of the case."""
    if not actor.may(Permission.SHARE_ACCEPT):
        return []
    rows = db.session.scalars(_received().where(received(actor), CaseShare.answer == str(Answer.WAITING)))
    return [row_of(row, row.owner.name) for row in rows]


def list_with_us(actor: Actor, words: str = "") -> list[SharedRow]:
    """List the cases that others share and that the actor may open, whichever expires first; words look for a name."""
    if not (actor.may(Permission.CASE_READ) and actor.may(Permission.PERSON_READ)):
        return []
    if words and db.session.scalar(_any(actor, clock.today())) is None:
        # With most organisations nothing is shared, and every search asks.
        return []
    wanted = (opens_to(actor), _called(words)) if words else (opens_to(actor),)
    rows = db.session.scalars(_received().where(*wanted).order_by(None).order_by(CaseShare.expires_on, CaseShare.id))
    return [
        replace(row_of(row, row.owner.name), person=row.case.detainee.name, opens=True, person_state=row.case.state)
        for row in rows
    ]


@statements.kept
def _any(actor: Actor, today: date) -> Select[int]:
    """Ask whether anything is open; what stands depends on the day, so the statement does."""
    return select(CaseShare.id).join(CaseShare.case).join(Case.detainee).where(opens_to(actor)).limit(1)


def list_closed_to_me(actor: Actor) -> list[SharedRow]:
    """List what the organisation accepted and the actor may not open themselves, for whoever accepts offers."""
    if not actor.may(Permission.SHARE_ACCEPT):
        return []
    known = {row.public_id for row in list_with_us(actor)}
    rows = db.session.scalars(_received().where(received(actor), CaseShare.answer == str(Answer.ACCEPTED)))
    return [row_of(row, row.owner.name) for row in rows if row.public_id not in known]


def _received() -> Select[CaseShare]:
    return (
        select(CaseShare)
        .join(CaseShare.case)
        .join(Case.detainee)
        .options(contains_eager(CaseShare.case).contains_eager(Case.detainee), joinedload(CaseShare.owner))
        .order_by(CaseShare.id)
        .limit(_MOST)
    )


def _called(words: str) -> ColumnElement[bool]:
    """Match a name in any script by its keys, the start of its Latin form, or a reference."""
    tried = [str(key) for key in keys(words)]
    folded = latin(words).casefold().strip()
    pattern = folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    typed = words.strip().upper()
    options: list[ColumnElement[bool]] = [Case.reference == typed, Detainee.reference == typed]
    if tried:
        options.append(Detainee.id.in_(select(NameKey.detainee_id).where(NameKey.key.in_(tried[:400]))))
    if folded:
        options.append(Detainee.sort_name.like(f"%{pattern}%", escape="\\"))
    return or_(*options)
