"""Pages on which a talk is corrected, its readers are chosen anew, and it is taken back."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.advocacy import choices, forms, queries, service
from case_mgr.advocacy.kinds import Discretion
from case_mgr.advocacy.types import InteractionView
from case_mgr.advocacy.views.room import blueprint, field_of, said
from case_mgr.audit import queries as log
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.web.acts import compared, done
from case_mgr.web.guard import actor, needs

_HERE = "/contacts/<public_id>/interactions/<interaction_id>"


@blueprint.route(f"{_HERE}/edit", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def amend_interaction(public_id: str, interaction_id: str) -> ResponseReturnValue:
    """Correct what was recorded of a talk; what stood there before stays readable."""
    who = actor()
    found = _standing(public_id, interaction_id)
    form = _amend_form(found, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            draft = form.drafted(service.read_references(form.cases.data or ""))
            row = service.amend_interaction(who, interaction_id, draft, form.reason.data or "", form.seen_version())
            done(_("Interaction %(reference)s was amended.", reference=row.reference))
            return redirect(_to(found), 303)
        except Stale as error:
            raise _stale(error, form, _amend_form(found, fill=True), found) from error
        except Refused as error:
            form.refuse(field_of(error, talk_field(error)), said(error))
    return render_template("advocacy/talks/edit.html", form=form, found=found), 422 if form.errors else 200


@blueprint.route(f"{_HERE}/readers", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def choose_readers(public_id: str, interaction_id: str) -> ResponseReturnValue:
    """Choose anew who may know of a talk."""
    who = actor()
    found = _standing(public_id, interaction_id)
    if not found.keeps:
        raise NotFound(N_("There is no such page."))
    form = _readers_form(found, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            readers = tuple(form.readers.data or ())
            service.choose_readers(who, interaction_id, Discretion(form.level.data), readers, form.seen_version())
            done(_("Who may know of interaction %(reference)s was changed.", reference=found.reference))
            return redirect(_to(found), 303)
        except Stale as error:
            raise _stale(error, form, _readers_form(found, fill=True), found) from error
        except Refused as error:
            form.refuse("readers", said(error))
    return render_template("advocacy/talks/readers.html", form=form, found=found), 422 if form.errors else 200


@blueprint.route(f"{_HERE}/withdraw", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def withdraw_interaction(public_id: str, interaction_id: str) -> ResponseReturnValue:
    """Ask, then take a talk back that was none."""
    form, found = forms.WithdrawForm(), _standing(public_id, interaction_id)
    if form.validate_on_submit():
        try:
            service.withdraw_interaction(actor(), interaction_id, form.reason.data or "")
            done(_("Interaction %(reference)s was taken back. Its page stays.", reference=found.reference))
            return redirect(_to(found), 303)
        except Refused as error:
            form.refuse("reason", said(error))
    return render_template("advocacy/talks/withdraw.html", form=form, found=found), 422 if form.errors else 200


@blueprint.post(f"{_HERE}/restore")
@needs(Permission.CONTACT_WRITE)
def restore_interaction(public_id: str, interaction_id: str) -> ResponseReturnValue:
    """Put a talk back that was taken back by mistake."""
    found = queries.get_interaction(actor(), public_id, interaction_id)
    try:
        service.restore_interaction(actor(), interaction_id)
        done(_("Interaction %(reference)s was put back.", reference=found.reference))
    except Refused as error:
        flash(said(error), "error")
    return redirect(_to(found), 303)


def talk_field(error: Refused) -> str:
    """Return the field of a talk at which a refusal is said."""
    words = {
        "future": "happened",
        "was said": "summary",
        "follow-up": "follow_up",
        "batch": "batch",
        "when": "happened",
        "readers": "readers",
        "contact": "contact",
        "differs": "reason",
    }
    return next((field for word, field in words.items() if word in error.sentence), "cases")


def _standing(public_id: str, interaction_id: str) -> InteractionView:
    found = queries.get_interaction(actor(), public_id, interaction_id)
    if found.withdrawn_at is not None:
        raise NotFound(N_("There is no such page."))
    return found


def _to(found: InteractionView) -> str:
    return url_for("advocacy.interaction", public_id=found.contact_id, interaction_id=found.public_id)


def _stale(error: Stale, form: Any, now: Any, found: InteractionView) -> Stale:
    return compared(error, form, now, _to(found), log.last_change(actor(), found.public_id))


def _amend_form(found: InteractionView, *, fill: bool) -> forms.AmendForm:
    given: dict[str, Any] = {"formdata": None} if fill else {}
    form = forms.AmendForm(**given, happened=found.happened, follow_up_due=found.follow_up_due)
    form.offer_kinds()
    if fill:
        form.show(found)
    return form


def _readers_form(found: InteractionView, *, fill: bool) -> forms.ReadersForm:
    form = forms.ReadersForm(formdata=None) if fill else forms.ReadersForm()
    form.offer(choices.readers(actor()))
    if fill:
        form.show(found)
    return form
