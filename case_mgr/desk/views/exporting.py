"""A list as a file, for a purpose: how many rows and what is in them is said before anything leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from case_mgr.access.permissions import Permission
from case_mgr.cases import queries as cases
from case_mgr.core.paging import PageRequest
from case_mgr.desk import service
from case_mgr.desk.views.cases import filter_of as cases_filter
from case_mgr.desk.views.people import filter_of as people_filter
from case_mgr.desk.views.room import blueprint, csv_file, plain_filters, told_filters
from case_mgr.desk.words import word
from case_mgr.detainees import queries as people
from case_mgr.web import asked
from case_mgr.web.forms import Form
from case_mgr.web.guard import actor, needs

_MOST = 1000


class ExportForm(Form):
    """Why a list leaves the house."""

    purpose = StringField(
        lazy_gettext("What is the file for, and who gets it?"),
        [
            DataRequired(lazy_gettext("Say what the file is for, and who gets it")),
            Length(max=300, message=lazy_gettext("Shorten this to 300 characters")),
        ],
        description=lazy_gettext("It stands in the log beside the number of rows. Never name a person."),
    )


@blueprint.route("/cases/export", methods=["GET", "POST"])
@needs(Permission.EXPORT)
def export_cases() -> ResponseReturnValue:
    """Say how many cases leave, ask what for, and give them as a file."""
    wanted = cases_filter(asked.filters(actor()))[1]
    wanted = replace(wanted, only=_picked()) if _picked() else wanted
    return _export(
        "cases",
        cases.count_cases(actor(), wanted),
        _("reference, person, stage, status, dates of detention and release, place, charges, who follows the case"),
        lambda purpose: service.export_cases(actor(), wanted, told_filters(), word, purpose),
    )


@blueprint.route("/people/export", methods=["GET", "POST"])
@needs(Permission.EXPORT)
def export_people() -> ResponseReturnValue:
    """Say how many people leave, ask what for, and give them as a file."""
    wanted = people_filter(asked.filters(actor()))[1]
    wanted = replace(wanted, only=_picked()) if _picked() else wanted
    return _export(
        "people",
        people.list_people(actor(), wanted, PageRequest()).total,
        _("reference, name, birth, sex, nationalities, cases, occupation, groups, languages"),
        lambda purpose: service.export_people(actor(), wanted, told_filters(), word, purpose),
    )


def _export(what: str, count: int, holds: str, make: Callable[[str], str]) -> ResponseReturnValue:
    """Ask for the purpose, then answer with the file; ticked rows that came without one are asked about again."""
    back, picked = url_for(f"desk.{what}", **plain_filters()), sorted(_picked())
    form = ExportForm()
    if request.method == "POST" and not picked and "whole" not in request.form:
        flash(_("Select at least one case.") if what == "cases" else _("Select at least one person."), "error")
        return redirect(url_for(f"desk.{what}", **plain_filters(), page=request.args.get("page")), 303)
    asks_now = request.method == "POST" and "purpose" in request.form
    if asks_now and form.validate():
        return csv_file(make((form.purpose.data or "").strip()), what)
    shown: dict[str, Any] = {"form": form, "count": count, "holds": holds, "back": back, "picked": picked, "what": what}
    shown["action"] = url_for(f"desk.export_{what}", **plain_filters())
    return render_template("desk/export.html", **shown), 422 if asks_now else 200


def _picked() -> frozenset[str]:
    return frozenset(value.strip() for value in request.form.getlist("pick")[: _MOST + 1] if value.strip())
