"""Closed unless listed: who may reach which route."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar, cast

from flask import Flask, Response, abort, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.core import ids
from case_mgr.core.errors import Forbidden
from case_mgr.core.text import N_
from case_mgr.web import asked, drafts, guests, once, throttle
from case_mgr.web.hooks import hooks
from case_mgr.web.public import PUBLIC
from case_mgr.web.transaction import afterwards, before_commit, begin_writing

View = TypeVar("View", bound=Callable[..., Any])


def needs(
    permission: Permission,
    *,
    also: Permission | None = None,
    writes: bool = False,
    asks: bool = False,
    shared: Act | None = None,
) -> Callable[[View], View]:
    """Open a route to whoever has the permission, and the one that it `also` takes.

    `writes` marks a GET that must leave a trace, `asks` a list whose filter is sent by POST, so that no name that
    somebody looks for stands in an address, `shared` what a share must permit for the route to exist to its guests.
    """

    def mark(view: View) -> View:
        marked = cast(Any, view)
        marked.needs, marked.writes, marked.asks, marked.shared = permission, writes, asks, shared
        marked.also = also
        return view

    return mark


def actor() -> Actor:
    """Return who asks; only in routes that need a permission."""
    found = find_actor()
    if found is None:
        raise RuntimeError("a public route asked who acts")
    return found


def find_actor() -> Actor | None:
    """Return who asks, or None when nobody is signed in."""
    if "actor" not in g:
        g.actor = current_user.actor if current_user.is_authenticated else None
    found: Actor | None = g.actor
    return found


def install(app: Flask) -> None:
    """Put the guard before every request."""
    guests.install(app)
    app.before_request(_guard)


def _guard() -> ResponseReturnValue | None:
    endpoint = request.endpoint
    if endpoint is None or endpoint == "static":
        return None
    _refuse_nul()
    view = cast(Any, current_app.view_functions[endpoint])
    permission: Permission | None = getattr(view, "needs", None)
    who = find_actor()
    if permission is None and endpoint not in PUBLIC:
        raise RuntimeError(f"{endpoint} is neither guarded nor public")
    if permission is not None:
        if who is None:
            return _to_sign_in()
        who = _admit(who, permission, view)
        if getattr(view, "asks", False):
            hidden = asked.hide(who)
            if hidden is not None:
                return hidden
    throttle.stop_if_too_many(view)
    if who is not None and request.method == "POST":
        before_commit(lambda response: _forget_draft(who, response))
    return once.repeated(who)


def _admit(who: Actor, permission: Permission, view: Any) -> Actor:
    """Return who goes in: the member, or the guest of the share that the address names."""
    guest = guests.admit(who, view)
    if guest is not None:
        who = g.actor = guest
    # What a guest may write, the share says and not the permission: the door has asked it.
    if not who.may(permission) and not (guest and getattr(view, "shared", None) is not Act.READ):
        refuse(who, permission)
    also: Permission | None = getattr(view, "also", None)
    if also is not None and not who.may(also):
        refuse(who, also)
    if getattr(view, "writes", False) and guest is None:
        begin_writing()
    return who


def _refuse_nul() -> None:
    # PostgreSQL cannot store this character, and nobody types it.
    sent = (*request.args.items(multi=True), *request.form.items(multi=True))
    if "\0" in request.path or any("\0" in name or "\0" in value for name, value in sent):
        abort(400)


def refuse(who: Actor, permission: Permission) -> NoReturn:
    """Refuse, and write the refusal down after the rollback."""
    tell, doer = hooks().refused, who.guest.home if who.guest else who
    if tell is not None:
        place = request.endpoint or ""
        afterwards(lambda: tell(doer, permission, place))
    raise Forbidden(N_("Your role does not permit this."), permission=permission)


def _to_sign_in() -> ResponseReturnValue:
    wanted = request.full_path.rstrip("?") if request.method == "GET" else _keep_what_was_typed()
    return redirect(url_for(hooks().sign_in, next=wanted if wanted != "/" else None), 303)


def _forget_draft(who: Actor, response: Response) -> None:
    # A form that was taken sends its reader elsewhere; a page that asks again still needs the text.
    if 300 <= response.status_code < 400:
        drafts.forget(drafts.owner(who), request.path)


def _keep_what_was_typed() -> str | None:
    """Keep the form of somebody whose sign-in ended while they typed; returns where they find it again."""
    token, ended = session.get("_user_id"), hooks().ended
    whose = ended(token) if token and ended else None
    place, fields = request.path, list(request.form.items(multi=True))
    if whose is None or not drafts.is_worth_keeping(place, fields):
        return None
    public_id, owner = ids.new_public_id(), drafts.Owner(*whose)

    def keep() -> None:
        drafts.keep(owner, place, fields, public_id)

    afterwards(keep)
    return url_for("web.draft", public_id=public_id)
