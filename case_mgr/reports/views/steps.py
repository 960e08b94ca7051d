"""Pages on which a report is prepared, step by step; each step is kept, and works without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.jobs import queries as jobs
from case_mgr.jobs.types import JobState
from case_mgr.reports import forms, queries, service
from case_mgr.reports.indicators import DIMENSIONS, INDICATORS, UNITS
from case_mgr.reports.queries import PlanView
from case_mgr.reports.views.room import blueprint
from case_mgr.support import queries as grants
from case_mgr.web.context import sentence
from case_mgr.web.forms import Form
from case_mgr.web.guard import actor, needs

_Step = tuple[str, Callable[[PlanView], Form], Callable[[Any], dict[str, Any]]]
STEPS: dict[str, _Step] = {
    "figures": (N_("Figures"), forms.FiguresForm.of, forms.FiguresForm.chosen),
    "groups": (N_("Groups"), forms.GroupsForm.of, forms.GroupsForm.chosen),
    "privacy": (N_("Privacy"), forms.PrivacyForm.of, forms.PrivacyForm.chosen),
    "words": (N_("In your words"), forms.WordsForm.of, forms.WordsForm.chosen),
}
_LAST = "check"


@blueprint.route("/reports/new", methods=["GET", "POST"])
@needs(Permission.REPORT_BUILD)
def new() -> ResponseReturnValue:
    """Choose period and grant: the first step."""
    who = actor()
    form = forms.ReportForm.of(request.args.get("grant", ""), _replaced(request.args.get("replaces", "")))
    form.offer([(grant.code, f"{grant.code} – {grant.donor}") for grant in grants.list_choices(who)])
    if form.validate_on_submit():
        try:
            row = service.plan(who, form.period(), form.grant.data or None, form.replaces.data or "")
            return redirect(url_for("reports.step", public_id=row.public_id, name="figures"), 303)
        except Refused as error:
            form.refuse("grant" if "grant" in error.sentence else "ends", sentence(error))
    shown = render_template("reports/new.html", form=form, indicators=INDICATORS, units=UNITS)
    return shown, 422 if form.errors else 200


@blueprint.route("/reports/plans/<public_id>/<name>", methods=["GET", "POST"])
@needs(Permission.REPORT_BUILD)
def step(public_id: str, name: str) -> ResponseReturnValue:
    """One step: what was chosen before is there again, and sending it leads to the next."""
    if name not in STEPS:
        raise NotFound(N_("There is no such step."))
    who = actor()
    plan = queries.get_plan(who, public_id)
    _title, make, chosen = STEPS[name]
    form = make(plan)
    if form.validate_on_submit():
        try:
            service.choose(who, public_id, **chosen(form))
            return redirect(_after(public_id, name), 303)
        except Refused as error:
            form.refuse(next(iter(form.data)), sentence(error))
    page = {"form": form, "plan": plan, "name": name, "steps": _steps(public_id, name), "indicators": INDICATORS}
    return render_template("reports/step.html", **page), 422 if form.errors else 200


@blueprint.route("/reports/plans/<public_id>", methods=["GET", "POST"])
@needs(Permission.REPORT_BUILD)
def check(public_id: str) -> ResponseReturnValue:
    """Everything that was chosen on one page; then the draft, whose every number opens its list."""
    who, form = actor(), forms.BuildForm()
    plan = queries.get_plan(who, public_id)
    if form.validate_on_submit():
        try:
            return redirect(url_for("jobs.show", public_id=service.ask(who, public_id), follow=1), 303)
        except Refused as error:
            flash(sentence(error), "error")
    page = {"form": form, "plan": plan, "steps": _steps(public_id, _LAST), "titles": _titles(plan)}
    return render_template("reports/check.html", work=_work(plan), **page)


@blueprint.get("/reports/plans/<public_id>/draft")
@needs(Permission.REPORT_BUILD)
def draft(public_id: str) -> ResponseReturnValue:
    """Lead to the draft once it is counted; else to what was chosen, where the reason stands."""
    who = actor()
    plan = queries.get_plan(who, public_id)
    work = jobs.find_job(who, plan.job) if plan.job else None
    if not plan.draft or work is None or work.state is not JobState.DONE:
        return redirect(url_for("reports.check", public_id=public_id), 303)
    flash(_("Report %(reference)s was counted. It is a draft.", reference=plan.draft), "success")
    return redirect(url_for("reports.report", reference=plan.draft), 303)


def _replaced(reference: str) -> tuple[str, Any, str] | None:
    """Return reference, period and grant of the report that a new version replaces."""
    if not reference:
        return None
    row, _content = queries.get_report(actor(), reference)
    return row.reference, row.period, row.grant


def _work(plan: PlanView) -> dict[str, Any] | None:
    """Return how counting stands or ended, unless the draft says it."""
    work = jobs.find_job(actor(), plan.job) if plan.job else None
    if work is None or work.state is JobState.DONE:
        return None
    said = _(work.message, **work.params) if work.message else ""
    return {"state": work.state, "said": said, "href": url_for("jobs.show", public_id=work.public_id, follow=1)}


def _after(public_id: str, name: str) -> str:
    names = [*STEPS]
    at = names.index(name) + 1
    if at == len(names):
        return url_for("reports.check", public_id=public_id)
    return url_for("reports.step", public_id=public_id, name=names[at])


def _steps(public_id: str, here: str) -> list[dict[str, Any]]:
    known = [
        {
            "label": _(title),
            "href": url_for("reports.step", public_id=public_id, name=name),
            "current": name == here,
        }
        for name, (title, _make, _chosen) in STEPS.items()
    ]
    last = {"label": _("Check and build"), "href": url_for("reports.check", public_id=public_id)}
    return [*known, last | {"current": here == _LAST}]


def _titles(plan: PlanView) -> dict[str, list[str]]:
    return {
        "figures": [indicator.title for indicator in INDICATORS if indicator.key in plan.indicators],
        "groups": [words for by, words in DIMENSIONS.items() if by in plan.by],
        "across": [words for by, words in DIMENSIONS.items() if by == plan.across],
    }
