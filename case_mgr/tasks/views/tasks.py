"""Pages of tasks: the list, one task and what becomes of it, and those of a case."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.audit import queries as log
from case_mgr.core.errors import Stale
from case_mgr.core.paging import PageRequest
from case_mgr.tasks import forms, queries, service, words
from case_mgr.tasks.results import TaskRow, TaskView
from case_mgr.tasks.types import Filter, Group, Whose
from case_mgr.tasks.views.room import blueprint
from case_mgr.web.acts import compared, done
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.hooks import hooks


@blueprint.get("/tasks")
@needs(Permission.TASK_READ)
def index() -> ResponseReturnValue:
    """List tasks by when they are due."""
    who, form = actor(), forms.TaskFilter(request.args)
    members = [(user.public_id, user.name) for user in queries.list_takers(who, None)]
    form.offer([(str(group), _(words.GROUPS[group])) for group in Group], words.rule_choices(), members)
    wanted = form.wanted() if form.validate() else Filter(Whose.MINE)
    page = queries.list_tasks(who, wanted, PageRequest.read(request.args.get("page"), request.args.get("size")))
    return render_template(
        "tasks/index.html",
        form=form,
        page=page,
        groups=_grouped(page.items),
        counts=queries.list_groups(who, wanted),
        tabs=_tabs(wanted.whose),
        tags=_tags(wanted, dict(members)),
        whose=str(wanted.whose),
        kept=_kept("when"),
        checked_at=queries.get_checked_at(who),
    )


@blueprint.post("/tasks/check")
@needs(Permission.TASK_CHECK)
def check() -> ResponseReturnValue:
    """Check the rules at once."""
    service.check_now(actor())
    done(_("The rules were checked: what they found stands in the lists."))
    return redirect(url_for("tasks.index", whose="all"), 303)


@blueprint.route("/tasks/new", methods=["GET", "POST"])
@needs(Permission.TASK_WRITE)
def new() -> ResponseReturnValue:
    """Set a task, about a case or about none."""
    form = forms.NewForm()
    about = form.case.data if request.method == "POST" else request.args.get("case", "")
    form.offer(_takers(about or ""))
    if request.method == "GET":
        form.case.data, form.assignee.data = about, actor().public_id
    if form.validate_on_submit():
        try:
            service.add(actor(), form.draft())
            done(_("The task was set."))
            case = (form.case.data or "").strip().upper()
            return redirect(url_for("tasks.of_case", reference=case) if case else url_for("tasks.index"), 303)
        except service.Misfilled as error:
            form.refuse(error.field, sentence(error))
    return render_template("tasks/new.html", form=form), 422 if form.errors else 200


@blueprint.get("/tasks/<public_id>")
@needs(Permission.TASK_READ)
def show(public_id: str) -> ResponseReturnValue:
    """Show a task, why it is there, and what was done to it."""
    view = queries.get_task(actor(), public_id)
    history = words.task_history(queries.list_history(actor(), public_id))
    return render_template("tasks/show.html", task=view, act=words.task_act(actor(), view.row), history=history)


@blueprint.route("/tasks/<public_id>/edit", methods=["GET", "POST"])
@needs(Permission.TASK_WRITE)
def edit(public_id: str) -> ResponseReturnValue:
    """Change what a person set."""
    return _act(public_id, forms.AmendForm, "edit", _("The task was changed."), service.amend)


@blueprint.route("/tasks/<public_id>/assign", methods=["GET", "POST"])
@needs(Permission.TASK_WRITE)
def assign(public_id: str) -> ResponseReturnValue:
    """Give a task to somebody."""
    return _act(public_id, forms.AssignForm, "assign", _("The task was given on."), service.assign)


@blueprint.route("/tasks/<public_id>/snooze", methods=["GET", "POST"])
@needs(Permission.TASK_WRITE)
def snooze(public_id: str) -> ResponseReturnValue:
    """Put a task off with a reason."""
    return _act(public_id, forms.SnoozeForm, "snooze", _("The task was put off."), service.snooze)


@blueprint.route("/tasks/<public_id>/done", methods=["GET", "POST"])
@needs(Permission.TASK_WRITE)
def finish(public_id: str) -> ResponseReturnValue:
    """Close a task with what came of it."""
    return _act(public_id, forms.DoneForm, "done", _("The task is done."), service.finish)


@blueprint.route("/tasks/<public_id>/drop", methods=["GET", "POST"])
@needs(Permission.TASK_WRITE)
def drop(public_id: str) -> ResponseReturnValue:
    """Close a task undone."""
    return _act(public_id, forms.DropForm, "drop", _("The task was dropped."), service.drop)


@blueprint.post("/tasks/<public_id>/reopen")
@needs(Permission.TASK_WRITE)
def reopen(public_id: str) -> ResponseReturnValue:
    """Take a task up again."""
    service.reopen(actor(), public_id)
    done(_("The task is open again."))
    return redirect(url_for("tasks.show", public_id=public_id), 303)


@blueprint.get("/cases/<reference>/tasks")
@needs(Permission.TASK_READ)
def of_case(reference: str) -> ResponseReturnValue:
    """List what is to be done in a case and what was done."""
    make = hooks().case_frame
    assert make is not None, "a page of a case needs the frame that the house gives it"
    frame = make(actor(), reference)
    rows = queries.list_of_case(actor(), frame["case"].row.reference)
    return render_template("tasks/of_case.html", **frame, groups=_grouped(rows))


def _grouped(rows: Any) -> list[tuple[Group, list[TaskRow]]]:
    return [(group, list(found)) for group, found in groupby(rows, key=words.task_group)]


def _takers(case: str) -> list[tuple[str, str]]:
    """List whom a task may be given to; of a case that does not open nobody is told more than of none."""
    return [(user.public_id, user.name) for user in queries.list_takers_for(actor(), case)]


def _act(
    public_id: str, kind: type[forms.ActForm], template: str, said: str, verb: Callable[..., object]
) -> ResponseReturnValue:
    """Show the form of an act, or do it; what came too late is shown beside what is there."""
    view, here = queries.get_task(actor(), public_id), url_for("tasks.show", public_id=public_id)
    if request.method == "GET" and view.row.closed:
        return redirect(here, 303)
    form = _form(kind, view, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            verb(actor(), public_id, *form.facts(), seen=form.seen_version())
            done(said)
            return redirect(here, 303)
        except service.Misfilled as error:
            form.refuse(error.field, sentence(error))
        except Stale as error:
            now, last = _form(kind, view, fill=True), log.last_change(actor(), public_id)
            raise compared(error, form, now, here, last, over=not view.row.closed) from error
    return render_template(f"tasks/{template}.html", task=view, form=form), 422 if form.errors else 200


def _form(kind: type[forms.ActForm], view: TaskView, *, fill: bool) -> Any:
    """Return the form of an act, filled with what is recorded or with what was sent."""
    form = kind(formdata=None) if fill else kind()
    form.offer(_takers(view.row.case))
    form.state.data = _(words.STATES[view.row.state])
    form.state.becomes = _(words.STATES[form.becomes]) if form.becomes else ""
    if fill:
        form.show(view)
    return form


def _tabs(current: Whose) -> list[dict[str, Any]]:
    return [
        {
            "label": _(said),
            "href": url_for("tasks.index", **{**_kept("whose"), "whose": str(whose)}),
            "current": whose is current,
        }
        for whose, said in words.WHOSE.items()
    ]


def _tags(wanted: Filter, members: dict[str, str]) -> list[dict[str, str]]:
    assignee = _("Nobody yet") if wanted.assignee == "nobody" else members.get(wanted.assignee, "")
    shown = (
        (
            "when",
            _("Due"),
            _("Overdue or this week") if wanted.near else _(words.GROUPS[wanted.group]) if wanted.group else "",
        ),
        ("rule", _("Rule"), words.rule_name(wanted.rule) if wanted.rule else ""),
        ("assignee", _("For whom"), assignee),
        ("case", _("Case"), wanted.case),
    )
    return [
        {"label": label, "value": value, "href": url_for("tasks.index", **_kept(name))}
        for name, label, value in shown
        if value
    ]


def _kept(without: str) -> dict[str, Any]:
    return {name: value for name, value in request.args.items() if name not in (without, "page") and value}
