"""The ledger as a file: what it is for is asked before anything leaves."""

from __future__ import annotations

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from case_mgr.access.permissions import Permission
from case_mgr.core import clock
from case_mgr.support import forms, queries, service
from case_mgr.support.views.ledger import filter_of, kept_filters
from case_mgr.support.views.room import blueprint, did, page
from case_mgr.web.guard import actor, needs


@blueprint.route("/support/export", methods=["GET", "POST"])
@needs(Permission.EXPORT)
def export() -> ResponseReturnValue:
    """Say how many entries there are, ask what the file is for, and give it."""
    wanted = filter_of()[1]
    kept = kept_filters()
    form, text = forms.ExportForm(), list[str]()

    def make() -> None:
        text.append(service.export_entries(actor(), wanted, kept, form.purpose.data or ""))

    if form.validate_on_submit() and did(form, make, "purpose"):
        response = Response("\ufeff" + text[0], mimetype="text/csv")
        response.headers["Content-Disposition"] = f'attachment; filename="support-{clock.today():%Y-%m-%d}.csv"'
        return response
    count, back = queries.count_entries(actor(), wanted), url_for("support.index", **kept)
    return page("export", form=form, count=count, back=back, action=url_for("support.export", **kept))
