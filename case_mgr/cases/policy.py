"""Which cases an actor may know of."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, false, true
from sqlalchemy.orm import aliased

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.cases.models import Case
from case_mgr.core.errors import Forbidden
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import near

_Person = aliased(Detainee)


def visible(actor: Actor) -> ColumnElement[bool]:
    """Cases of the own organisation; those of a withheld person only to whoever stands close to them."""
    if not actor.may(Permission.CASE_READ):
        return false()
    # An alias of its own: a statement that joins the person itself must not correlate with this one.
    person = exists().where(_Person.id == Case.detainee_id, near(actor, _Person), _Person.withdrawn_at.is_(None))
    shared = Case.id == actor.guest.case_id if actor.guest is not None else true()
    return and_(Case.organisation_id == actor.organisation_id, Case.withdrawn_at.is_(None), person, shared)


def counted(actor: Actor) -> ColumnElement[bool]:
    """Every case of the organisation, for totals without names."""
    if actor.guest is not None:
        return visible(actor)
    return and_(Case.organisation_id == actor.organisation_id, Case.withdrawn_at.is_(None))


def may(actor: Actor, act: Act, author_id: int | None = None) -> bool:
    """Answer whether the actor may do this to a case that they can open; what is one's own may always be amended.

    Every verb on a case asks here, so that members and guests of a share are told apart in one place.
    """
    own = act is Act.AMEND and author_id == actor.user_id and actor.does(Act.ADD)
    return own or actor.does(act)


def require(actor: Actor, act: Act, author_id: int | None = None) -> None:
    """Refuse what `may` does not permit."""
    if may(actor, act, author_id):
        return
    if actor.guest is None:
        actor.require(Permission.CASE_WRITE)
    raise Forbidden(N_("The organisation that shares this case with you does not permit this."), permission=str(act))
