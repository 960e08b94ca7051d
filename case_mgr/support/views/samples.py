"""Pages of samples, for auditors, and for case officers who open the evidence."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.support import forms, queries, service
from case_mgr.support.views.room import blueprint, did, page
from case_mgr.web.acts import done
from case_mgr.web.guard import actor, needs


@blueprint.get("/support/samples")
@needs(Permission.SUPPORT_SAMPLE)
def samples() -> ResponseReturnValue:
    """List the samples that were drawn."""
    return page("samples", page=queries.list_samples(actor()), evidence=False)


@blueprint.get("/support/evidence")
@needs(Permission.SUPPORT_NAMES)
def evidence() -> ResponseReturnValue:
    """List the samples whose evidence a case officer opens beside the auditor."""
    return page("samples", page=queries.list_samples(actor()), evidence=True)


@blueprint.route("/support/samples/new", methods=["GET", "POST"])
@needs(Permission.SUPPORT_SAMPLE)
def new_sample() -> ResponseReturnValue:
    """Draw a sample of what a grant paid."""
    form = forms.SampleForm()
    form.offer((grant.public_id, grant.code) for grant in queries.list_chargeable(actor()))
    made: list[str] = []

    def draw() -> None:
        period = (form.since.data, form.until.data)
        drawn = service.draw_sample(actor(), form.grant.data, period, form.size.data or "", form.seed.data or "")
        made.append(drawn.public_id)

    if form.validate_on_submit() and did(form, draw, "size"):
        done(_("The sample was drawn, and its seed was written down."))
        return redirect(url_for("support.sample", public_id=made[0]), 303)
    return page("sample_new", form=form)


@blueprint.get("/support/samples/<public_id>")
@needs(Permission.SUPPORT_SAMPLE)
def sample(public_id: str) -> ResponseReturnValue:
    """Show what was drawn: codes, amounts and hashes of receipts."""
    return page("sample", found=queries.get_sample(actor(), public_id), evidence=False)


@blueprint.get("/support/evidence/<public_id>")
@needs(Permission.SUPPORT_NAMES)
def evidence_of(public_id: str) -> ResponseReturnValue:
    """Show what was drawn with links to the entries, as far as the officer may open them."""
    return page("sample", found=queries.get_sample(actor(), public_id), evidence=True)
