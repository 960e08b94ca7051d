"""Pages of what is told of a person: biographies and a photograph."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.detainees import forms, pictures, queries, service
from case_mgr.detainees.types import BiographyView
from case_mgr.detainees.views.room import blueprint, page, profile
from case_mgr.web.acts import compared, done
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.transaction import abandon, begin_writing
from case_mgr.web.wording import name_languages


@blueprint.get("/people/<public_id>/biography")
@needs(Permission.PERSON_READ, shared=Act.READ)
def biography(public_id: str) -> ResponseReturnValue:
    """Show what is told of a person in each language."""
    person, told = queries.get_person(actor(), public_id), queries.list_biographies(actor(), public_id)
    known = {view.language for view in told}
    open_ones = [(code, name) for code, name in name_languages() if code not in known]
    return page("biography", person, told=told, open_ones=open_ones)


@blueprint.route("/people/<public_id>/biography/<language>", methods=["GET", "POST"])
@needs(Permission.PERSON_WRITE)
def edit_biography(public_id: str, language: str) -> ResponseReturnValue:
    """Write or change a biography in one language; a stale edit shows both texts."""
    person, form = queries.get_person(actor(), public_id), forms.BiographyForm()
    told = _told(public_id, language)
    if request.method == "GET":
        form.version.data = str(told.version if told else 0)
        form.text.data, form.ready.data = (told.text, told.is_ready) if told else ("", False)
    if form.validate_on_submit():
        text = (form.text.data or "").replace("\r\n", "\n")
        there = url_for("detainees.biography", public_id=public_id)
        try:
            seen = form.seen_version()
            service.write_biography(actor(), public_id, language, text, ready=bool(form.ready.data), seen_version=seen)
            done(_("The biography of %(reference)s was saved.", reference=person.reference))
            return redirect(there, 303)
        except Stale as error:
            who, at = (told.saved_by, told.saved_at) if told else (None, None)
            now = forms.BiographyForm(formdata=None, text=told.text if told else "", ready=bool(told and told.is_ready))
            raise compared(error, form, now, there, (who, at)) from error
        except Refused as error:
            form.refuse("text", sentence(error))
    return page("biography_edit", person, form=form, code=language, told=told, status=422 if form.errors else 200)


@blueprint.get("/people/<public_id>/biography/<language>/versions")
@needs(Permission.PERSON_READ)
def biography_versions(public_id: str, language: str) -> ResponseReturnValue:
    """Show a biography as it was saved each time."""
    person = queries.get_person(actor(), public_id)
    return page("biography_versions", person, code=language, told=queries.list_versions(actor(), public_id, language))


@blueprint.route("/people/<public_id>/photograph", methods=["GET", "POST"])
@needs(Permission.PERSON_WRITE)
def photograph(public_id: str) -> ResponseReturnValue:
    """Take a picture in; it is painted anew before it is kept."""
    person, form = queries.get_person(actor(), public_id), forms.PhotographForm()
    found = queries.find_photograph(actor(), public_id)
    if form.validate_on_submit():
        try:
            # Painting takes a moment: nobody else's write waits for it.
            abandon()
            picture = pictures.clean(form.photo.data.stream)
            begin_writing()
            service.add_photograph(actor(), public_id, picture, form.source.data or "")
            done(_("A photograph of %(reference)s was added.", reference=person.reference))
            return redirect(profile(public_id), 303)
        except Refused as error:
            form.refuse("photo", sentence(error))
    return page("photograph", person, form=form, found=found, status=422 if form.errors else 200)


@blueprint.route("/people/<public_id>/photograph/remove", methods=["GET", "POST"])
@needs(Permission.PERSON_WRITE)
def remove_photograph(public_id: str) -> ResponseReturnValue:
    """Ask, then remove the photograph."""
    person, form = queries.get_person(actor(), public_id), forms.ConfirmForm()
    if form.validate_on_submit():
        service.remove_photograph(actor(), public_id)
        done(_("The photograph of %(reference)s was removed.", reference=person.reference))
        return redirect(profile(public_id), 303)
    return page("photograph_remove", person, form=form)


@blueprint.get("/people/<public_id>/photograph/<photograph_id>")
@needs(Permission.PERSON_READ, shared=Act.READ)
def photograph_file(public_id: str, photograph_id: str) -> ResponseReturnValue:
    """Give the picture to whoever may open the person; no browser keeps it."""
    data = service.read_photograph(actor(), public_id, photograph_id)
    return Response(data, mimetype="image/jpeg", headers={"Content-Disposition": "inline"})


def _told(public_id: str, language: str) -> BiographyView | None:
    if language not in dict(name_languages()):
        raise NotFound(N_("There is no such biography."))
    found = queries.list_biographies(actor(), public_id)
    return next((view for view in found if view.language == language), None)
