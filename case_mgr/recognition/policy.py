"""Which recognitions an actor may know of, and who may decide about one."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_, select, true

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.roles import roles_with
from case_mgr.accounts.models import Membership, User
from case_mgr.accounts.settled import is_ripe, settings_of
from case_mgr.accounts.types import DELAY, Way
from case_mgr.cases import policy as cases
from case_mgr.core import clock
from case_mgr.detainees.models import Detainee, Keeper
from case_mgr.detainees.types import Sensitivity
from case_mgr.recognition.models import Recognition, RecognitionStep
from case_mgr.recognition.types import WAITING, Act

_WAITING = [str(stage) for stage in WAITING]


def visible(actor: Actor) -> ColumnElement[bool]:
    """Recognitions in cases that the actor may open; the statement joins the case."""
    return and_(Recognition.organisation_id == actor.organisation_id, cases.visible(actor))


def waits_for(actor: Actor) -> ColumnElement[bool]:
    """Recognitions about which the actor may decide and nobody has; an own one only by the rule of the house."""
    if not actor.may(Permission.RECOGNITION_DECIDE):
        return false()
    by_others = Recognition.requested_by_id != actor.user_id
    return and_(visible(actor), Recognition.stage.in_(_WAITING), or_(by_others, ripe(actor.organisation_id)))


def ripe(organisation_id: int) -> ColumnElement[bool]:
    """Requests about which whoever asked may decide: a day has passed by the rule of the house, and nobody objected."""
    now = settings_of(organisation_id)
    since = now.recognition_since
    if now.recognition is not Way.DELAY or since is None or not is_ripe(since, since):
        return false()
    return and_(Recognition.created_at <= clock.now() - DELAY, not_(objected()))


def asked_by_decider() -> ColumnElement[bool]:
    """Requests of members whose role decides: of nobody else’s could whoever asked ever decide alone."""
    return exists().where(
        Membership.user_id == Recognition.requested_by_id,
        Membership.organisation_id == Recognition.organisation_id,
        Membership.role.in_([str(role) for role in roles_with(Permission.RECOGNITION_DECIDE)]),
    )


def objected() -> ColumnElement[bool]:
    """Requests to which somebody objected."""
    step = RecognitionStep
    return exists().where(step.recognition_id == Recognition.id, step.act == str(Act.OBJECTED))


def deciders(person: Detainee, requested_by: int) -> ColumnElement[bool]:
    """Members who may decide what somebody else requested: by their role, and because they may know of the person."""
    roles = [str(role) for role in roles_with(Permission.RECOGNITION_DECIDE)]
    member = exists().where(
        Membership.user_id == User.id,
        Membership.organisation_id == person.organisation_id,
        Membership.role.in_(roles),
    )
    kept = select(Keeper.user_id).where(Keeper.detainee_id == person.id)
    close = or_(User.id == person.registered_by_id, User.id.in_(kept))
    # Of whoever is not withheld everybody may know whose role sees people.
    near = true() if person.sensitivity == Sensitivity.NORMAL else close
    return and_(member, User.disabled_at.is_(None), User.id != requested_by, near)
