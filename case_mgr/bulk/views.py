"""Pages of acts on many cases: what is to be done, the check, what came of it for ever, and taking it back."""

from __future__ import annotations

from collections import Counter
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.access.roles import permissions_of
from case_mgr.accounts import queries as members
from case_mgr.bulk import forms, queries, service, words
from case_mgr.bulk.types import (
    BEFORE_START,
    CAP,
    OUTCOME_LABELS,
    SAMPLE,
    UNDO_LABELS,
    ActKind,
    ActState,
    ActView,
    Outcome,
    Planned,
    Undo,
)
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import PageRequest
from case_mgr.core.text import N_
from case_mgr.web.context import sentence
from case_mgr.web.forms import Form
from case_mgr.web.guard import actor, needs

blueprint = Blueprint("bulk", __name__, template_folder="templates")
for _name, _filter in (("bulk_told", words.told), ("bulk_act", words.act_name), ("bulk_tag", words.act_tag)):
    blueprint.add_app_template_filter(_filter, _name)


@blueprint.get("/bulk")
@needs(Permission.CASE_WRITE)
def index() -> ResponseReturnValue:
    """List the acts on many cases that were started."""
    page = queries.list_acts(actor(), PageRequest.read(request.args.get("page"), request.args.get("size")))
    return render_template("bulk/index.html", page=page)


@blueprint.route("/bulk/<public_id>", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE)
def show(public_id: str) -> ResponseReturnValue:
    """Ask what is to be done with the chosen cases, or show what an act did; this page stays."""
    act = queries.get_act(actor(), public_id)
    if act.state not in BEFORE_START:
        return _result(act)
    form = _form(act)
    if form.validate_on_submit():
        try:
            service.prepare(actor(), public_id, form.draft())
            return redirect(url_for("bulk.check", public_id=public_id), 303)
        except service.Misfilled as error:
            form.blame(error.field, sentence(error))
    return render_template("bulk/ask.html", act=act, form=form, cap=CAP), 422 if form.errors else 200


@blueprint.route("/bulk/<public_id>/check", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE)
def check(public_id: str) -> ResponseReturnValue:
    """Show before and after, and what would be refused; then do it in the background."""
    act, form = queries.get_act(actor(), public_id), Form()
    if form.validate_on_submit():
        if act.state in {ActState.READY, ActState.INTERRUPTED}:
            job = service.start(actor(), public_id).job or ""
            return redirect(url_for("jobs.show", public_id=job, follow=1), 303)
        return redirect(url_for("bulk.show", public_id=public_id), 303)
    if act.state is ActState.PICKED:
        return redirect(url_for("bulk.show", public_id=public_id), 303)
    if act.state is not ActState.READY:
        return _result(act)
    rows = service.planned(actor(), public_id)
    would = [row for row in rows if row.refused is None]
    return render_template(
        "bulk/check.html",
        act=act,
        form=form,
        would=would,
        sample=would[:SAMPLE],
        refused=_by_reason(rows),
        withheld=[row for row in would if row.withheld] if act.kind is ActKind.ASSIGN else [],
        asked_for=words.asked_for(act),
        before=words.before,
        after=words.after,
    )


@blueprint.get("/bulk/<public_id>/rows/<which>")
@needs(Permission.CASE_WRITE)
def rows(public_id: str, which: str) -> ResponseReturnValue:
    """List the cases that one figure of the result counts."""
    act = queries.get_act(actor(), public_id)
    known: dict[str, Outcome | Undo] = {str(one): one for one in (*Outcome, *Undo)}
    if which not in known:
        raise NotFound(N_("There is no such list."))
    wanted = PageRequest.read(request.args.get("page"), request.args.get("size"))
    page = queries.list_outcome(actor(), public_id, known[which], wanted)
    return render_template(
        "bulk/rows.html", act=act, page=page, title=_label(known[which]), which=which, before=words.before
    )


@blueprint.route("/bulk/<public_id>/undo", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE)
def undo(public_id: str) -> ResponseReturnValue:
    """Say what would be taken back, then take it back in the background."""
    act, form = queries.get_act(actor(), public_id), Form()
    if form.validate_on_submit():
        job = service.undo(actor(), public_id).job or ""
        return redirect(url_for("jobs.show", public_id=job, follow=1), 303)
    if act.undoable_until is None:
        return _result(act)
    return render_template("bulk/undo.html", act=act, form=form, counts=service.preview(actor(), public_id))


def _result(act: ActView) -> ResponseReturnValue:
    outcomes, undone = queries.count_seen(actor(), act.public_id)
    return render_template(
        "bulk/result.html",
        act=act,
        form=Form(),
        figures=[_figure(act, outcome, outcomes) for outcome in Outcome],
        buckets=[_figure(act, bucket, undone) for bucket in Undo] if undone else [],
        asked_for=words.asked_for(act),
        hidden=queries.count_hidden(actor(), act.public_id),
        left=act.rows - sum(outcomes.values()),
        problems=_problems(act),
    )


def _problems(act: ActView) -> list[Any]:
    """Return the first rows that did not become what was asked, so that nobody must look for them."""
    few = PageRequest(1, 25)
    found = [queries.list_outcome(actor(), act.public_id, which, few) for which in (Outcome.CHANGED, Outcome.REFUSED)]
    return [row for page in found for row in page.items][:SAMPLE]


def _figure(act: ActView, which: Outcome | Undo, counts: Counter[str]) -> dict[str, Any]:
    number = counts[str(which)]
    href = url_for("bulk.rows", public_id=act.public_id, which=str(which)) if number else None
    return {"label": _label(which), "value": number, "href": href}


def _label(which: Outcome | Undo) -> str:
    return _(OUTCOME_LABELS[which]) if isinstance(which, Outcome) else _(UNDO_LABELS[which])


def _by_reason(rows: list[Planned]) -> list[tuple[str, list[Planned]]]:
    """Return the cases that would be refused under the sentence that says why."""
    found: dict[str, list[Planned]] = {}
    for row in rows:
        if row.refused is not None:
            found.setdefault(words.told(row.refused), []).append(row)
    return sorted(found.items(), key=lambda item: -len(item[1]))


def _form(act: ActView) -> forms.AssignForm | forms.FlagManyForm:
    params = act.params if request.method == "GET" else {}
    if act.kind is ActKind.FLAG:
        flag = forms.FlagManyForm(data={"kind": params.get("kind"), "reason": params.get("reason")})
        flag.offer()
        return flag
    which = None if "only_free" not in params else "free" if params["only_free"] else "take"
    form = forms.AssignForm(data={"owner": params.get("owner"), "which": which})
    able = [
        (member.public_id, member.name)
        for member in members.list_members(actor())
        if not member.disabled and Permission.CASE_WRITE in permissions_of(frozenset(member.roles))
    ]
    form.offer(able, leads=actor().may(Permission.WORK_LEAD))
    return form
