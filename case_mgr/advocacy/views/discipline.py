"""The page that says what slips."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import choices, labels, queries
from case_mgr.advocacy.views.room import blueprint
from case_mgr.cases.labels import place_name
from case_mgr.core import clock
from case_mgr.core.paging import Page, PageRequest
from case_mgr.web.guard import actor, needs

DAYS = (30, 60, 90, 180, 365)
_SHOWN = ("contacts", "promises", "cases", "godparents")


@blueprint.get("/contacts/follow-up")
@needs(Permission.CONTACT_READ)
def follow_up() -> ResponseReturnValue:
    """Show who was not contacted for long, what was promised and not done, and whom nobody has raised."""
    who, today = actor(), clock.today()
    days, show = _days(), request.args.get("show", "")
    show = show if show in _SHOWN else _SHOWN[0]
    return render_template(
        "advocacy/follow_up.html",
        page=_page(who, show, days, today),
        show=show,
        days=days,
        choices=[(n, url_for("advocacy.follow_up", days=n)) for n in DAYS],
        tabs=_tabs(_counts(who, days, today), show, days),
        today=today,
        labels=labels,
        country=choices.country,
        place=place_name,
    )


def _counts(who: Actor, days: int, today: date) -> tuple[int, ...]:
    return (
        queries.count_silent(who, days, today),
        queries.count_promised(who),
        queries.count_unraised(who),
        queries.count_unspoken(who),
    )


def _page(who: Actor, show: str, days: int, today: date) -> Page[Any]:
    at = PageRequest.read(request.args.get("page"), request.args.get("size"))
    match show:
        case "promises":
            return queries.list_promised(who, at)
        case "cases":
            return queries.list_unraised(who, at)
        case "godparents":
            return queries.list_unspoken(who, at)
        case _:
            return queries.list_silent(who, days, today, at)


def _days() -> int:
    asked = request.args.get("days", "")
    return int(asked) if asked in {str(n) for n in DAYS} else 60


def _tabs(counts: tuple[int, ...], show: str, days: int) -> list[dict[str, Any]]:
    names = (_("Not contacted"), _("Promised and not done"), _("Raised with nobody"), _("Without a godparent"))
    return [
        {
            "label": name,
            "count": count,
            "href": url_for("advocacy.follow_up", show=code, days=days),
            "current": code == show,
        }
        for code, name, count in zip(_SHOWN, names, counts, strict=True)
    ]
