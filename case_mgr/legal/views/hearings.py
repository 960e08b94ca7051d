"""Pages of hearings: recorded or planned, amended, moved, and what came of them."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.cases.types import CaseView
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.legal import forms, labels, queries, service
from case_mgr.legal.types.results import HearingView
from case_mgr.legal.views.room import Frame, blueprint, change, frame_of, one_of, submit
from case_mgr.web.guard import actor, needs

_HEARD = ("hearing", "appeal")


@blueprint.route("/cases/<reference>/legal/hearings/new", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.ADD)
def new_hearing(reference: str) -> ResponseReturnValue:
    """Record a hearing, or plan one."""
    frame = frame_of(reference)
    case: CaseView = frame["case"]
    form = _form(case)
    ref = case.row.reference
    if request.method == "GET":
        form.expect(queries.list_told(actor(), ref))
        form.planned.data = request.args.get("planned") == "y"
    return submit(
        "hearing",
        frame,
        form,
        lambda: service.record_hearing(actor(), ref, form.draft()),
        _said,
        "hearings",
        found=None,
        plans=True,
    )


@blueprint.route("/cases/<reference>/legal/hearings/<hearing_id>/edit", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.AMEND)
def edit_hearing(reference: str, hearing_id: str) -> ResponseReturnValue:
    """Complete or correct a hearing."""
    frame, found = _found(reference, hearing_id)
    act = partial(service.amend_hearing, actor(), frame["case"].row.reference, hearing_id)
    make = partial(_form, frame["case"], happened=found.happened)
    return change("hearing", frame, make, found, act, _("The hearing was amended."), "hearings", plans=False)


@blueprint.route("/cases/<reference>/legal/hearings/<hearing_id>/held", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.AMEND)
def hold_hearing(reference: str, hearing_id: str) -> ResponseReturnValue:
    """Record what came of a planned hearing."""
    frame, found = _planned(reference, hearing_id)
    act = partial(service.hold_hearing, actor(), frame["case"].row.reference, hearing_id)
    make, said = (
        partial(_form, frame["case"], happened=found.happened),
        _("The hearing was recorded as held; the timeline tells of it."),
    )
    return change("hearing_held", frame, make, found, act, said, "hearings", over=False)


@blueprint.route("/cases/<reference>/legal/hearings/<hearing_id>/postpone", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.AMEND)
def postpone_hearing(reference: str, hearing_id: str) -> ResponseReturnValue:
    """Move a planned hearing to another day."""
    frame, found = _planned(reference, hearing_id)
    act = partial(service.postpone_hearing, actor(), frame["case"].row.reference, hearing_id)
    make = partial(forms.PostponeForm, decided=PartialDate.from_date(clock.today()))
    said = _("The hearing was postponed. The day that had been announced is kept.")
    return change("hearing_postpone", frame, make, found, act, said, "hearings")


def _said(made: Any) -> str:
    if made.planned:
        return _("The hearing was planned: it stands in the calendar, and a task will ask for its result.")
    return _("A hearing was recorded. Name the judge and the prosecutor next to it.")


def _found(reference: str, hearing_id: str) -> tuple[Frame, HearingView]:
    frame = frame_of(reference)
    return frame, one_of(queries.get_legal(actor(), frame["case"].row.reference).hearings, hearing_id)


def _planned(reference: str, hearing_id: str) -> tuple[Frame, HearingView]:
    frame, found = _found(reference, hearing_id)
    if not found.planned and request.method == "GET":
        raise NotFound(N_("There is no such record."))
    return frame, found


def _form(case: CaseView, **values: Any) -> forms.HearingForm:
    form = forms.HearingForm(**values)
    form.offer_told(labels.events(case, _HEARD))
    form.offer_courts(labels.courts(case.jurisdiction))
    form.offer()
    return form
