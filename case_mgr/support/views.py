"""Pages of grants."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import Refused
from case_mgr.core.paging import PageRequest
from case_mgr.support import forms, queries, service
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs

blueprint = Blueprint("support", __name__, template_folder="templates")


@blueprint.get("/grants")
@needs(Permission.GRANT_READ)
def grants() -> ResponseReturnValue:
    """List the grants."""
    page = queries.list_grants(actor(), PageRequest.read(request.args.get("page"), request.args.get("size")))
    return render_template("support/grants.html", page=page)


@blueprint.route("/grants/new", methods=["GET", "POST"])
@needs(Permission.GRANT_WRITE)
def new_grant() -> ResponseReturnValue:
    """Add a grant."""
    form = forms.GrantForm()
    if form.validate_on_submit():
        try:
            row = service.add_grant(actor(), form.draft())
            flash(_("Grant %(code)s was added.", code=row.code), "success")
            return redirect(url_for("support.grant", public_id=row.public_id), 303)
        except Refused as error:
            form.refuse(_field(error), sentence(error))
    return render_template("support/new.html", form=form), 422 if form.errors else 200


@blueprint.get("/grants/<public_id>")
@needs(Permission.GRANT_READ)
def grant(public_id: str) -> ResponseReturnValue:
    """Show one grant and who reads its reports."""
    return render_template("support/grant.html", grant=queries.get_grant(actor(), public_id))


@blueprint.route("/grants/<public_id>/readers", methods=["GET", "POST"])
@needs(Permission.GRANT_WRITE)
def readers(public_id: str) -> ResponseReturnValue:
    """Decide which donors' accounts read the published reports."""
    who = actor()
    found, donors = queries.get_grant(who, public_id), service.list_donors(who)
    form = forms.ReadersForm(readers=[reader.public_id for reader in found.readers])
    form.offer(donors)
    if form.validate_on_submit():
        service.choose_readers(who, public_id, form.readers.data or ())
        flash(_("Readers of grant %(code)s were changed.", code=found.code), "success")
        return redirect(url_for("support.grant", public_id=public_id), 303)
    return render_template("support/readers.html", form=form, grant=found, donors=donors), 422 if form.errors else 200


def _field(error: Refused) -> str:
    words = {"currency": "currency", "ends before": "ends", "donor": "donor", "day": "starts"}
    return next((field for word, field in words.items() if word in error.sentence), "code")
