"""Lists behind the figures, and one place."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import Refused
from case_mgr.core.paging import PageRequest
from case_mgr.pardons import figures, forms, queries, service, words
from case_mgr.pardons.figures import Division, Fact
from case_mgr.pardons.types import Topic
from case_mgr.pardons.views.shared import blueprint, choices, division_word, tabs, value_of
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs


@blueprint.get("/pardons/<reference>/places")
@needs(Permission.BATCH_READ)
def places(reference: str) -> ResponseReturnValue:
    """List the places that a figure counts."""
    who = actor()
    fact = value_of(Fact, request.args.get("fact"))
    division, key = value_of(Division, request.args.get("by")), request.args.get("is", "")
    batch = queries.get_batch(who, reference)
    at = PageRequest.read(request.args.get("page"), request.args.get("size"))
    if division is None:
        page, heading = queries.list_places(who, reference, fact, at), _(words.FACTS[fact]) if fact else ""
    else:
        page = queries.list_part(who, reference, division, key, at)
        heading = f"{_(words.DIVISIONS[division])}: {division_word(division, key)}"
    return render_template(
        "pardons/places.html",
        batch=batch,
        tabs=tabs(batch, "places"),
        page=page,
        fact=fact,
        facts=list(Fact),
        ours_not_listed=queries.count_ours_not_listed(who, reference),
        heading=heading or _("All places"),
    )


@blueprint.get("/pardons/<reference>/divided")
@needs(Permission.BATCH_READ)
def divided(reference: str) -> ResponseReturnValue:
    """Count the people of a batch by nationality, sex, destination, documents, article and days left to serve."""
    who = actor()
    batch = queries.get_batch(who, reference)
    stated = {Division(str(topic)): figures.stated_parts(batch.claims, topic) for topic in Topic}
    return render_template(
        "pardons/divided.html",
        batch=batch,
        tabs=tabs(batch, "divided"),
        divided=queries.list_divided(who, queries.get_row(who, reference)),
        stated=stated,
    )


@blueprint.get("/pardons/<reference>/not-listed")
@needs(Permission.BATCH_READ)
def not_listed(reference: str) -> ResponseReturnValue:
    """List our cases in custody that stand on no list of the batch."""
    who = actor()
    batch = queries.get_batch(who, reference)
    page = queries.list_ours_not_listed(
        who, reference, PageRequest.read(request.args.get("page"), request.args.get("size"))
    )
    return render_template("pardons/not_listed.html", batch=batch, tabs=tabs(batch, "places"), page=page)


@blueprint.get("/pardons/<reference>/places/<int:number>")
@needs(Permission.BATCH_READ)
def place(reference: str, number: int) -> ResponseReturnValue:
    """Show a place: who is printed, what was decided, what was proved."""
    who = actor()
    batch = queries.get_batch(who, reference)
    found = queries.get_place(who, reference, number)
    form = forms.ScopeForm(formdata=None, scope=str(found.row.scope))
    form.offer(choices(words.SCOPES))
    asked = queries.list_asked(who, reference, number)
    return render_template("pardons/place.html", batch=batch, place=found, row=found.row, scope_form=form, asked=asked)


@blueprint.post("/pardons/<reference>/places/<int:number>/scope")
@needs(Permission.BATCH_WRITE)
def decide_scope(reference: str, number: int) -> ResponseReturnValue:
    """Mark a place as that of a political prisoner or not."""
    form = forms.ScopeForm()
    form.offer(choices(words.SCOPES))
    here = url_for("pardons.place", reference=reference, number=number)
    if not form.validate_on_submit():
        flash(_("Choose one of the three answers."), "error")
        return redirect(here, 303)
    try:
        service.decide_scope(actor(), reference, number, form.chosen(), form.known_by.data or "")
    except Refused as error:
        flash(sentence(error), "error")
        return redirect(here, 303)
    flash(_("The scope of %(reference)s, place %(number)d was set.", reference=reference, number=number), "success")
    return redirect(here, 303)
