"""Which contacts and interactions an actor may see."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy.models import Contact, Interaction


def visible(actor: Actor) -> ColumnElement[bool]:
    """Contacts of the own organisation."""
    if not actor.may(Permission.CONTACT_READ):
        return false()
    return and_(Contact.organisation_id == actor.organisation_id, Contact.withdrawn_at.is_(None))


def visible_interactions(actor: Actor) -> ColumnElement[bool]:
    """Interactions of the own organisation; the statement joins the contact."""
    return and_(Interaction.organisation_id == actor.organisation_id, visible(actor))
