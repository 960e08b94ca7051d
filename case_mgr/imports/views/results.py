"""Running an import, what came of it for ever, and taking it back."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.paging import PageRequest
from case_mgr.exports import door
from case_mgr.imports import conditions, forms, plan, queries, service
from case_mgr.imports.states import (
    ON_MATCH_LABELS,
    OUTCOME_LABELS,
    STARTABLE,
    UNDO_LABELS,
    UNDOABLE,
    VERDICT_LABELS,
    OnMatch,
    Outcome,
    State,
    Undo,
)
from case_mgr.imports.views.base import blueprint, case_page, home_of, page, person_page, told
from case_mgr.web.guard import actor, needs

_UNDO = {f"undo-{bucket}": label for bucket, label in UNDO_LABELS.items()}
_FOUND = {f"verdict-{verdict}": label for verdict, label in VERDICT_LABELS.items()}
_LISTS = ("created", "updated", "unchanged", "undecided", "problems", "gone", *_UNDO, *_FOUND)


@blueprint.route("/imports/<public_id>/run", methods=["GET", "POST"])
@needs(Permission.IMPORT_STAGE)
def run(public_id: str) -> ResponseReturnValue:
    """Show once more what will be written, then write it in the background."""
    row = queries.get_row(actor(), public_id)
    form = forms.ConfirmForm()
    if form.validate_on_submit():
        job = service.start(actor(), public_id).job if row.state in STARTABLE else row.job
        if actor().may(Permission.IMPORT_APPLY) and job:
            return redirect(url_for("jobs.show", public_id=job, follow=1), 303)
        flash(_("Import %(reference)s waits for a reviewer.", reference=row.reference), "success")
        return redirect(url_for("imports.run", public_id=public_id), 303)
    if row.checked_at is None or row.state not in STARTABLE:
        return redirect(home_of(row), 303)
    shown = page(
        row,
        "run",
        form=form,
        ready=queries.count(conditions.ready(row)),
        undecided=queries.count(conditions.undecided(row)),
        counts=queries.count_verdicts(row),
        on_match=_(ON_MATCH_LABELS[OnMatch(row.on_match)]),
        waits=row.state == State.AWAITING_REVIEW,
        may_apply=actor().may(Permission.IMPORT_APPLY),
    )
    return render_template("imports/run.html", **shown)


@blueprint.get("/imports/<public_id>/result")
@needs(Permission.IMPORT_STAGE)
def result(public_id: str) -> ResponseReturnValue:
    """Show what an import did; this page stays."""
    row = queries.get_row(actor(), public_id)
    counts, undone = service.summary(row), queries.count_undone(row)
    figures = [_figure(row, name, counts[name]) for name in ("created", "updated", "unchanged", "undecided")]
    figures.append(_figure(row, "problems", queries.count(conditions.with_problems(row))))
    buckets = [_figure(row, f"undo-{bucket}", undone[bucket]) for bucket in Undo] if undone else []
    may_undo = row.state in UNDOABLE and actor().may(Permission.IMPORT_APPLY)
    shown = page(
        row, "result", figures=figures, buckets=buckets, counts=counts, may_undo=may_undo, more=row.state in STARTABLE
    )
    return render_template("imports/result.html", **shown)


@blueprint.get("/imports/<public_id>/rows/<which>")
@needs(Permission.IMPORT_STAGE)
def rows(public_id: str, which: str) -> ResponseReturnValue:
    """List the rows that one figure of the result counts."""
    row = queries.get_row(actor(), public_id)
    wanted = which if which in _LISTS else "created"
    found = queries.list_outcome(row, wanted, PageRequest.read(request.args.get("page"), request.args.get("size")))
    names = {line.row: plan.text_of(plan.from_json(line.fields), "full_name") for line in found.items}
    return render_template(
        "imports/rows.html",
        **page(
            row,
            "check" if wanted in _FOUND or wanted == "gone" else "result",
            page=found,
            names=names,
            title=_label(wanted),
            told=told,
            person_page=person_page,
            case_page=case_page,
        ),
    )


@blueprint.route("/imports/<public_id>/problems", methods=["GET", "POST"])
@needs(Permission.EXPORT)
def problems(public_id: str) -> ResponseReturnValue:
    """Ask what for, then give the rows with problems in the list's own columns."""
    actor().require(Permission.IMPORT_STAGE)
    row = queries.get_row(actor(), public_id)
    return _leave(row, "import problems", "problems", queries.count(conditions.with_problems(row)))


@blueprint.route("/imports/<public_id>/log", methods=["GET", "POST"])
@needs(Permission.EXPORT)
def log(public_id: str) -> ResponseReturnValue:
    """Ask what for, then give every row with all that was said and done about it."""
    actor().require(Permission.IMPORT_STAGE)
    row = queries.get_row(actor(), public_id)
    return _leave(row, "import log", "log", queries.count(conditions.all_rows(row)))


def _leave(row: Any, kind: str, name: str, count: int) -> ResponseReturnValue:
    action, back = url_for(f"imports.{name}", public_id=row.public_id), home_of(row)
    asked, told = {"import": row.public_id}, {"import": row.reference}
    return door.leave(kind, asked, told, count=count, action=action, back=back, name=f"{row.reference}-{name}")


@blueprint.route("/imports/<public_id>/undo", methods=["GET", "POST"])
@needs(Permission.IMPORT_APPLY)
def undo(public_id: str) -> ResponseReturnValue:
    """Say what would be taken back, then take it back in the background."""
    row = queries.get_row(actor(), public_id)
    form = forms.ConfirmForm()
    if form.validate_on_submit():
        job = service.undo(actor(), public_id).job
        return redirect(url_for("jobs.show", public_id=job, follow=1), 303)
    if row.state not in UNDOABLE:
        return redirect(home_of(row), 303)
    return render_template(
        "imports/undo.html", **page(row, "result", form=form, preview=service.preview(actor(), public_id))
    )


def _figure(row: Any, name: str, value: int) -> dict[str, Any]:
    return {
        "label": _label(name),
        "value": value,
        "href": url_for("imports.rows", public_id=row.public_id, which=name) if value else None,
    }


def _label(name: str) -> str:
    if name == "undecided":
        return _("Wait for a decision")
    if name == "gone":
        return _("Lines of the earlier version that are gone")
    if name == "problems":
        return _("Rows with problems")
    known = _UNDO | _FOUND
    return _(known[name] if name in known else OUTCOME_LABELS[Outcome(name)])
