"""Pages of what proves an entry, and of who was helped."""

from __future__ import annotations

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import Refused
from case_mgr.documents import service as documents
from case_mgr.documents.types import LARGEST
from case_mgr.documents.words import told
from case_mgr.support import forms, queries, service
from case_mgr.support.views.acting import here
from case_mgr.support.views.room import blueprint, did, page
from case_mgr.web import once
from case_mgr.web.acts import done
from case_mgr.web.guard import actor, needs
from case_mgr.web.headers import SANDBOX
from case_mgr.web.incoming import takes_files
from case_mgr.web.transaction import abandon, begin_writing


@blueprint.route("/support/<public_id>/receipts/new", methods=["GET", "POST"])
@needs(Permission.SUPPORT_WRITE)
@takes_files(LARGEST)
def add_receipt(public_id: str) -> ResponseReturnValue:
    """Take a receipt in."""
    found, form = queries.get_entry(actor(), public_id), forms.ReceiptForm()
    if form.validate_on_submit():
        answer = _take(public_id, form)
        if answer is not None:
            return answer
    return page("receipt", form=form, row=found.row)


@blueprint.get("/support/<public_id>/receipts/<receipt_id>")
@needs(Permission.SUPPORT_NAMES, writes=True)
def take_out(public_id: str, receipt_id: str) -> ResponseReturnValue:
    """Give a receipt out; the entry of the log is committed before its first byte leaves."""
    found = service.take_receipt_out(actor(), public_id, receipt_id)
    response = Response(found.chunks, mimetype=found.mimetype)
    response.content_length = found.size
    response.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


@blueprint.route("/support/<public_id>/receipts/<receipt_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.SUPPORT_WRITE)
def withdraw_receipt(public_id: str, receipt_id: str) -> ResponseReturnValue:
    """Take a receipt back that proves something else."""
    found, form = queries.get_entry(actor(), public_id), forms.ReasonForm()
    if form.validate_on_submit() and did(
        form, lambda: service.withdraw_receipt(actor(), public_id, receipt_id, form.reason.data or ""), "reason"
    ):
        done(_("The receipt was taken back."))
        return redirect(here(public_id), 303)
    action = url_for("support.withdraw_receipt", public_id=public_id, receipt_id=receipt_id)
    return page("paper", form=form, what="withdraw", row=found.row, action=action)


@blueprint.route("/support/<public_id>/declaration", methods=["GET", "POST"])
@needs(Permission.SUPPORT_WRITE)
def declare(public_id: str) -> ResponseReturnValue:
    """Declare that no receipt can be kept; another person signs it."""
    found, form = queries.get_entry(actor(), public_id), forms.ReasonForm()
    if form.validate_on_submit() and did(
        form, lambda: service.declare(actor(), public_id, form.reason.data or ""), "reason"
    ):
        done(_("The declaration was written down. It stands for a receipt when somebody else has signed it."))
        return redirect(here(public_id), 303)
    return page(
        "paper", form=form, what="declare", row=found.row, action=url_for("support.declare", public_id=public_id)
    )


@blueprint.post("/support/<public_id>/declaration/sign")
@needs(Permission.SUPPORT_READ)
def sign(public_id: str) -> ResponseReturnValue:
    """Sign a declaration that somebody else made."""
    service.sign(actor(), public_id)
    done(_("You signed the declaration."))
    return redirect(here(public_id), 303)


@blueprint.get("/support/<public_id>/beneficiary")
@needs(Permission.SUPPORT_NAMES, writes=True)
def beneficiary(public_id: str) -> ResponseReturnValue:
    """Show who was helped by name; that somebody looked is written down."""
    found = queries.get_entry(actor(), public_id)
    name = service.open_beneficiary(actor(), public_id)
    return render_template("support/beneficiary.html", row=found.row, name=name)


def _take(public_id: str, form: forms.ReceiptForm) -> ResponseReturnValue | None:
    """Keep what was sent; to look at a file and to encrypt it takes a moment, in which nobody else waits."""
    upload = form.file.data
    abandon()
    try:
        taken = documents.take_in(actor(), upload.stream, upload.filename or "")
    except Refused as error:
        form.refuse("file", told(error))
        return None
    begin_writing()
    again = once.repeated(actor())
    if again is not None:
        documents.discard(taken)
        return again
    if not did(form, lambda: service.add_receipt(actor(), public_id, taken), "file"):
        return None
    done(_("The receipt was added. Its file stands here encrypted."))
    return redirect(here(public_id), 303)
