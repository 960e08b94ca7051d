"""Pages of custody: where somebody is held, as sources tell it."""

from __future__ import annotations

from functools import partial

from flask import redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.cases import days, forms, labels, service, signs
from case_mgr.cases.frame import here
from case_mgr.cases.types import CaseView, Contact, CustodyView, State
from case_mgr.cases.views.confidence import guard
from case_mgr.cases.views.room import blueprint, facilities, get_case, offer_levels, page
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.showing import named
from case_mgr.web.acts import done
from case_mgr.web.guard import actor, needs


@blueprint.get("/cases/<reference>/custody")
@needs(Permission.CASE_READ, shared=Act.READ)
def custody(reference: str) -> ResponseReturnValue:
    """List the periods of custody, accepted and claimed, with the days that they make."""
    found = get_case(reference)
    accepted = [period for period in found.held if period.accepted]
    silent = [period for period in accepted if period.contact is Contact.NONE]
    total, without = _days(found, accepted), _days(found, silent)
    return page("custody", found, "custody", total=total, silent=without, sign=signs.last(signs.of_case(found)))


@blueprint.route("/cases/<reference>/custody/new", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.ADD)
def new_custody(reference: str) -> ResponseReturnValue:
    """Record a period of custody."""
    found, form = get_case(reference), forms.CustodyForm()
    _offer(form, found)
    offer_levels(form, found)
    if request.method == "GET" and not actor().does(Act.AMEND):
        # What a guest adds is a claim: accepting it would end the period that the owner recorded.
        form.accepted.data = False
    if form.validate_on_submit():
        try:
            service.record_custody(actor(), found.row.reference, form.draft())
            done(_("A period of custody was added to %(reference)s.", reference=found.row.reference))
            return redirect(here(found, "custody"), 303)
        except service.WrongLevel as error:
            form.refuse(error.field, labels.told(error))
        except Refused as error:
            form.refuse(_field(error), labels.told(error))
    return page("custody_new", found, form=form, period=None, status=422 if form.errors else 200)


@blueprint.route("/cases/<reference>/custody/<period_id>/correct", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.AMEND)
def correct_custody(reference: str, period_id: str) -> ResponseReturnValue:
    """Correct a period; what stood before stays readable."""
    found = get_case(reference)
    period, ref = _period(found, period_id), found.row.reference
    form = forms.CorrectCustodyForm(began=period.began, ended=period.ended)
    _offer(form, found)
    form.without_levels()
    if request.method == "GET":
        form.show(period)
    if form.validate_on_submit():
        try:
            service.correct_custody(actor(), ref, period_id, form.draft(), form.reason.data or "")
            done(_("A period of custody of %(reference)s was corrected.", reference=ref))
            return redirect(here(found, "custody"), 303)
        except Refused as error:
            form.refuse(_field(error), labels.told(error))
    return page("custody_new", found, form=form, period=period, status=422 if form.errors else 200)


@blueprint.route("/cases/<reference>/custody/<period_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.AMEND)
def withdraw_custody(reference: str, period_id: str) -> ResponseReturnValue:
    """Ask, then take a period back that never was."""
    found, form = get_case(reference), forms.WithdrawForm()
    period, ref = _period(found, period_id), found.row.reference
    if form.validate_on_submit():
        service.withdraw_custody(actor(), ref, period_id, form.reason.data or "")
        done(_("A period of custody of %(reference)s was taken back.", reference=ref))
        return redirect(here(found, "custody"), 303)
    return page("custody_withdraw", found, form=form, period=period, status=422 if form.errors else 200)


@blueprint.post("/cases/<reference>/custody/<period_id>/weigh")
@needs(Permission.CASE_WRITE, shared=Act.AMEND)
def weigh_custody(reference: str, period_id: str) -> ResponseReturnValue:
    """Accept a claimed period, or let an accepted one stand as a claim again."""
    found = get_case(reference)
    accepted = request.form.get("accepted") == "yes"
    service.weigh_custody(actor(), found.row.reference, period_id, accepted=accepted)
    if accepted:
        done(_("The period counts now for where the person of %(reference)s is.", reference=found.row.reference))
    else:
        done(_("The period stands as a claim of its source in %(reference)s.", reference=found.row.reference))
    return redirect(here(found, "custody"), 303)


@blueprint.route("/cases/<reference>/custody/<period_id>/level", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE)
def guard_custody(reference: str, period_id: str) -> ResponseReturnValue:
    """Change who may see a claim of custody."""
    found = get_case(reference)
    period, ref = _period(found, period_id), found.row.reference
    said = _("Who may see the claim was changed in %(reference)s.", reference=ref)
    change = partial(service.guard_custody, actor(), ref, period_id)
    return guard(found, period, change, said, "custody_level", "custody", period=period)


def _days(case: CaseView, periods: list[CustodyView]) -> days.Days:
    return days.count((days.Span(period.began, _end(case, period)) for period in periods), clock.today())


def _end(case: CaseView, period: CustodyView) -> PartialDate | None:
    """Return when a period ended; without a recorded end, at the release, or nobody knows when before today."""
    if period.ended or case.row.state not in (State.FREE, State.DEAD, State.ABSENT):
        return period.ended
    first = period.began.earliest if period.began else None
    return case.row.released or (PartialDate.parse(f"{first}/{clock.today()}") if first else None)


def _period(case: CaseView, period_id: str) -> CustodyView:
    found = next((period for period in case.held if period.public_id == period_id), None)
    if found is None:
        raise NotFound(N_("There is no such period of custody."))
    return found


def _offer(form: forms.CustodyForm, case: CaseView) -> None:
    form.offer(facilities(case.jurisdiction), _regimes(case.jurisdiction))


def _regimes(jurisdiction: str) -> dict[str, list[tuple[str, str]]]:
    return {
        _("Measures"): [(row.code, named(row)) for row in catalogue.measures(jurisdiction)],
        _("Regimes of a sentence"): [(row.code, named(row)) for row in catalogue.regimes(jurisdiction)],
    }


def _field(error: Refused) -> str:
    words = {
        "facility": "facility",
        "end": "ended",
        "overlaps": "accepted",
        "as a claim": "accepted",
        "corrected": "reason",
    }
    return next((field for word, field in words.items() if word in error.sentence), "began")
