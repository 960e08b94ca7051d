"""Pages on which another source tells an event otherwise, and somebody says which version is true."""

from __future__ import annotations

from flask import redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.cases import labels, service, version_forms
from case_mgr.cases.frame import here
from case_mgr.cases.views.room import blueprint, get_case, get_event, page
from case_mgr.cases.views.timeline import Page, event_form, event_page, refused
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.web.acts import done
from case_mgr.web.guard import actor, needs


@blueprint.route("/cases/<reference>/events/<event_id>/otherwise", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.ADD)
def tell_otherwise(reference: str, event_id: str) -> ResponseReturnValue:
    """Record how another source tells an event."""
    found = get_case(reference)
    event, form = get_event(found, event_id), event_form(found)
    if request.method == "GET":
        form.kind.data = event.kind
    if form.validate_on_submit():
        try:
            service.tell_otherwise(actor(), found.row.reference, event_id, form.draft())
        except Refused as error:
            return refused(found, form, error, Page.OTHERWISE, event)
        done(_("Another version was added to the timeline of %(reference)s.", reference=found.row.reference))
        return redirect(here(found, "timeline"), 303)
    return event_page(found, form, Page.OTHERWISE, event)


@blueprint.route("/cases/<reference>/events/<event_id>/settle", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE)
def settle(reference: str, event_id: str) -> ResponseReturnValue:
    """Ask why, then say that a version is true."""
    found, form = get_case(reference), version_forms.RulingForm()
    event = get_event(found, event_id)
    if not found.settles:
        raise NotFound(N_("Only the owner of the case, or a coordinator, says which version is true."))
    if form.validate_on_submit():
        try:
            service.take_as_true(actor(), found.row.reference, event_id, form.reason.data or "")
            done(_("The version is taken as true in %(reference)s.", reference=found.row.reference))
            return redirect(here(found, "timeline"), 303)
        except Refused as error:
            form.refuse("reason", labels.told(error))
    return page("event_settle", found, form=form, event=event, status=422 if form.errors else 200)


@blueprint.post("/cases/<reference>/events/<event_id>/leave-open")
@needs(Permission.CASE_WRITE)
def leave_open(reference: str, event_id: str) -> ResponseReturnValue:
    """Take back that a version is true."""
    found = get_case(reference)
    service.leave_open(actor(), found.row.reference, event_id)
    done(_("The event is disputed again in %(reference)s.", reference=found.row.reference))
    return redirect(here(found, "timeline"), 303)
