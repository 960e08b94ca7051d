"""Pages of what was asked to leave the house: the own exports, and those that wait for an answer."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import Refused
from case_mgr.core.paging import PageRequest
from case_mgr.exports import door, forms, queries, registry, service
from case_mgr.exports.types import FORM_LABELS, STATE_LABELS, ExportView, Form, State
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs

blueprint = Blueprint("exports", __name__, template_folder="templates")
_KINDS = {State.WAITING: "warn", State.READY: "good", State.REFUSED: "danger", State.FAILED: "danger"}


@blueprint.get("/exports")
@needs(Permission.EXPORT)
def index() -> ResponseReturnValue:
    """List what the reader took out, and what waits for their answer."""
    page = queries.list_exports(actor(), PageRequest.read(request.args.get("page"), request.args.get("size")))
    return render_template("exports/exports.html", page=page, tag=tag, title_of=_title)


@blueprint.get("/exports/<public_id>")
@needs(Permission.EXPORT)
def export(public_id: str) -> ResponseReturnValue:
    """Show one list on its way out: who asked for it, what for, what is in it, who answered."""
    row = queries.get_export(actor(), public_id)
    answers = actor().may(Permission.EXPORT_APPROVE) and not row.own and row.state is State.WAITING
    return render_template(
        "exports/export.html", row=row, tag=tag(row), facts=_facts(row), answers=answers, fault=_fault(row)
    )


@blueprint.post("/exports/<public_id>/approve")
@needs(Permission.EXPORT_APPROVE)
def approve(public_id: str) -> ResponseReturnValue:
    """Let the list leave."""
    row = service.approve(actor(), public_id)
    flash(
        _("%(reference)s was approved. Its file is being made for whoever asked.", reference=row.reference), "success"
    )
    return redirect(url_for("exports.export", public_id=public_id), 303)


@blueprint.route("/exports/<public_id>/refuse", methods=["GET", "POST"])
@needs(Permission.EXPORT_APPROVE)
def refuse(public_id: str) -> ResponseReturnValue:
    """Keep the list in the house, with a reason."""
    row, form = queries.get_export(actor(), public_id), forms.RefusalForm()
    if form.validate_on_submit():
        try:
            service.refuse(actor(), public_id, form.reason.data or "")
            flash(_("%(reference)s was refused.", reference=row.reference), "success")
            return redirect(url_for("exports.export", public_id=public_id), 303)
        except Refused as error:
            form.refuse("reason", sentence(error))
    return render_template("exports/refuse.html", row=row, form=form, facts=_facts(row)), 422 if form.errors else 200


@blueprint.post("/exports/<public_id>/withdraw")
@needs(Permission.EXPORT)
def withdraw(public_id: str) -> ResponseReturnValue:
    """Take the own request back."""
    row = service.withdraw(actor(), public_id)
    flash(_("%(reference)s was withdrawn.", reference=row.reference), "success")
    return redirect(url_for("exports.export", public_id=public_id), 303)


@blueprint.post("/exports/<public_id>/file")
@needs(Permission.EXPORT)
def file(public_id: str) -> ResponseReturnValue:
    """Give the file; each time is counted and written down."""
    return door.fetched(public_id)


def tag(row: ExportView) -> dict[str, str]:
    """Return the state of an export as a tag."""
    return {"text": _(STATE_LABELS[row.state]), "kind": _KINDS.get(row.state, "neutral")}


def _fault(row: ExportView) -> str:
    if row.fault is None:
        return ""
    told, params = str(row.fault["sentence"]), row.fault["params"]
    return _(told, **params) if params else _(told)


def _title(row: ExportView) -> str:
    return _(registry.title_of(row.kind))


def _facts(row: ExportView) -> list[dict[str, Any]]:
    """Say in rows what leaves, for whom and why."""
    whom = registry.screen().name(row.purpose) if row.purpose else _("For our own work")
    facts: list[dict[str, Any]] = [
        {"label": _("List"), "value": _title(row)},
        {"label": _("Rows"), "value": str(row.rows)},
        {"label": _("Form of the file"), "value": _(FORM_LABELS[Form(row.form)])},
        {"label": _("For whom"), "value": whom},
        {"label": _("What for"), "value": row.why},
        {"label": _("Asked by"), "value": row.asked_by},
    ]
    facts += [{"label": _("Filter: %(name)s", name=name), "value": value} for name, value in sorted(row.told.items())]
    facts += [{"label": _("Left out"), "value": line} for line in door.left_in_words(row.left)]
    return facts
