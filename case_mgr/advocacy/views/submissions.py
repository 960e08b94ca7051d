"""Pages of submissions: begun, written, sent, answered, taken out as a file."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.advocacy import choices, forms, labels, mechanisms, queries, service
from case_mgr.advocacy.kinds import SubmissionState
from case_mgr.advocacy.types import SubmissionView
from case_mgr.advocacy.types.courses import WITH_COURSE
from case_mgr.advocacy.views.room import blueprint, field_of, said, stale
from case_mgr.advocacy.views.showing import answers_of, filter_tags, form_of, paragraphs_of, read_filter
from case_mgr.advocacy.wording import days_of
from case_mgr.core.errors import Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.labels import purpose_name, why_name
from case_mgr.web.guard import actor, needs


@blueprint.get("/contacts/submissions")
@needs(Permission.CONTACT_READ)
def submissions() -> ResponseReturnValue:
    """List submissions, the newest first, on wish only those of a kind, not sent or sent, or that still go on."""
    state, kind, status = read_filter(request.args)
    at = PageRequest.read(request.args.get("page"), request.args.get("size"))
    page = queries.list_submissions(actor(), at, state=state, kind=kind, status=status)
    form = forms.SubmissionFilterForm(formdata=None, state=state or "", kind=kind or "", status=status or "")
    form.offer()
    return render_template(
        "advocacy/submissions/index.html",
        page=page,
        labels=labels,
        form=form,
        tags=filter_tags(state, kind, status),
        mechanism=choices.mechanism_name,
        days_of=days_of,
        asked={"state": state or None, "kind": kind or None, "status": status or None},
    )


@blueprint.route("/contacts/submissions/new", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def new_submission() -> ResponseReturnValue:
    """Begin a submission, filled from a letter in the language of whoever reads it."""
    who, form = actor(), forms.SubmissionForm()
    form.offer(choices.mechanisms(), choices.languages(), choices.templates(who))
    if request.method == "GET":
        _begin_like(form)
    if form.validate_on_submit():
        try:
            contact = service.find_named(who, form.contact.data or "")
            draft = form.draft(contact, service.read_references(form.cases.data or ""))
            row = service.begin_submission(who, choices.begun(who, draft, form.template.data or ""))
            flash(_("Submission %(reference)s was begun.", reference=row.reference), "success")
            return _to(row.public_id)
        except Refused as error:
            form.refuse(field_of(error, "contact" if "contact" in error.sentence else "cases"), said(error))
    shown = render_template("advocacy/submissions/new.html", form=form, known=queries.list_names(who))
    return shown, 422 if form.errors else 200


@blueprint.get("/contacts/submissions/<public_id>")
@needs(Permission.CONTACT_READ)
def submission(public_id: str) -> ResponseReturnValue:
    """Show a submission: its text as it will go out or went out, and what was answered."""
    who = actor()
    found = queries.get_submission(who, public_id)
    mechanism = mechanisms.find(found.row.mechanism)
    closed = [one for case in found.row.cases if mechanism and (one := mechanism.closed(case.reference[:2]))]
    questions = form_of(who, found)
    answers = answers_of(who, found, questions) if questions else {}
    return render_template(
        "advocacy/submissions/show.html",
        found=found,
        labels=labels,
        mechanism=mechanism,
        mechanism_name=choices.mechanism_name,
        reasons=[choices.in_language(one.reason) for one in closed[:1]],
        consents=service.list_consents(who, public_id),
        why=why_name,
        purpose=purpose_name,
        questions=questions,
        course=queries.get_course(who, public_id) if found.row.kind in WITH_COURSE else None,
        answers=answers,
        missing=questions.missing(answers) if questions else (),
    )


@blueprint.route("/contacts/submissions/<public_id>/text", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def write_submission(public_id: str) -> ResponseReturnValue:
    """Change the text of a submission that was not sent."""
    who = actor()
    found = queries.get_submission(who, public_id)
    form = _text_form(found, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            service.write_submission(who, public_id, form.subject.data or "", form.text.data or "", form.seen_version())
            flash(_("The text of %(reference)s was kept.", reference=found.row.reference), "success")
            return _to(public_id)
        except Stale as error:
            raise _stale(error, form, _text_form(found, fill=True), found) from error
        except Refused as error:
            form.refuse(field_of(error, "text"), said(error))
    return render_template("advocacy/submissions/text.html", form=form, found=found), 422 if form.errors else 200


@blueprint.route("/contacts/submissions/<public_id>/questions/<code>", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def answer_question(public_id: str, code: str) -> ResponseReturnValue:
    """Write the answer to one question by hand."""
    who = actor()
    found = queries.get_submission(who, public_id)
    question = choices.get_question(form_of(who, found), code)
    form = _question_form(found, code, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            service.answer_question(who, public_id, code, form.text.data or "", form.seen_version())
            flash(_("The answer to question %(code)s was kept.", code=code), "success")
            return redirect(url_for("advocacy.submission", public_id=public_id, _anchor="questions"), 303)
        except Stale as error:
            raise _stale(error, form, _question_form(found, code, fill=True), found) from error
        except Refused as error:
            form.refuse(field_of(error, "text"), said(error))
    shown = render_template("advocacy/submissions/question.html", form=form, found=found, question=question)
    return shown, 422 if form.errors else 200


@blueprint.route("/contacts/submissions/<public_id>/send", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def send_submission(public_id: str) -> ResponseReturnValue:
    """Write down that a submission was sent, and keep it as it went out."""
    who = actor()
    found = queries.get_submission(who, public_id)
    form = _send_form(found, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            questions = form_of(who, found)
            answers = answers_of(who, found, questions) if questions else None
            service.send_submission(who, public_id, form.sent.data, form.seen_version(), answers)
            flash(_("Submission %(reference)s is kept as it was sent.", reference=found.row.reference), "success")
            return _to(public_id)
        except Stale as error:
            raise _stale(error, form, _send_form(found, fill=True), found) from error
        except Refused as error:
            form.refuse(field_of(error, "sent"), said(error))
    contact = queries.get_contact(who, found.row.contact_id)
    preview = paragraphs_of(who, found)
    shown = render_template("advocacy/submissions/send.html", form=form, found=found, contact=contact, preview=preview)
    return shown, 422 if form.errors else 200


@blueprint.route("/contacts/submissions/<public_id>/reply", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def record_reply(public_id: str) -> ResponseReturnValue:
    """Record what was answered, what it did, and how the action goes."""
    who = actor()
    found = queries.get_submission(who, public_id)
    form = _reply_form(found, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            service.record_reply(who, public_id, form.draft(), form.seen_version())
            flash(_("The response to %(reference)s was recorded.", reference=found.row.reference), "success")
            return _to(public_id)
        except Stale as error:
            raise stale(error, form, _reply_form(found, fill=True), public_id, "advocacy.submission") from error
        except Refused as error:
            form.refuse(field_of(error, "response"), said(error))
    return render_template("advocacy/submissions/reply.html", form=form, found=found), 422 if form.errors else 200


@blueprint.route("/contacts/submissions/<public_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def withdraw_submission(public_id: str) -> ResponseReturnValue:
    """Ask, then take a submission back that was begun and not sent."""
    who, form = actor(), forms.ConfirmForm()
    found = queries.get_submission(who, public_id)
    if form.validate_on_submit():
        try:
            service.withdraw_submission(who, public_id)
        except Refused as error:
            flash(said(error), "error")
            return _to(public_id)
        flash(_("Submission %(reference)s was taken back.", reference=found.row.reference), "success")
        return redirect(url_for("advocacy.submissions"), 303)
    return render_template("advocacy/submissions/withdraw.html", form=form, found=found)


def _begin_like(form: forms.SubmissionForm) -> None:
    """Fill in what the page before handed on: cases, a contact, or what another addressee got already."""
    form.cases.data = "\n".join(service.read_references(request.args.get("cases", "")[:10_000]))
    # By reference: a name stands in no address.
    form.contact.data = request.args.get("contact", "")[:16]
    for field in (form.kind, form.mechanism, form.language, form.priority):
        asked = request.args.get(field.name, "")
        if asked in {str(choice.value) for choice in field.iter_choices()}:
            field.data = asked


def _to(public_id: str) -> ResponseReturnValue:
    return redirect(url_for("advocacy.submission", public_id=public_id), 303)


def _stale(error: Stale, form: Any, now: Any, found: SubmissionView) -> Stale:
    over = found.row.state is SubmissionState.DRAFT
    return stale(error, form, now, found.row.public_id, "advocacy.submission", over=over)


def _text_form(found: SubmissionView, *, fill: bool) -> forms.TextForm:
    form = forms.TextForm(formdata=None) if fill else forms.TextForm()
    if fill:
        form.show(found)
    return form


def _question_form(found: SubmissionView, code: str, *, fill: bool) -> forms.QuestionForm:
    form = forms.QuestionForm(formdata=None) if fill else forms.QuestionForm()
    if fill:
        form.version.data, form.text.data = str(found.version), found.answers.get(code, "")
    return form


def _send_form(found: SubmissionView, *, fill: bool) -> forms.SendForm:
    given: dict[str, Any] = {"formdata": None} if fill else {}
    form = forms.SendForm(**given, sent=found.row.sent)
    if fill:
        form.version.data = str(found.version)
    return form


def _reply_form(found: SubmissionView, *, fill: bool) -> forms.ReplyForm:
    given: dict[str, Any] = {"formdata": None} if fill else {}
    form = forms.ReplyForm(**given, responded=found.responded)
    form.offer()
    if fill:
        form.show(found)
    return form
