"""Reads of the shares that the own organisation gave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.models import Organisation
from case_mgr.audit import queries as log
from case_mgr.audit.types import Event
from case_mgr.cases import queries as cases
from case_mgr.cases.models import Case
from case_mgr.cases.policy import visible
from case_mgr.cases.types import Level
from case_mgr.core import clock
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.detainees.types import Purpose, Sensitivity
from case_mgr.extensions import db
from case_mgr.shares.models import CaseShare, ShareRecipient
from case_mgr.shares.policy import stands
from case_mgr.shares.queries.showing import row_of, view_of
from case_mgr.shares.types import Consented, Contents, Opening, SharedRow, ShareView

_MOST = 200
# What higher rooms keep of a case that a guest will read, counted for the check before it is offered.
Counted = Callable[[Actor, str], Sequence[tuple[str, int]]]
_counts: list[Counted] = []


def count_with(*asked: Counted) -> None:
    """Hand in who counts what higher rooms keep of a case."""
    _counts[:] = asked


def list_of_case(actor: Actor, reference: str) -> list[ShareView]:
    """List with whom a case is or was shared, the latest offer first."""
    rows = db.session.scalars(_own(actor, reference).order_by(CaseShare.id.desc()).limit(_MOST))
    return [view_of(row) for row in rows]


def get_share(actor: Actor, reference: str, share_id: str) -> ShareView:
    """Return one share of an own case."""
    return view_of(get_row(actor, reference, share_id))


def get_row(actor: Actor, reference: str, share_id: str, *, lock: bool = False) -> CaseShare:
    """Return the record behind a share of an own case, for services."""
    wanted = _own(actor, reference).where(CaseShare.public_id == share_id)
    row = db.session.scalar(wanted.with_for_update(of=CaseShare) if lock else wanted)
    if row is None:
        raise NotFound(N_("There is no such share."))
    return row


def find_standing(case: Case, organisation_id: int) -> CaseShare | None:
    """Find the share of a case that stands with an organisation, for services."""
    wanted = (CaseShare.case_id == case.id, CaseShare.to_id == organisation_id, stands(clock.today()))
    return db.session.scalar(select(CaseShare).where(*wanted).order_by(CaseShare.id.desc()).limit(1))


def list_by_us(actor: Actor) -> list[SharedRow]:
    """List the own cases that are shared or offered and that the actor may open, whichever expires first."""
    rows = db.session.scalars(
        select(CaseShare)
        .join(CaseShare.case)
        .where(visible(actor), stands(clock.today()))
        .options(contains_eager(CaseShare.case).joinedload(Case.detainee), joinedload(CaseShare.partner))
        .order_by(CaseShare.expires_on, CaseShare.id)
        .limit(_MOST)
    )
    return [replace(row_of(row, row.partner.name), person=row.case.detainee.name, opens=True) for row in rows]


def list_partners(actor: Actor) -> list[tuple[str, str]]:
    """List the other organisations of this installation by name."""
    if not actor.may(Permission.CASE_SHARE):
        return []
    others = select(Organisation.public_id, Organisation.name).where(Organisation.id != actor.organisation_id)
    return [(row.public_id, row.name) for row in db.session.execute(others.order_by(Organisation.name).limit(_MOST))]


def contents(actor: Actor, reference: str) -> Contents:
    """Count what somebody of the other organisation will see of a case."""
    case = cases.get_case(actor, reference)
    withheld = people.get_person(actor, case.row.person_id).sensitivity is not Sensitivity.NORMAL
    more = tuple(line for count in _counts for line in count(actor, reference))
    # What only the team or two people may see is nobody else's, and counted for nobody else.
    events = sum(event.level is Level.NORMAL for event in case.events)
    letters = sum(letter.level is Level.NORMAL and not letter.withdrawn for letter in case.letters)
    held = sum(period.level is Level.NORMAL for period in case.held)
    return Contents(events, held, len(case.exits), letters, withheld, more)


def consented(actor: Actor, reference: str) -> Consented:
    """Decide whether the person of a case may be disclosed to partners today."""
    person = cases.get_case(actor, reference).row.person_id
    decision = people.may_disclose(actor, [person], Purpose.PARTNERS)[person]
    return Consented(decision.allowed, tuple(str(why) for why in decision.reasons))


def list_openings(actor: Actor, reference: str) -> list[Opening]:
    """List who of other organisations opened a case, as the log tells, the latest first."""
    case = cases.get_case(actor, reference)
    found: dict[str, Opening] = {}
    for entry in log.list_of_event(actor, case.public_id, Event.CASE_OPENED_SHARED):
        known = found.get(entry.actor)
        found[entry.actor] = replace(known, times=known.times + 1) if known else Opening(entry.actor_name, 1, entry.at)
    return list(found.values())


def _own(actor: Actor, reference: str) -> Select[CaseShare]:
    return (
        select(CaseShare)
        .join(CaseShare.case)
        .where(visible(actor), Case.reference == reference)
        .options(
            contains_eager(CaseShare.case),
            joinedload(CaseShare.partner),
            joinedload(CaseShare.giver),
            joinedload(CaseShare.answerer),
            joinedload(CaseShare.ender),
            selectinload(CaseShare.recipients).joinedload(ShareRecipient.user),
        )
    )
