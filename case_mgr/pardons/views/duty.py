"""Duty officers of release day, and the second look at what they confirmed."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from case_mgr.access.permissions import Permission
from case_mgr.access.roles import permissions_of
from case_mgr.accounts import queries as accounts
from case_mgr.core import clock
from case_mgr.core.errors import Refused
from case_mgr.pardons import forms, queries, service
from case_mgr.pardons.views.shared import blueprint
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs


@blueprint.route("/pardons/duty", methods=["GET", "POST"])
@needs(Permission.SETTINGS_WRITE)
def duty() -> ResponseReturnValue:
    """Name a duty officer; list the hours that were and will be."""
    who = actor()
    now = clock.now()
    form = forms.DutyForm(day=now.date(), hour=f"{now:%H:%M}", hours="12")
    form.offer(_members())
    if form.validate_on_submit():
        try:
            service.name_duty_officer(who, form.draft())
            flash(_("The duty officer was named. Everybody who sees batches reads who is on duty."), "success")
            return redirect(url_for("pardons.duty"), 303)
        except Refused as error:
            form.refuse("officer", sentence(error))
    page = render_template("pardons/duty.html", form=form, duties=queries.list_duties(who))
    return page, 422 if form.errors else 200


@blueprint.post("/pardons/duty/<duty_id>/end")
@needs(Permission.SETTINGS_WRITE)
def end_duty(duty_id: str) -> ResponseReturnValue:
    """End hours of duty at once."""
    service.end_duty(actor(), duty_id)
    flash(_("The duty was ended."), "success")
    return redirect(url_for("pardons.duty"), 303)


@blueprint.post("/pardons/<reference>/places/<int:number>/evidence/<proof_id>/review")
@needs(Permission.BATCH_CONFIRM)
def review(reference: str, number: int, proof_id: str) -> ResponseReturnValue:
    """Agree, as the second person, with what was confirmed alone."""
    service.review(actor(), reference, number, proof_id)
    flash(_("It is recorded that you looked at it."), "success")
    return redirect(url_for("pardons.place", reference=reference, number=number), 303)


def _members() -> list[SelectChoice]:
    return [
        SelectChoice(row.public_id, row.name)
        for row in accounts.list_members(actor())
        if not row.disabled and Permission.BATCH_CONFIRM in permissions_of(frozenset(row.roles))
    ]
