"""The ledger as a file, by the door that every list takes."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue

from case_mgr.access.permissions import Permission
from case_mgr.exports import door
from case_mgr.support import queries
from case_mgr.support.exported import LEDGER, of_filter
from case_mgr.support.views.ledger import filter_of, kept_filters
from case_mgr.support.views.room import blueprint
from case_mgr.web.guard import actor, needs


@blueprint.route("/support/export", methods=["GET", "POST"])
@needs(Permission.EXPORT, also=Permission.SUPPORT_READ)
def export() -> ResponseReturnValue:
    """Say how many entries there are, ask what the file is for, and give it."""
    wanted, kept = filter_of()[1], kept_filters()
    action, back = url_for("support.export", **kept), url_for("support.index", **kept)
    count = queries.count_entries(actor(), wanted)
    return door.leave(LEDGER.key, of_filter(wanted), kept, count=count, action=action, back=back, name="support")
