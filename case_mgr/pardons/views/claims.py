"""Numbers that sources gave about a batch."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.pardons import forms, queries, service
from case_mgr.pardons.results import BatchView
from case_mgr.pardons.types import ClaimView
from case_mgr.pardons.views.shared import blueprint
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs

# A number of one sex stands in a box of its own.
_FIELDS = {"by_sex": "women"}


@blueprint.route("/pardons/<reference>/claims/new", methods=["GET", "POST"])
@needs(Permission.BATCH_WRITE)
def add_claim(reference: str) -> ResponseReturnValue:
    """Add a number that a source gave."""
    batch = queries.get_batch(actor(), reference)
    form = forms.ClaimForm()
    if form.validate_on_submit():
        try:
            claim = service.add_claim(actor(), reference, form.draft())
            said = _("The claim of %(source)s was added to %(reference)s.", source=claim.source, reference=reference)
            flash(said, "success")
            return _to_claims(reference)
        except service.Unclaimed as error:
            form.refuse(_FIELDS.get(error.field, error.field), sentence(error))
    return render_template("pardons/claim.html", form=form, batch=batch), 422 if form.errors else 200


@blueprint.route("/pardons/<reference>/claims/<claim_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.BATCH_WRITE)
def withdraw_claim(reference: str, claim_id: str) -> ResponseReturnValue:
    """Ask, then withdraw a claim."""
    batch = queries.get_batch(actor(), reference)
    claim = _find(batch, claim_id)
    form = forms.ReasonForm()
    if form.validate_on_submit():
        service.withdraw_claim(actor(), reference, claim_id, form.reason.data or "")
        flash(_("The claim of %(source)s was withdrawn; it stays readable.", source=claim.source), "success")
        return _to_claims(reference)
    page = render_template("pardons/withdraw_claim.html", form=form, batch=batch, claim=claim)
    return page, 422 if form.errors else 200


def _find(batch: BatchView, claim_id: str) -> ClaimView:
    for claim in batch.claims:
        if claim.public_id == claim_id and claim.withdrawn_at is None:
            return claim
    raise NotFound(N_("There is no such claim."))


def _to_claims(reference: str) -> ResponseReturnValue:
    return redirect(url_for("pardons.show", reference=reference, _anchor="claims"), 303)
