"""Pages of what an organisation writes itself: letters to begin from, and questionnaires that it corrects."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.advocacy import choices, forms, labels, letters, mechanisms, queries, questionnaire, service
from case_mgr.advocacy.types import FormView, TemplateView
from case_mgr.advocacy.views.room import blueprint, field_of, said, stale
from case_mgr.core.errors import Refused, Stale
from case_mgr.web.acts import compared
from case_mgr.web.guard import actor, needs


@blueprint.get("/contacts/letters")
@needs(Permission.CONTACT_READ)
def templates() -> ResponseReturnValue:
    """List the letters to begin from, the questionnaires, and the mechanisms with their rules."""
    return render_template(
        "advocacy/letters/index.html",
        own=queries.list_templates(actor()),
        shipped=letters.every(),
        mechanisms=mechanisms.every(),
        named=choices.in_language,
        spoken=choices.language,
        country=choices.country,
        labels=labels,
    )


@blueprint.route("/contacts/letters/new", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def new_template() -> ResponseReturnValue:
    """Write a letter to begin from."""
    who, form = actor(), forms.TemplateForm()
    form.offer(choices.languages())
    if form.validate_on_submit():
        try:
            row = service.add_template(who, form.draft())
            flash(_("The letter “%(name)s” was kept.", name=row.name), "success")
            return redirect(url_for("advocacy.templates"), 303)
        except Refused as error:
            form.refuse(field_of(error, "body"), said(error))
    shown = render_template("advocacy/letters/letter.html", form=form, view=None, fields=letters.FIELDS)
    return shown, 422 if form.errors else 200


@blueprint.route("/contacts/letters/<public_id>/edit", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def edit_template(public_id: str) -> ResponseReturnValue:
    """Change a letter to begin from."""
    who = actor()
    view = queries.get_template(who, public_id)
    form = _template_form(view, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            row = service.amend_template(who, public_id, form.draft(), form.seen_version())
            flash(_("The letter “%(name)s” was kept.", name=row.name), "success")
            return redirect(url_for("advocacy.templates"), 303)
        except Stale as error:
            raise stale(error, form, _template_form(view, fill=True), public_id, "advocacy.edit_template") from error
        except Refused as error:
            form.refuse(field_of(error, "body"), said(error))
    shown = render_template("advocacy/letters/letter.html", form=form, view=view, fields=letters.FIELDS)
    return shown, 422 if form.errors else 200


@blueprint.route("/contacts/questionnaires/<code>", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def edit_questionnaire(code: str) -> ResponseReturnValue:
    """Correct a questionnaire against the form of the mechanism: a further version is kept."""
    if code not in {one.questionnaire for one in mechanisms.every() if one.questionnaire}:
        abort(404)
    who = actor()
    view = queries.get_form(who, code)
    form = _questionnaire_form(view, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            row = service.keep_questionnaire(who, code, form.text.data or "", form.note.data or "", form.seen_version())
            flash(_("Version %(n)s of the questionnaire was kept.", n=row.number), "success")
            return redirect(url_for("advocacy.templates"), 303)
        except Stale as error:
            there = url_for("advocacy.edit_questionnaire", code=code)
            raise compared(error, form, _questionnaire_form(view, fill=True), there) from error
        except Refused as error:
            form.refuse(field_of(error, "text"), said(error))
    shown = render_template(
        "advocacy/letters/questionnaire.html", form=form, view=view, code=code, fills=questionnaire.FILLS
    )
    return shown, 422 if form.errors else 200


def _template_form(view: TemplateView, *, fill: bool) -> forms.TemplateForm:
    form = forms.TemplateForm(formdata=None) if fill else forms.TemplateForm()
    form.offer(choices.languages())
    if fill:
        form.show(view)
    return form


def _questionnaire_form(view: FormView, *, fill: bool) -> forms.QuestionnaireForm:
    form = forms.QuestionnaireForm(formdata=None) if fill else forms.QuestionnaireForm()
    if fill:
        form.version.data, form.text.data, form.note.data = str(view.number), view.text, view.note
    return form
