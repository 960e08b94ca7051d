"""Forms about requests for help: recording one, and each of its steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.audit import queries as log
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Stale
from case_mgr.tasks import help_forms, help_words, queries, service
from case_mgr.tasks.help_types import HelpView, Stage
from case_mgr.tasks.views.room import blueprint
from case_mgr.web.acts import compared, done
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs

_Makes = Callable[[bool], Any]


@blueprint.route("/help/new", methods=["GET", "POST"])
@needs(Permission.TASK_WRITE)
def new_help() -> ResponseReturnValue:
    """Record that somebody asked for help."""
    form = help_forms.HelpForm()
    about = (form.case.data if request.method == "POST" else request.args.get("case", "")) or ""
    form.offer(_words(), _takers(about))
    if request.method == "GET":
        form.begin(about, _today())
    if form.validate_on_submit():
        try:
            row = service.ask(actor(), form.draft())
            done(_("The request %(reference)s was recorded.", reference=row.reference))
            return redirect(url_for("tasks.help_request", public_id=row.public_id), 303)
        except service.Misfilled as error:
            form.blame(error.field, sentence(error))
    return render_template("tasks/help/form.html", form=form, help=None), 422 if form.errors else 200


@blueprint.route("/help/<public_id>/edit", methods=["GET", "POST"])
@needs(Permission.TASK_WRITE)
def edit_help(public_id: str) -> ResponseReturnValue:
    """Change what is recorded of a request."""
    view = queries.get_help(actor(), public_id)
    about = request.form.get("case", "") if request.method == "POST" else view.row.case
    open_ = view.row.stage in (Stage.RECEIVED, Stage.DECIDED)

    def make(now: bool) -> help_forms.HelpForm:
        form = help_forms.HelpForm(formdata=None) if now else help_forms.HelpForm()
        form.offer(_words(), _takers(view.row.case if now else about))
        return form

    return _step(view, make, "form", _("The request was changed."), service.amend_help, open_)


@blueprint.route("/help/<public_id>/decide", methods=["GET", "POST"])
@needs(Permission.TASK_WRITE)
def decide_help(public_id: str) -> ResponseReturnValue:
    """Decide about a request."""
    view = queries.get_help(actor(), public_id)
    waits, make = view.row.stage is Stage.RECEIVED, partial(_make, help_forms.DecideForm)
    return _step(view, make, "decide", _("The decision was recorded."), service.decide_help, waits)


@blueprint.route("/help/<public_id>/answer", methods=["GET", "POST"])
@needs(Permission.TASK_WRITE)
def answer_help(public_id: str) -> ResponseReturnValue:
    """Record that whoever asked was told."""
    view = queries.get_help(actor(), public_id)
    waits, make = view.row.stage is Stage.DECIDED, partial(_make, help_forms.AnswerForm)
    return _step(view, make, "answer", _("The answer was recorded."), service.answer_help, waits)


@blueprint.route("/help/<public_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.TASK_WRITE)
def withdraw_help(public_id: str) -> ResponseReturnValue:
    """Close a request that nobody makes any more."""
    view = queries.get_help(actor(), public_id)
    open_, make = view.row.stage in (Stage.RECEIVED, Stage.DECIDED), partial(_make, help_forms.WithdrawForm)
    return _step(view, make, "withdraw", _("The request was withdrawn."), service.withdraw_help, open_)


@blueprint.route("/help/<public_id>/take-back", methods=["GET", "POST"])
@needs(Permission.TASK_WRITE)
def take_back_help(public_id: str) -> ResponseReturnValue:
    """Take the last step of a request back."""
    view = queries.get_help(actor(), public_id)
    stepped, make = view.row.stage is not Stage.RECEIVED, partial(_make, help_forms.ReasonForm)
    return _step(view, make, "take_back", _("The step was taken back."), service.take_back_help, stepped)


def _step(
    view: HelpView, make: _Makes, template: str, said: str, verb: Callable[..., object], possible: bool
) -> ResponseReturnValue:
    """Show the form of a step, or take it; what came too late is shown beside what is there."""
    form, here = make(False), url_for("tasks.help_request", public_id=view.row.public_id)
    if request.method == "GET":
        if not possible:
            return redirect(here, 303)
        _fill(form, view)
    if form.validate_on_submit():
        try:
            verb(actor(), view.row.public_id, form.draft(), form.seen_version())
            done(said)
            return redirect(here, 303)
        except service.Misfilled as error:
            form.blame(error.field, sentence(error))
        except Stale as error:
            form.state.becomes = _(help_words.STAGES[form.becomes]) if form.becomes else ""
            now, last = _fill(make(True), view), log.last_change(actor(), view.row.public_id)
            raise compared(error, form, now, here, last, over=possible) from error
    return render_template(f"tasks/help/{template}.html", help=view, form=form), 422 if form.errors else 200


def _fill(form: Any, view: HelpView) -> Any:
    form.show(view, _today())
    form.state.data = _(help_words.STAGES[view.row.stage])
    return form


def _make(kind: type[Any], now: bool) -> Any:
    form = kind(formdata=None) if now else kind()
    form.offer(_words())
    return form


def _words() -> dict[str, list[tuple[str, str]]]:
    return {
        "kind": help_words.pairs(help_words.KINDS),
        "asker": help_words.pairs(help_words.ASKERS),
        "channel": help_words.pairs(help_words.CHANNELS),
        "urgency": help_words.pairs(help_words.URGENCIES),
        "decision": help_words.pairs(help_words.DECISIONS),
    }


def _takers(case: str) -> list[tuple[str, str]]:
    """List who may see to a request; of a case that does not open nobody is told more than of none."""
    return [(user.public_id, user.name) for user in queries.list_takers_for(actor(), case)]


def _today() -> PartialDate:
    return PartialDate.from_date(clock.today())
