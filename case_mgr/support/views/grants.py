"""Pages of grants."""

from __future__ import annotations

from functools import partial

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound, Stale
from case_mgr.core.text import N_
from case_mgr.support import forms, money, queries, service
from case_mgr.support.results import GrantView, LineView
from case_mgr.support.views.room import blueprint, did, page, page_request
from case_mgr.web.acts import compared, done
from case_mgr.web.guard import actor, needs


@blueprint.get("/grants")
@needs(Permission.GRANT_READ)
def grants() -> ResponseReturnValue:
    """List the grants."""
    return page("grants", page=queries.list_grants(actor(), page_request()))


@blueprint.route("/grants/new", methods=["GET", "POST"])
@needs(Permission.GRANT_WRITE)
def new_grant() -> ResponseReturnValue:
    """Add a grant."""
    form = forms.GrantForm()
    made: list[str] = []
    if form.validate_on_submit() and did(
        form, lambda: made.append(service.add_grant(actor(), form.draft()).public_id), "code"
    ):
        flash(_("Grant %(code)s was added.", code=form.code.data), "success")
        return redirect(_here(made[0]), 303)
    return page("new", form=form)


@blueprint.get("/grants/<public_id>")
@needs(Permission.GRANT_READ)
def grant(public_id: str) -> ResponseReturnValue:
    """Show one grant, what it has spent, and who reads its reports."""
    found = queries.get_grant(actor(), public_id)
    totals = queries.get_totals(actor(), public_id)[1] if actor().may(Permission.SUPPORT_READ) else None
    return page("grant", grant=found, totals=totals)


@blueprint.route("/grants/<public_id>/edit", methods=["GET", "POST"])
@needs(Permission.GRANT_WRITE)
def edit_grant(public_id: str) -> ResponseReturnValue:
    """Amend a grant."""
    found = queries.get_grant(actor(), public_id)
    form = forms.GrantForm(starts=found.starts, ends=found.ends)
    if not form.is_submitted():
        form.show(found)
    act = partial(service.amend_grant, actor(), public_id)
    try:
        if form.validate_on_submit() and did(form, lambda: act(form.draft(), form.seen_version()), "code"):
            done(_("Grant %(code)s was amended.", code=form.code.data))
            return redirect(_here(public_id), 303)
    except Stale as error:
        raise compared(error, form, _shown(found), _here(public_id)) from error
    return page("edit", form=form, grant=found)


@blueprint.route("/grants/<public_id>/lines/new", methods=["GET", "POST"])
@needs(Permission.GRANT_WRITE)
def new_line(public_id: str) -> ResponseReturnValue:
    """Add a line to the budget of a grant."""
    found, form = queries.get_grant(actor(), public_id), forms.LineForm()
    if form.validate_on_submit() and did(form, lambda: service.add_line(actor(), public_id, form.draft()), "code"):
        done(_("Line %(code)s was added to the budget.", code=form.code.data))
        return redirect(_here(public_id), 303)
    return page("line", form=form, grant=found, line=None)


@blueprint.route("/grants/<public_id>/lines/<line_id>", methods=["GET", "POST"])
@needs(Permission.GRANT_WRITE)
def edit_line(public_id: str, line_id: str) -> ResponseReturnValue:
    """Change a line of the budget."""
    found = queries.get_grant(actor(), public_id)
    line = next((one for one in found.lines if one.public_id == line_id), None)
    if line is None:
        raise NotFound(N_("There is no such line."))
    form = forms.LineForm()
    if not form.is_submitted():
        _fill(form, line, found)
    act = partial(service.amend_line, actor(), public_id, line_id)
    try:
        if form.validate_on_submit() and did(form, lambda: act(form.draft(), form.seen_version()), "code"):
            done(_("Line %(code)s of the budget was changed.", code=form.code.data))
            return redirect(_here(public_id), 303)
    except Stale as error:
        raise compared(error, form, _fill(forms.LineForm(formdata=None), line, found), _here(public_id)) from error
    return page("line", form=form, grant=found, line=line)


@blueprint.route("/grants/<public_id>/close", methods=["GET", "POST"])
@needs(Permission.GRANT_WRITE)
def close(public_id: str) -> ResponseReturnValue:
    """Close the books of a grant up to a day."""
    found = queries.get_grant(actor(), public_id)
    form = forms.ClosingForm(until=found.closed_until)
    if not form.is_submitted():
        form.version.data = str(found.version)
    act = partial(service.close_period, actor(), public_id)
    try:
        if form.validate_on_submit() and did(form, lambda: act(form.until.data, form.seen_version()), "until"):
            done(_("The books of grant %(code)s were closed.", code=found.code))
            return redirect(_here(public_id), 303)
    except Stale as error:
        raise compared(error, form, _closing(found), _here(public_id)) from error
    return page("close", form=form, grant=found)


@blueprint.route("/grants/<public_id>/readers", methods=["GET", "POST"])
@needs(Permission.GRANT_WRITE)
def readers(public_id: str) -> ResponseReturnValue:
    """Decide which donors' accounts read the published reports."""
    who = actor()
    found, donors = queries.get_grant(who, public_id), service.list_donors(who)
    form = forms.ReadersForm(readers=[reader.public_id for reader in found.readers])
    form.offer(donors)
    if form.validate_on_submit():
        service.choose_readers(who, public_id, form.readers.data or ())
        flash(_("Readers of grant %(code)s were changed.", code=found.code), "success")
        return redirect(_here(public_id), 303)
    return page("readers", form=form, grant=found, donors=donors)


def _here(public_id: str) -> str:
    return url_for("support.grant", public_id=public_id)


def _shown(found: GrantView) -> forms.GrantForm:
    form = forms.GrantForm(formdata=None, starts=found.starts, ends=found.ends)
    form.show(found)
    return form


def _closing(found: GrantView) -> forms.ClosingForm:
    form = forms.ClosingForm(formdata=None, until=found.closed_until)
    form.version.data = str(found.version)
    return form


def _fill(form: forms.LineForm, line: LineView, grant: GrantView) -> forms.LineForm:
    form.show(line, money.plain(line.amount, grant.currency))
    return form
