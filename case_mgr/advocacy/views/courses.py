"""Pages of what a submission is in public: urgent actions, petitions, communications and their steps."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.advocacy import forms, labels, queries, service, tables
from case_mgr.advocacy.kinds import SubmissionKind
from case_mgr.advocacy.types import CourseView, SubmissionView
from case_mgr.advocacy.types.courses import STEPS_OF, WITH_COURSE
from case_mgr.advocacy.views.room import blueprint, field_of, said, stale
from case_mgr.advocacy.views.showing import filter_tags, read_filter
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.core.text import N_
from case_mgr.exports import door
from case_mgr.web.guard import actor, needs


@blueprint.route("/contacts/submissions/table", methods=["GET", "POST"])
@needs(Permission.EXPORT)
def submissions_table() -> ResponseReturnValue:
    """Ask what for, then give the submissions that a filter finds out as a table; the log says who took it."""
    who, (state, kind, status) = actor(), read_filter(request.args)
    who.require(Permission.CONTACT_READ)
    asked = {"state": str(state or ""), "kind": str(kind or ""), "status": str(status or "")}
    told = {one["label"]: one["value"] for one in filter_tags(state, kind, status)}
    kept: dict[str, Any] = {name: value for name, value in asked.items() if value}
    count = queries.list_submissions(who, PageRequest(), state=state, kind=kind, status=status).total
    action, back = url_for("advocacy.submissions_table", **kept), url_for("advocacy.submissions", **kept)
    return door.leave(tables.SUBMISSIONS.key, asked, told, count=count, action=action, back=back, name="submissions")


@blueprint.route("/contacts/submissions/<public_id>/course", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def edit_course(public_id: str) -> ResponseReturnValue:
    """Record whose action it is, until when, to whom it goes, and what was decided."""
    who = actor()
    found = _public(public_id)
    view = queries.get_course(who, public_id)
    form = _course_form(found, view, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            targets = _named(form)
            service.keep_course(who, public_id, form.draft(targets), form.seen_version())
            flash(_("What is public of %(reference)s was kept.", reference=found.row.reference), "success")
            return _to(public_id)
        except Stale as error:
            now = _course_form(found, view, fill=True)
            raise stale(error, form, now, public_id, "advocacy.submission") from error
        except Refused as error:
            form.refuse(_field(form, field_of(error, "number")), said(error))
    shown = render_template("advocacy/submissions/course.html", form=form, found=found, labels=labels)
    return shown, 422 if form.errors else 200


@blueprint.route("/contacts/submissions/<public_id>/steps/new", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def new_step(public_id: str) -> ResponseReturnValue:
    """Record an update, a new last day or a count of signatures."""
    who, found = actor(), _public(public_id)
    form = forms.StepForm()
    form.offer(STEPS_OF[found.row.kind])
    if form.validate_on_submit():
        try:
            service.record_step(who, public_id, form.draft())
            flash(_("The step of %(reference)s was recorded.", reference=found.row.reference), "success")
            return _to(public_id)
        except Refused as error:
            form.refuse(_field(form, field_of(error, "kind")), said(error))
    view = queries.get_course(who, public_id)
    shown = render_template("advocacy/submissions/step.html", form=form, found=found, course=view)
    return shown, 422 if form.errors else 200


def _public(public_id: str) -> SubmissionView:
    found = queries.get_submission(actor(), public_id)
    if found.row.kind not in WITH_COURSE:
        raise NotFound(N_("There is no such page: a letter and a godparenthood are not public actions."))
    return found


def _named(form: Any) -> tuple[str, ...]:
    """Return the contacts that were typed, one a line, by reference or by their whole name."""
    out = []
    for words in form.named():
        try:
            out.append(service.find_named(actor(), words))
        except Refused as error:
            raise service.Misfilled("targets", N_("%(line)s: %(why)s"), line=words, why=said(error)) from error
    return tuple(out)


def _field(form: Any, name: str) -> str:
    """Return the field of a form at which a refusal is said; its own `opened` is what the editor saw."""
    name = "began" if name == "opened" else name
    return name if name in form else next(one.name for one in form if one.type != "HiddenField")


def _course_form(found: SubmissionView, view: CourseView, *, fill: bool) -> Any:
    kind = SubmissionKind(found.row.kind)
    given: dict[str, Any] = {"formdata": None} if fill else {}
    dates = {name: getattr(view.draft, name) for name in ("closed", "handed", "expires", "decided")}
    form = forms.FORMS[kind](**given, **dates, began=view.draft.opened)
    form.offer()
    if fill:
        form.show(view)
    return form


def _to(public_id: str) -> ResponseReturnValue:
    return redirect(url_for("advocacy.submission", public_id=public_id, _anchor="course"), 303)
