"""Who makes and sees links to reports: whoever builds them, in the own organisation."""

from __future__ import annotations

from sqlalchemy import ColumnElement, false

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.donors.models import ReportLink


def visible(actor: Actor) -> ColumnElement[bool]:
    """Links to reports of the own organisation."""
    if not actor.may(Permission.REPORT_BUILD):
        return false()
    return ReportLink.organisation_id == actor.organisation_id
