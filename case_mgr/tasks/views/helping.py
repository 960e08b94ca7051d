"""Pages of requests for help: the list, and one request with its steps."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.paging import PageRequest
from case_mgr.tasks import help_forms, help_words, queries
from case_mgr.tasks.help_types import HelpCounts, HelpFilter, Tab
from case_mgr.tasks.views.room import blueprint
from case_mgr.web.guard import actor, needs


@blueprint.get("/help")
@needs(Permission.TASK_READ)
def help_requests() -> ResponseReturnValue:
    """List requests for help, those first that wait for a decision."""
    who, form = actor(), help_forms.HelpListFilter(request.args)
    members = [(user.public_id, user.name) for user in queries.list_takers(who, None)]
    form.offer(help_words.pairs(help_words.KINDS), members)
    wanted = form.wanted() if form.validate() else HelpFilter(Tab.DECISION)
    page = queries.list_help(who, wanted, PageRequest.read(request.args.get("page"), request.args.get("size")))
    return render_template(
        "tasks/help/index.html",
        form=form,
        page=page,
        show=str(wanted.tab),
        tabs=_tabs(wanted.tab, queries.list_help_counts(who, wanted)),
        tags=_tags(wanted, dict(members)),
    )


@blueprint.get("/help/<public_id>")
@needs(Permission.TASK_READ)
def help_request(public_id: str) -> ResponseReturnValue:
    """Show a request, what was decided and answered, and what was done to it."""
    view = queries.get_help(actor(), public_id)
    history = help_words.help_history(queries.list_help_history(actor(), public_id))
    decided = help_words.on_by(view.row.decided, view.decided_by)
    answered = help_words.on_by(view.row.answered, view.answered_by)
    return render_template("tasks/help/show.html", help=view, history=history, decided=decided, answered=answered)


def _tabs(current: Tab, counts: HelpCounts) -> list[dict[str, Any]]:
    return [
        {
            "label": _(said),
            "href": url_for("tasks.help_requests", **{**_kept("show"), "show": str(tab)}),
            "current": tab is current,
            "count": counts.by_tab.get(tab, 0),
        }
        for tab, said in help_words.TABS.items()
    ]


def _tags(wanted: HelpFilter, members: dict[str, str]) -> list[dict[str, str]]:
    assignee = _("Nobody yet") if wanted.assignee == "nobody" else members.get(wanted.assignee, "")
    shown = (
        ("kind", _("Kind of help"), help_words.help_kind(wanted.kind) if wanted.kind else ""),
        ("assignee", _("For whom"), assignee),
        ("case", _("Case"), wanted.case),
    )
    return [
        {"label": label, "value": value, "href": url_for("tasks.help_requests", **_kept(name))}
        for name, label, value in shown
        if value
    ]


def _kept(without: str) -> dict[str, Any]:
    return {name: value for name, value in request.args.items() if name not in (without, "page") and value}
