"""Pages of donor reports."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.core.text import N_
from case_mgr.reports import files, forms, queries, service
from case_mgr.reports.indicators import INDICATORS, UNITS
from case_mgr.reports.present import Shown, present
from case_mgr.reports.snapshot import Json
from case_mgr.reports.views.room import blueprint
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs


@blueprint.get("/reports")
@needs(Permission.REPORT_READ)
def reports() -> ResponseReturnValue:
    """List the reports that the reader may open."""
    page = queries.list_reports(actor(), PageRequest.read(request.args.get("page"), request.args.get("size")))
    return render_template("reports/reports.html", page=page, plans=queries.list_plans(actor()))


@blueprint.get("/reports/indicators")
@needs(Permission.REPORT_READ)
def indicators() -> ResponseReturnValue:
    """Say what each figure means and how it is counted once."""
    return render_template("reports/indicators.html", indicators=INDICATORS, units=UNITS)


@blueprint.get("/reports/<reference>")
@needs(Permission.REPORT_READ)
def report(reference: str) -> ResponseReturnValue:
    """Show a report; its figures lead staff to the lists behind them."""
    who = actor()
    row, content = queries.get_report(who, reference)
    plan = queries.find_plan_of(who, reference)
    page = {"row": row, "shown": _words(content), "plan": plan, "figure_href": _opener(reference)}
    return render_template("reports/report.html", **page)


@blueprint.get("/reports/<reference>/figures/<key>")
@needs(Permission.CASE_READ)
def figure(reference: str, key: str) -> ResponseReturnValue:
    """Show the records that a figure counted, as far as the reader may open them."""
    unsure = request.args.get("dates") == "inexact"
    behind = queries.list_behind(actor(), reference, key, unsure=unsure)
    return render_template("reports/figure.html", reference=reference, behind=behind)


@blueprint.route("/reports/<reference>/approve", methods=["GET", "POST"])
@needs(Permission.REPORT_APPROVE)
def approve(reference: str) -> ResponseReturnValue:
    """Ask the second person, then publish."""
    who, form = actor(), forms.ApproveForm()
    row, content = queries.get_report(who, reference)
    if request.method == "GET":
        form.seen.data = row.sha256
    if form.validate_on_submit():
        try:
            service.approve(who, reference, form.seen.data or "")
            flash(_("Report %(reference)s is published.", reference=reference), "success")
            return redirect(url_for("reports.report", reference=reference), 303)
        except Refused as error:
            form.refuse("checked", sentence(error))
    page = render_template(
        "reports/approve.html", form=form, row=row, shown=_words(content), figure_href=_opener(reference)
    )
    return page, 422 if form.errors else 200


@blueprint.get("/reports/<reference>/changes")
@needs(Permission.REPORT_BUILD)
def changes(reference: str) -> ResponseReturnValue:
    """Say which figures would be others today, and whom that is about."""
    row, _content = queries.get_report(actor(), reference)
    return render_template("reports/changes.html", row=row, changes=service.compare(actor(), reference))


@blueprint.route("/reports/<reference>/revoke", methods=["GET", "POST"])
@needs(Permission.REPORT_APPROVE)
def revoke(reference: str) -> ResponseReturnValue:
    """Ask why, then take a published report back."""
    who, form = actor(), forms.RevokeForm()
    row, _content = queries.get_report(who, reference)
    if form.validate_on_submit():
        try:
            service.revoke(who, reference, form.reason.data or "")
            flash(_("Report %(reference)s was taken back.", reference=reference), "success")
            return redirect(url_for("reports.report", reference=reference), 303)
        except Refused as error:
            form.refuse("reason", sentence(error))
    page = render_template("reports/revoke.html", form=form, row=row)
    return page, 422 if form.errors else 200


@blueprint.get("/reports/<reference>.<kind>")
@needs(Permission.REPORT_READ, writes=True)
def download(reference: str, kind: str) -> ResponseReturnValue:
    """Give the report as a file; that it was taken is written down first."""
    if kind not in files.TYPES:
        raise NotFound(N_("There is no such file."))
    content = service.take_copy(actor(), reference, kind)
    draft = "-draft" if content["state"] == "draft" else ""
    made = files.make(content, kind, _language())
    name = f"donor-report-{reference}{draft}.{files.SUFFIXES[kind]}"
    return send_file(BytesIO(made), files.TYPES[kind], as_attachment=True, download_name=name)


def _words(content: Json) -> Shown:
    return present(content, _, _language())


def _language() -> str:
    return str(get_locale() or "en").replace("_", "-")


def _opener(reference: str) -> Callable[..., str] | None:
    """Return how a figure's list is addressed, for readers who may open it."""
    who = actor()
    if not (who.may(Permission.CASE_READ) and who.may(Permission.PERSON_READ)):
        return None

    def address(key: str, dates: str | None = None) -> str:
        return url_for("reports.figure", reference=reference, key=key, dates=dates)

    return address
