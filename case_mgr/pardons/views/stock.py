"""The ledger of the stock: opening, entries, exits, closing; each number opens its list."""

from __future__ import annotations

from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from case_mgr.access.permissions import Permission
from case_mgr.core import clock
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import PageRequest
from case_mgr.core.text import N_
from case_mgr.pardons import forms, queries, service, stocktaking, words
from case_mgr.pardons.stocktaking import TermKind
from case_mgr.pardons.views.shared import blueprint, reason_word, value_of
from case_mgr.web.guard import actor, needs

YEAR = timedelta(days=365)


@blueprint.get("/pardons/stock")
@needs(Permission.BATCH_READ)
def stock() -> ResponseReturnValue:
    """Show the ledger between two days, the months, and how fast people leave."""
    who, form = actor(), _days_asked()
    ledger = months = pace = None
    if form.validate():
        since, until, known = form.days()
        ledger = queries.get_ledger(who, since, until, known)
        months = queries.list_months(who, since, until, known)
        pace = stocktaking.pace(months, until)
    page = render_template(
        "pardons/stock.html",
        form=form,
        ledger=ledger,
        months=months,
        pace=pace,
        counted_at=queries.counted_at(who),
        reason_word=reason_word,
    )
    return page, 422 if form.errors else 200


@blueprint.get("/pardons/stock/people")
@needs(Permission.BATCH_READ)
def stock_people() -> ResponseReturnValue:
    """List the people of one term of the ledger."""
    form = _days_asked()
    kind, reason = value_of(TermKind, request.args.get("term")) or TermKind.CLOSING, request.args.get("reason", "")
    if not form.validate():
        raise NotFound(N_("There is no such list."))
    since, until, known = form.days()
    at = PageRequest.read(request.args.get("page"), request.args.get("size"))
    page = queries.list_term(actor(), kind, reason, since, until, known, at)
    heading = _(words.TERMS[kind]) + (f": {reason_word(reason)}" if reason else "")
    days = {"since": since.isoformat(), "until": until.isoformat(), "known": known.isoformat()}
    return render_template("pardons/stock_people.html", page=page, heading=heading, days=days, reason_word=reason_word)


@blueprint.post("/pardons/stock/count")
@needs(Permission.BATCH_WRITE)
def count_stock() -> ResponseReturnValue:
    """Count the stock anew at once."""
    changed = service.count_stock(actor())
    flash(_("The stock was counted anew: %(num)d people had changed.", num=changed), "success")
    return redirect(url_for("pardons.stock"), 303)


def _days_asked() -> forms.StockForm:
    """Return the form as the address says it, with the last year where it says nothing."""
    today = clock.today()
    given = {"since": _day("since", today - YEAR), "until": _day("until", today), "known": _day("known", today)}
    typed = MultiDict(request.args)
    for name, day in given.items():
        if not any(f"{name}-{box}" in request.args for box in ("day", "month", "year")):
            typed.update({f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)})
    return forms.StockForm(typed)


def _day(name: str, other: date) -> date:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return other
