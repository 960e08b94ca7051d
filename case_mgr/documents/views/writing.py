"""Pages on which documents are added, amended, taken back and put back."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.core.errors import Forbidden, NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.documents import forms, guests, queries, service
from case_mgr.documents.results import DocumentView
from case_mgr.documents.types import LARGEST
from case_mgr.documents.views.room import Frame, blueprint, frame_of, here, offer, page
from case_mgr.documents.words import told
from case_mgr.web import once
from case_mgr.web.acts import compared, done, look
from case_mgr.web.guard import actor, needs
from case_mgr.web.guests import still_admitted
from case_mgr.web.incoming import takes_files
from case_mgr.web.transaction import abandon, begin_writing


@blueprint.route("/cases/<reference>/documents/new", methods=["GET", "POST"])
@needs(Permission.DOCUMENT_ADD, shared=Act.ADD)
@takes_files(LARGEST)
def new(reference: str) -> ResponseReturnValue:
    """Take a file in and record what is known of it."""
    frame, case = frame_of(reference)
    form = forms.UploadForm()
    offer(form, frame["case"])
    if form.validate_on_submit():
        answer = _take(case, form)
        if answer is not None:
            return answer
    return page("new", frame, form=form, before=None, action=url_for("documents.new", reference=case))


@blueprint.route("/cases/<reference>/documents/<public_id>/newer", methods=["GET", "POST"])
@needs(Permission.DOCUMENT_ADD, shared=Act.ADD)
@takes_files(LARGEST)
def newer(reference: str, public_id: str) -> ResponseReturnValue:
    """Take a newer version in; the one before stays readable."""
    frame, case, found = _open(reference, public_id)
    form = forms.UploadForm(dated=found.row.dated)
    offer(form, frame["case"], found.row)
    if request.method == "GET":
        form.fill(found, service.open_document(actor(), case, public_id))
    if form.validate_on_submit():
        answer = _take(case, form, public_id)
        if answer is not None:
            return answer
    action = url_for("documents.newer", reference=case, public_id=public_id)
    return page("new", frame, form=form, before=found, action=action)


@blueprint.route("/cases/<reference>/documents/<public_id>/edit", methods=["GET", "POST"])
@needs(Permission.DOCUMENT_ADD, shared=Act.ADD)
def edit(reference: str, public_id: str) -> ResponseReturnValue:
    """Correct what is recorded of a document."""
    frame, case, found = _open(reference, public_id)
    title = service.open_document(actor(), case, public_id) if request.method == "GET" else None
    form = _edit_form(frame, found, title)
    if form.validate_on_submit():
        try:
            service.amend(actor(), case, public_id, form.draft(), form.seen_version())
            done(_("What is recorded of the document was amended."))
            return redirect(here(case, public_id), 303)
        except Stale as error:
            raise _stale(error, form, frame, case, public_id) from error
        except Refused as error:
            _refuse(form, error)
    return page("edit", frame, form=form, found=found)


@blueprint.route("/cases/<reference>/documents/<public_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.DOCUMENT_ADD, shared=Act.ADD)
def withdraw(reference: str, public_id: str) -> ResponseReturnValue:
    """Ask, then take a document back."""
    frame, case, found = _open(reference, public_id)
    form = forms.WithdrawForm()
    if form.validate_on_submit():
        try:
            service.withdraw(actor(), case, public_id, form.reason.data or "")
            if actor().guest:
                done(
                    _(
                        "The document was taken back. %(organisation)s can put it back.",
                        organisation=actor().organisation_name,
                    )
                )
            else:
                done(_("The document was taken back. Its page stays, and it can be put back there."))
            return redirect(here(case), 303)
        except Refused as error:
            form.refuse("reason", told(error))
    return page("withdraw", frame, form=form, found=found)


@blueprint.post("/cases/<reference>/documents/<public_id>/restore")
@needs(Permission.DOCUMENT_ADD)
def restore(reference: str, public_id: str) -> ResponseReturnValue:
    """Put a document back."""
    case = frame_of(reference)[1]
    service.restore(actor(), case, public_id)
    done(_("The document was put back."))
    return redirect(here(case, public_id), 303)


def _open(reference: str, public_id: str) -> tuple[Frame, str, DocumentView]:
    """Return what the pages of a document need; a form that shows a closed one is a look at it."""
    frame, case = frame_of(reference)
    found = queries.get_document(actor(), case, public_id)
    if not guests.amends(actor(), found.row):
        raise Forbidden(
            N_("The organisation that shares this case with you does not permit this."), permission=str(Act.AMEND)
        )
    if found.row.closed and request.method == "GET" and actor().guest is None:
        begin_writing()
    return frame, case, found


def _take(case: str, form: Any, newer_than: str | None = None) -> ResponseReturnValue | None:
    """Keep what was sent, and lead to its page; a refusal stands at its field, and what was typed stays."""
    upload = form.file.data
    try:
        # To look at a file and to encrypt it takes a moment: nobody else's write waits for it.
        abandon()
        taken = service.take_in(actor(), upload.stream, upload.filename or "")
    except Refused as error:
        form.refuse("file", told(error))
        return None
    begin_writing()
    if not still_admitted(Act.ADD):
        service.discard(taken)
        raise NotFound(N_("There is no such page."))
    again = once.repeated(actor())
    if again is not None:
        service.discard(taken)
        return again
    try:
        row = service.add(actor(), case, form.draft(), taken, newer_than)
    except Refused as error:
        _refuse(form, error)
        return None
    done(_("The document was added. Its file stands here encrypted."))
    return redirect(here(case, row.public_id), 303)


def _refuse(form: Any, error: Refused) -> None:
    field = error.field if isinstance(error, service.Misfilled) and error.field in form else "title"
    form.refuse(field, told(error))


def _edit_form(frame: Frame, found: DocumentView, title: str | None) -> forms.EditForm:
    """Return the form of a document: filled with what is recorded when its title was opened, or with what was sent."""
    given: dict[str, Any] = {} if title is None else {"formdata": None}
    form = forms.EditForm(**given, dated=found.row.dated)
    offer(form, frame["case"], found.row)
    if title is not None:
        form.fill(found, title)
        form.version.data = str(found.version)
    return form


def _stale(error: Stale, form: forms.EditForm, frame: Frame, case: str, public_id: str) -> Stale:
    """Say who changed the document meanwhile, beside what was seen and what was typed."""
    found = queries.get_document(actor(), case, public_id)
    title = look(lambda who: service.open_document(who, case, public_id))
    subject = public_id if found.row.closed else frame["case"].public_id
    there, last = here(case, public_id), guests.last_change(actor(), subject)
    return compared(error, form, _edit_form(frame, found, title), there, last)
