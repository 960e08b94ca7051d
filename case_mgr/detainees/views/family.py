"""Pages of a person's family: each look is written down before it is shown."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.core.errors import Refused, Stale
from case_mgr.detainees import forms, queries, service
from case_mgr.detainees.types import PersonView
from case_mgr.detainees.views.room import blueprint, page, stale
from case_mgr.web.acts import done, look
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.wording import name_languages


@blueprint.get("/people/<public_id>/family")
@needs(Permission.FAMILY_READ, writes=True, shared=Act.READ)
def family(public_id: str) -> ResponseReturnValue:
    """Show the relatives and how to reach them; that they were shown is written down first."""
    person = queries.get_person(actor(), public_id)
    return page("family", person, opened=service.open_family(actor(), public_id))


@blueprint.route("/people/<public_id>/family/new", methods=["GET", "POST"])
@needs(Permission.FAMILY_WRITE)
def new_family(public_id: str) -> ResponseReturnValue:
    """Record a relative."""
    person, form = queries.get_person(actor(), public_id), forms.FamilyForm()
    form.offer(name_languages())
    if form.validate_on_submit():
        try:
            service.add_family_contact(actor(), public_id, form.draft())
            return _changed(person)
        except Refused as error:
            form.refuse("name", sentence(error))
    return page("family_new", person, form=form, status=422 if form.errors else 200)


@blueprint.route("/people/<public_id>/family/<contact_id>/edit", methods=["GET", "POST"])
@needs(Permission.FAMILY_WRITE, writes=True)
def edit_family(public_id: str, contact_id: str) -> ResponseReturnValue:
    """Change what is known of a relative; opening the form is a look too."""
    person, form = queries.get_person(actor(), public_id), forms.FamilyForm()
    queries.get_contact_row(actor(), public_id, contact_id)
    form.offer(name_languages())
    if request.method == "GET":
        form.show(service.open_contact(actor(), public_id, contact_id))
    if form.validate_on_submit():
        try:
            service.amend_family_contact(actor(), public_id, contact_id, form.draft(), form.seen_version())
            return _changed(person)
        except Stale as error:
            now, there = forms.FamilyForm(formdata=None), url_for("detainees.family", public_id=public_id)
            now.offer(name_languages())
            now.show(look(lambda who: service.open_contact(who, public_id, contact_id)))
            raise stale(error, form, now, public_id, there) from error
        except Refused as error:
            form.refuse("name", sentence(error))
    return page("family_edit", person, form=form, contact_id=contact_id, status=422 if form.errors else 200)


@blueprint.route("/people/<public_id>/family/<contact_id>/remove", methods=["GET", "POST"])
@needs(Permission.FAMILY_WRITE)
def remove_family(public_id: str, contact_id: str) -> ResponseReturnValue:
    """Ask, then remove a relative."""
    person, form = queries.get_person(actor(), public_id), forms.ConfirmForm()
    queries.get_contact_row(actor(), public_id, contact_id)
    if form.validate_on_submit():
        service.remove_family_contact(actor(), public_id, contact_id)
        return _changed(person)
    return page("family_remove", person, form=form, contact_id=contact_id)


def _changed(person: PersonView) -> ResponseReturnValue:
    done(_("Family contacts of %(reference)s were changed.", reference=person.reference))
    return redirect(url_for("detainees.family", public_id=person.public_id), 303)
