"""Pages of lists of expenses: read, looked at line by line, written, approved and paid together."""

from __future__ import annotations

from collections.abc import Callable

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import Refused
from case_mgr.support import forms, queries, service
from case_mgr.support.service.lists import LARGEST
from case_mgr.support.views.room import blueprint, did, page
from case_mgr.web.acts import done, lead
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.incoming import takes_files


@blueprint.get("/support/lists")
@needs(Permission.SUPPORT_READ)
def lists() -> ResponseReturnValue:
    """List the lists that were read."""
    return page("lists", page=queries.list_lists(actor()))


@blueprint.route("/support/lists/new", methods=["GET", "POST"])
@needs(Permission.SUPPORT_WRITE)
@takes_files(LARGEST)
def new_list() -> ResponseReturnValue:
    """Take a list in."""
    form = forms.UploadForm()
    form.offer((grant.public_id, grant.code) for grant in queries.list_chargeable(actor()))
    made: list[tuple[str, bool]] = []

    def take() -> None:
        upload = form.file.data
        row, known = service.read_list(actor(), form.grant.data, upload.stream, upload.filename or "")
        made.append((row.public_id, known))

    if form.validate_on_submit() and did(form, take, "file"):
        here = url_for("support.one_list", public_id=made[0][0])
        if made[0][1]:
            lead(_("This file was read before: nothing is read twice."), here, _("This is what became of it"))
        return redirect(here, 303)
    return page("list_new", form=form)


@blueprint.get("/support/lists/<public_id>")
@needs(Permission.SUPPORT_READ)
def one_list(public_id: str) -> ResponseReturnValue:
    """Show what a list would write and what it cannot, or what became of it."""
    row, asked = queries.get_list(actor(), public_id), None
    if row.written_at is None and row.mine and actor().may(Permission.SUPPORT_WRITE):
        asked = service.look_over(actor(), public_id)
    problems = [(one, sentence(Refused(one.sentence, **one.params))) for one in asked.problems] if asked else []
    return page("list", row=row, preview=asked, problems=problems)


@blueprint.post("/support/lists/<public_id>/dates")
@needs(Permission.SUPPORT_WRITE)
def say_order(public_id: str) -> ResponseReturnValue:
    """Say how a list writes dates."""
    service.say_order(actor(), public_id, day_first=request.form.get("order") != "month")
    return redirect(url_for("support.one_list", public_id=public_id), 303)


@blueprint.post("/support/lists/<public_id>/write")
@needs(Permission.SUPPORT_WRITE)
def write_list(public_id: str) -> ResponseReturnValue:
    """Write a list into the ledger."""
    row = service.write_list(actor(), public_id)
    done(ngettext("%(num)d line was written down.", "%(num)d lines were written down.", row.written))
    return redirect(url_for("support.one_list", public_id=public_id), 303)


@blueprint.post("/support/lists/<public_id>/approve")
@needs(Permission.SUPPORT_APPROVE)
def approve_list(public_id: str) -> ResponseReturnValue:
    """Approve what a list planned."""
    said = lambda n: ngettext("%(num)d entry was approved.", "%(num)d entries were approved.", n)  # noqa: E731 - a sentence
    return _together(public_id, service.approve_list, said)


@blueprint.post("/support/lists/<public_id>/pay")
@needs(Permission.SUPPORT_WRITE)
def pay_list(public_id: str) -> ResponseReturnValue:
    """Say that what was approved was paid on the days of the list."""
    said = lambda n: ngettext("%(num)d payment was written down.", "%(num)d payments were written down.", n)  # noqa: E731 - a sentence
    return _together(public_id, service.pay_list, said)


def _together(public_id: str, act: Callable[..., int], said: Callable[[int], str]) -> ResponseReturnValue:
    done(said(act(actor(), public_id)))
    return redirect(url_for("support.one_list", public_id=public_id), 303)
