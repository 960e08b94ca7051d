"""Lists of the desk on their way to the one door: what the address asks for, and which rows were ticked."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.cases import queries as cases
from case_mgr.desk import asking
from case_mgr.desk.views.cases import filter_of as cases_filter
from case_mgr.desk.views.people import filter_of as people_filter
from case_mgr.desk.views.room import blueprint, plain_filters, told_filters
from case_mgr.detainees import queries as people
from case_mgr.exports import door
from case_mgr.web import asked
from case_mgr.web.guard import actor, needs

_MOST = 1000


@blueprint.route("/cases/export", methods=["GET", "POST"])
@needs(Permission.EXPORT)
def export_cases() -> ResponseReturnValue:
    """Say how many cases leave, ask what for, and give them as a file."""
    wanted = cases_filter(asked.filters(actor()))[1]
    wanted = replace(wanted, only=_picked()) if _picked() else wanted
    if _nothing_chosen():
        flash(_("Select at least one case."), "error")
        return _back("cases")
    return _leave("cases", asking.of_cases(wanted), cases.count_cases(actor(), wanted))


@blueprint.route("/people/export", methods=["GET", "POST"])
@needs(Permission.EXPORT)
def export_people() -> ResponseReturnValue:
    """Say how many people leave, ask what for, and give them as a file."""
    wanted = people_filter(asked.filters(actor()))[1]
    wanted = replace(wanted, only=_picked()) if _picked() else wanted
    if _nothing_chosen():
        flash(_("Select at least one person."), "error")
        return _back("people")
    return _leave("people", asking.of_people(wanted), people.count_people(actor(), wanted))


def _leave(what: str, wanted: dict[str, object], count: int) -> ResponseReturnValue:
    """Go to the door; ticked rows stay ticked meanwhile."""
    action, back = url_for(f"desk.export_{what}", **plain_filters()), url_for(f"desk.{what}", **plain_filters())
    return door.leave(what, wanted, told_filters(), count=count, action=action, back=back, picked=_picked(), name=what)


def _nothing_chosen() -> bool:
    return request.method == "POST" and not _picked() and "whole" not in request.form


def _back(what: str) -> ResponseReturnValue:
    return redirect(url_for(f"desk.{what}", **plain_filters(), page=request.args.get("page")), 303)


def _picked() -> frozenset[str]:
    return frozenset(value.strip() for value in request.form.getlist("pick")[: _MOST + 1] if value.strip())
