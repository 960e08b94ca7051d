"""Pages of confirmations in twos: agree, object, take back."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.pardons import forms, queries, service
from case_mgr.pardons.views.shared import blueprint
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs


@blueprint.post("/pardons/<reference>/places/<int:number>/asked/<asked_id>/agree")
@needs(Permission.BATCH_CONFIRM)
def agree(reference: str, number: int, asked_id: str) -> ResponseReturnValue:
    """Agree as the second person."""
    proof = service.agree(actor(), reference, number, asked_id)
    case = proof.exit.case.reference if proof.exit else ""
    flash(
        _("The release was confirmed and written into %(case)s.", case=case)
        if case
        else _("The release was confirmed. No case is matched, so nothing was written into one."),
        "success",
    )
    return _to_place(reference, number)


@blueprint.route("/pardons/<reference>/places/<int:number>/asked/<asked_id>/object", methods=["GET", "POST"])
@needs(Permission.BATCH_READ)
def object_to(reference: str, number: int, asked_id: str) -> ResponseReturnValue:
    """Object to evidence that whoever gave it could soon confirm alone."""
    said = _("Your objection was recorded: another member confirms, or the evidence is taken back.")
    return _with_reason("object", reference, number, asked_id, service.object_to, said)


@blueprint.route("/pardons/<reference>/places/<int:number>/asked/<asked_id>/drop", methods=["GET", "POST"])
@needs(Permission.BATCH_CONFIRM)
def drop_asked(reference: str, number: int, asked_id: str) -> ResponseReturnValue:
    """Take evidence back that nobody has agreed to."""
    said = _("The evidence was taken back. It never counted.")
    return _with_reason("drop", reference, number, asked_id, service.drop_asked, said)


def _with_reason(
    act: str, reference: str, number: int, asked_id: str, verb: Callable[..., object], said: str
) -> ResponseReturnValue:
    who, form = actor(), forms.ReasonForm()
    batch, place = queries.get_batch(who, reference), queries.get_place(who, reference, number)
    asked = next((row for row in queries.list_asked(who, reference, number) if row.public_id == asked_id), None)
    if asked is None:
        raise NotFound(N_("Nothing waits here for a second person."))
    if form.validate_on_submit():
        try:
            verb(who, reference, number, asked_id, form.reason.data or "")
            flash(said, "success")
            return _to_place(reference, number)
        except Refused as error:
            form.refuse("reason", sentence(error))
    page = render_template("pardons/asked_reason.html", act=act, form=form, batch=batch, row=place.row, asked=asked)
    return page, 422 if form.errors else 200


def _to_place(reference: str, number: int) -> ResponseReturnValue:
    return redirect(url_for("pardons.place", reference=reference, number=number), 303)
