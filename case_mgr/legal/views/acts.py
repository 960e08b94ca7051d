"""Pages of detention acts, remedies and state lists."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.cases.types import CaseView
from case_mgr.jurisdictions import catalogue
from case_mgr.legal import forms, labels, queries, service
from case_mgr.legal.types.kinds import DetentionKind
from case_mgr.legal.views.room import blueprint, change, frame_of, one_of, submit
from case_mgr.web.guard import actor, needs

_TAKEN = ("detention", "administrative_arrest")
_LISTED = ("listed",)


@blueprint.route("/cases/<reference>/legal/detention/new", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.ADD)
def new_detention(reference: str) -> ResponseReturnValue:
    """Record how somebody was taken."""
    frame = frame_of(reference)
    case: CaseView = frame["case"]
    form, ref = _detention_form(case), case.row.reference
    if request.method == "GET":
        form.expect(queries.list_told(actor(), ref))
    said, act = _("The detention was recorded."), lambda: service.record_detention(actor(), ref, form.draft())
    return submit("detention", frame, form, act, said, "detention", found=None)


@blueprint.route("/cases/<reference>/legal/detention/<act_id>/edit", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.AMEND)
def edit_detention(reference: str, act_id: str) -> ResponseReturnValue:
    """Complete or correct a detention act."""
    frame = frame_of(reference)
    case: CaseView = frame["case"]
    ref = case.row.reference
    found = one_of(queries.get_legal(actor(), ref).detentions, act_id)
    make = partial(_detention_form, case, happened=found.happened)
    act = partial(service.amend_detention, actor(), ref, act_id)
    return change("detention", frame, make, found, act, _("The detention was amended."), "detention")


@blueprint.route("/cases/<reference>/legal/remedies/new", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.ADD)
def new_remedy(reference: str) -> ResponseReturnValue:
    """Record a domestic step, also one that was not taken."""
    frame, form = frame_of(reference), _remedy_form()
    ref = frame["case"].row.reference
    said, act = _("The remedy was recorded."), lambda: service.record_remedy(actor(), ref, form.draft())
    return submit("remedy", frame, form, act, said, "remedies", found=None)


@blueprint.route("/cases/<reference>/legal/remedies/<remedy_id>/edit", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.AMEND)
def edit_remedy(reference: str, remedy_id: str) -> ResponseReturnValue:
    """Record the answer to a step, or correct it."""
    frame = frame_of(reference)
    ref = frame["case"].row.reference
    found = one_of(queries.get_legal(actor(), ref).remedies, remedy_id)
    make = partial(_remedy_form, filed=found.filed, answered=found.answered)
    act = partial(service.amend_remedy, actor(), ref, remedy_id)
    return change("remedy", frame, make, found, act, _("The remedy was amended."), "remedies")


@blueprint.route("/cases/<reference>/legal/listings/new", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.ADD)
def new_listing(reference: str) -> ResponseReturnValue:
    """Record that somebody was put on a state list."""
    frame = frame_of(reference)
    case: CaseView = frame["case"]
    form, ref = _listing_form(case), case.row.reference
    if request.method == "GET":
        form.expect(queries.list_told(actor(), ref))
    said, act = _("The place on a list was recorded."), lambda: service.record_listing(actor(), ref, form.draft())
    return submit("listing", frame, form, act, said, "listings", found=None)


@blueprint.route("/cases/<reference>/legal/listings/<listing_id>/edit", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.AMEND)
def edit_listing(reference: str, listing_id: str) -> ResponseReturnValue:
    """Record that somebody was removed from a list, or correct a line."""
    frame = frame_of(reference)
    case: CaseView = frame["case"]
    ref = case.row.reference
    found = one_of(queries.get_legal(actor(), ref).listings, listing_id)
    make = partial(_listing_form, case, happened=found.added, removed=found.removed)
    act = partial(service.amend_listing, actor(), ref, listing_id)
    return change("listing", frame, make, found, act, _("The place on a list was amended."), "listings")


def _detention_form(case: CaseView, **values: Any) -> forms.DetentionForm:
    form = forms.DetentionForm(**values)
    form.offer_told(labels.events(case, _TAKEN))
    known = {kind.code for kind in catalogue.event_kinds(case.jurisdiction)}
    form.offer(arrests=DetentionKind.ADMINISTRATIVE_ARREST in known)
    return form


def _remedy_form(**values: Any) -> forms.RemedyForm:
    form = forms.RemedyForm(**values)
    form.offer()
    return form


def _listing_form(case: CaseView, **values: Any) -> forms.ListingForm:
    form = forms.ListingForm(**values)
    form.offer_told(labels.events(case, _LISTED))
    form.offer()
    return form
