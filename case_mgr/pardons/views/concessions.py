"""The ledger of reported concessions: pages, a table to take away, a brief to print."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.audit import queries as log
from case_mgr.core import clock
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.core.text import N_
from case_mgr.exports import door
from case_mgr.pardons import forms, queries, service, tables, words
from case_mgr.pardons.types import ConcessionView
from case_mgr.pardons.views.shared import blueprint, choices, reason_word
from case_mgr.web.acts import compared
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs


@blueprint.get("/pardons/concessions")
@needs(Permission.BATCH_READ)
def concessions() -> ResponseReturnValue:
    """List reported concessions."""
    at = PageRequest.read(request.args.get("page"), request.args.get("size"))
    page = queries.list_concessions(actor(), at)
    return render_template("pardons/concessions.html", page=page, reason_word=reason_word)


@blueprint.get("/pardons/concessions/brief")
@needs(Permission.BATCH_READ)
def concessions_brief() -> ResponseReturnValue:
    """Show the concessions on a page to print: no person is named in it."""
    page = queries.list_outward(actor(), PageRequest(size=100))
    return render_template("pardons/brief.html", page=page, now=clock.now(), reason_word=reason_word)


@blueprint.route("/pardons/concessions/table", methods=["GET", "POST"])
@needs(Permission.EXPORT)
def concessions_table() -> ResponseReturnValue:
    """Ask what for, then give the concessions out as a table; the log says who took it."""
    actor().require(Permission.BATCH_READ)
    count = queries.list_outward(actor(), PageRequest()).total
    action, back = url_for("pardons.concessions_table"), url_for("pardons.concessions")
    return door.leave(tables.CONCESSIONS.key, {}, {}, count=count, action=action, back=back, name="concessions")


@blueprint.route("/pardons/concessions/new", methods=["GET", "POST"])
@needs(Permission.BATCH_WRITE)
def new_concession() -> ResponseReturnValue:
    """Record a reported concession."""
    form = _concession_form()
    if form.validate_on_submit():
        try:
            row = service.record_concession(actor(), form.draft())
            flash(_("The concession was recorded. Say what sources report of its link to a batch."), "success")
            return redirect(url_for("pardons.concession", concession_id=row.public_id), 303)
        except Refused as error:
            form.refuse("reversed", sentence(error))
    return render_template("pardons/concession_edit.html", form=form, shown=None), 422 if form.errors else 200


@blueprint.route("/pardons/concessions/<concession_id>", methods=["GET", "POST"])
@needs(Permission.BATCH_READ)
def concession(concession_id: str) -> ResponseReturnValue:
    """Show a concession; whoever writes batches adds what a source says of its link to one."""
    shown = queries.get_concession(actor(), concession_id)
    form = forms.LinkForm()
    form.offer(choices(words.SAYS))
    if request.method == "POST":
        actor().require(Permission.BATCH_WRITE)
    if form.validate_on_submit():
        try:
            service.link_concession(actor(), concession_id, form.draft())
            flash(_("The claim was added."), "success")
            return redirect(url_for("pardons.concession", concession_id=concession_id), 303)
        except (Refused, NotFound) as error:
            form.refuse("batch", sentence(error))
    page = render_template("pardons/concession.html", form=form, shown=shown, reason_word=reason_word)
    return page, 422 if form.errors else 200


@blueprint.route("/pardons/concessions/<concession_id>/claims/<link_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.BATCH_WRITE)
def withdraw_link(concession_id: str, link_id: str) -> ResponseReturnValue:
    """Ask, then take back what was entered of a concession and a batch."""
    shown, form = queries.get_concession(actor(), concession_id), forms.ReasonForm()
    link = next((one for one in shown.standing if one.public_id == link_id), None)
    if link is None:
        raise NotFound(N_("There is no such claim."))
    if form.validate_on_submit():
        service.withdraw_link(actor(), concession_id, link_id, form.reason.data or "")
        flash(_("The claim was taken back; it stays readable with your reason."), "success")
        return redirect(url_for("pardons.concession", concession_id=concession_id), 303)
    page = render_template("pardons/link_withdraw.html", form=form, shown=shown, link=link)
    return page, 422 if form.errors else 200


@blueprint.route("/pardons/concessions/<concession_id>/edit", methods=["GET", "POST"])
@needs(Permission.BATCH_WRITE)
def edit_concession(concession_id: str) -> ResponseReturnValue:
    """Correct a concession."""
    shown = queries.get_concession(actor(), concession_id)
    form = _concession_form(shown, fill=request.method == "GET")
    there = url_for("pardons.concession", concession_id=concession_id)
    if form.validate_on_submit():
        try:
            service.amend_concession(actor(), concession_id, form.draft(), form.seen_version())
            flash(_("The concession was changed."), "success")
            return redirect(there, 303)
        except Stale as error:
            now = _concession_form(shown, fill=True)
            raise compared(error, form, now, there, log.last_change(actor(), concession_id)) from error
        except Refused as error:
            form.refuse("reversed", sentence(error))
    return render_template("pardons/concession_edit.html", form=form, shown=shown), 422 if form.errors else 200


@blueprint.route("/pardons/concessions/<concession_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.BATCH_WRITE)
def withdraw_concession(concession_id: str) -> ResponseReturnValue:
    """Ask, then withdraw a concession that was entered wrongly."""
    shown, form = queries.get_concession(actor(), concession_id), forms.ReasonForm()
    if form.validate_on_submit():
        service.withdraw_concession(actor(), concession_id, form.reason.data or "")
        flash(_("The concession was withdrawn; the log keeps it with your reason."), "success")
        return redirect(url_for("pardons.concessions"), 303)
    return render_template("pardons/concession_withdraw.html", form=form, shown=shown), 422 if form.errors else 200


def _concession_form(shown: ConcessionView | None = None, *, fill: bool = False) -> forms.ConcessionForm:
    form = forms.ConcessionForm(formdata=None, obj=shown) if fill else forms.ConcessionForm(obj=shown)
    form.offer(choices(words.RECEIVERS))
    return form
