"""Pages of lists of names that were handed to somebody."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from case_mgr.access.permissions import Permission
from case_mgr.advocacy import choices, forms, labels, queries, service
from case_mgr.advocacy.kinds import ListState, Spelling
from case_mgr.advocacy.types import ListView, NameRow
from case_mgr.advocacy.views.room import blueprint, field_of, said, stale
from case_mgr.core.errors import Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.labels import why_name
from case_mgr.web.guard import actor, needs


@blueprint.get("/contacts/lists")
@needs(Permission.CONTACT_READ)
def lists() -> ResponseReturnValue:
    """Show the lists that the reader made or was named for."""
    page = queries.list_lists(actor(), PageRequest.read(request.args.get("page"), request.args.get("size")))
    return render_template("advocacy/lists/index.html", page=page, labels=labels)


@blueprint.route("/contacts/lists/new", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def new_list() -> ResponseReturnValue:
    """Make a list of names for a contact."""
    who, form = actor(), forms.ListForm()
    form.offer_readers(choices.readers(who))
    if request.method == "GET":
        form.cases.data = "\n".join(service.read_references(request.args.get("cases", "")[:2000]))
        # By reference: a name stands in no address.
        form.contact.data = request.args.get("contact", "")[:16]
    if form.validate_on_submit():
        try:
            contact = service.find_named(who, form.contact.data or "")
            row = service.make_list(who, form.draft(contact, service.read_references(form.cases.data or "")))
            flash(_("List %(reference)s was made. Nobody has it yet.", reference=row.reference), "success")
            return redirect(url_for("advocacy.submitted", public_id=row.public_id), 303)
        except Refused as error:
            form.refuse(field_of(error, "contact" if "contact" in error.sentence else "cases"), said(error))
    shown = render_template("advocacy/lists/new.html", form=form, known=queries.list_names(who))
    return shown, 422 if form.errors else 200


@blueprint.get("/contacts/lists/<public_id>")
@needs(Permission.CONTACT_READ)
def submitted(public_id: str) -> ResponseReturnValue:
    """Show a list as it was handed over, what was answered, and who came out since."""
    found, freed = queries.get_list(actor(), public_id), request.args.get("freed")
    names = found.names
    if freed is not None:
        names = tuple(name for name in names if name.freed and name.freed.batch == freed)
    return render_template("advocacy/lists/show.html", found=found, names=names, freed=freed, labels=labels)


@blueprint.route("/contacts/lists/<public_id>/names", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def put_on_list(public_id: str) -> ResponseReturnValue:
    """Add cases to a list that nobody has yet."""
    who, form = actor(), forms.PutForm()
    form.offer()
    found = queries.get_list(who, public_id)
    if form.validate_on_submit():
        try:
            cases = service.read_references(form.cases.data or "")
            added = service.put_on_list(who, public_id, cases, Spelling(form.spelling.data))
            flash(ngettext("%(num)s name was added.", "%(num)s names were added.", added), "success")
            return _to(public_id)
        except Refused as error:
            form.refuse(field_of(error, "cases"), said(error))
    return render_template("advocacy/lists/put.html", form=form, found=found), 422 if form.errors else 200


@blueprint.route("/contacts/lists/<public_id>/names/<name_id>/edit", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def edit_name(public_id: str, name_id: str) -> ResponseReturnValue:
    """Change how a name stands on a list that nobody has yet."""
    who = actor()
    found, name = queries.get_list(who, public_id), queries.get_name(who, public_id, name_id)
    form = _name_form(name, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            service.spell_name(who, public_id, name_id, form.draft(), form.seen_version())
            flash(_("Name %(n)s of the list was changed.", n=name.number), "success")
            return _to(public_id)
        except Stale as error:
            raise _stale(error, form, _name_form(name, fill=True), public_id, over=_is_open(found)) from error
        except Refused as error:
            form.refuse(field_of(error, "printed"), said(error))
    return render_template("advocacy/lists/name.html", form=form, found=found, name=name), 422 if form.errors else 200


@blueprint.route("/contacts/lists/<public_id>/names/<name_id>/remove", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def take_off_list(public_id: str, name_id: str) -> ResponseReturnValue:
    """Ask, then take a name off a list that nobody has yet."""
    who, form = actor(), forms.ConfirmForm()
    found, name = queries.get_list(who, public_id), queries.get_name(who, public_id, name_id)
    if form.validate_on_submit():
        try:
            service.take_off_list(who, public_id, name_id)
            flash(_("Name %(n)s was taken off the list.", n=name.number), "success")
        except Refused as error:
            flash(said(error), "error")
        return _to(public_id)
    return render_template("advocacy/lists/remove.html", form=form, found=found, name=name)


@blueprint.route("/contacts/lists/<public_id>/withheld/remove", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def take_withheld_off(public_id: str) -> ResponseReturnValue:
    """Ask, then take off a list that nobody has yet whoever is withheld since."""
    who, form = actor(), forms.ConfirmForm()
    found = queries.get_list(who, public_id)
    if form.validate_on_submit():
        try:
            gone = service.take_withheld_off(who, public_id)
            flash(ngettext("%(num)s name was taken off.", "%(num)s names were taken off.", gone), "success")
        except Refused as error:
            flash(said(error), "error")
        return _to(public_id)
    return render_template("advocacy/lists/withheld.html", form=form, found=found)


@blueprint.route("/contacts/lists/<public_id>/hand-over", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def hand_over(public_id: str) -> ResponseReturnValue:
    """Freeze a list as it was handed over."""
    who = actor()
    found = queries.get_list(who, public_id)
    form = _hand_form(found, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            service.hand_over(who, public_id, form.handed.data, form.note.data or "", form.seen_version())
            flash(_("List %(reference)s is kept as it was handed over.", reference=found.row.reference), "success")
            return _to(public_id)
        except Stale as error:
            raise _stale(error, form, _hand_form(found, fill=True), public_id, over=_is_open(found)) from error
        except Refused as error:
            form.refuse(field_of(error, "handed"), said(error))
    return _hand(form, found), 422 if form.errors else 200


@blueprint.route("/contacts/lists/<public_id>/names/<name_id>/answer", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def answer_name(public_id: str, name_id: str) -> ResponseReturnValue:
    """Record what was answered about a name."""
    who = actor()
    found, name = queries.get_list(who, public_id), queries.get_name(who, public_id, name_id)
    form = _answer_form(name, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            service.answer_name(who, public_id, name_id, form.draft(), form.seen_version())
            flash(_("The answer about name %(n)s was recorded.", n=name.number), "success")
            return _to(public_id)
        except Stale as error:
            raise _stale(error, form, _answer_form(name, fill=True), public_id) from error
        except Refused as error:
            form.refuse(field_of(error, "answer"), said(error))
    return render_template("advocacy/lists/answer.html", form=form, found=found, name=name), 422 if form.errors else 200


@blueprint.route("/contacts/lists/<public_id>/readers", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def admit_reader(public_id: str) -> ResponseReturnValue:
    """Let one more member read a list."""
    who, form = actor(), forms.ReaderForm()
    found = queries.get_list(who, public_id)
    form.offer(choices.readers(who))
    if form.validate_on_submit():
        try:
            service.admit_reader(who, public_id, form.member.data or "")
            flash(_("One more member may read list %(reference)s.", reference=found.row.reference), "success")
            return _to(public_id)
        except Refused as error:
            form.refuse("member", said(error))
    return render_template("advocacy/lists/reader.html", form=form, found=found), 422 if form.errors else 200


def _hand(form: forms.HandForm, found: ListView) -> str:
    """Show the page of handing over, with what stands against it."""
    who = actor()
    return render_template(
        "advocacy/lists/hand.html",
        form=form,
        found=found,
        consents=service.list_consents_of_list(who, found.row.public_id),
        why=why_name,
        contact=queries.get_contact(who, found.row.contact_id),
        kept_back=service.count_kept_back(who, found.row.public_id),
    )


def _to(public_id: str) -> ResponseReturnValue:
    return redirect(url_for("advocacy.submitted", public_id=public_id), 303)


def _stale(error: Stale, form: Any, now: Any, public_id: str, *, over: bool = True) -> Stale:
    return stale(error, form, now, public_id, "advocacy.submitted", over=over)


def _is_open(found: ListView) -> bool:
    return found.row.state is ListState.DRAFT


def _name_form(name: NameRow, *, fill: bool) -> forms.NameForm:
    form = forms.NameForm(formdata=None) if fill else forms.NameForm()
    if fill:
        form.show(name)
    return form


def _answer_form(name: NameRow, *, fill: bool) -> forms.AnswerForm:
    given: dict[str, Any] = {"formdata": None} if fill else {}
    form = forms.AnswerForm(**given, answered=name.answered)
    form.offer()
    if fill:
        form.show(name)
    return form


def _hand_form(found: ListView, *, fill: bool) -> forms.HandForm:
    given: dict[str, Any] = {"formdata": None} if fill else {}
    form = forms.HandForm(**given, handed=found.row.handed)
    if fill:
        form.version.data, form.note.data = str(found.version), found.note
    return form
