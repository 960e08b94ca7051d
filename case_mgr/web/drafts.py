"""What was typed and not sent: kept when a sign-in ended under somebody's hands, and put back into its form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import current_app, g, request, url_for
from sqlalchemy import delete, select
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from case_mgr.access.actor import Actor
from case_mgr.core import clock, ids
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.web.models import Draft

ARGUMENT = "draft"
# Hidden boxes of a form: the address of the page it stands on, and where the form goes to when a page keeps its text.
PAGE = "page_address"
PLACE = "form_address"
# The button of a page about a stale edit: the kept text is wanted in its form at once.
SHOW = "show_form"
KEPT_FOR = timedelta(days=7)
_MOST = 30
_LONGEST = 200_000
_LONGEST_PLACE = 500
# Keys of the form itself, and what must never be stored.
_NEVER = ("csrf_token", "once", "password", "current", "repeat", PAGE, PLACE, SHOW)
# Passwords are typed there, and nothing that anybody would miss.
_NOT_KEPT = ("accounts.", "web.")
# Where two people may change the same settings at once, what was typed is not lost.
_KEPT_ALL_THE_SAME = "accounts.settings"

Typed = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose text it is: a member, and the organisation that the form belongs to."""

    user_id: int
    organisation_id: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept text as the page of its form needs it."""

    public_id: str
    at: datetime
    href: str
    restored: bool


def owner(actor: Actor) -> Owner:
    """Return whose texts are kept while this actor works; a guest's stay with their own organisation."""
    home = actor.guest.home if actor.guest else actor
    return Owner(home.user_id, home.organisation_id)


def typed_in(fields: Iterable[tuple[str, str]]) -> Typed:
    """Return what is worth keeping of a form: no keys, no passwords."""
    return [(name, value) for name, value in fields if not any(word in name for word in _NEVER)]


def is_worth_keeping(place: str, fields: Typed) -> bool:
    """Return whether a text is kept: something was typed, not without measure, into a form that keeps texts."""
    typed = typed_in(fields)
    length = sum(len(name) + len(value) for name, value in typed)
    return 0 < length <= _LONGEST and any(value.strip() for _name, value in typed) and _keeps(place)


def keep(whose: Owner, place: str, fields: Typed, public_id: str | None = None) -> Draft:
    """Keep what was typed at a place, instead of what was kept there before; its page says what was asked."""
    place = urlsplit(place).path
    page = next((value for name, value in fields if name == PAGE), "")
    _tidy(whose)
    forget(whose, place)
    row = Draft(
        public_id=public_id or ids.new_public_id(),
        organisation_id=whose.organisation_id,
        user_id=whose.user_id,
        place=place,
        page=page if len(page) <= _LONGEST_PLACE and _endpoint(page, "GET") else None,
        at=clock.now(),
    )
    row.typed = typed_in(fields)
    db.session.add(row)
    db.session.flush()
    return row


def forget(whose: Owner, place: str) -> None:
    """Drop what was kept at a place: it was sent."""
    db.session.execute(_of(delete(Draft), whose).where(Draft.place == place))


def discard(actor: Actor, public_id: str) -> Draft:
    """Throw a kept text of one's own away."""
    row = get(actor, public_id)
    db.session.delete(row)
    return row


def get(actor: Actor, public_id: str) -> Draft:
    """Return a kept text of one's own, whichever organisation it was typed for."""
    row = db.session.scalar(select(Draft).where(Draft.user_id == actor.user_id, Draft.public_id == public_id))
    if row is None or clock.now() - row.at > KEPT_FOR:
        raise NotFound(N_("There is no such text."))
    return row


def form_of(row: Draft) -> str | None:
    """Return the address that shows the form with its text, or None when the form has no page of its own."""
    page = row.page or (row.place if _endpoint(row.place, "GET") else None)
    if page is None:
        return None
    return f"{page}{'&' if '?' in page else '?'}{ARGUMENT}={row.public_id}"


def page_here() -> str:
    """Return the address of the page that a form stands on; a form shown again keeps the one it came from."""
    if request.method != "GET":
        return request.form.get(PAGE, "")
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != ARGUMENT]
    return f"{request.path}?{urlencode(asked)}" if asked else request.path


def here(action: str, form: Any = None) -> Kept | None:
    """Return what was kept for the form with this action; put it back into its boxes when the address asks for it."""
    actor: Actor | None = g.get("actor")
    if actor is None or request.method != "GET":
        return None
    place = urlsplit(action).path
    row = _kept_for(owner(actor), place)
    if row is None:
        return None
    asked = request.args.get(ARGUMENT) == row.public_id
    if asked and form is not None:
        form.process(formdata=MultiDict([(name, value) for name, value in row.typed]))
    return Kept(row.public_id, row.at, url_for("web.draft", public_id=row.public_id), asked and form is not None)


def _keeps(place: str) -> bool:
    endpoint = _endpoint(place, "POST")
    if endpoint is None or len(place) > _LONGEST_PLACE:
        return False
    if endpoint.startswith(_NOT_KEPT) and endpoint != _KEPT_ALL_THE_SAME:
        return False
    view = current_app.view_functions.get(endpoint)
    return hasattr(view, "needs") and not getattr(view, "asks", False)


def _kept_for(whose: Owner, place: str) -> Draft | None:
    living = Draft.at > clock.now() - KEPT_FOR
    found: Draft | None = db.session.scalar(_of(select(Draft), whose).where(Draft.place == place, living))
    return found


def _of(statement: Any, whose: Owner) -> Any:
    return statement.where(Draft.user_id == whose.user_id, Draft.organisation_id == whose.organisation_id)


def _tidy(whose: Owner) -> None:
    db.session.execute(delete(Draft).where(Draft.at <= clock.now() - KEPT_FOR))
    rest = select(Draft.id).where(Draft.user_id == whose.user_id).order_by(Draft.at.desc(), Draft.id.desc())
    surplus = db.session.scalars(rest.offset(_MOST - 1)).all()
    if surplus:
        db.session.execute(delete(Draft).where(Draft.id.in_(surplus)))


def _endpoint(place: str, method: str) -> str | None:
    adapter = current_app.create_url_adapter(request)
    if adapter is None or not place.startswith("/") or place.startswith("//") or "\\" in place:
        return None
    try:
        endpoint, _arguments = adapter.match(urlsplit(place).path, method=method)
    except (HTTPException, RequestRedirect, ValueError):
        return None
    return str(endpoint)
