"""The list of officials, and a page of cases for each."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.audit import queries as log
from case_mgr.cases.labels import told
from case_mgr.core.errors import Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.legal import forms, labels, queries, service
from case_mgr.legal.types.officials import OfficialFilter, OfficialView
from case_mgr.legal.views.room import blueprint, refuse
from case_mgr.web import asked
from case_mgr.web.acts import compared, done
from case_mgr.web.guard import actor, needs


@blueprint.route("/officials", methods=["GET", "POST"])
@needs(Permission.CASE_READ, asks=True)
def officials() -> ResponseReturnValue:
    """List officials, found by any spelling of their name."""
    form = forms.OfficialFilterForm(asked.filters(actor()))
    form.offer()
    wanted = form.wanted() if form.validate() else OfficialFilter()
    at = PageRequest.read(request.args.get("page"), request.args.get("size"))
    page = queries.list_officials(actor(), wanted, at)
    return render_template("legal/officials.html", form=form, page=page, tags=_tags(wanted), labels=labels)


@blueprint.get("/officials/<public_id>")
@needs(Permission.CASE_READ)
def official(public_id: str) -> ResponseReturnValue:
    """Show an official and the acts in which they had a part, in cases that the reader may open."""
    found = queries.get_official(actor(), public_id)
    page = queries.list_acts(actor(), public_id, PageRequest.read(request.args.get("page")))
    return render_template("legal/official.html", official=found, page=page, labels=labels)


@blueprint.route("/officials/<public_id>/edit", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE)
def edit_official(public_id: str) -> ResponseReturnValue:
    """Change what is known of an official."""
    found = queries.get_official(actor(), public_id)
    form = _form(found) if request.method == "GET" else _form()
    if form.validate_on_submit():
        try:
            service.amend_official(actor(), public_id, form.official(), form.seen_version())
            done(_("Official %(reference)s was changed.", reference=found.row.reference))
            return redirect(_here(public_id), 303)
        except Stale as error:
            raise compared(error, form, _form(found), _here(public_id), log.last_change(actor(), public_id)) from error
        except Refused as error:
            refuse(form, error)
    return render_template("legal/official_edit.html", official=found, form=form), 422 if form.errors else 200


@blueprint.route("/officials/<public_id>/names/new", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE)
def new_spelling(public_id: str) -> ResponseReturnValue:
    """Add a name of an official as another source prints it."""
    found, form = queries.get_official(actor(), public_id), forms.SpellingForm()
    if form.validate_on_submit():
        try:
            service.add_spelling(actor(), public_id, form.name.data or "", form.source.data or "")
            done(_("A spelling was added to official %(reference)s.", reference=found.row.reference))
            return redirect(_here(public_id), 303)
        except Refused as error:
            form.refuse("name", told(error))
    return render_template("legal/spelling_new.html", official=found, form=form), 422 if form.errors else 200


def _form(found: OfficialView | None = None) -> forms.OfficialForm:
    """Return the form, as it shows an official or as it was sent."""
    form = forms.OfficialForm(formdata=None) if found else forms.OfficialForm()
    form.offer()
    if found:
        form.show(found)
    return form


def _here(public_id: str) -> str:
    return url_for("legal.official", public_id=public_id)


def _tags(wanted: OfficialFilter) -> list[dict[str, str]]:
    shown = [
        ("words", _("Name or reference"), wanted.words),
        ("kind", _("Who it is"), _(labels.OFFICIALS[wanted.kind]) if wanted.kind else ""),
    ]
    kept: dict[str, Any] = {key: value for key, value in request.args.items() if key != "page"}
    return [
        {
            "label": label,
            "value": value,
            "href": url_for("legal.officials", **{key: one for key, one in kept.items() if key != name}),
        }
        for name, label, value in shown
        if value
    ]
