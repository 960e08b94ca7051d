"""Pages of who agreed to what, and what may be disclosed by it."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.fields import Group
from case_mgr.access.permissions import Permission
from case_mgr.core import clock
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.detainees import forms, queries, service
from case_mgr.detainees.consent import is_expired
from case_mgr.detainees.types import ConsentView, Purpose
from case_mgr.detainees.views.room import blueprint, page
from case_mgr.web.acts import done
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.wording import name_languages


@blueprint.get("/people/<public_id>/consent")
@needs(Permission.PERSON_READ)
def consent(public_id: str) -> ResponseReturnValue:
    """Show for each purpose whether it is open and why, and every answer side by side."""
    person, who = queries.get_person(actor(), public_id), actor()
    rows = queries.list_consents(who, public_id)
    expired = {row.public_id for row in rows if is_expired(row, clock.today())}
    decisions = queries.list_decisions(who, public_id)
    return page("consent", person, rows=rows, expired=expired, decisions=decisions, purposes=list(Purpose))


@blueprint.route("/people/<public_id>/consent/new", methods=["GET", "POST"])
@needs(Permission.PERSON_WRITE)
def new_consent(public_id: str) -> ResponseReturnValue:
    """Record what somebody answered."""
    person, form = queries.get_person(actor(), public_id), forms.ConsentForm()
    form.offer(name_languages(), family=queries.sees(actor(), Group.FAMILY))
    if form.validate_on_submit():
        try:
            service.record_consent(actor(), public_id, form.draft())
            done(_("An answer about %(reference)s was recorded.", reference=person.reference))
            return redirect(url_for("detainees.consent", public_id=public_id), 303)
        except Refused as error:
            field = "obtained" if "future" in error.sentence else "expires" if "expires" in error.sentence else "giver"
            form.refuse(field, sentence(error))
    return page("consent_new", person, form=form, status=422 if form.errors else 200)


@blueprint.route("/people/<public_id>/consent/<consent_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.PERSON_WRITE)
def withdraw_consent(public_id: str, consent_id: str) -> ResponseReturnValue:
    """Ask when an answer was taken back, then write it down."""
    person, form = queries.get_person(actor(), public_id), forms.WithdrawForm()
    row = _one(public_id, consent_id)
    if form.validate_on_submit():
        try:
            service.withdraw_consent(actor(), public_id, consent_id, form.withdrawn.data)
            done(_("An answer about %(reference)s was withdrawn.", reference=person.reference))
            return redirect(url_for("detainees.consent", public_id=public_id), 303)
        except Refused as error:
            form.refuse("withdrawn", sentence(error))
    return page("consent_withdraw", person, form=form, row=row, status=422 if form.errors else 200)


@blueprint.get("/people/<public_id>/consent/<consent_id>/evidence")
@needs(Permission.FAMILY_READ, writes=True)
def consent_evidence(public_id: str, consent_id: str) -> ResponseReturnValue:
    """Show who exactly answered and how that is known; that it was shown is written down first."""
    person, row = queries.get_person(actor(), public_id), _one(public_id, consent_id)
    opened = service.open_evidence(actor(), public_id, consent_id)
    return page("consent_evidence", person, row=row, opened=opened)


def _one(public_id: str, consent_id: str) -> ConsentView:
    found = next((row for row in queries.list_consents(actor(), public_id) if row.public_id == consent_id), None)
    if found is None:
        raise NotFound(N_("There is no such answer."))
    return found
