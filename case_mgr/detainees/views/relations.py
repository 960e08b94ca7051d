"""Pages of how recorded people stand to one another."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.detainees import forms, queries, service
from case_mgr.detainees.views.room import blueprint, page
from case_mgr.web.acts import done
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs


@blueprint.get("/people/<public_id>/relations")
@needs(Permission.PERSON_READ)
def relations(public_id: str) -> ResponseReturnValue:
    """List the recorded people to whom a person stands in some relation."""
    person = queries.get_person(actor(), public_id)
    return page("relations", person, relations=queries.list_relations(actor(), public_id))


@blueprint.route("/people/<public_id>/relations/new", methods=["GET", "POST"])
@needs(Permission.PERSON_WRITE)
def new_relation(public_id: str) -> ResponseReturnValue:
    """Record what another recorded person is to this one."""
    person, form = queries.get_person(actor(), public_id), forms.RelationForm()
    form.offer()
    if form.validate_on_submit():
        try:
            row = service.relate(actor(), public_id, form.draft())
            undo = url_for("detainees.remove_relation", public_id=public_id, relation_id=row.public_id)
            done(_("A relation of %(reference)s was recorded.", reference=person.reference), undo)
            return redirect(url_for("detainees.relations", public_id=public_id), 303)
        except Refused as error:
            form.refuse("until" if "ends before" in error.sentence else "reference", sentence(error))
    return page("relation_new", person, form=form, status=422 if form.errors else 200)


@blueprint.route("/people/<public_id>/relations/<relation_id>/remove", methods=["GET", "POST"])
@needs(Permission.PERSON_WRITE)
def remove_relation(public_id: str, relation_id: str) -> ResponseReturnValue:
    """Ask, then remove a relation that does not hold."""
    person, form = queries.get_person(actor(), public_id), forms.ConfirmForm()
    known = queries.list_relations(actor(), public_id)
    found = next((view for view in known if view.public_id == relation_id), None)
    if found is None:
        raise NotFound(N_("There is no such relation."))
    if form.validate_on_submit():
        service.unrelate(actor(), public_id, relation_id)
        done(_("A relation of %(reference)s was removed.", reference=person.reference))
        return redirect(url_for("detainees.relations", public_id=public_id), 303)
    return page("relation_remove", person, form=form, relation=found)
