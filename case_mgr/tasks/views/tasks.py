"""Pages of tasks: the list, one task and what becomes of it, and those of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import Stale
from case_mgr.core.paging import PageRequest
from case_mgr.tasks import forms, queries, service, words
from case_mgr.tasks.results import TaskRow, TaskView
from case_mgr.tasks.types import Filter, Group, Whose
from case_mgr.tasks.views.room import blueprint
from case_mgr.web.acts import done
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
    if form.validate_on_submit() and _did(form, lambda: service.add(actor(), form.draft()), url_for("tasks.index")):
        done(_("The task was set."))
        case = (form.case.data or "").strip().upper()
        return redirect(url_for("tasks.of_case", reference=case) if case else url_for("tasks.index"), 303)
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
    view = queries.get_task(actor(), public_id)
    form = forms.AmendForm(due=view.row.due)
    if request.method == "GET":
        form.show(view)
    return _act(view, form, "edit", _("The task was changed."), service.amend, form.draft)


@blueprint.route("/tasks/<public_id>/assign", methods=["GET", "POST"])
@needs(Permission.TASK_WRITE)
def assign(public_id: str) -> ResponseReturnValue:
    """Give a task to somebody."""
    view, form = queries.get_task(actor(), public_id), forms.AssignForm()
    form.offer(_takers(view.row.case))
    if request.method == "GET":
        form.assignee.data = view.row.assignee_id
    return _act(view, form, "assign", _("The task was given on."), service.assign, lambda: form.assignee.data or "")


@blueprint.route("/tasks/<public_id>/snooze", methods=["GET", "POST"])
@needs(Permission.TASK_WRITE)
def snooze(public_id: str) -> ResponseReturnValue:
    """Put a task off with a reason."""
    view, form = queries.get_task(actor(), public_id), forms.SnoozeForm()
    until, reason = (lambda: form.until.data), (lambda: form.reason.data or "")
    return _act(view, form, "snooze", _("The task was put off."), service.snooze, until, reason)


@blueprint.route("/tasks/<public_id>/done", methods=["GET", "POST"])
@needs(Permission.TASK_WRITE)
def finish(public_id: str) -> ResponseReturnValue:
    """Close a task with what came of it."""
    view, form = queries.get_task(actor(), public_id), forms.DoneForm()
    return _act(view, form, "done", _("The task is done."), service.finish, lambda: form.outcome.data or "")


@blueprint.route("/tasks/<public_id>/drop", methods=["GET", "POST"])
@needs(Permission.TASK_WRITE)
def drop(public_id: str) -> ResponseReturnValue:
    """Close a task undone."""
    view, form = queries.get_task(actor(), public_id), forms.DropForm()
    return _act(view, form, "drop", _("The task was dropped."), service.drop, lambda: form.reason.data or "")


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
    view: TaskView, form: Any, template: str, said: str, verb: Callable[..., object], *facts: Callable[[], object]
) -> ResponseReturnValue:
    """Show the form of an act, or do it with the facts that were filled in."""
    here = url_for("tasks.show", public_id=view.row.public_id)
    if request.method == "GET":
        if view.row.closed:
            return redirect(here, 303)
        form.begin(view)
    act = partial(_carry_out, verb, view.row.public_id, facts, form)
    if form.validate_on_submit() and _did(form, act, here):
        done(said)
        return redirect(here, 303)
    return render_template(f"tasks/{template}.html", task=view, form=form), 422 if form.errors else 200


def _carry_out(verb: Callable[..., object], public_id: str, facts: Iterable[Callable[[], object]], form: Any) -> object:
    return verb(actor(), public_id, *(fact() for fact in facts), seen=form.seen_version())


def _did(form: Any, act: Callable[[], object], here: str) -> bool:
    """Do it, or put the sentence that says why not at its field; what came too late is shown beside what is there."""
    try:
        act()
    except service.Misfilled as error:
        form.blame(error.field, sentence(error))
        return False
    except Stale as error:
        states = {str(state): _(said) for state, said in words.STATES.items()}
        rows = tuple(replace(row, now=states.get(row.now, row.now)) for row in error.conflict.rows)
        conflict = replace(error.conflict, rows=rows, href=here)
        raise Stale(error.sentence, conflict, **error.params) from error
    return True


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
