"""How much stands in the closed compartments of a person, without opening them."""

from __future__ import annotations

from sqlalchemy import Select, bindparam, case, exists, func, select

from case_mgr.access import fields
from case_mgr.access.actor import Actor
from case_mgr.access.fields import Group, Level
from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound
from case_mgr.core.statements import kept
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee, FamilyContact, IdentityDocument
from case_mgr.detainees.policy import visible
from case_mgr.detainees.queries.people import get_row
from case_mgr.detainees.types import FIELD_LABELS
from case_mgr.extensions import db


def sees(actor: Actor, group: Group) -> bool:
    """Whether a part of a person's record is open to the actor."""
    return fields.level(actor.permissions, group) is not Level.HIDDEN


def closed_fields(actor: Actor) -> list[str]:
    """List the fields of a person that the actor may not change."""
    return [name for name in FIELD_LABELS if not fields.changes(actor.permissions, f"detainee.{name}")]


def count_identity(actor: Actor, public_id: str) -> int | None:
    """Count what is recorded of number and documents; None for whoever may not open them."""
    if not sees(actor, Group.IDENTITY):
        return None
    return db.session.scalar(_identity(actor), {"person": public_id}) or 0


@kept
def _identity(actor: Actor) -> Select[int]:
    documents = select(func.count()).where(IdentityDocument.detainee_id == Detainee.id).scalar_subquery()
    numbered = case((Detainee.national_number_sealed.is_not(None), 1), else_=0)
    return select(documents + numbered).where(visible(actor), Detainee.public_id == bindparam("person"))


def require_document(actor: Actor, public_id: str, document_id: str) -> None:
    """Refuse what is no document of this person."""
    row = get_row(actor, public_id)
    found = exists().where(IdentityDocument.detainee_id == row.id, IdentityDocument.public_id == document_id)
    if not db.session.scalar(select(found)):
        raise NotFound(N_("There is no such document."))


def get_contact_row(actor: Actor, public_id: str, contact_id: str) -> FamilyContact:
    """Return the record behind a family contact, for services."""
    actor.require(Permission.FAMILY_READ)
    row = get_row(actor, public_id)
    wanted = (FamilyContact.detainee_id == row.id, FamilyContact.public_id == contact_id)
    found = db.session.scalar(select(FamilyContact).where(*wanted))
    if found is None:
        raise NotFound(N_("There is no such contact."))
    return found
