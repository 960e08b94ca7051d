"""Files of talks and submissions: taken in, taken out, taken back."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.advocacy import forms, queries, service
from case_mgr.advocacy.service.attaching import Sealed, TakenOut
from case_mgr.advocacy.views.room import blueprint, field_of, said
from case_mgr.core.errors import Refused
from case_mgr.documents.types import LARGEST
from case_mgr.web import once
from case_mgr.web.acts import done
from case_mgr.web.guard import actor, needs
from case_mgr.web.headers import SANDBOX
from case_mgr.web.incoming import takes_files
from case_mgr.web.transaction import abandon, begin_writing

_TALK = "/contacts/<public_id>/interactions/<interaction_id>/files"
_SUBMISSION = "/contacts/submissions/<public_id>/files"


@blueprint.route(_TALK, methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
@takes_files(LARGEST)
def add_file(public_id: str, interaction_id: str) -> ResponseReturnValue:
    """Take a file in for a talk."""
    found = queries.get_interaction(actor(), public_id, interaction_id)
    form, here = forms.FileForm(), _talk(public_id, interaction_id)
    if form.validate_on_submit():

        def keep(sealed: Sealed) -> None:
            service.attach_file(actor(), interaction_id, form.title.data or "", sealed)

        answer = _take(form, keep, here)
        if answer is not None:
            return answer
    return _page(form, found.reference, here), 422 if form.errors else 200


@blueprint.get(f"{_TALK}/<file_id>")
@needs(Permission.CONTACT_READ, writes=True)
def talk_file(public_id: str, interaction_id: str, file_id: str) -> ResponseReturnValue:
    """Give a file out; the entry of the log is committed before its first byte leaves."""
    queries.get_interaction(actor(), public_id, interaction_id)
    return _give(service.take_file_out(actor(), interaction_id, file_id))


@blueprint.route(f"{_TALK}/<file_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def withdraw_file(public_id: str, interaction_id: str, file_id: str) -> ResponseReturnValue:
    """Ask, then take a file of a talk back."""
    found, form = queries.get_interaction(actor(), public_id, interaction_id), forms.WithdrawForm()
    title, here = queries.get_talk_file(actor(), interaction_id, file_id).title or "", _talk(public_id, interaction_id)
    if form.validate_on_submit():
        try:
            service.withdraw_file(actor(), interaction_id, file_id, form.reason.data or "")
            return _taken_back(here)
        except Refused as error:
            form.refuse("reason", said(error))
    return _asked(form, found.reference, title, here), 422 if form.errors else 200


@blueprint.route(_SUBMISSION, methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
@takes_files(LARGEST)
def add_paper(public_id: str) -> ResponseReturnValue:
    """Take in what was sent, or what came back."""
    found = queries.get_submission(actor(), public_id)
    form, here = forms.PaperForm(), _submission(public_id)
    form.offer()
    if form.validate_on_submit():

        def keep(sealed: Sealed) -> None:
            service.attach_to_submission(actor(), public_id, form.chosen(), form.title.data or "", sealed)

        answer = _take(form, keep, here)
        if answer is not None:
            return answer
    return _page(form, found.row.reference, here), 422 if form.errors else 200


@blueprint.get(f"{_SUBMISSION}/<file_id>")
@needs(Permission.CONTACT_READ, writes=True)
def paper(public_id: str, file_id: str) -> ResponseReturnValue:
    """Give a file of a submission out; the entry of the log is committed before its first byte leaves."""
    return _give(service.take_submission_file_out(actor(), public_id, file_id))


@blueprint.route(f"{_SUBMISSION}/<file_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def withdraw_paper(public_id: str, file_id: str) -> ResponseReturnValue:
    """Ask, then take a file of a submission back."""
    found, form, here = queries.get_submission(actor(), public_id), forms.WithdrawForm(), _submission(public_id)
    title = queries.get_submission_file(actor(), public_id, file_id).title or ""
    if form.validate_on_submit():
        try:
            service.withdraw_submission_file(actor(), public_id, file_id, form.reason.data or "")
            return _taken_back(here)
        except Refused as error:
            form.refuse("reason", said(error))
    return _asked(form, found.row.reference, title, here), 422 if form.errors else 200


def _talk(public_id: str, interaction_id: str) -> str:
    return url_for("advocacy.interaction", public_id=public_id, interaction_id=interaction_id)


def _submission(public_id: str) -> str:
    return url_for("advocacy.submission", public_id=public_id)


def _page(form: forms.FileForm, reference: str, back: str) -> str:
    return render_template("advocacy/file.html", form=form, reference=reference, back=back)


def _asked(form: forms.WithdrawForm, reference: str, title: str, back: str) -> str:
    return render_template("advocacy/withdraw_file.html", form=form, reference=reference, title=title, back=back)


def _taken_back(here: str) -> ResponseReturnValue:
    done(_("The file was taken back. Nobody takes it out any more."))
    return redirect(here, 303)


def _give(found: TakenOut) -> Response:
    response = Response(found.chunks, mimetype=found.mimetype)
    response.content_length = found.size
    response.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def _take(form: forms.FileForm, keep: Callable[[Sealed], None], here: str) -> ResponseReturnValue | None:
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
        keep(sealed)
    except Refused as error:
        form.refuse(field_of(error, "file"), said(error))
        return None
    flash(_("The file was added. It stands here encrypted."), "success")
    return redirect(here, 303)
