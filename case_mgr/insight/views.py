"""Pages of the reports for the house itself: numbers by person, each with the list behind it, fit to be printed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.audit.types import SENTENCES
from case_mgr.core import clock
from case_mgr.core.dates import day_after
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import PageRequest
from case_mgr.core.text import N_
from case_mgr.insight import forms, queries
from case_mgr.insight.types import COLUMNS, HINTS, NOBODY, TITLES, Counted, Line, Month, Sheet
from case_mgr.web.guard import actor, needs

blueprint = Blueprint("insight", __name__, template_folder="templates")
_PLACES = {"person": "/people/%s", "case": "/cases/%s", "event": "/cases/%s", "task": "/tasks/%s"}
_DAYS = 30


@blueprint.get("/insight")
@needs(Permission.REPORT_BUILD)
def index() -> ResponseReturnValue:
    """List the reports of the house."""
    found = [(url_for("insight.sheet", name=str(one)), _(TITLES[one]), _(HINTS[one])) for one in Sheet]
    if actor().may(Permission.AUDIT_READ):
        found.append((url_for("insight.access"), _("Access review"), _("Who opened what is guarded, and how often.")))
    return render_template("insight/index.html", found=found)


@blueprint.get("/insight/<name>")
@needs(Permission.REPORT_BUILD)
def sheet(name: str) -> ResponseReturnValue:
    """Show one report: a row for each person, a number for each column."""
    wanted, month = _sheet(name), _month()
    rows = queries.count_all(actor(), wanted, month)
    totals = {key: sum(row.counts[key] for row in rows) for key in COLUMNS[wanted]}
    return render_template(
        "insight/sheet.html",
        sheet=wanted,
        title=_(TITLES[wanted]),
        hint=_(HINTS[wanted]),
        columns=[(key, _(label)) for key, label in COLUMNS[wanted].items()],
        rows=rows,
        totals=totals,
        month=month if wanted is Sheet.MONTH else None,
        later=month.moved(1) if month.moved(1).first <= clock.today() else None,
        href=lambda key, row=None: _behind(wanted, key, month, row),
        named=_named,
        now=clock.now(),
    )


@blueprint.get("/insight/<name>/<key>")
@needs(Permission.REPORT_BUILD)
def behind(name: str, key: str) -> ResponseReturnValue:
    """Show the records behind a number."""
    wanted, month, who = _sheet(name), _month(), request.args.get("who", "")
    if key not in COLUMNS[wanted]:
        raise NotFound(N_("There is no such report."))
    at = PageRequest.read(request.args.get("page"), request.args.get("size"))
    return render_template(
        "insight/behind.html",
        page=queries.list_behind(actor(), key, month, who, at),
        title=_(COLUMNS[wanted][key]),
        back=url_for("insight.sheet", name=name, month=request.args.get("month")),
        place=_place,
        month=month if wanted is Sheet.MONTH else None,
    )


@blueprint.get("/insight/access")
@needs(Permission.AUDIT_READ)
def access() -> ResponseReturnValue:
    """Show who opened guarded records, by kind; each number leads to its entries of the log."""
    form = forms.PeriodFilter(request.args)
    valid, today = form.validate(), clock.today()
    first = (form.since.data if valid else None) or today - timedelta(days=_DAYS)
    last = (form.until.data if valid else None) or today
    since, until = (datetime.combine(day, time.min, UTC) for day in (first, day_after(last)))
    kinds, rows = queries.list_looks(actor(), since, until)

    def href(kind: str, row: Counted) -> str:
        return url_for("desk.audit", event=kind, actor=row.who, **_boxes("since", first), **_boxes("until", last))

    columns = [(str(kind), _(SENTENCES[kind])) for kind in kinds]
    return render_template(
        "insight/access.html", form=form, columns=columns, rows=rows, first=first, last=last, href=href
    )


def _boxes(name: str, day: date) -> dict[str, Any]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def _sheet(name: str) -> Sheet:
    if name not in set(Sheet):
        raise NotFound(N_("There is no such report."))
    return Sheet(name)


def _month() -> Month:
    return Month.read(request.args.get("month", ""), clock.today())


def _behind(wanted: Sheet, key: str, month: Month, row: Counted | None) -> str:
    asked: dict[str, Any] = {"who": row.who} if row else {}
    if wanted is Sheet.MONTH:
        asked["month"] = month.code
    return url_for("insight.behind", name=str(wanted), key=key, **asked)


def _named(row: Counted) -> str:
    return _("Nobody") if row.who == NOBODY else row.name


def _place(line: Line) -> str:
    return _PLACES[line.subject] % line.key
