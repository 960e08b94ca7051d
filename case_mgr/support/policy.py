"""Which grants and which entries of the ledger an actor may see."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlalchemy.orm import aliased

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.roles import roles_with
from case_mgr.accounts.models import Membership, User
from case_mgr.cases import policy as cases
from case_mgr.cases.models import Case
from case_mgr.detainees.models import Detainee, Keeper
from case_mgr.detainees.types import Sensitivity
from case_mgr.support.models import Grant, GrantReader, SupportEntry

_Case = aliased(Case)
_CHARGES = (Permission.GRANT_READ, Permission.SUPPORT_READ, Permission.SUPPORT_SAMPLE)


def visible(actor: Actor) -> ColumnElement[bool]:
    """Grants of the own organisation."""
    if not actor.may(Permission.GRANT_READ):
        return false()
    return Grant.organisation_id == actor.organisation_id


def chargeable(actor: Actor) -> ColumnElement[bool]:
    """Grants by their code and budget, for whoever works with the ledger: entries are charged to them."""
    if actor.guest is not None or not any(actor.may(one) for one in _CHARGES):
        return false()
    return Grant.organisation_id == actor.organisation_id


def read_by(actor: Actor) -> ColumnElement[bool]:
    """The statement's grant is one whose published reports this person was given to read."""
    return exists().where(GrantReader.grant_id == Grant.id, GrantReader.user_id == actor.user_id)


def visible_entries(actor: Actor) -> ColumnElement[bool]:
    """Entries of the own organisation; one in a case only to whoever may open that case."""
    if actor.guest is not None or not actor.may(Permission.SUPPORT_READ):
        return false()
    case = exists().where(_Case.id == SupportEntry.case_id, cases.visible(actor, _Case))
    return and_(SupportEntry.organisation_id == actor.organisation_id, or_(SupportEntry.case_id.is_(None), case))


def counted_entries(actor: Actor) -> ColumnElement[bool]:
    """Every entry of the organisation, for totals: what was spent on a withheld person counts, and only that."""
    return SupportEntry.organisation_id == actor.organisation_id


def approvers(person: Detainee | None, organisation_id: int, recorded_by: int) -> ColumnElement[bool]:
    """Members who may approve what somebody else recorded: by their role, and because they may know of the person."""
    roles = [str(role) for role in roles_with(Permission.SUPPORT_APPROVE)]
    member = exists().where(
        Membership.user_id == User.id, Membership.organisation_id == organisation_id, Membership.role.in_(roles)
    )
    near: ColumnElement[bool] = true()
    # Of whoever is not withheld everybody may know whose role sees people.
    if person is not None and person.sensitivity != Sensitivity.NORMAL:
        kept = select(Keeper.user_id).where(Keeper.detainee_id == person.id)
        near = or_(User.id == person.registered_by_id, User.id.in_(kept))
    return and_(member, User.disabled_at.is_(None), User.id != recorded_by, near)
