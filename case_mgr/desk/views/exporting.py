"""A list as a file, for a purpose: how many rows and what is in them is said before anything leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from case_mgr.access.permissions import Permission
from case_mgr.cases import queries as cases
from case_mgr.desk import forms, service
from case_mgr.desk.disclosure import Disclosed, Recipient
from case_mgr.desk.views.cases import filter_of as cases_filter
from case_mgr.desk.views.people import filter_of as people_filter
from case_mgr.desk.views.room import blueprint, csv_file, plain_filters, told_filters
from case_mgr.desk.words import word
from case_mgr.detainees import queries as people
from case_mgr.detainees.labels import purpose_name, why_name
from case_mgr.detainees.types import Purpose
from case_mgr.web import asked
from case_mgr.web.guard import actor, needs
from case_mgr.web.transaction import abandon

_MOST = 1000
Make = Callable[[Recipient], tuple[str, Disclosed]]


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
        partial(cases.list_numbers, actor(), wanted),
        lambda recipient: service.export_cases(actor(), wanted, told_filters(), word, recipient),
    )


@blueprint.route("/people/export", methods=["GET", "POST"])
@needs(Permission.EXPORT)
def export_people() -> ResponseReturnValue:
    """Say how many people leave, ask what for, and give them as a file."""
    wanted = people_filter(asked.filters(actor()))[1]
    wanted = replace(wanted, only=_picked()) if _picked() else wanted
    return _export(
        "people",
        people.count_people(actor(), wanted),
        _("reference, name, birth, sex, nationalities, cases, occupation, groups, languages"),
        partial(people.list_numbers, actor(), wanted),
        lambda recipient: service.export_people(actor(), wanted, told_filters(), word, recipient),
    )


def _export(what: str, count: int, holds: str, numbered: service.Numbered, make: Make) -> ResponseReturnValue:
    """Ask for whom and what for, say who would be in it, then give the file; ticked rows stay ticked meanwhile."""
    back, picked = url_for(f"desk.{what}", **plain_filters()), sorted(_picked())
    form, told = forms.ExportForm(), None
    form.offer([(str(purpose), purpose_name(purpose)) for purpose in Purpose if purpose is not Purpose.RECORD])
    if request.method == "POST" and not picked and "whole" not in request.form:
        flash(_("Select at least one case.") if what == "cases" else _("Select at least one person."), "error")
        return redirect(url_for(f"desk.{what}", **plain_filters(), page=request.args.get("page")), 303)
    asks_now = request.method == "POST" and "purpose" in request.form
    if asks_now and form.validate():
        # Whoever is left out is said before anything leaves for somebody else.
        recipient = form.draft()
        if form.whom.data in (forms.OWN, request.form.get("seen")):
            text, told = make(recipient)
            if told.rows:
                return csv_file(text, what if recipient.purpose is None else f"{what}-{recipient.purpose}")
        else:
            told = service.look_over(actor(), numbered, recipient)
        abandon()
    shown: dict[str, Any] = {"form": form, "count": count, "holds": holds, "back": back, "picked": picked, "what": what}
    shown["action"] = url_for(f"desk.export_{what}", **plain_filters())
    shown |= {"told": told, "left": _left(told) if told else []}
    return render_template("desk/export.html", **shown), 422 if asks_now and form.errors else 200


def _left(told: Disclosed) -> list[str]:
    counts = sorted(told.left.items(), key=lambda pair: -pair[1])
    return [ngettext("%(num)d line: %(why)s", "%(num)d lines: %(why)s", n, why=why_name(why)) for why, n in counts]


def _picked() -> frozenset[str]:
    return frozenset(value.strip() for value in request.form.getlist("pick")[: _MOST + 1] if value.strip())
