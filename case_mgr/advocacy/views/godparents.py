"""Pages of parliamentary godparenthoods."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.advocacy import forms, queries, service
from case_mgr.advocacy.kinds import ContactKind
from case_mgr.advocacy.types import GodparentView
from case_mgr.advocacy.views.room import blueprint, field_of, said, stale
from case_mgr.core.errors import Refused, Stale
from case_mgr.web.acts import done
from case_mgr.web.guard import actor, needs

_ONE = "/contacts/<public_id>/godparenthoods/<record_id>"


@blueprint.route("/contacts/<public_id>/godparenthoods/new", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def new_godparent(public_id: str) -> ResponseReturnValue:
    """Record for whom a member of parliament speaks."""
    who, form = actor(), forms.GodparentForm()
    contact = queries.get_contact(who, public_id)
    if contact.row.kind is not ContactKind.PARLIAMENT or contact.row.is_body:
        return redirect(_to(public_id), 303)
    if request.method == "GET":
        form.cases.data = "\n".join(service.read_references(request.args.get("cases", "")[:2000]))
    if form.validate_on_submit():
        try:
            service.record_godparent(who, public_id, service.read_references(form.cases.data or ""), form.draft())
            done(_("The godparenthood of %(reference)s was recorded.", reference=contact.row.reference))
            return redirect(_to(public_id), 303)
        except Refused as error:
            form.refuse(field_of(error, "cases"), said(error))
    shown = render_template("advocacy/godparents/new.html", form=form, contact=contact)
    return shown, 422 if form.errors else 200


@blueprint.route(f"{_ONE}/edit", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def edit_godparent(public_id: str, record_id: str) -> ResponseReturnValue:
    """Change since when it goes, or write down that it ended."""
    who = actor()
    found = queries.get_godparent(who, public_id, record_id)
    form = _form(found, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            service.amend_godparent(who, public_id, record_id, form.draft(), form.seen_version())
            done(_("The godparenthood was changed."))
            return redirect(_to(public_id), 303)
        except Stale as error:
            raise stale(error, form, _form(found, fill=True), public_id, "advocacy.contact") from error
        except Refused as error:
            form.refuse(field_of(error, "until"), said(error))
    return render_template("advocacy/godparents/edit.html", form=form, found=found), 422 if form.errors else 200


@blueprint.route(f"{_ONE}/withdraw", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def withdraw_godparent(public_id: str, record_id: str) -> ResponseReturnValue:
    """Ask, then take back what never was."""
    found, form = queries.get_godparent(actor(), public_id, record_id), forms.WithdrawForm()
    if form.validate_on_submit():
        try:
            service.withdraw_godparent(actor(), public_id, record_id, form.reason.data or "")
            done(_("The godparenthood was taken back."))
            return redirect(_to(public_id), 303)
        except Refused as error:
            form.refuse("reason", said(error))
    return render_template("advocacy/godparents/withdraw.html", form=form, found=found), 422 if form.errors else 200


def _to(public_id: str) -> str:
    return url_for("advocacy.contact", public_id=public_id)


def _form(found: GodparentView, *, fill: bool) -> forms.AmendGodparentForm:
    given: dict[str, Any] = {"formdata": None} if fill else {}
    form = forms.AmendGodparentForm(**given, since=found.draft.since, until=found.draft.until)
    if fill:
        form.show(found)
    return form
