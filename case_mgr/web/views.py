"""Routes that belong to no room: health, leaving in a hurry, language, texts that were not sent."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import logout_user

from case_mgr.access.permissions import Permission
from case_mgr.web import drafts
from case_mgr.web.guard import actor, needs
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


@blueprint.post("/drafts")
@needs(Permission.ACCOUNT)
def keep_draft() -> ResponseReturnValue:
    """Keep what is being typed, sent by the page from time to time."""
    place, typed = request.form.get(drafts.PLACE, ""), list(request.form.items(multi=True))
    if not drafts.is_worth_keeping(place, typed):
        return "", 204
    row = drafts.keep(drafts.owner(actor()), place, typed)
    if drafts.SHOW in request.form:
        return redirect(url_for("web.draft", public_id=row.public_id), 303)
    return {"at": row.at.isoformat()}


@blueprint.get("/drafts/<public_id>")
@needs(Permission.ACCOUNT)
def draft(public_id: str) -> ResponseReturnValue:
    """Go on with a text that was not sent: in its form, or on a page of its own when the form has none."""
    row = drafts.get(actor(), public_id)
    here = row.organisation_id == actor().organisation_id
    form = drafts.form_of(row) if here else None
    if form is not None:
        return redirect(form, 303)
    return render_template("drafts/draft.html", draft=row, here=here)


@blueprint.post("/drafts/<public_id>/discard")
@needs(Permission.ACCOUNT)
def discard_draft(public_id: str) -> ResponseReturnValue:
    """Throw away a text that was not sent."""
    row = drafts.discard(actor(), public_id)
    flash(_("The text that was not sent was thrown away."), "success")
    return redirect(local(row.place) if drafts.form_of(row) else url_for(hooks().home), 303)


def local(target: str | None) -> str:
    """Return the target when it is a path of this site, else the start page."""
    parts = urlsplit(target or "")
    # A backslash and control characters are slashes and nothing to some browsers.
    clean = target and target.startswith("/") and not target.startswith("//") and not parts.scheme and not parts.netloc
    return target if clean and target and not any(c in target for c in "\\\r\n\t\0") else "/"


def wanted_page() -> str | None:
    """Return where the person wanted to go before they were asked to sign in."""
    return request.values.get("next")
