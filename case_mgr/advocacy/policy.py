"""Which contacts and interactions an actor may see."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_
from sqlalchemy.orm import aliased

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy.kinds import Discretion
from case_mgr.advocacy.models import (
    Contact,
    Interaction,
    InteractionCase,
    InteractionReader,
    ListReader,
    SubmittedList,
)
from case_mgr.cases.models import Case
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import near

_Person = aliased(Detainee)


def visible(actor: Actor) -> ColumnElement[bool]:
    """Contacts of the own organisation."""
    if not actor.may(Permission.CONTACT_READ):
        return false()
    return and_(Contact.organisation_id == actor.organisation_id, Contact.withdrawn_at.is_(None))


def visible_interactions(actor: Actor) -> ColumnElement[bool]:
    """Interactions of the own organisation; the statement joins the contact."""
    return and_(Interaction.organisation_id == actor.organisation_id, told(actor), visible(actor))


def told(actor: Actor) -> ColumnElement[bool]:
    """Interactions of which the actor may know: open to them, and about nobody who is withheld from them."""
    named = exists().where(
        InteractionReader.interaction_id == Interaction.id, InteractionReader.user_id == actor.user_id
    )
    own = or_(Interaction.level == str(Discretion.OPEN), Interaction.author_id == actor.user_id, named)
    return and_(own, _discreet(actor))


def _discreet(actor: Actor) -> ColumnElement[bool]:
    """Interactions that raised nobody who is withheld from the actor: what was said may name them."""
    raised = exists().where(
        InteractionCase.interaction_id == Interaction.id,
        Case.id == InteractionCase.case_id,
        _Person.id == Case.detainee_id,
        not_(near(actor, _Person)),
    )
    return not_(raised)


def visible_lists(actor: Actor) -> ColumnElement[bool]:
    """Lists of names that the actor made or was named for; no role opens the others."""
    if not actor.may(Permission.CONTACT_READ):
        return false()
    named = exists().where(ListReader.list_id == SubmittedList.id, ListReader.user_id == actor.user_id)
    own = or_(SubmittedList.author_id == actor.user_id, named)
    return and_(SubmittedList.organisation_id == actor.organisation_id, own)
