"""The pages of a case's flags."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.flags import forms, queries, service, words
from case_mgr.flags.types import FlagView
from case_mgr.web.acts import compared, done
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.hooks import hooks

blueprint = Blueprint("flags", __name__, template_folder="templates")
blueprint.add_app_template_filter(words.kind_name, "flag_kind")
blueprint.add_app_template_filter(words.flag_tag)


@blueprint.get("/cases/<reference>/flags")
@needs(Permission.CASE_READ)
def of_case(reference: str) -> ResponseReturnValue:
    """Show which flags are open on a case, and what came of the others."""
    return _show(_frame(reference), _form())


@blueprint.post("/cases/<reference>/flags")
@needs(Permission.CASE_WRITE)
def raise_flag(reference: str) -> ResponseReturnValue:
    """Raise a flag."""
    frame, form = _frame(reference), _form()
    case = frame["case"].row.reference
    if form.validate_on_submit():
        try:
            service.raise_flag(actor(), case, form.draft())
            done(_("The flag was raised."))
            return redirect(_here(case), 303)
        except Refused as error:
            form.refuse("reason", sentence(error))
    return _show(frame, form), 422


@blueprint.route("/cases/<reference>/flags/<public_id>/lower", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE)
def lower(reference: str, public_id: str) -> ResponseReturnValue:
    """Lower a flag and say what came of it."""
    frame = _frame(reference)
    case = frame["case"].row.reference
    flag = queries.get_flag(actor(), case, public_id)
    if request.method == "GET" and not flag.is_open:
        return redirect(_here(case), 303)
    form = _filled(flag) if request.method == "GET" else forms.LowerForm()
    if form.validate_on_submit():
        try:
            service.lower(actor(), case, public_id, form.outcome.data or "", form.seen_version())
            done(_("The flag was lowered."))
            return redirect(_here(case), 303)
        except Stale as error:
            raise compared(error, form, _filled(flag), _here(case)) from error
        except Refused as error:
            form.refuse("outcome", sentence(error))
    shown = render_template("flags/lower.html", **frame, form=form, flag=flag)
    return shown, 422 if form.errors else 200


def _form() -> forms.FlagForm:
    form = forms.FlagForm()
    form.offer()
    return form


def _filled(flag: FlagView) -> forms.LowerForm:
    form = forms.LowerForm(formdata=None, outcome=flag.outcome)
    form.version.data = str(flag.version)
    return form


def _show(frame: dict[str, Any], form: forms.FlagForm) -> str:
    found = queries.list_of_case(actor(), frame["case"].row.reference)
    up, down = [row for row in found if row.is_open], [row for row in found if not row.is_open]
    return render_template("flags/of_case.html", **frame, form=form, up=up, down=down)


def _frame(reference: str) -> dict[str, Any]:
    """Return identity bar, tabs and way up of the case; a stranger's case is not found."""
    made = hooks().case_frame
    if made is None:
        raise NotFound(N_("There is no such case."))
    return made(actor(), reference)


def _here(case: str) -> str:
    return url_for("flags.of_case", reference=case)
