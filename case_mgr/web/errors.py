"""Every failure as a page: what happened, what was saved, what to do. No traceback reaches a person."""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, current_app, g, make_response, redirect, render_template, request, url_for
from flask.globals import request_ctx
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError

from case_mgr.access.permissions import SENTENCES
from case_mgr.access.roles import LABELS, roles_with
from case_mgr.core.errors import DomainError, Forbidden, NotFound, Refused, Stale
from case_mgr.web.context import sentence
from case_mgr.web.guard import find_actor
from case_mgr.web.hooks import hooks
from case_mgr.web.throttle import TooMany
from case_mgr.web.transaction import CHANGED_MEANWHILE, abandon, is_busy

log = structlog.get_logger()
PLAIN = "<!doctype html><title>case-mgr</title><h1>The request could not be served. Nothing was written.</h1>"
SHOWN = frozenset({400, 403, 404, 409, 410, 413, 429, 500, 503})
_PERSON = "/people/<public_id>"
_NEVER_AGAIN = ("csrf_token", "password", "current", "repeat")
_EXPIRED = lazy_gettext("This form has expired, and nothing was written. What you typed is below: send it again.")


def install(app: Flask) -> None:
    """Register a page for every kind of failure."""
    app.before_request(_name_request)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(StaleDataError, _overtaken)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(Exception, _unexpected)


def _name_request() -> None:
    g.request_id = secrets.token_hex(6)


def _page(status: int, **context: Any) -> Response:
    if "_sqlalchemy_sessions" in g:
        abandon()
    template = status if status in SHOWN else 400 if status < 500 else 500
    if request_ctx.url_adapter is None:
        # A host that is not ours has no addresses of ours: the page with its links cannot be made for it.
        return make_response(PLAIN, status)
    # Whatever broke, the page about it must not need the same thing.
    try:
        html = render_template(f"errors/{template}.html", reference=g.get("request_id"), **context)
    except Exception as error:  # noqa: BLE001 - the last page there is
        log.error("error page failed", request=g.get("request_id"), error=type(error).__name__)
        html = PLAIN
    return make_response(html, status)


def _domain(error: DomainError) -> Response:
    said = sentence(error)
    match error:
        case NotFound():
            # The words never differ between what is missing and what is hidden.
            return _gone_elsewhere() or _page(404)
        case Forbidden():
            return _forbidden(error)
        case Stale():
            now = error.conflict.href
            return _page(409, explanation=said, conflict=error.conflict, conflict_now=now, **_resend())
        case TooMany():
            seconds = 60 * int(str(error.params["minutes"]))
            response = _page(429, explanation=said, retry_after=seconds)
            response.headers["Retry-After"] = str(seconds)
            return response
        case Refused():
            return _page(422, explanation=said, **_resend())
        case _:
            return _unexpected(error)


def _overtaken(error: StaleDataError) -> Response:
    """Two people wrote in the same moment, and the slower one found it out before the commit."""
    return _domain(Stale(CHANGED_MEANWHILE))


def _gone_elsewhere() -> Response | None:
    """Lead on from the address of a person whose record became part of another; only who reads is led on."""
    rule, ask, who = request.url_rule, hooks().moved, find_actor()
    if request.method != "GET" or ask is None or who is None or rule is None or not rule.rule.startswith(_PERSON):
        return None
    named = request.view_args or {}
    there = ask(who, str(named["public_id"]))
    if there is None:
        return None
    abandon()
    return make_response(redirect(url_for(str(request.endpoint), **named | {"public_id": there}), 308))


def _forbidden(error: Forbidden) -> Response:
    permission = next((p for p in SENTENCES if p == error.permission), None)
    tried = _(SENTENCES[permission]) if permission else None
    roles = [_(LABELS[role]) for role in roles_with(permission)] if permission else []
    return _page(403, explanation=sentence(error), tried=tried, who_to_ask=", ".join(roles))


def _csrf(error: CSRFError) -> Response:
    return _page(400, explanation=_EXPIRED, **(_resend() if _same_origin() else {}))


def _http(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return make_response(error.get_response())
    response = _page(error.code)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _database(error: OperationalError) -> Response:
    if is_busy(error):
        response = _page(503, retry_after=5)
        response.headers["Retry-After"] = "5"
        return response
    return _unexpected(error)


def _unexpected(error: Exception) -> Response:
    # The class and the place say enough to a developer; a message may hold somebody's name.
    log.error(
        "request failed",
        request=g.get("request_id"),
        endpoint=request.endpoint,
        error=type(error).__name__,
        exc_info=error if current_app.config["SETTINGS"].development else None,
    )
    return _page(InternalServerError.code)


def _resend() -> dict[str, Any]:
    """Return what was typed, so that it can be sent again; secrets and files are left out."""
    if request.method != "POST":
        return {}
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name != "once" and not any(word in name for word in _NEVER_AGAIN)
    ]
    return {"posted": fields, "resubmit": {"action": request.full_path.rstrip("?"), "fields": fields}}


def _same_origin() -> bool:
    """Only our own page may offer to send a form again: a stranger's form is not repeated for them."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.host
