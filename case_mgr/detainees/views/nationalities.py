"""Pages of a person's nationalities: many, each with its basis and its source."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.detainees import forms, queries, service
from case_mgr.detainees.types import NationalityView, PersonView
from case_mgr.detainees.views.room import blueprint, page, stale
from case_mgr.web.acts import done
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.wording import countries


@blueprint.get("/people/<public_id>/nationalities")
@needs(Permission.PERSON_READ, shared=Act.READ)
def nationalities(public_id: str) -> ResponseReturnValue:
    """List the nationalities of a person."""
    return page("nationalities", queries.get_person(actor(), public_id))


@blueprint.route("/people/<public_id>/nationalities/new", methods=["GET", "POST"])
@needs(Permission.PERSON_WRITE)
def new_nationality(public_id: str) -> ResponseReturnValue:
    """Add a nationality."""
    person, form = queries.get_person(actor(), public_id), forms.NationalityForm()
    form.offer(countries())
    if form.validate_on_submit():
        try:
            row = service.add_nationality(actor(), public_id, form.draft())
            undo = url_for("detainees.remove_nationality", public_id=public_id, nationality_id=row.public_id)
            done(_("A nationality was added to %(reference)s.", reference=person.reference), undo)
            return redirect(url_for("detainees.nationalities", public_id=public_id), 303)
        except Refused as error:
            form.refuse(_field(error), sentence(error))
    return page("nationality_new", person, form=form, status=422 if form.errors else 200)


@blueprint.route("/people/<public_id>/nationalities/<nationality_id>/edit", methods=["GET", "POST"])
@needs(Permission.PERSON_WRITE)
def edit_nationality(public_id: str, nationality_id: str) -> ResponseReturnValue:
    """Correct a nationality, such as since when and until when it holds."""
    person = queries.get_person(actor(), public_id)
    found = _nationality(person, nationality_id)
    form = _nationality_form(found, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            service.amend_nationality(actor(), public_id, nationality_id, form.draft(), form.seen_version())
            done(_("A nationality of %(reference)s was amended.", reference=person.reference))
            return redirect(url_for("detainees.nationalities", public_id=public_id), 303)
        except Stale as error:
            now, there = _nationality_form(found, fill=True), url_for("detainees.nationalities", public_id=public_id)
            raise stale(error, form, now, public_id, there) from error
        except Refused as error:
            form.refuse(_field(error), sentence(error))
    return page("nationality_edit", person, form=form, nationality=found, status=422 if form.errors else 200)


@blueprint.route("/people/<public_id>/nationalities/<nationality_id>/remove", methods=["GET", "POST"])
@needs(Permission.PERSON_WRITE)
def remove_nationality(public_id: str, nationality_id: str) -> ResponseReturnValue:
    """Ask, then remove a nationality that does not belong to the person."""
    person, form = queries.get_person(actor(), public_id), forms.ConfirmForm()
    found = _nationality(person, nationality_id)
    if form.validate_on_submit():
        service.remove_nationality(actor(), public_id, nationality_id)
        done(_("A nationality was removed from %(reference)s.", reference=person.reference))
        return redirect(url_for("detainees.nationalities", public_id=public_id), 303)
    return page("nationality_remove", person, form=form, nationality=found)


def _nationality(person: PersonView, nationality_id: str) -> NationalityView:
    found = next((row for row in person.nationalities if row.public_id == nationality_id), None)
    if found is None:
        raise NotFound(N_("There is no such nationality."))
    return found


def _field(error: Refused) -> str:
    if "ends before" in error.sentence:
        return "until"
    return "since" if "future" in error.sentence else "country"


def _nationality_form(found: Any, *, fill: bool) -> forms.NationalityForm:
    """Return the form of a nationality, filled with what is recorded or with what was sent."""
    given: dict[str, Any] = {"formdata": None} if fill else {}
    form = forms.NationalityForm(**given, since=found.since, until=found.until)
    form.offer(countries())
    if fill:
        form.show(found)
    return form
