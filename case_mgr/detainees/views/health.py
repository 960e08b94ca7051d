"""Pages of what makes a person vulnerable: the kinds for the team, the detail one look at a time."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.fields import Group
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.detainees import forms, queries, service
from case_mgr.detainees.types import PersonView, VulnerabilityView
from case_mgr.detainees.views.room import blueprint, page, stale
from case_mgr.web.acts import done, look
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs


@blueprint.get("/people/<public_id>/vulnerabilities")
@needs(Permission.PERSON_READ, shared=Act.READ)
def vulnerabilities(public_id: str) -> ResponseReturnValue:
    """List what makes a person vulnerable, without the detail."""
    if not actor().sees("vulnerability.kind"):
        raise NotFound(N_("There is no such page."))
    return page("vulnerabilities", queries.get_person(actor(), public_id))


@blueprint.get("/people/<public_id>/health")
@needs(Permission.PERSON_HEALTH, writes=True, shared=Act.READ)
def health(public_id: str) -> ResponseReturnValue:
    """Show the detail; that it was shown is written down first."""
    person = queries.get_person(actor(), public_id)
    return page("health", person, opened=service.open_health(actor(), public_id))


@blueprint.route("/people/<public_id>/vulnerabilities/new", methods=["GET", "POST"])
@needs(Permission.PERSON_WRITE)
def new_vulnerability(public_id: str) -> ResponseReturnValue:
    """Record what makes a person vulnerable."""
    person, form = queries.get_person(actor(), public_id), forms.VulnerabilityForm()
    form.offer(detail=queries.sees(actor(), Group.HEALTH))
    if form.validate_on_submit():
        try:
            service.add_vulnerability(actor(), public_id, form.draft())
            return _changed(person)
        except Refused as error:
            form.refuse("since" if "future" in error.sentence else "kind", sentence(error))
    return page("vulnerability_new", person, form=form, status=422 if form.errors else 200)


@blueprint.route("/people/<public_id>/vulnerabilities/<vulnerability_id>/edit", methods=["GET", "POST"])
@needs(Permission.PERSON_HEALTH, writes=True)
def edit_vulnerability(public_id: str, vulnerability_id: str) -> ResponseReturnValue:
    """Correct a vulnerability and its detail; opening the form is a look too."""
    person = queries.get_person(actor(), public_id)
    row = _one(person, vulnerability_id)
    form = forms.HealthForm(since=row.since)
    if request.method == "GET":
        opened = service.open_health(actor(), public_id)
        form.show(next(found for found in opened if found.row.public_id == vulnerability_id))
    if form.validate_on_submit():
        try:
            draft = form.draft_of(row.kind)
            service.amend_vulnerability(actor(), public_id, vulnerability_id, draft, form.seen_version())
            return _changed(person)
        except Stale as error:
            now = forms.HealthForm(formdata=None, since=row.since)
            opened = look(lambda who: service.open_health(who, public_id))
            now.show(next(found for found in opened if found.row.public_id == vulnerability_id))
            there = url_for("detainees.vulnerabilities", public_id=public_id)
            raise stale(error, form, now, public_id, there) from error
        except Refused as error:
            form.refuse("since", sentence(error))
    return page("vulnerability_edit", person, form=form, row=row, status=422 if form.errors else 200)


@blueprint.route("/people/<public_id>/vulnerabilities/<vulnerability_id>/remove", methods=["GET", "POST"])
@needs(Permission.PERSON_WRITE)
def remove_vulnerability(public_id: str, vulnerability_id: str) -> ResponseReturnValue:
    """Ask, then remove a vulnerability that does not hold."""
    person, form = queries.get_person(actor(), public_id), forms.ConfirmForm()
    row = _one(person, vulnerability_id)
    if form.validate_on_submit():
        service.remove_vulnerability(actor(), public_id, vulnerability_id)
        return _changed(person)
    return page("vulnerability_remove", person, form=form, row=row)


def _changed(person: PersonView) -> ResponseReturnValue:
    done(_("Vulnerabilities of %(reference)s were changed.", reference=person.reference))
    return redirect(url_for("detainees.vulnerabilities", public_id=person.public_id), 303)


def _one(person: PersonView, vulnerability_id: str) -> VulnerabilityView:
    found = next((row for row in person.vulnerabilities if row.public_id == vulnerability_id), None)
    if found is None:
        raise NotFound(N_("There is no such vulnerability."))
    return found
