"""Pages of sources of a batch, their copies, and mediators."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.documents.types import LARGEST
from case_mgr.pardons import forms, queries, service
from case_mgr.pardons.views.shared import blueprint
from case_mgr.web import once
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.headers import SANDBOX
from case_mgr.web.incoming import takes_files
from case_mgr.web.transaction import abandon, begin_writing


@blueprint.route("/pardons/<reference>/sources/new", methods=["GET", "POST"])
@needs(Permission.BATCH_WRITE)
@takes_files(LARGEST)
def add_source(reference: str) -> ResponseReturnValue:
    """Say where a batch stands published, with a copy when there is one."""
    batch, form = queries.get_batch(actor(), reference), forms.SourceForm()
    if form.validate_on_submit():
        answer = _take(reference, form)
        if answer is not None:
            return answer
    return render_template("pardons/source.html", form=form, batch=batch), 422 if form.errors else 200


@blueprint.route("/pardons/<reference>/sources/<source_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.BATCH_WRITE)
def withdraw_source(reference: str, source_id: str) -> ResponseReturnValue:
    """Ask, then take a source back."""
    batch, form = queries.get_batch(actor(), reference), forms.ReasonForm()
    found = queries.list_sources(actor(), reference)
    one = next((row for row in found if row.public_id == source_id and row.withdrawn_at is None), None)
    if one is None:
        raise NotFound(N_("There is no such source."))
    if form.validate_on_submit():
        service.withdraw_source(actor(), reference, source_id, form.reason.data or "")
        flash(_("The source was taken back; it stays readable."), "success")
        return _home(reference)
    here = url_for("pardons.withdraw_source", reference=reference, source_id=source_id)
    page = render_template("pardons/take_back.html", form=form, batch=batch, what=one.title, here=here)
    return page, 422 if form.errors else 200


@blueprint.get("/pardons/<reference>/sources/<source_id>/copy")
@needs(Permission.BATCH_READ, writes=True)
def source_copy(reference: str, source_id: str) -> ResponseReturnValue:
    """Give a copy out; the entry of the log is committed before its first byte leaves."""
    found = service.take_copy_out(actor(), reference, source_id)
    response = Response(found.chunks, mimetype=found.mimetype)
    response.content_length = found.size
    response.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


@blueprint.route("/pardons/<reference>/mediators/new", methods=["GET", "POST"])
@needs(Permission.BATCH_WRITE)
def add_mediator(reference: str) -> ResponseReturnValue:
    """Say which contact of ours mediated."""
    batch, form = queries.get_batch(actor(), reference), forms.MediatorForm()
    if form.validate_on_submit():
        try:
            service.add_mediator(actor(), reference, form.draft())
            flash(_("The mediator was added."), "success")
            return _home(reference)
        except Refused as error:
            form.refuse("contact", sentence(error))
    page = render_template("pardons/mediator.html", form=form, batch=batch)
    return page, 422 if form.errors else 200


@blueprint.route("/pardons/<reference>/mediators/<mediator_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.BATCH_WRITE)
def withdraw_mediator(reference: str, mediator_id: str) -> ResponseReturnValue:
    """Ask, then take back that a contact mediated."""
    batch, form = queries.get_batch(actor(), reference), forms.ReasonForm()
    found = queries.list_mediators(actor(), reference)
    one = next((row for row in found if row.public_id == mediator_id and row.withdrawn_at is None), None)
    if one is None:
        raise NotFound(N_("There is no such mediator."))
    if form.validate_on_submit():
        service.withdraw_mediator(actor(), reference, mediator_id, form.reason.data or "")
        flash(_("It was taken back; it stays readable."), "success")
        return _home(reference)
    here = url_for("pardons.withdraw_mediator", reference=reference, mediator_id=mediator_id)
    page = render_template("pardons/take_back.html", form=form, batch=batch, what=one.name, here=here)
    return page, 422 if form.errors else 200


def _take(reference: str, form: forms.SourceForm) -> ResponseReturnValue | None:
    copy = None
    if form.uploaded:
        try:
            # To look at a file and to encrypt it takes a moment: nobody else's write waits for it.
            abandon()
            copy = service.seal_copy(actor(), form.file.data.stream, form.file.data.filename or "")
        except Refused as error:
            form.refuse("file", sentence(error))
            return None
        begin_writing()
        again = once.repeated(actor())
        if again is not None:
            service.drop_copy(copy)
            return again
    try:
        service.add_source(actor(), reference, form.draft(), copy)
    except Refused as error:
        form.refuse("published" if "future" in error.sentence else "link", sentence(error))
        return None
    flash(_("The source was added."), "success")
    return _home(reference)


def _home(reference: str) -> ResponseReturnValue:
    return redirect(url_for("pardons.show", reference=reference, _anchor="sources"), 303)
