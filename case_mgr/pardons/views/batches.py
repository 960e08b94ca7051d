"""The list of batches, one batch, its history."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.advocacy import queries as advocacy
from case_mgr.audit import queries as log
from case_mgr.core import clock
from case_mgr.core.errors import Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.pardons import figures, forms, queries, service, words
from case_mgr.pardons.results import BatchView
from case_mgr.pardons.types import BatchKind, Topic
from case_mgr.pardons.views.printing import figure_rows, unnamed
from case_mgr.pardons.views.shared import blueprint, choices, jurisdiction_choices, tabs
from case_mgr.web.acts import compared
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs

FIRST = 10


@blueprint.get("/pardons")
@needs(Permission.BATCH_READ)
def index() -> ResponseReturnValue:
    """List the batches."""
    page = queries.list_batches(actor(), PageRequest.read(request.args.get("page"), request.args.get("size")))
    return render_template("pardons/index.html", page=page, unreviewed=queries.list_unreviewed(actor()))


@blueprint.route("/pardons/new", methods=["GET", "POST"])
@needs(Permission.BATCH_WRITE)
def new() -> ResponseReturnValue:
    """Record a batch with the first number that was stated."""
    form = forms.NewBatchForm(kind=str(BatchKind.PARDON), jurisdiction="BY")
    form.offer(choices(words.KINDS), jurisdiction_choices())
    if form.validate_on_submit():
        try:
            batch = service.create(actor(), form.draft(), form.claim())
            said = _("%(reference)s was recorded. Add the names that were published.", reference=batch.reference)
            flash(said, "success")
            return redirect(url_for("pardons.show", reference=batch.reference), 303)
        except Refused as error:
            form.refuse(_field_of(error), sentence(error))
    return render_template("pardons/new.html", form=form), 422 if form.errors else 200


@blueprint.get("/pardons/<reference>")
@needs(Permission.BATCH_READ)
def show(reference: str) -> ResponseReturnValue:
    """Show a batch: its figures, the claims about it and its first places."""
    who = actor()
    batch = queries.get_batch(who, reference)
    return render_template(
        "pardons/show.html",
        batch=batch,
        tabs=tabs(batch, "show"),
        differ=figures.disagreements(batch.claims),
        off_by=figures.off_by,
        ours_not_listed=queries.count_ours_not_listed(who, reference),
        topics=list(Topic),
        on_duty=queries.list_running(queries.get_row(who, reference)),
        places=queries.list_places(who, reference, None, PageRequest(size=FIRST)),
        sources=queries.list_sources(who, reference),
        mediators=queries.list_mediators(who, reference),
        handed=advocacy.list_freed_in(who, reference),
    )


@blueprint.get("/pardons/<reference>/sheet")
@needs(Permission.BATCH_READ)
def sheet(reference: str) -> ResponseReturnValue:
    """Show the sheet of a release day, to print."""
    who = actor()
    batch = queries.get_batch(who, reference)
    found = queries.get_sheet(who, reference)
    return render_template(
        "pardons/sheet.html",
        batch=batch,
        differ=figures.disagreements(batch.claims),
        sheet=found,
        rows=figure_rows(found),
        more=unnamed(found),
        now=clock.now(),
    )


@blueprint.route("/pardons/<reference>/edit", methods=["GET", "POST"])
@needs(Permission.BATCH_WRITE)
def edit(reference: str) -> ResponseReturnValue:
    """Correct what is known of a batch."""
    batch = queries.get_batch(actor(), reference)
    form = _form(batch, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            service.amend(actor(), reference, form.draft(), form.seen_version())
            flash(_("%(reference)s was changed.", reference=reference), "success")
            return redirect(url_for("pardons.show", reference=reference), 303)
        except Stale as error:
            now, there = _form(batch, fill=True), url_for("pardons.show", reference=reference)
            raise compared(error, form, now, there, log.last_change(actor(), batch.public_id)) from error
        except Refused as error:
            form.refuse("released" if "release" in error.sentence else "title", sentence(error))
    return render_template("pardons/edit.html", form=form, batch=batch), 422 if form.errors else 200


@blueprint.get("/pardons/<reference>/history")
@needs(Permission.BATCH_READ)
def history(reference: str) -> ResponseReturnValue:
    """Show who did what with a batch, and every decision."""
    who = actor()
    batch = queries.get_batch(who, reference)
    return render_template(
        "pardons/history.html",
        batch=batch,
        tabs=tabs(batch, "history"),
        entries=log.list_history(who, batch.public_id),
    )


def _field_of(error: Refused) -> str:
    return f"claim_{error.field}" if isinstance(error, service.Unclaimed) else "title"


def _form(batch: BatchView, *, fill: bool) -> forms.BatchForm:
    """Return the form of a batch, filled with what is recorded or with what was sent."""
    given: dict[str, Any] = {"formdata": None} if fill else {}
    form = forms.BatchForm(**given, obj=batch)
    form.offer(choices(words.KINDS), jurisdiction_choices())
    return form
