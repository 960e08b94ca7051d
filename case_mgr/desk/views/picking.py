"""From a list to an act on many of its rows: what was ticked, or everything that the filters find."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from case_mgr.access.permissions import Permission
from case_mgr.bulk import queries as acts
from case_mgr.bulk import service
from case_mgr.bulk.types import ActKind
from case_mgr.core.errors import Refused
from case_mgr.desk import criteria
from case_mgr.desk.views.cases import filter_of
from case_mgr.desk.views.room import blueprint, plain_filters
from case_mgr.saved.types import Listing
from case_mgr.web import asked
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs


@blueprint.post("/cases/pick")
@needs(Permission.CASE_WRITE)
def pick() -> ResponseReturnValue:
    """Begin an act with the cases that were ticked; without any, say so above the list as it was."""
    sent = asked.filters(actor())
    kind = ActKind.FLAG if request.form.get("act") == ActKind.FLAG else ActKind.ASSIGN
    picked = {reference.strip().upper() for reference in request.form.getlist("pick")}
    try:
        kept = criteria.collect(Listing.CASES, sent)
        act = service.pick(actor(), kind, picked, filter_of(sent)[1], kept)
    except Refused as error:
        flash(sentence(error), "error")
        page = request.args.get("page")
        return redirect(url_for("desk.cases", **plain_filters(), page=page), 303)
    return redirect(url_for("bulk.show", public_id=act.public_id), 303)


@blueprint.post("/bulk/<public_id>/all")
@needs(Permission.CASE_WRITE)
def pick_all(public_id: str) -> ResponseReturnValue:
    """Take every case that the filters of the list find."""
    row = acts.get_row(actor(), public_id)
    try:
        service.pick_all(actor(), public_id, filter_of(row.asked or {})[1])
    except Refused as error:
        flash(sentence(error), "error")
    return redirect(url_for("bulk.show", public_id=public_id), 303)
