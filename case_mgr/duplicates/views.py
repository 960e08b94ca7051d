"""Pages of suspected duplicates: the queue, one pair, the merge with its check, and the way back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.audit import queries as log
from case_mgr.core.errors import Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.duplicates import forms, queries, results, service, words
from case_mgr.duplicates.comparing import KEPT, OTHER
from case_mgr.duplicates.types import ANSWERS, Answer, PairRow
from case_mgr.web.acts import compared, done
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.hooks import hooks

blueprint = Blueprint("duplicates", __name__, template_folder="templates")
for _filter in (words.answer_tag, words.reason_text, words.fit_text, words.field_value, words.undo_line):
    blueprint.add_app_template_filter(_filter)


@blueprint.get("/duplicates")
@needs(Permission.DUPLICATE_READ)
def index() -> ResponseReturnValue:
    """List suspected pairs, those most alike first."""
    return _queue(forms.CompareForm())


@blueprint.post("/duplicates/look")
@needs(Permission.DUPLICATE_READ)
def look() -> ResponseReturnValue:
    """Look for duplicates in the whole organisation, in the background."""
    job = service.look_for_all(actor())
    return redirect(url_for("jobs.show", public_id=job), 303)


@blueprint.post("/duplicates/compare")
@needs(Permission.DUPLICATE_READ)
def compare() -> ResponseReturnValue:
    """Set two people side by side whom somebody suspects."""
    form = forms.CompareForm()
    if form.validate_on_submit():
        try:
            pair = service.compare(actor(), form.first.data, form.second.data)
            return redirect(url_for("duplicates.pair", public_id=pair.public_id), 303)
        except Refused as error:
            typed = str(error.params.get("reference", ""))
            wrong = "first" if typed and typed == "".join(form.first.data.split()).upper() else "second"
            form.refuse(wrong, sentence(error))
    return _queue(form)


@blueprint.route("/duplicates/<public_id>", methods=["GET", "POST"])
@needs(Permission.DUPLICATE_READ)
def pair(public_id: str) -> ResponseReturnValue:
    """Show two people side by side with reasons, and take an answer."""
    found = queries.get_pair(actor(), public_id)
    form = _answer_form(found if request.method == "GET" else None)
    before, after = queries.next_to(actor(), public_id)
    if form.validate_on_submit():
        said = Answer(form.answer.data)
        _answer(public_id, found, said, form)
        if said is Answer.SAME and actor().may(Permission.PERSON_MERGE):
            return redirect(url_for("duplicates.merge", public_id=public_id), 303)
        done(_("Your answer was recorded."), url_for("duplicates.pair", public_id=public_id))
        there = url_for("duplicates.pair", public_id=after) if after else url_for("duplicates.index")
        return redirect(there, 303)
    status = 422 if form.errors else 200
    return render_template("duplicates/pair.html", pair=found, form=form, before=before, after=after), status


@blueprint.post("/duplicates/<public_id>/reopen")
@needs(Permission.DUPLICATE_READ)
def reopen(public_id: str) -> ResponseReturnValue:
    """Take an answer about a pair back."""
    service.reopen(actor(), public_id)
    done(_("The answer was taken back. The two stand in the queue again."))
    return redirect(url_for("duplicates.pair", public_id=public_id), 303)


@blueprint.route("/duplicates/<public_id>/merge", methods=["GET", "POST"])
@needs(Permission.PERSON_MERGE)
def merge(public_id: str) -> ResponseReturnValue:
    """Choose what stands where two records differ, check what moves, and merge."""
    found = queries.get_pair(actor(), public_id)
    keep = "second" if request.values.get("keep") == "second" else "first"
    rows = service.fields_of(actor(), public_id, keep)
    form = forms.merge_form(_lines(found, keep, rows))
    if request.method == "GET":
        form.keep.data, form.version.data = keep, service.seen(actor(), public_id)
    try:
        service.require_unchanged(actor(), public_id, form.version.data or "")
        if not form.validate_on_submit():
            return _merge_page("merge", found, keep, form, counts=service.counts_of(actor(), public_id, keep))
        if request.form.get("step") != "merge":
            counts = service.preview(actor(), public_id, form.draft())
            form.renew()
            return _merge_page("check", found, keep, form, counts=counts, chosen=_chosen(rows, form))
        made = results.of(service.merge(actor(), public_id, form.draft()))
    except Stale as error:
        now = forms.merge_form(_lines(found, keep, rows), formdata=None)
        last = log.last_change(actor(), found.first.public_id, also=[found.second.public_id])
        there = url_for("duplicates.merge", public_id=public_id, keep=keep)
        raise compared(error, form, now, there, last) from error
    except Refused as error:
        form.refuse("reason", sentence(error))
        return _merge_page("merge", found, keep, form, counts=service.counts_of(actor(), public_id, keep))
    done(_("%(old)s was merged into %(new)s.", old=made.absorbed, new=made.survivor), _undo_of(made.public_id))
    return redirect(url_for(hooks().profile, public_id=made.survivor_id), 303)


@blueprint.get("/duplicates/merges/<public_id>")
@needs(Permission.DUPLICATE_READ)
def merged(public_id: str) -> ResponseReturnValue:
    """Show one merge: why, what moved, and what the other record said."""
    return render_template("duplicates/merged.html", merge=results.get_merge(actor(), public_id))


@blueprint.route("/duplicates/merges/<public_id>/undo", methods=["GET", "POST"])
@needs(Permission.PERSON_MERGE)
def undo(public_id: str) -> ResponseReturnValue:
    """Say what taking a merge back does with everything that came since, and take it back."""
    found, why, lines = results.get_merge(actor(), public_id), "", []
    if request.method == "POST":
        service.undo(actor(), public_id)
        done(_("The merge was taken back: %(old)s and %(new)s stand side by side again.", **_both(found)))
        return redirect(url_for("duplicates.merged", public_id=public_id), 303)
    try:
        lines = service.foresee(actor(), public_id)
    except Refused as error:
        why = sentence(error)
    return render_template("duplicates/undo.html", merge=found, lines=lines, why=why)


def _queue(form: forms.CompareForm) -> ResponseReturnValue:
    show = request.args.get("show", "waiting")
    choose = forms.ShowForm(request.args)
    parts = [
        ("waiting", _("Waiting for an answer")),
        ("same", _("Said to be the same")),
        ("unsure", _("Unsure")),
        ("different", _("Not the same")),
    ]
    choose.offer(parts)
    page = queries.list_pairs(actor(), show, PageRequest.read(request.args.get("page"), request.args.get("size")))
    shown = {"page": page, "show": show if show in dict(parts) else "waiting", "choose": choose, "form": form}
    return render_template("duplicates/index.html", **shown), 422 if form.errors else 200


def _answer_form(found: PairRow | None = None) -> forms.AnswerForm:
    """Return the form, as it shows a pair or as it was sent."""
    form = forms.AnswerForm(formdata=None) if found else forms.AnswerForm()
    form.offer((said, _(ANSWERS[said]), _(words.ANSWER_HINTS[said])) for said in ANSWERS)
    if found:
        form.show(found)
    return form


def _answer(public_id: str, found: PairRow, said: Answer, form: forms.AnswerForm) -> None:
    try:
        service.answer(actor(), public_id, said, form.reason.data or "", form.seen_version())
    except Stale as error:
        # Whoever said that they are two answered for good: that is taken back before anything else is said.
        there, open_ = url_for("duplicates.pair", public_id=public_id), found.answer is not Answer.DIFFERENT
        raise compared(error, form, _answer_form(found), there, over=open_) from error


def _lines(found: PairRow, keep: str, rows: list[Any]) -> list[forms.Line]:
    one, two = (found.second, found.first) if keep == "second" else (found.first, found.second)
    return [
        (
            row.name,
            _(row.label),
            row.fit,
            row.chosen,
            [
                (KEPT, words.field_value(row.kept, row.name), one.reference),
                (OTHER, words.field_value(row.other, row.name), two.reference),
            ],
        )
        for row in rows
    ]


def _picked(row: Any, chosen: dict[str, str]) -> Any:
    return row.other if chosen.get(row.name) == OTHER else row.kept


def _chosen(rows: list[Any], form: forms.MergeForm) -> list[dict[str, str]]:
    chosen = form.choices()
    return [{"label": _(row.label), "value": words.field_value(_picked(row, chosen), row.name)} for row in rows]


def _merge_page(name: str, found: PairRow, keep: str, form: forms.MergeForm, **context: Any) -> ResponseReturnValue:
    kept, other = (found.second, found.first) if keep == "second" else (found.first, found.second)
    status = 422 if form.errors else 200
    shown = {"pair": found, "kept": kept, "other": other, "keep": keep, "form": form, **context}
    return render_template(f"duplicates/{name}.html", **shown), status


def _undo_of(merge_id: str) -> str:
    return url_for("duplicates.undo", public_id=merge_id)


def _both(found: Any) -> dict[str, str]:
    return {"old": found.absorbed, "new": found.survivor}
