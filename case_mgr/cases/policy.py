"""Which cases an actor may know of, and which events, claims of custody and letters in them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, true
from sqlalchemy.orm import aliased

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.cases.models import Case, CaseMember, Correspondence, CustodyPeriod, TimelineEvent
from case_mgr.cases.types import Level
from case_mgr.core.errors import Forbidden
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import near, near_to

_Person = aliased(Detainee)
Item = TimelineEvent | Correspondence | CustodyPeriod


def visible(actor: Actor, case: Any = Case) -> ColumnElement[bool]:
    """Cases of the own organisation; those of a withheld person only to whoever stands close to them."""
    if not actor.may(Permission.CASE_READ):
        return false()
    if actor.guest is not None:
        # A guest stands in one case of one person, and nowhere else.
        person = exists().where(_Person.id == case.detainee_id, near(actor, _Person), _Person.withdrawn_at.is_(None))
        own = and_(case.organisation_id == actor.organisation_id, case.withdrawn_at.is_(None))
        return and_(own, person, case.id == actor.guest.case_id)
    return _visible(actor.organisation_id, actor.user_id, case)


@lru_cache(maxsize=512)
def _visible(organisation_id: int, user_id: int, case: Any) -> ColumnElement[bool]:
    # An alias of its own: a statement that joins the person itself must not correlate with this one.
    person = exists().where(_Person.id == case.detainee_id, near_to(user_id, _Person), _Person.withdrawn_at.is_(None))
    return and_(case.organisation_id == organisation_id, case.withdrawn_at.is_(None), person)


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


def visible_items(actor: Actor, item: Any) -> ColumnElement[bool]:
    """Events, periods or letters that the actor may see in cases that they may open; the statement joins the case."""
    if actor.guest is not None:
        return and_(visible(actor), open_to_all(item), _stands(actor, item))
    member = exists().where(CaseMember.case_id == Case.id, CaseMember.user_id == actor.user_id)
    team = true() if actor.may(Permission.CASE_OVERSEE) else or_(Case.owner_id == actor.user_id, member)
    own = or_(item.handler_id == actor.user_id, item.deputy_id == actor.user_id)
    admitted = or_(open_to_all(item), and_(item.level == Level.TEAM, team), and_(item.level == Level.HANDLER, own))
    return and_(visible(actor), admitted)


def _stands(actor: Actor, item: Any) -> ColumnElement[bool]:
    # A letter that was taken back may have been written into the wrong case: a guest reads again only their own.
    return or_(item.withdrawn_at.is_(None), item.handler_id == actor.user_id) if item is Correspondence else true()


def open_to_all(item: Any) -> ColumnElement[bool]:
    """Events, periods or letters that whoever may open the case sees: nothing else is in a list, a file or a report."""
    open_: ColumnElement[bool] = item.level == Level.NORMAL
    return open_


def sees(actor: Actor, case: Case, item: Item) -> bool:
    """Whether the actor may see something inside a case that they have opened; the same law as in SQL."""
    if actor.guest is not None:
        # Also somebody who was of the team before they went to another organisation reads what is open to all.
        gone = isinstance(item, Correspondence) and item.withdrawn_at is not None and item.handler_id != actor.user_id
        return item.level == Level.NORMAL and not gone
    if item.level == Level.NORMAL:
        return True
    own = actor.user_id in (item.handler_id, item.deputy_id)
    return in_team(actor, case) if item.level == Level.TEAM else own


def in_team(actor: Actor, case: Case) -> bool:
    """Whether the actor works on a case that they have opened, or oversees it."""
    members = {case.owner_id, *(row.user_id for row in case.team)}
    return actor.may(Permission.CASE_OVERSEE) or actor.user_id in members


def settles(actor: Actor, case: Case) -> bool:
    """Whether the actor may say which version of a disputed event is true: the owner, or whoever oversees cases."""
    return actor.may(Permission.CASE_WRITE) and (actor.may(Permission.CASE_OVERSEE) or case.owner_id == actor.user_id)
