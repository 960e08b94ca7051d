"""A list as a file for somebody outside: for one purpose, with whoever may be disclosed for it, and a look before."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.desk import forms, service
from case_mgr.desk.disclosure import Disclosed
from case_mgr.desk.views.cases import cases_filter
from case_mgr.desk.views.people import people_filter
from case_mgr.desk.views.room import blueprint, csv_file, plain_filters, told_filters
from case_mgr.desk.words import word
from case_mgr.detainees.labels import purpose_name, why_name
from case_mgr.detainees.types import Purpose
from case_mgr.web.guard import actor, needs
from case_mgr.web.transaction import abandon

_LISTS = {"people": N_("People"), "cases": N_("Cases")}


@blueprint.route("/export/<what>", methods=["GET", "POST"])
@needs(Permission.EXPORT)
def export(what: str) -> ResponseReturnValue:
    """Ask for whom a list is meant, say who would be in it, then give it."""
    if what not in _LISTS:
        raise NotFound(N_("There is no such list."))
    form = forms.ExportForm()
    form.offer([(str(purpose), purpose_name(purpose)) for purpose in Purpose if purpose is not Purpose.RECORD])
    if not form.validate_on_submit():
        return _page(what, form, None), 422 if form.errors else 200
    recipient = form.draft(looks=request.form.get("seen") != form.purpose.data or "look" in request.form)
    if what == "people":
        text, told = service.export_people(actor(), people_filter(), told_filters(), word, recipient)
    else:
        text, told = service.export_cases(actor(), cases_filter(), told_filters(), word, recipient)
    if not recipient.looks and told.rows:
        return csv_file(text, f"{what}-{recipient.purpose}")
    abandon()
    form.renew()
    return _page(what, form, told), 200


def _page(what: str, form: forms.ExportForm, told: Disclosed | None) -> str:
    asked: dict[str, Any] = dict(plain_filters())
    counts = sorted(told.left.items(), key=lambda pair: -pair[1]) if told else []
    return render_template(
        "desk/export.html",
        what=what,
        title=_(_LISTS[what]),
        form=form,
        told=told,
        left=[ngettext("%(num)d line: %(why)s", "%(num)d lines: %(why)s", n, why=why_name(why)) for why, n in counts],
        here=url_for("desk.export", what=what, **asked),
        back=url_for(f"desk.{what}", **asked),
    )
