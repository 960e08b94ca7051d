"""Recording somebody who is new to us, from the place where a list names them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import Refused
from case_mgr.names.types import Evidence
from case_mgr.pardons import forms, queries, service
from case_mgr.pardons.results import BatchView, PlaceView
from case_mgr.pardons.types import Identity, Namesake
from case_mgr.pardons.views.shared import SHOWS, blueprint, jurisdiction_choices
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.wording import countries


@blueprint.route("/pardons/<reference>/places/<int:number>/record", methods=["GET", "POST"])
@needs(Permission.BATCH_WRITE)
def record_newcomer(reference: str, number: int) -> ResponseReturnValue:
    """Register whoever is new to us and open their case, whoever may be the same shown first."""
    who = actor()
    batch, place = queries.get_batch(who, reference), queries.get_place(who, reference, number)
    form = _form(batch, place, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            done = service.record_newcomer(who, reference, number, form.draft())
            case = done.case.reference if done.case else ""
            flash(_("Place %(number)d was recorded: case %(case)s was opened.", number=number, case=case), "success")
            return redirect(url_for("pardons.reconcile", reference=reference, after=number, show=form.show.data), 303)
        except Refused as error:
            form.refuse("none_of_them" if "may be the same" in error.sentence else "name", sentence(error))
    namesakes = _namesakes(reference, number, form)
    page = render_template(
        "pardons/record.html",
        form=form,
        batch=batch,
        place=place,
        row=place.row,
        namesakes=namesakes,
        decision=next((one for one in place.decisions if one.undone_at is None), None),
        open=place.row.person is None and place.row.identity is Identity.NEW_TO_US,
    )
    return page, 422 if form.errors else 200


def _form(batch: BatchView, place: PlaceView, *, fill: bool) -> forms.NewcomerForm:
    if not fill:
        form = forms.NewcomerForm()
        form.offer(countries(), jurisdiction_choices())
        return form
    said = queries.get_hints(actor(), batch.reference, place.row.number)
    show = request.args.get("show")
    form = forms.NewcomerForm(formdata=None, born=said.birth, show=show if show in SHOWS else SHOWS[0])
    form.offer(countries(), jurisdiction_choices())
    first = place.row.mentions[0] if place.row.mentions else None
    form.fill(said, batch.jurisdiction, (first.source or first.label) if first else batch.announced_by)
    return form


def _namesakes(reference: str, number: int, form: forms.NewcomerForm) -> tuple[Namesake, ...]:
    """Look who may be the same as the form stands now, and remember in it who is shown."""
    wrong = any(field.errors for field in (form.year, form.born, form.sex, form.sensitivity))
    draft = None if wrong else form.draft()
    name = form.name.data or ""
    if not name.strip():
        return ()
    asked = Evidence(name=name, birth=draft.born if draft else None, other_names=draft.others if draft else ())
    found = queries.list_namesakes(actor(), reference, number, asked)
    form.showing(found)
    return found
