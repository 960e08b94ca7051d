"""Which tasks and requests for help an actor may know of, and who may be given one."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.roles import roles_with
from case_mgr.accounts.models import Membership, User
from case_mgr.cases import policy as cases
from case_mgr.cases.models import Case
from case_mgr.detainees import policy as people
from case_mgr.detainees.models import Detainee, Keeper
from case_mgr.detainees.types import Sensitivity
from case_mgr.tasks.models import HelpRequest, Task


def visible(actor: Actor) -> ColumnElement[bool]:
    """Tasks of the own organisation whose case and person the actor may open, and those about neither."""
    if not actor.may(Permission.TASK_READ):
        return false()
    in_case = select(Case.id).where(cases.visible(actor))
    of_person = select(Detainee.id).where(people.visible(actor))
    return and_(
        Task.organisation_id == actor.organisation_id,
        or_(Task.case_id.is_(None), Task.case_id.in_(in_case)),
        or_(Task.detainee_id.is_(None), Task.detainee_id.in_(of_person)),
    )


def visible_help(actor: Actor) -> ColumnElement[bool]:
    """Requests of the own organisation whose case the actor may open, and those that have none yet; no guest's."""
    if actor.guest is not None or not actor.may(Permission.TASK_READ):
        return false()
    in_case = select(Case.id).where(cases.visible(actor))
    return and_(
        HelpRequest.organisation_id == actor.organisation_id,
        or_(HelpRequest.case_id.is_(None), HelpRequest.case_id.in_(in_case)),
    )


def can_take(organisation_id: int, person: Detainee | None) -> ColumnElement[bool]:
    """Members who may be given a task: by their role, and because they may know of the person whom it is about."""
    member = exists().where(
        Membership.user_id == User.id,
        Membership.organisation_id == organisation_id,
        Membership.role.in_([str(role) for role in roles_with(Permission.TASK_WRITE)]),
    )
    near: ColumnElement[bool] = true()
    if person is not None and person.sensitivity != Sensitivity.NORMAL:
        kept = select(Keeper.user_id).where(Keeper.detainee_id == person.id)
        near = or_(User.id == person.registered_by_id, User.id.in_(kept))
    return and_(member, User.disabled_at.is_(None), near)
