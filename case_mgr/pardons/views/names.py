"""Adding names: paste, look at what was understood, then add."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from case_mgr.access.permissions import Permission
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.pardons import forms, lines, listing, queries, reading, service, words
from case_mgr.pardons.types import Added, ListAnswers, Seen, Then
from case_mgr.pardons.views.shared import blueprint, choices, tabs
from case_mgr.tables.types import Rejected
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs


@blueprint.route("/pardons/<reference>/names", methods=["GET", "POST"])
@needs(Permission.BATCH_WRITE)
def names(reference: str) -> ResponseReturnValue:
    """Preview a list, pasted or from a file, beside its version before; then add it."""
    who, form = actor(), forms.NamesForm()
    batch = queries.get_batch(who, reference)
    answers = forms.list_answers(request.form)
    read, told = _understood(form) if form.validate_on_submit() else ((), ())
    if read and request.form.get("then") == "add" and answers.looked_at == listing.digest(read):
        try:
            added = service.name(who, reference, form.draft(), answers)
            flash(_added(reference, added), "success")
            return redirect(_next(reference, added), 303)
        except Refused as error:
            form.refuse("text", sentence(error))
    if read:
        form.renew()
    compared = queries.compare_lines(who, reference, read, form.label.data or "") if read else listing.Compared()
    page = render_template(
        "pardons/names.html",
        form=form,
        anonymous=forms.AnonymousForm(formdata=None),
        batch=batch,
        tabs=tabs(batch, "names"),
        compared=compared,
        answers=answers if answers.looked_at else ListAnswers(left_out=compared.left_out),
        looked=listing.digest(read),
        skipped=[line for line in read if line.skipped],
        told=told,
        reasons=lines.SKIPS,
    )
    return page, 422 if form.errors else 200


def _understood(form: forms.NamesForm) -> tuple[tuple[lines.Line, ...], tuple[str, ...]]:
    """Read the list that was sent, and say how its file was read; a file becomes the text that the page shows."""
    told: tuple[str, ...] = ()
    if form.uploaded:
        name = form.file.data.filename
        try:
            taken = reading.take(form.file.data.read(reading.LARGEST + 1), name, form.encoding.data or None)
        except (Refused, Rejected) as error:
            form.refuse("file", _("“%(file)s” was not read. %(why)s", file=name, why=sentence(error)))
            return (), ()
        form.show(taken.text, taken.layout)
        told = tuple(_(issue.sentence, **issue.params) if issue.params else _(issue.sentence) for issue in taken.told)
    try:
        return reading.read(form.text.data or "", form.laid_out()), told
    except Rejected as error:
        form.refuse("text", sentence(error))
        return (), told


def _next(reference: str, added: Added) -> str:
    """Where somebody goes on: with the comparison that runs, or at once with deciding."""
    if added.job:
        return url_for("jobs.show", public_id=added.job, follow=1)
    return url_for("pardons.reconcile", reference=reference)


@blueprint.route("/pardons/<reference>/seen", methods=["GET", "POST"])
@needs(Permission.BATCH_WRITE)
def seen(reference: str) -> ResponseReturnValue:
    """Write down on the spot whom somebody saw."""
    who, form = actor(), forms.QuickForm(happened=PartialDate.from_date(clock.today()))
    batch = queries.get_batch(who, reference)
    form.offer([SelectChoice("", _("Not known yet")), *choices(words.LINK_WORDS)])
    if form.validate_on_submit():
        try:
            done = service.note_seen(who, reference, form.draft())
            flash(_seen(done), "success")
            return redirect(_after(reference, done, form), 303)
        except Refused as error:
            form.refuse("happened" if "date" in error.sentence else "name", sentence(error))
    page = render_template("pardons/seen.html", form=form, batch=batch)
    return page, 422 if form.errors else 200


@blueprint.post("/pardons/<reference>/anonymous")
@needs(Permission.BATCH_WRITE)
def add_anonymous(reference: str) -> ResponseReturnValue:
    """Add people who have no name yet."""
    who = actor()
    batch = queries.get_batch(who, reference)
    form = forms.AnonymousForm()
    if form.validate_on_submit():
        try:
            added = service.add_anonymous(who, reference, forms.whole(form.count) or 0, form.note.data or "")
            said = ngettext(
                "%(num)d person without a name was added to %(reference)s.",
                "%(num)d people without a name were added to %(reference)s.",
                added,
                reference=reference,
            )
            flash(said, "success")
            return redirect(url_for("pardons.places", reference=reference, fact="anonymous"), 303)
        except Refused as error:
            form.refuse("count", sentence(error))
    return render_template("pardons/anonymous.html", form=form, batch=batch, tabs=tabs(batch, "names")), 422


def _after(reference: str, done: Seen, form: forms.QuickForm) -> str:
    """Where somebody goes on: whoever confirms alone does it with the place before them, others write the next."""
    if done.then is not Then.TO_CONFIRM:
        return url_for("pardons.seen", reference=reference)
    happened = form.happened.data.edtf if form.happened.data else None
    return url_for(
        "pardons.confirm", reference=reference, number=done.place, seen=1, link=form.link.data, happened=happened
    )


def _seen(done: Seen) -> str:
    if done.place is None:
        return ngettext(
            "%(num)d person without a name was added.", "%(num)d people without a name were added.", done.count
        )
    said = {
        Then.NOTED: N_("It was written down at place %(number)d. Write down the next."),
        Then.ASKED: N_("It was written down at place %(number)d and waits for a second person. Write down the next."),
        Then.SAID: N_("It was written down at place %(number)d. That this happened stands there already."),
        Then.TO_CONFIRM: N_("It was written down at place %(number)d. Nothing is confirmed yet: look who it is first."),
    }[done.then]
    return _(said, number=done.place)


def _added(reference: str, added: Added) -> str:
    if not added.places_added:
        return _("All names of this list were known already. Nothing was added to %(reference)s.", reference=reference)
    if added.job:
        return _(
            "%(reference)s: new places %(places)d, known already %(known)d, lines left out %(skipped)d. "
            "Candidates are being looked for.",
            reference=reference,
            places=added.places_added,
            known=added.known,
            skipped=added.skipped,
        )
    return _(
        "%(reference)s: new places %(places)d, known already %(known)d, lines left out %(skipped)d. "
        "Candidates were found for %(proposed)d.",
        reference=reference,
        places=added.places_added,
        known=added.known,
        skipped=added.skipped,
        proposed=added.proposed,
    )
