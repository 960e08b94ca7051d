"""Which contacts and interactions an actor may see."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_
from sqlalchemy.orm import aliased

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy.kinds import Discretion
from case_mgr.advocacy.models import (
    Contact,
    Godparenthood,
    Interaction,
    InteractionCase,
    InteractionReader,
    ListReader,
    Submission,
    SubmissionCase,
    SubmittedList,
)
from case_mgr.cases import policy as case_policy
from case_mgr.cases.models import Case
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import near

# Aliases of their own: a statement that joins cases or people itself must not correlate with these.
_Case, _Person = aliased(Case), aliased(Detainee)
_Raised, _Named = aliased(InteractionCase), aliased(SubmissionCase)


def visible(actor: Actor) -> ColumnElement[bool]:
    """Contacts of the own organisation."""
    if not actor.may(Permission.CONTACT_READ):
        return false()
    return and_(Contact.organisation_id == actor.organisation_id, Contact.withdrawn_at.is_(None))


def visible_interactions(actor: Actor, *, ever: bool = False) -> ColumnElement[bool]:
    """Interactions of the own organisation, on wish also those taken back; the statement joins the contact."""
    return and_(Interaction.organisation_id == actor.organisation_id, told(actor, ever=ever), visible(actor))


def told(actor: Actor, *, ever: bool = False) -> ColumnElement[bool]:
    """Interactions of which the actor may know: open to them, and about nobody who is withheld from them.

    One that was taken back counts nowhere; its own page and the log tell of it to whoever may know of it.
    """
    named = exists().where(
        InteractionReader.interaction_id == Interaction.id, InteractionReader.user_id == actor.user_id
    )
    own = or_(Interaction.level == str(Discretion.OPEN), Interaction.author_id == actor.user_id, named)
    known = and_(own, _discreet(actor))
    return known if ever else and_(known, Interaction.withdrawn_at.is_(None))


def keeps(actor: Actor, row: Interaction, members: Collection[int]) -> bool:
    """Whether the actor decides who may know of a talk: its author; when they have left, whoever may know of it."""
    if not actor.may(Permission.CONTACT_WRITE):
        return False
    return row.author_id == actor.user_id or row.author_id not in members


def _discreet(actor: Actor) -> ColumnElement[bool]:
    """Interactions that raised nobody who is withheld from the actor: what was said may name them."""
    raised = exists().where(
        _Raised.interaction_id == Interaction.id,
        _Case.id == _Raised.case_id,
        _Person.id == _Case.detainee_id,
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


def visible_godparents(actor: Actor) -> ColumnElement[bool]:
    """Godparenthoods of cases that the actor may open; the statement joins contact and case."""
    return and_(
        Godparenthood.organisation_id == actor.organisation_id,
        Godparenthood.withdrawn_at.is_(None),
        visible(actor),
        case_policy.visible(actor),
    )


def visible_submissions(actor: Actor) -> ColumnElement[bool]:
    """Submissions of the own organisation that name nobody who is withheld from the actor now."""
    if not actor.may(Permission.CONTACT_READ):
        return false()
    named = exists().where(
        _Named.submission_id == Submission.id,
        _Case.id == _Named.case_id,
        _Person.id == _Case.detainee_id,
        not_(near(actor, _Person)),
    )
    own = Submission.organisation_id == actor.organisation_id, Submission.withdrawn_at.is_(None)
    return and_(*own, not_(named))
