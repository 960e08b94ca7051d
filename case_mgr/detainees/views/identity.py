"""Pages of national number and identity documents: each look is written down before it is shown."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.core.errors import Refused
from case_mgr.detainees import forms, queries, service
from case_mgr.detainees.types import PersonView
from case_mgr.detainees.views.room import blueprint, page
from case_mgr.web.acts import done
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.wording import countries


@blueprint.get("/people/<public_id>/identity")
@needs(Permission.PERSON_IDENTITY, writes=True, shared=Act.READ)
def identity(public_id: str) -> ResponseReturnValue:
    """Show number and documents of a person; that they were shown is written down first."""
    person = queries.get_person(actor(), public_id)
    return page("identity", person, opened=service.open_identity(actor(), public_id))


@blueprint.route("/people/<public_id>/identity/number", methods=["GET", "POST"])
@needs(Permission.PERSON_IDENTITY)
def national_number(public_id: str) -> ResponseReturnValue:
    """Record the number that a state gave to the person; what stands there now is not shown."""
    person, form = queries.get_person(actor(), public_id), forms.NationalNumberForm()
    if form.validate_on_submit():
        try:
            service.record_national_number(actor(), public_id, form.national_number.data or "")
            return _changed(person)
        except Refused as error:
            form.refuse("national_number", sentence(error))
    return page("identity_number", person, form=form, status=422 if form.errors else 200)


@blueprint.route("/people/<public_id>/identity/documents/new", methods=["GET", "POST"])
@needs(Permission.PERSON_IDENTITY)
def new_document(public_id: str) -> ResponseReturnValue:
    """Record a document."""
    person, form = queries.get_person(actor(), public_id), forms.DocumentForm()
    form.offer(countries())
    if form.validate_on_submit():
        try:
            service.add_document(actor(), public_id, form.draft())
            return _changed(person)
        except Refused as error:
            field = "issued" if "future" in error.sentence else "expires" if "expires" in error.sentence else "number"
            form.refuse(field, sentence(error))
    return page("identity_document_new", person, form=form, status=422 if form.errors else 200)


@blueprint.route("/people/<public_id>/identity/documents/<document_id>/remove", methods=["GET", "POST"])
@needs(Permission.PERSON_IDENTITY)
def remove_document(public_id: str, document_id: str) -> ResponseReturnValue:
    """Ask, then remove a document that was recorded wrongly."""
    person, form = queries.get_person(actor(), public_id), forms.ConfirmForm()
    queries.require_document(actor(), public_id, document_id)
    if form.validate_on_submit():
        service.remove_document(actor(), public_id, document_id)
        return _changed(person)
    return page("identity_document_remove", person, form=form, document_id=document_id)


def _changed(person: PersonView) -> ResponseReturnValue:
    done(_("Number and documents of %(reference)s were changed.", reference=person.reference))
    return redirect(url_for("detainees.identity", public_id=person.public_id), 303)
