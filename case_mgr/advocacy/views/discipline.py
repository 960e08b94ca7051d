"""The page that says what slips."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.advocacy import choices, labels, queries
from case_mgr.advocacy.views.room import blueprint
from case_mgr.cases.labels import place_name
from case_mgr.core import clock
from case_mgr.core.paging import PageRequest
from case_mgr.web.guard import actor, needs

DAYS = (30, 60, 90, 180, 365)
_SHOWN = ("contacts", "promises", "cases")


@blueprint.get("/contacts/follow-up")
@needs(Permission.CONTACT_READ)
def follow_up() -> ResponseReturnValue:
    """Show who was not contacted for long, what was promised and not done, and whom nobody has raised."""
    who, today = actor(), clock.today()
    days, show = _days(), request.args.get("show", "")
    show = show if show in _SHOWN else _SHOWN[0]
    at = PageRequest.read(request.args.get("page"), request.args.get("size"))
    counts = (queries.count_silent(who, days, today), queries.count_promised(who), queries.count_unraised(who))
    page: Any
    match show:
        case "promises":
            page = queries.list_promised(who, at)
        case "cases":
            page = queries.list_unraised(who, at)
        case _:
            page = queries.list_silent(who, days, today, at)
    return render_template(
        "advocacy/follow_up.html",
        page=page,
        show=show,
        days=days,
        choices=[(n, url_for("advocacy.follow_up", days=n)) for n in DAYS],
        tabs=_tabs(counts, show, days),
        today=today,
        labels=labels,
        country=choices.country,
        place=place_name,
    )


def _days() -> int:
    asked = request.args.get("days", "")
    return int(asked) if asked in {str(n) for n in DAYS} else 60


def _tabs(counts: tuple[int, int, int], show: str, days: int) -> list[dict[str, Any]]:
    names = (_("Not contacted"), _("Promised and not done"), _("Raised with nobody"))
    return [
        {
            "label": name,
            "count": count,
            "href": url_for("advocacy.follow_up", show=code, days=days),
            "current": code == show,
        }
        for code, name, count in zip(_SHOWN, names, counts, strict=True)
    ]
