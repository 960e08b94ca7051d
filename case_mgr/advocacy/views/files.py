"""Files of talks: taken in and taken out."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.advocacy import forms, queries, service
from case_mgr.advocacy.views.room import blueprint, field_of, said
from case_mgr.core.errors import Refused
from case_mgr.documents.types import LARGEST
from case_mgr.web import once
from case_mgr.web.guard import actor, needs
from case_mgr.web.headers import SANDBOX
from case_mgr.web.incoming import takes_files
from case_mgr.web.transaction import abandon, begin_writing


@blueprint.route("/contacts/<public_id>/interactions/<interaction_id>/files", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
@takes_files(LARGEST)
def add_file(public_id: str, interaction_id: str) -> ResponseReturnValue:
    """Take a file in for a talk."""
    found = queries.get_interaction(actor(), public_id, interaction_id)
    form = forms.FileForm()
    if form.validate_on_submit():
        answer = _take(public_id, interaction_id, form)
        if answer is not None:
            return answer
    return render_template("advocacy/file.html", form=form, found=found), 422 if form.errors else 200


@blueprint.get("/contacts/<public_id>/interactions/<interaction_id>/files/<file_id>")
@needs(Permission.CONTACT_READ, writes=True)
def talk_file(public_id: str, interaction_id: str, file_id: str) -> ResponseReturnValue:
    """Give a file out; the entry of the log is committed before its first byte leaves."""
    queries.get_interaction(actor(), public_id, interaction_id)
    found = service.take_file_out(actor(), interaction_id, file_id)
    response = Response(found.chunks, mimetype=found.mimetype)
    response.content_length = found.size
    response.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def _take(public_id: str, interaction_id: str, form: forms.FileForm) -> ResponseReturnValue | None:
    try:
        # To look at a file and to encrypt it takes a moment: nobody else's write waits for it.
        abandon()
        sealed = service.seal_file(actor(), form.file.data.stream, form.file.data.filename or "")
    except Refused as error:
        form.refuse("file", said(error))
        return None
    begin_writing()
    again = once.repeated(actor())
    if again is not None:
        service.drop_file(sealed)
        return again
    try:
        service.attach_file(actor(), interaction_id, form.title.data or "", sealed)
    except Refused as error:
        form.refuse(field_of(error, "file"), said(error))
        return None
    flash(_("The file was added. It stands here encrypted."), "success")
    here = url_for("advocacy.interaction", public_id=public_id, interaction_id=interaction_id)
    return redirect(here, 303)
