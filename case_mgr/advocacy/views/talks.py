"""Pages of interactions."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.advocacy import choices, forms, labels, queries, service
from case_mgr.advocacy.views import showing
from case_mgr.advocacy.views.amending import talk_field
from case_mgr.advocacy.views.room import blueprint
from case_mgr.core import clock
from case_mgr.core.errors import Refused
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs


@blueprint.route("/contacts/<public_id>/interactions/new", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def new_interaction(public_id: str) -> ResponseReturnValue:
    """Record an interaction and the cases that it raised."""
    who, form = actor(), forms.InteractionForm()
    form.offer(choices.readers(who))
    found = queries.get_contact(who, public_id)
    if request.method == "GET":
        form.cases.data = "\n".join(service.read_references(request.args.get("cases", "")[:2000]))
        form.batch.data = request.args.get("batch", "")[:20]
    if form.validate_on_submit():
        try:
            draft = form.draft(service.read_references(form.cases.data or ""))
            row = service.record_interaction(who, public_id, draft)
            flash(_("Interaction %(reference)s was recorded.", reference=row.reference), "success")
            return redirect(url_for("advocacy.interaction", public_id=public_id, interaction_id=row.public_id), 303)
        except Refused as error:
            form.refuse(talk_field(error), sentence(error))
    return render_template("advocacy/new_interaction.html", form=form, contact=found), 422 if form.errors else 200


@blueprint.route("/talks/new", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def quick_interaction() -> ResponseReturnValue:
    """Record an interaction from a case or a batch: with whom it was is typed, and found by name or reference."""
    who, form = actor(), forms.QuickInteractionForm()
    form.offer(choices.readers(who))
    if request.method == "GET":
        form.cases.data = "\n".join(service.read_references(request.args.get("cases", "")[:2000]))
        form.batch.data = request.args.get("batch", "")[:20]
    if form.validate_on_submit():
        try:
            contact = service.find_named(who, form.contact.data or "")
            row = service.record_interaction(who, contact, form.draft(service.read_references(form.cases.data or "")))
            flash(_("Interaction %(reference)s was recorded.", reference=row.reference), "success")
            return redirect(url_for("advocacy.interaction", public_id=contact, interaction_id=row.public_id), 303)
        except Refused as error:
            form.refuse(talk_field(error), sentence(error))
    known = queries.list_names(who)
    return render_template("advocacy/quick.html", form=form, known=known), 422 if form.errors else 200


@blueprint.get("/talks/<public_id>")
@needs(Permission.CONTACT_READ)
def talk(public_id: str) -> ResponseReturnValue:
    """Lead from a task to the talk that it follows from."""
    contact = queries.find_talk(actor(), public_id)
    return redirect(url_for("advocacy.interaction", public_id=contact, interaction_id=public_id), 303)


@blueprint.route("/contacts/<public_id>/interactions/<interaction_id>", methods=["GET", "POST"])
@needs(Permission.CONTACT_READ)
def interaction(public_id: str, interaction_id: str) -> ResponseReturnValue:
    """Show an interaction; settle its promised follow-up."""
    who, form = actor(), forms.SettleForm()
    if form.validate_on_submit():
        try:
            row = service.settle_follow_up(who, interaction_id, form.result.data or "")
            flash(_("The follow-up of %(reference)s is settled.", reference=row.reference), "success")
            here = url_for("advocacy.interaction", public_id=public_id, interaction_id=interaction_id)
            return redirect(here, 303)
        except Refused as error:
            form.refuse("result", sentence(error))
    found = queries.get_interaction(who, public_id, interaction_id)
    status = 422 if form.errors else 200
    shown = render_template(
        "advocacy/interaction.html",
        found=found,
        form=form,
        labels=labels,
        former=showing.former(found),
        today=clock.today(),
    )
    return shown, status
