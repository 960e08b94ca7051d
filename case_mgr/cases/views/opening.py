"""Pages of a case as a whole: overview, opening, amending, history."""

from __future__ import annotations

from functools import partial

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryView
from case_mgr.cases import forms, labels, queries, service, signs, words
from case_mgr.cases.frame import here
from case_mgr.cases.guests import history_for, last_change
from case_mgr.cases.items import last_items
from case_mgr.cases.types import CaseView
from case_mgr.cases.views.room import blueprint, get_case, owners, page
from case_mgr.core import clock
from case_mgr.core.errors import Refused, Stale
from case_mgr.detainees import queries as people
from case_mgr.jurisdictions import catalogue
from case_mgr.web.acts import compared, done
from case_mgr.web.guard import actor, needs
from case_mgr.web.history import entries_of
from case_mgr.web.hooks import hooks
from case_mgr.web.transaction import afterwards


@blueprint.get("/cases/<reference>")
@needs(Permission.CASE_READ, shared=Act.READ)
def case(reference: str) -> ResponseReturnValue:
    """Show what is known of a case: facts, last events, custody, exits, and what other rooms say of it."""
    found = get_case(reference)
    found_panels = (panel(actor(), found.row.reference) for panel in hooks().case_panels)
    items = last_items(found)
    if queries.is_watched(actor(), found.row.reference):
        who, seen = actor(), found.row.reference
        afterwards(lambda: service.look(who, seen))
    return page(
        "case",
        found,
        "case",
        items=items,
        panels=[panel for panel in found_panels if panel],
        sign=signs.last(signs.of_case(found)),
        refused=signs.refused_lately(found.letters, clock.today()),
        taps=words.telling_kinds(),
    )


@blueprint.get("/cases/<reference>/history")
@needs(Permission.CASE_READ, shared=Act.READ)
def history(reference: str) -> ResponseReturnValue:
    """Show who changed what in a case, and when."""
    found = get_case(reference)
    entries = history_for(actor(), _log(found))
    said = partial(_words, jurisdiction=found.jurisdiction)
    return page("history", found, "history", entries=entries_of(entries, said))


@blueprint.get("/people/<public_id>/cases")
@needs(Permission.CASE_READ, shared=Act.READ)
def of_person(public_id: str) -> ResponseReturnValue:
    """List the cases of a person."""
    person = people.get_person(actor(), public_id)
    rows = queries.list_of_people(actor(), [public_id]).get(public_id, [])
    return render_template("cases/of_person.html", person=person, rows=rows, frame=_frame(public_id))


@blueprint.route("/people/<public_id>/cases/new", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE)
def new(public_id: str) -> ResponseReturnValue:
    """Open a case of a person."""
    person, form = people.get_person(actor(), public_id), forms.CaseForm()
    form.offer([(row.code, labels.country_of(row)) for row in catalogue.jurisdictions()], owners())
    form.offer_releases(words.releases(queries.list_releases(actor(), public_id)))
    if request.method == "GET":
        form.owner.data = actor().public_id
        form.choose_release(request.args.get("after", ""))
    if form.validate_on_submit():
        try:
            row = service.open_case(actor(), form.draft(public_id))
            done(_("Case %(reference)s was opened. Record what happened first.", reference=row.reference))
            return redirect(here(row.reference), 303)
        except Refused as error:
            form.refuse("year" if "year" in error.sentence else getattr(error, "field", "owner"), labels.told(error))
    rows = queries.list_of_people(actor(), [public_id]).get(public_id, [])
    unexited = queries.list_unexited(actor(), public_id)
    shown = render_template(
        "cases/new.html", form=form, person=person, rows=rows, frame=_frame(public_id), unexited=unexited
    )
    return shown, 422 if form.errors else 200


@blueprint.route("/cases/<reference>/edit", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.AMEND)
def edit(reference: str) -> ResponseReturnValue:
    """Change charges as written, summary and owner."""
    found = get_case(reference)
    form = _edit_form(found) if request.method == "POST" else _edit_form(found, fill=True)
    if form.validate_on_submit():
        try:
            changes = form.changes()
            if changes.get("reverses") == found.rearrest.exit_id:
                del changes["reverses"]
            if not actor().does(Act.STEER):
                # Who of the owner's follows the case, and what else they know of the person, is not a guest's to say.
                changes = {name: value for name, value in changes.items() if name not in ("owner", "reverses")}
            service.amend_case(actor(), found.row.reference, changes, form.seen_version())
            done(_("Case %(reference)s was amended.", reference=found.row.reference))
            return redirect(here(found), 303)
        except Stale as error:
            last = last_change(actor(), found.public_id)
            raise compared(error, form, _edit_form(found, fill=True), here(found), last) from error
        except Refused as error:
            form.refuse(getattr(error, "field", "owner"), labels.told(error))
    return page("edit", found, status=422 if form.errors else 200, form=form, unexited=_unexited(found))


def _edit_form(found: CaseView, *, fill: bool = False) -> forms.EditCaseForm:
    """Return the form of a case, filled with what is recorded or with what was sent."""
    form = forms.EditCaseForm(formdata=None) if fill else forms.EditCaseForm()
    form.offer(owners())
    form.offer_releases(_releases(found))
    if fill:
        form.show(found)
    return form


def _releases(found: CaseView) -> list[tuple[str, str]]:
    """List the releases that the arrest of a case can have undone; the one that is recorded stays among them."""
    if not actor().does(Act.STEER):
        return []
    own = found.row.reference
    offered = [row for row in queries.list_releases(actor(), found.row.person_id) if row.case != own]
    after = found.rearrest.after
    if after and after.exit_id not in {row.exit_id for row in offered}:
        offered.append(after)
    return words.releases(offered)


def _unexited(found: CaseView) -> list[str]:
    """List the other cases of the person whose release only an event tells of."""
    if not actor().does(Act.STEER):
        return []
    return [ref for ref in queries.list_unexited(actor(), found.row.person_id) if ref != found.row.reference]


def _log(found: CaseView) -> list[EntryView]:
    """Return what the log says of a case, without what tells of an event or a letter that the reader may not see."""
    seen = queries.list_seen_items(actor(), found.row.reference)
    entries = log.list_history(actor(), found.public_id, also=seen)
    hidden = queries.list_hidden_items(actor(), (row for entry in entries for row in entry.touched))
    return [entry for entry in entries if not entry.touched & hidden]


def _words(field: str, value: str, jurisdiction: str) -> tuple[str, str] | None:
    """Return a field of the log in the words of the room that it belongs to."""
    for room in hooks().case_words:
        said = room(field, value, jurisdiction)
        if said:
            return said
    return words.shown(field, value) or labels.shown(field, value, jurisdiction)


def _frame(public_id: str) -> dict[str, object]:
    """Return identity bar, tabs and way up of a page about a person."""
    bar = hooks().identity_bar
    back = url_for(hooks().profile, public_id=public_id)
    return {"bar": bar(actor(), public_id) if bar else None, "back": back}
