"""Routes that belong to no room: health, leaving in a hurry, language."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_login import logout_user

from case_mgr.web.hooks import hooks
from case_mgr.web.transaction import afterwards

blueprint = Blueprint("web", __name__)
NEUTRAL = "https://www.wikipedia.org/"


@blueprint.get("/health")
def health() -> ResponseReturnValue:
    """Say that the server answers; nothing more to a stranger."""
    return {"ok": True}


@blueprint.get("/exit")
def leave() -> ResponseReturnValue:
    """Leave in a hurry: the sign-in ends on the server too, the browser goes to a neutral page."""
    token, ends = session.get("_user_id"), hooks().left
    logout_user()
    session.clear()
    if token and ends is not None:
        afterwards(lambda: ends(token))
    return redirect(NEUTRAL, 303)


@blueprint.post("/language")
def language() -> ResponseReturnValue:
    """Choose the language of the pages, before or after signing in."""
    wanted = request.form.get("language", "")
    if wanted in current_app.config["LANGUAGES"]:
        session["language"] = wanted
    return redirect(local(request.form.get("next")), 303)


def local(target: str | None) -> str:
    """Return the target when it is a path of this site, else the start page."""
    parts = urlsplit(target or "")
    # A backslash and control characters are slashes and nothing to some browsers.
    clean = target and target.startswith("/") and not target.startswith("//") and not parts.scheme and not parts.netloc
    return target if clean and target and not any(c in target for c in "\\\r\n\t\0") else "/"


def wanted_page() -> str | None:
    """Return where the person wanted to go before they were asked to sign in."""
    return request.values.get("next")
