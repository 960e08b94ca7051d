"""Which reports an actor may see: drafts are for those who build and approve; a donor reads what was published."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, false

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.reports.models import Plan, Report
from case_mgr.reports.types import State
from case_mgr.support.models import GrantReader


def visible(actor: Actor) -> ColumnElement[bool]:
    """Reports of the own organisation, bounded by what the actor's roles are for."""
    if not actor.may(Permission.REPORT_READ):
        return false()
    own = Report.organisation_id == actor.organisation_id
    if actor.may(Permission.REPORT_BUILD) or actor.may(Permission.REPORT_APPROVE):
        return own
    published = and_(own, Report.state == State.PUBLISHED)
    if actor.may(Permission.AUDIT_READ):
        return published
    given = exists().where(GrantReader.grant_id == Report.grant_id, GrantReader.user_id == actor.user_id)
    return and_(published, given)


def preparing(actor: Actor) -> ColumnElement[bool]:
    """Reports that the actor prepares: nobody else goes on with them."""
    if not actor.may(Permission.REPORT_BUILD):
        return false()
    return and_(Plan.organisation_id == actor.organisation_id, Plan.made_by_id == actor.user_id)


def sees_behind(actor: Actor) -> bool:
    """Whether somebody may open the lists behind figures: staff who see cases."""
    return actor.may(Permission.CASE_READ) and actor.may(Permission.PERSON_READ)
