"""The calendar: tasks and hearings by day, and the same as a file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

from babel import Locale
from babel.dates import format_date, get_day_names
from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.desk import ics, months, service
from case_mgr.desk.months import Item
from case_mgr.desk.views.room import blueprint
from case_mgr.legal import queries as legal
from case_mgr.tasks import queries as tasks
from case_mgr.tasks import service as tasking
from case_mgr.tasks.types import Whose
from case_mgr.tasks.words import WHOSE, task_day, task_in_words, task_what
from case_mgr.web.acts import done
from case_mgr.web.guard import actor, needs
from case_mgr.web.transaction import afterwards
from case_mgr.web.wording import when

# How far a calendar file reaches back and ahead.
BACK, AHEAD = timedelta(days=31), timedelta(days=366)


@blueprint.get("/calendar")
@needs(Permission.TASK_READ)
def calendar() -> ResponseReturnValue:
    """Show a month with what falls on each day."""
    today, whose = clock.today(), _whose()
    day = months.read_day(request.args.get("day", ""))
    month = day.replace(day=1) if day else months.read_month(request.args.get("month", ""), today)
    start = _week_start()
    found = months.weeks(month, start, _items(actor(), *months.spans(month, start), whose))
    names = [(_named(number, "wide"), _named(number, "abbreviated")) for number in _order(start)]
    shown = [one for week in found for one in week if one.items and (one.day == day if day else one.inside)]
    return render_template(
        "desk/calendar.html",
        month=PartialDate.month(month.year, month.month),
        weeks=found,
        names=names,
        agenda=shown,
        day=day,
        today=today,
        tabs=_tabs(whose, month),
        links=_links(month, whose),
        whose=whose,
    )


@blueprint.get("/calendar.ics")
@needs(Permission.TASK_READ, writes=True)
def calendar_ics() -> ResponseReturnValue:
    """Give the calendar as a file with references only."""
    today, whose = clock.today(), _whose()
    items = _items(actor(), today - BACK, today + AHEAD, whose)
    service.note_calendar(actor(), len(items))
    return _file(items, today)


@blueprint.route("/calendar/link", methods=["GET", "POST"])
@needs(Permission.TASK_READ)
def calendar_link() -> ResponseReturnValue:
    """Make the secret address of the own calendar, which is shown once."""
    link = None
    if request.method == "POST":
        link = url_for("desk.calendar_feed", token=tasking.make_link(actor()), _external=True)
    return render_template("desk/calendar_link.html", link=link, known=tasks.find_link(actor()))


@blueprint.post("/calendar/link/end")
@needs(Permission.TASK_READ)
def end_calendar_link() -> ResponseReturnValue:
    """End that address."""
    tasking.end_link(actor())
    done(_("The address was ended: whoever asks by it gets nothing any more."))
    return redirect(url_for("desk.calendar"), 303)


@blueprint.get("/calendar/feed/<token>.ics")
def calendar_feed(token: str) -> ResponseReturnValue:
    """Answer a calendar application with the days of whoever made the address: references only."""
    who, today = tasks.get_reader(token), clock.today()
    afterwards(lambda: tasking.touch_link(who))
    return _file(_items(who, today - BACK, today + AHEAD, Whose.MINE), today)


def _file(items: list[Item], today: date) -> Response:
    response = Response(ics.calendar_file(items, clock.now()), mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'attachment; filename="calendar-{today:%Y-%m-%d}.ics"'
    return response


def _items(who: Actor, starts: date, ends: date, whose: Whose) -> list[Item]:
    found = []
    for row in tasks.list_due_between(who, starts, ends, whose):
        day = task_day(row)
        assert day is not None, "the calendar asks for tasks with a day"
        href, reference = url_for("tasks.show", public_id=row.public_id), row.case or _("Task")
        found.append(Item(day, href, task_what(row), reference, row.public_id, task_in_words(row)))
    for day, one in legal.list_hearings_between(who, starts, ends, own=whose is not Whose.ALL):
        href = url_for("legal.legal", reference=one.case, _anchor="hearings")
        text = _("Planned hearing") if one.planned else _("Hearing")
        # The same key before and after a postponement: a calendar application moves it, and shows it once.
        found.append(Item(day, href, text, one.case, f"hearing-{one.public_id}", one.hour))
    return sorted(found, key=lambda item: (item.day, item.reference))


def _whose() -> Whose:
    asked = request.args.get("whose", "")
    return Whose(asked) if asked in set(Whose) else Whose.MINE


def _tabs(current: Whose, month: date) -> list[dict[str, Any]]:
    return [
        {
            "label": _(said),
            "href": url_for("desk.calendar", month=f"{month:%Y-%m}", whose=str(whose)),
            "current": whose is current,
        }
        for whose, said in WHOSE.items()
    ]


def _links(month: date, whose: Whose) -> dict[str, dict[str, str]]:
    near = {"previous": months.before(month), "next": months.after(month)}
    links = {
        name: {
            "href": url_for("desk.calendar", month=f"{other:%Y-%m}", whose=str(whose)),
            "label": when(PartialDate.month(other.year, other.month)),
        }
        for name, other in near.items()
    }
    return links | {"today": {"href": url_for("desk.calendar", whose=str(whose)), "label": _("Today")}}


def _locale() -> Locale:
    found = get_locale() or Locale("en")
    # English without a country would begin the week as in America.
    return Locale("en", "GB") if str(found) == "en" else found


def _week_start() -> int:
    return int(_locale().first_week_day)


def _order(start: int) -> list[int]:
    return [(start + number) % 7 for number in range(7)]


def _named(number: int, width: Literal["wide", "abbreviated"]) -> str:
    return str(get_day_names(width, "stand-alone", _locale())[number])


@blueprint.app_template_filter()
def weekday(day: date) -> str:
    """Say a day with its weekday."""
    return str(format_date(day, "full", locale=_locale()))
