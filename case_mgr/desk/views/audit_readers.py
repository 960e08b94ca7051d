"""Who opened a record: to whom the name of a person was served, and who opened closed parts."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from case_mgr.access.permissions import Permission
from case_mgr.audit import queries as log
from case_mgr.cases import queries as cases
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.desk import bars
from case_mgr.desk.discretion import discreet
from case_mgr.desk.queries import audit as warning
from case_mgr.desk.views.room import blueprint
from case_mgr.web.guard import actor, needs
from case_mgr.web.hooks import hooks


@blueprint.get("/people/<public_id>/readers")
@needs(Permission.PERSON_READ)
def readers(public_id: str) -> ResponseReturnValue:
    """Say who opened the record of a person, for whoever may read the log too."""
    who = actor()
    who.require(Permission.AUDIT_READ)
    frame = bars.frame_of(who, public_id)
    return render_template("desk/audit_readers.html", frame=frame, **_read(public_id, {public_id}))


@blueprint.get("/cases/<reference>/readers")
@needs(Permission.CASE_READ)
def case_readers(reference: str) -> ResponseReturnValue:
    """Say the same of a case and its person."""
    who, made = actor(), hooks().case_frame
    who.require(Permission.AUDIT_READ)
    if made is None:
        raise NotFound(N_("There is no such case."))
    frame = made(who, reference)
    found = cases.get_case(who, reference)
    shown = _read(found.row.person_id, {found.public_id})
    return render_template("desk/audit_case_readers.html", **frame, **shown)


def _read(person: str, subjects: set[str]) -> dict[str, Any]:
    who = actor()
    numbers = warning.list_numbers_of(who, person)
    looks = discreet(who, log.list_looks(who, subjects | {person}))
    return {"readers": log.list_readers(who, numbers) if numbers else [], "looks": looks}
