"""Which tasks and requests for help an actor may know of, and who may be given one."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlalchemy.orm import aliased

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

_Case, _Person = aliased(Case), aliased(Detainee)


def visible(actor: Actor) -> ColumnElement[bool]:
    """Tasks of the own organisation whose case and person the actor may open, and those about neither.

    One that is meant for a single member exists for nobody else.
    """
    if not actor.may(Permission.TASK_READ):
        return false()
    # Asked of the one case and person of each task: sets of all of them would be made for every page.
    in_case = exists().where(_Case.id == Task.case_id, cases.visible(actor, _Case))
    known = (
        _Person.organisation_id == actor.organisation_id,
        _Person.withdrawn_at.is_(None),
        people.near(actor, _Person),
    )
    of_person = exists().where(_Person.id == Task.detainee_id, *known) if actor.may(Permission.PERSON_READ) else false()
    own = or_(Task.assignee_id == actor.user_id, Task.created_by_id == actor.user_id)
    return and_(
        Task.organisation_id == actor.organisation_id,
        or_(Task.confidential.is_(False), own),
        or_(Task.case_id.is_(None), in_case),
        or_(Task.detainee_id.is_(None), of_person),
        or_(Task.only_for_id.is_(None), Task.only_for_id == actor.user_id),
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
