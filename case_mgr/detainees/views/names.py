"""Pages of a person's names: every spelling that some source printed."""

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
from case_mgr.detainees.types import NameView, PersonView
from case_mgr.detainees.views.room import blueprint, page, stale
from case_mgr.web.acts import done
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.wording import name_languages


@blueprint.get("/people/<public_id>/names")
@needs(Permission.PERSON_READ, shared=Act.READ)
def names(public_id: str) -> ResponseReturnValue:
    """List the names of a person."""
    return page("names", queries.get_person(actor(), public_id))


@blueprint.route("/people/<public_id>/names/new", methods=["GET", "POST"])
@needs(Permission.PERSON_WRITE)
def new_name(public_id: str) -> ResponseReturnValue:
    """Add a name."""
    person, form = queries.get_person(actor(), public_id), forms.NameForm()
    form.offer(name_languages())
    if form.validate_on_submit():
        try:
            name = service.add_name(actor(), public_id, form.draft())
            undo = url_for("detainees.remove_name", public_id=public_id, name_id=name.public_id)
            done(_("A name was added to %(reference)s.", reference=person.reference), undo)
            return redirect(url_for("detainees.names", public_id=public_id), 303)
        except Refused as error:
            form.refuse("full", sentence(error))
    return page("name_new", person, form=form, status=422 if form.errors else 200)


@blueprint.route("/people/<public_id>/names/<name_id>/edit", methods=["GET", "POST"])
@needs(Permission.PERSON_WRITE)
def edit_name(public_id: str, name_id: str) -> ResponseReturnValue:
    """Say more about a name: its parts, language, kind and source."""
    person = queries.get_person(actor(), public_id)
    name = _name(person, name_id)
    form = _parts_form(name if request.method == "GET" else None)
    if form.validate_on_submit():
        try:
            service.amend_name(actor(), public_id, name_id, form.draft_of(name.full), form.seen_version())
            done(_("A name of %(reference)s was amended.", reference=person.reference))
            return redirect(url_for("detainees.names", public_id=public_id), 303)
        except Stale as error:
            there = url_for("detainees.names", public_id=public_id)
            raise stale(error, form, _parts_form(name), public_id, there) from error
        except Refused as error:
            form.refuse("given", sentence(error))
    return page("name_edit", person, form=form, name=name, status=422 if form.errors else 200)


@blueprint.post("/people/<public_id>/names/<name_id>/language")
@needs(Permission.PERSON_WRITE)
def choose_for_language(public_id: str, name_id: str) -> ResponseReturnValue:
    """Use this form in texts of its language from now on."""
    person = queries.get_person(actor(), public_id)
    service.choose_for_language(actor(), public_id, name_id)
    done(_("Texts about %(reference)s use another form in this language now.", reference=person.reference))
    return redirect(url_for("detainees.names", public_id=public_id), 303)


@blueprint.post("/people/<public_id>/names/<name_id>/primary")
@needs(Permission.PERSON_WRITE)
def choose_name(public_id: str, name_id: str) -> ResponseReturnValue:
    """Show the person under this name from now on."""
    person = queries.get_person(actor(), public_id)
    service.choose_name(actor(), public_id, name_id)
    done(_("%(reference)s is shown under another name now.", reference=person.reference))
    return redirect(url_for("detainees.names", public_id=public_id), 303)


@blueprint.route("/people/<public_id>/names/<name_id>/remove", methods=["GET", "POST"])
@needs(Permission.PERSON_WRITE)
def remove_name(public_id: str, name_id: str) -> ResponseReturnValue:
    """Ask, then remove a name that does not belong to the person."""
    person, form = queries.get_person(actor(), public_id), forms.ConfirmForm()
    name = _name(person, name_id)
    if form.validate_on_submit():
        try:
            service.remove_name(actor(), public_id, name_id)
            done(_("A name was removed from %(reference)s.", reference=person.reference))
            return redirect(url_for("detainees.names", public_id=public_id), 303)
        except Refused as error:
            form.form_errors.append(sentence(error))
    return page("name_remove", person, form=form, name=name, status=422 if form.errors else 200)


def _name(person: PersonView, name_id: str) -> NameView:
    found = next((name for name in person.names if name.public_id == name_id), None)
    if found is None:
        raise NotFound(N_("There is no such name."))
    return found


def _parts_form(name: Any = None) -> forms.NamePartsForm:
    """Return the form, as it shows a name or as it was sent."""
    form = forms.NamePartsForm(formdata=None) if name else forms.NamePartsForm()
    form.offer(name_languages())
    if name:
        form.show(name)
    return form
