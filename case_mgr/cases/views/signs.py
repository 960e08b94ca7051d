"""Pages that record signs of life of many cases at once: choose, check, done."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from case_mgr.access.permissions import Permission
from case_mgr.cases import labels, letter_forms, queries, service, words
from case_mgr.cases.types.signs import Outcome
from case_mgr.cases.views.room import blueprint
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Refused
from case_mgr.web import asked
from case_mgr.web.acts import done
from case_mgr.web.guard import actor, needs


@blueprint.route("/signs-of-life", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, asks=True)
def signs_of_life() -> ResponseReturnValue:
    """Choose cases, a day, a kind and a source; words that narrow the list stand sealed in the address."""
    form = letter_forms.RoundForm(MultiDict(), happened=PartialDate.from_date(clock.today()))
    return _choose(form)


@blueprint.post("/signs-of-life/check")
@needs(Permission.CASE_WRITE)
def check_signs() -> ResponseReturnValue:
    """Show for each row what would become of it, before anything is written."""
    form = letter_forms.RoundForm()
    _offer(form)
    if not form.validate_on_submit():
        return _choose(form)
    try:
        rows = service.check_round(actor(), form.draft())
    except Refused as error:
        form.refuse("happened" if "date" in error.sentence else "chosen", labels.told(error))
        return _choose(form)
    form.renew()
    good = sum(row.outcome is Outcome.OK for row in rows)
    return render_template("cases/signs_check.html", form=form, rows=rows, good=good, sent=_sent())


@blueprint.post("/signs-of-life/record")
@needs(Permission.CASE_WRITE)
def record_signs() -> ResponseReturnValue:
    """Record what can be recorded, and lead to the result of each row."""
    form = letter_forms.RoundForm()
    _offer(form)
    if not form.validate_on_submit():
        return _choose(form)
    try:
        act = service.record_round(actor(), form.draft())
    except Refused as error:
        form.refuse("happened" if "date" in error.sentence else "chosen", labels.told(error))
        return _choose(form)
    n = queries.get_round(actor(), act.public_id).recorded
    done(ngettext("%(num)d sign of life was recorded.", "%(num)d signs of life were recorded.", n))
    return redirect(url_for("cases.signs_done", public_id=act.public_id), 303)


@blueprint.get("/signs-of-life/<public_id>")
@needs(Permission.CASE_WRITE)
def signs_done(public_id: str) -> ResponseReturnValue:
    """Show what became of each row."""
    act = queries.get_round(actor(), public_id)
    known = queries.list_known(actor(), (typed for typed, _outcome in act.results))
    return render_template("cases/signs_done.html", act=act, known=known)


def _choose(form: letter_forms.RoundForm) -> ResponseReturnValue:
    words_ = asked.words_of(actor()) if request.method == "GET" else ""
    _offer(form, words_)
    shown = render_template("cases/signs.html", form=form, words=words_)
    return shown, 422 if form.errors else 200


def _offer(form: letter_forms.RoundForm, narrowed: str = "") -> None:
    rows = queries.list_mine_inside(actor(), narrowed)
    lasts = queries.list_last_signs(actor(), (row.reference for row in rows))
    silent = _("No sign of life is recorded")
    told = ((row.reference, row.person, words.sign_words(lasts.get(row.reference)) or silent) for row in rows)
    form.offer(words.telling_kinds(), [(ref, f"{name} · {ref}", said) for ref, name, said in told])


def _sent() -> list[tuple[str, str]]:
    """Return the fields of the choice, to be sent once more with the confirmation."""
    return [pair for pair in request.form.items(multi=True) if pair[0] not in ("csrf_token", "once")]
