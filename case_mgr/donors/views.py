"""Links to published reports: the list of those who give them, and the page of those who follow one."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.donors import forms, queries, service
from case_mgr.donors.queries import NO_LINK
from case_mgr.reports import files
from case_mgr.reports import queries as reports
from case_mgr.reports.present import present
from case_mgr.reports.snapshot import Json, sha256
from case_mgr.web import throttle
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.headers import QUIET
from case_mgr.web.throttle import Limit, throttled
from case_mgr.web.transaction import afterwards, begin_writing

blueprint = Blueprint("donors", __name__, template_folder="templates")
# Whoever tries secrets is stopped long before the first could fit; an office behind one address is not.
_TRIES = Limit("report link", throttle.address, 60, timedelta(minutes=10))
_LONGEST = 64


@blueprint.route("/reports/<reference>/links", methods=["GET", "POST"])
@needs(Permission.REPORT_BUILD)
def links(reference: str) -> ResponseReturnValue:
    """List who may read a report by a link, and make another one, whose secret is shown this once."""
    row, _content = reports.get_report(actor(), reference)
    form, link = forms.LinkForm(), None
    form.offer()
    if form.validate_on_submit():
        try:
            token = service.make_link(actor(), reference, form.whom.data or "", int(form.days.data))
            link, form = url_for("donors.open_link", token=token, _external=True), forms.LinkForm(formdata=None)
            form.offer()
        except Refused as error:
            form.refuse("whom", sentence(error))
    found = queries.list_links(actor(), reference)
    page = render_template("donors/links.html", row=row, form=form, link=link, links=found)
    return page, 422 if form.errors else 200


@blueprint.post("/reports/<reference>/links/<public_id>/revoke")
@needs(Permission.REPORT_BUILD)
def revoke(reference: str, public_id: str) -> ResponseReturnValue:
    """Take a link back."""
    service.revoke_link(actor(), public_id)
    flash(_("The link was taken back: whoever opens it reads that it was withdrawn."), "success")
    return redirect(url_for("donors.links", reference=reference), 303)


@blueprint.get("/r/<token>")
@throttled(_TRIES, reads=True)
def open_link(token: str) -> ResponseReturnValue:
    """Show a published report to whoever has a link to it; each opening is counted and written down."""
    content = _opened(token, service.PAGE)
    shown = present(content, _, _language())
    page = render_template("donors/open.html", shown=shown, token=token, sha256=sha256(content), kinds=files.TYPES)
    return _quiet(make_response(page))


@blueprint.get("/r/<token>/file.<kind>")
@throttled(_TRIES, reads=True)
def take_file(token: str, kind: str) -> ResponseReturnValue:
    """Give the report as a file to whoever has a link to it."""
    if kind not in files.TYPES:
        raise NotFound(N_("There is no such file."))
    content = _opened(token, kind)
    name = f"donor-report-{content['data']['reference']}.{files.SUFFIXES[kind]}"
    made = BytesIO(files.make(content, kind, _language()))
    return _quiet(send_file(made, files.TYPES[kind], as_attachment=True, download_name=name))


def _opened(token: str, kind: str) -> Json:
    """Return the report of a link; one that stands no more is gone, and that it was tried is written down."""
    if len(token) > _LONGEST:
        raise NotFound(NO_LINK)
    begin_writing()
    _row, content = service.open_link(token, kind)
    if content is None:
        # What was written here goes with the page of the error: it is said once more after it.
        afterwards(lambda: _noted(token, kind))
        abort(410)
    return content


def _noted(token: str, kind: str) -> None:
    service.open_link(token, kind)


def _quiet(response: Response) -> Response:
    """Let no page that is opened from here learn the address, which is the secret."""
    response.headers["Referrer-Policy"] = QUIET
    return response


def _language() -> str:
    return str(get_locale() or "en").replace("_", "-")
