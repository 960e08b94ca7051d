"""Deciding who stands on each place: one after another, and the place in the list is kept."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import Refused, Stale
from case_mgr.core.text import N_
from case_mgr.pardons import forms, queries, service, words
from case_mgr.pardons.figures import Fact
from case_mgr.pardons.results import BatchView, Progress
from case_mgr.pardons.types import Answer
from case_mgr.pardons.views.shared import SHOWS, blueprint, tabs
from case_mgr.web.acts import compared
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs


@blueprint.get("/pardons/<reference>/reconcile")
@needs(Permission.BATCH_WRITE)
def reconcile(reference: str) -> ResponseReturnValue:
    """Ask who stands on the next place; `after` keeps where the person is, `place` asks about one."""
    show, only = _show(request.args.get("show")), _number(request.args.get("place"))
    question = queries.find_question(actor(), reference, _number(request.args.get("after")) or 0, show, only)
    version, latin = question.place.version if question else "", _latin(request.args.get("latin"))
    form = forms.DecideForm(formdata=None, version=version, show=show, latin=latin)
    return _page(reference, show, question, form)


@blueprint.post("/pardons/<reference>/reconcile/<int:number>")
@needs(Permission.BATCH_WRITE)
def decide(reference: str, number: int) -> ResponseReturnValue:
    """Take the answer about one place and go on to the next, or stay."""
    form = forms.DecideForm()
    show = _show(form.show.data)
    if form.validate_on_submit():
        try:
            decided = service.decide(actor(), reference, number, form.draft(form.seen_version()))
            flash(_("%(reference)s, place %(number)d was decided.", reference=reference, number=number), "success")
            if request.form.get("then") == "stay":
                return redirect(url_for("pardons.place", reference=reference, number=number), 303)
            return redirect(_next(reference, number, show, _latin(form.latin.data), Answer(decided.answer)), 303)
        except Stale as error:
            now = _decided(reference, number)
            form.say(_said(reference, number, show, form.answer.data or ""))
            raise compared(error, form, now, url_for("pardons.place", reference=reference, number=number)) from error
        except Refused as error:
            form.refuse(_field_of(form), sentence(error))
    question = queries.find_question(actor(), reference, 0, show, number)
    return _page(reference, show, question, form), 422


@blueprint.post("/pardons/<reference>/decisions/<decision_id>/undo")
@needs(Permission.BATCH_WRITE)
def undo(reference: str, decision_id: str) -> ResponseReturnValue:
    """Undo a decision and ask about its place again."""
    try:
        done = service.undo_decision(actor(), reference, decision_id)
    except Refused as error:
        flash(sentence(error), "error")
        return redirect(url_for("pardons.reconcile", reference=reference), 303)
    flash(_undone(reference, done), "success")
    return redirect(url_for("pardons.reconcile", reference=reference, place=done.place.number), 303)


@blueprint.post("/pardons/<reference>/propose")
@needs(Permission.BATCH_WRITE)
def propose(reference: str) -> ResponseReturnValue:
    """Look for candidates anew, for one place or for all that wait."""
    number = _number(request.form.get("place"))
    found, without = service.propose(actor(), reference, number)
    if number is None:
        said = _("Candidates were found for %(found)d places, none for %(without)d.", found=found, without=without)
        flash(said, "info")
    else:
        flash(_("Candidates were found.") if found else _("Nobody was found."), "info")
    return redirect(url_for("pardons.reconcile", reference=reference, place=number), 303)


def _next(reference: str, number: int, show: str, latin: str | None, answer: Answer) -> str:
    """Where somebody goes on: whoever may make records makes one of who is new to us, others decide the next."""
    if answer is Answer.NEW_TO_US and all(actor().may(permission) for permission in service.WRITES):
        return url_for("pardons.record_newcomer", reference=reference, number=number, show=show)
    return url_for("pardons.reconcile", reference=reference, after=number, show=show, latin=latin)


def _undone(reference: str, done: service.Undone) -> str:
    number = done.place.number
    said = _("The decision about %(reference)s, place %(number)d was undone.", reference=reference, number=number)
    if done.gone:
        return f"{said} " + _("The record %(record)s that it had made was taken back.", record=done.gone)
    if done.kept:
        stays = N_("The record %(record)s stays: somebody worked with it since, or you may not take records back.")
        return f"{said} " + _(stays, record=done.kept)
    return said


def _page(reference: str, show: str, question: queries.Question | None, form: forms.DecideForm) -> str:
    who = actor()
    batch = queries.get_batch(who, reference)
    return render_template(
        "pardons/reconcile.html",
        batch=batch,
        tabs=tabs(batch, "reconcile"),
        progress=Progress.of(batch.figures),
        question=question,
        form=form,
        show=show,
        latin=_latin(form.latin.data),
        show_tabs=_show_tabs(batch, show, _latin(form.latin.data)),
        recent=queries.list_recent(who, reference),
    )


def _show_tabs(batch: BatchView, show: str, latin: str | None) -> list[dict[str, Any]]:
    """Return what to go through: all that waits, by how good the best candidate is, and what somebody was unsure of."""
    counts = queries.count_bands(actor(), batch.reference)
    counts |= {"todo": batch.figures.of(Fact.UNDECIDED), "unsure": batch.figures.of(Fact.UNSURE)}
    labels = {
        "todo": _("To decide"),
        "likely": _("Somebody is likely"),
        "doubtful": _("Doubtful"),
        "nobody": _("Nobody found"),
        "unsure": _("Unsure"),
    }
    return [
        {
            "label": label,
            "href": url_for("pardons.reconcile", reference=batch.reference, show=key, latin=latin),
            "current": key == show,
            "count": counts[key],
        }
        for key, label in labels.items()
    ]


def _latin(text: str | None) -> str | None:
    """Return whether names are also told in Latin letters, as addresses say it."""
    return "1" if text == "1" else None


def _decided(reference: str, number: int) -> forms.DecideForm:
    """Return the form as whoever was quicker filled it in, as far as the reader may know."""
    decisions = [row for row in queries.get_place(actor(), reference, number).decisions if row.undone_at is None]
    form = forms.DecideForm(formdata=None)
    if decisions:
        last = max(decisions, key=lambda row: row.at)
        form.answer.data, form.comment.data = str(last.answer), last.comment
        form.same_as.data = str(last.same_as or "")
        form.say({str(last.answer): _answer_words(last.answer, last.person.reference if last.person else "")})
    return form


def _said(reference: str, number: int, show: str, chosen: str) -> dict[str, str]:
    """Return the chosen answer with its words."""
    if chosen == "other":
        return {chosen: _("Another record of ours")}
    if not chosen.startswith("person:"):
        return {chosen: _answer_words(Answer(chosen))}
    question = queries.find_question(actor(), reference, 0, show, number)
    person = chosen.split(":")[1]
    known = (one.reference for one in (question.candidates if question else ()) if one.public_id == person)
    return {chosen: _answer_words(Answer.MATCHED, next(known, ""))}


def _answer_words(answer: Answer, who: str = "") -> str:
    said = _(words.ANSWERS[answer])
    return f"{said}: {who}" if who else said


def _field_of(form: forms.DecideForm) -> str:
    return {"other": "other", "same": "same_as"}.get(form.answer.data or "", "answer")


def _show(text: str | None) -> str:
    return text if text in SHOWS else SHOWS[0]


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else None
