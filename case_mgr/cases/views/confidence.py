"""Pages that say who may see an event, and that open what it tells of health."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.cases import answers, labels, service, words
from case_mgr.cases.frame import here
from case_mgr.cases.level_forms import LevelForm
from case_mgr.cases.types import CaseView, CustodyView, EventView, Level
from case_mgr.cases.views.room import blueprint, deputies, get_case, get_event, page
from case_mgr.web.acts import done
from case_mgr.web.guard import actor, needs


@blueprint.route("/cases/<reference>/events/<event_id>/level", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE)
def guard_event(reference: str, event_id: str) -> ResponseReturnValue:
    """Change who may see an event."""
    found = get_case(reference)
    event, ref = get_event(found, event_id), found.row.reference
    said = _("Who may see the event was changed in %(reference)s.", reference=ref)
    change = partial(service.guard_event, actor(), ref, event_id)
    return guard(found, event, change, said, "event_level", "timeline", event=event)


def guard(
    found: CaseView,
    thing: EventView | CustodyView,
    change: Callable[[Level, str], object],
    said: str,
    template: str,
    tab: str,
    **shown: Any,
) -> ResponseReturnValue:
    """Ask who may see something in a case, and let it be so; its page is below a tab of the case."""
    form = LevelForm()
    form.offer_levels(words.levels(), deputies(found))
    if request.method == "GET":
        form.level.data, form.deputy.data = str(thing.level), thing.deputy_id
    if form.validate_on_submit():
        try:
            change(form.chosen_level(), form.deputy.data or "")
            done(said)
            return redirect(here(found, tab), 303)
        except service.WrongLevel as error:
            form.refuse(error.field, labels.told(error))
    return page(template, found, form=form, status=422 if form.errors else 200, **shown)


@blueprint.get("/cases/<reference>/events/<event_id>/health")
@needs(Permission.PERSON_HEALTH, writes=True, shared=Act.READ)
def event_health(reference: str, event_id: str) -> ResponseReturnValue:
    """Show what an event tells of health; that it was shown is written down first."""
    found = get_case(reference)
    event = get_event(found, event_id)
    told = answers.answered(found.jurisdiction, event.kind, service.open_health(actor(), found.row.reference, event_id))
    return page("event_health", found, event=event, told=told)
