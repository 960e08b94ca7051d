"""Pages on which a person is changed, and the history of the changes."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.audit import queries as log
from case_mgr.core.errors import Refused, Stale
from case_mgr.detainees import forms, labels, queries, service
from case_mgr.detainees.types import PersonView
from case_mgr.detainees.views.room import blueprint, page, profile, stale
from case_mgr.web.acts import done
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.history import entries_of
from case_mgr.web.hooks import hooks
from case_mgr.web.wording import name_languages


@blueprint.route("/people/<public_id>/edit", methods=["GET", "POST"])
@needs(Permission.PERSON_WRITE)
def edit(public_id: str) -> ResponseReturnValue:
    """Change what is known of a person; a stale edit shows both versions."""
    person = queries.get_person(actor(), public_id)
    form = _person_form(person, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            service.amend(actor(), public_id, form.changes(), form.seen_version())
            done(_("%(reference)s was amended.", reference=person.reference))
            # Whoever restricts a person may no longer see them.
            there = profile(public_id) if queries.find_row(actor(), public_id) else url_for(hooks().people)
            return redirect(there, 303)
        except Stale as error:
            raise stale(error, form, _person_form(person, fill=True), public_id, profile(public_id)) from error
        except Refused as error:
            form.refuse(_field(error), sentence(error))
    return page("edit", person, form=form, status=422 if form.errors else 200)


@blueprint.get("/people/<public_id>/history")
@needs(Permission.PERSON_READ)
def history(public_id: str) -> ResponseReturnValue:
    """Show who changed what about a person, and when."""
    person = queries.get_person(actor(), public_id)
    open_to = actor().permissions
    gone = [row.public_id for row in queries.list_absorbed(actor(), public_id)]
    told = [entry for entry in log.list_history(actor(), public_id, also=gone) if labels.told(open_to, entry.event)]
    # An entry about two people is told only to whoever may open both.
    both = {entry.seq: str(entry.facts["other"]) for entry in told if "other" in entry.facts}
    open_ones = queries.list_known(actor(), both.values())
    told = [entry for entry in told if both.get(entry.seq) in (None, *open_ones, *gone)]
    return page("history", person, entries=entries_of(told, labels.shown_to(open_to)))


def _person_form(person: PersonView, *, fill: bool) -> forms.PersonForm:
    """Return the form of a person, filled with what is recorded or with what was sent; closed fields are not in it."""
    given: dict[str, Any] = {"formdata": None} if fill else {}
    form = forms.PersonForm(**given, born=person.born, died=person.died, age_as_of=person.age_as_of)
    form.offer(name_languages(), person.languages)
    form.close(queries.closed_fields(actor()))
    if fill:
        form.show(person)
    return form


def _field(error: Refused) -> str:
    words = {"death": "died", "group of the list": "groups", "language": "languages", "name": "father"}
    return next((field for word, field in words.items() if word in error.sentence), "born")
