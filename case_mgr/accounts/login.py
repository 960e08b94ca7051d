"""Joins Flask-Login to sessions that are rows: the cookie holds a token and nothing else."""

from __future__ import annotations

from flask import Flask, g
from flask_login import UserMixin

from case_mgr.access.actor import Actor, Operator
from case_mgr.access.permissions import Permission
from case_mgr.accounts import queries, service
from case_mgr.accounts.arriving import find_arrival
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.extensions import login_manager
from case_mgr.web.hooks import hooks
from case_mgr.web.transaction import afterwards


class SignedIn(UserMixin):
    """A living sign-in: its token and who acts in it."""

    def __init__(self, token: str, actor: Actor, language: str | None) -> None:
        self.id = token
        self.actor = actor
        self.language = language


def install(app: Flask) -> None:
    """Load sign-ins, and tell the log about refusals at the door."""
    login_manager.init_app(app)
    login_manager.user_loader(_load)
    here = hooks(app)
    here.refused, here.throttled, here.left = _refused, _throttled, _left
    here.ended = queries.find_owner_of_ended


def _load(token: str) -> SignedIn | None:
    arrival = find_arrival(token)
    if arrival is None:
        return None
    if "touched" not in g:
        g.touched = True
        if arrival.wants_touch:
            afterwards(lambda: service.touch_session(token))
    return SignedIn(token, arrival.actor, arrival.language)


def _refused(actor: Actor, permission: Permission, place: str) -> None:
    audit.record(actor, Event.ACCESS_REFUSED, permission=str(permission), place=place)


def _throttled(name: str) -> None:
    audit.record(Operator(public_id="anonymous", name="anonymous"), Event.THROTTLED, limit=name)


def _left(token: str) -> None:
    row = queries.find_session(token)
    actor = queries.actor_of(row.user, row.organisation) if row else None
    if actor is not None:
        service.sign_out(actor, token)


def signed_in(token: str, actor: Actor) -> SignedIn:
    """Return the fresh sign-in that the cookie will stand for."""
    return SignedIn(token, actor, None)
