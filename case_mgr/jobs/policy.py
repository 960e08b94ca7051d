"""Which jobs an actor may see."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, true

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.jobs.models import Job


def visible(actor: Actor) -> ColumnElement[bool]:
    """The own jobs, and those of colleagues for whoever works in the organisation, unless they are for one alone."""
    own = Job.user_id == actor.user_id
    shared = and_(Job.own.is_(False), _works(actor))
    return and_(Job.organisation_id == actor.organisation_id, or_(own, shared))


def _works(actor: Actor) -> ColumnElement[bool]:
    return true() if actor.may(Permission.IMPORT_STAGE) else Job.user_id == actor.user_id
