"""Pages of charges, and the page that shows everything about the law in a case."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.cases.types import CaseView
from case_mgr.core import clock
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.legal import forms, labels, queries, service
from case_mgr.legal.articles import parse
from case_mgr.legal.checking import Checked, check
from case_mgr.legal.refs import Reading
from case_mgr.legal.types.kinds import ChargeState
from case_mgr.legal.types.results import ChargeView
from case_mgr.legal.views.room import Frame, blueprint, frame_of, page, submit, thing_of
from case_mgr.web.guard import actor, needs

_BROUGHT = ("charge",)
_CHANGED = (
    "charge_changed",
    "verdict",
    "restricted_freedom_imposed",
    "acquittal",
    "appeal",
    "added_term",
    "case_closed",
)


@blueprint.get("/cases/<reference>/legal")
@needs(Permission.CASE_READ, shared=Act.READ)
def legal(reference: str) -> ResponseReturnValue:
    """Show everything about the law in a case."""
    frame = frame_of(reference)
    case: CaseView = frame["case"]
    found = queries.get_legal(actor(), case.row.reference)
    return page("legal", frame, legal=found, today=clock.today(), read=_unrecorded(case, found.charges))


@blueprint.route("/cases/<reference>/legal/charges/new", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.ADD)
def new_charges(reference: str) -> ResponseReturnValue:
    """Read the articles of a charge from its text, show what was read, and record what is ticked."""
    frame = frame_of(reference)
    case: CaseView = frame["case"]
    form = forms.ChargesForm()
    form.offer_told(labels.events(case, _BROUGHT))
    if request.method == "GET":
        form.text.data = case.row.charges
        form.expect(queries.list_told(actor(), case.row.reference))
    reading = parse(form.plain())
    checked = check(case.jurisdiction, reading)
    form.offer_read(_choices(case, checked))
    fresh = request.method == "GET" or form.seen_text.data != form.plain()
    only_read = request.form.get("then") == "read"
    form.seen_text.data = form.plain()
    if request.method == "POST" and (fresh or only_read):
        return _read_again(frame, form, reading, checked, asked=only_read)
    if fresh:
        form.choose_all(len(checked))
    said = ngettext("%(num)d charge was recorded.", "%(num)d charges were recorded.", len(form.chosen.data or ()))
    ref, seen = case.row.reference, _seen(reading, checked)
    return submit(
        "charges_new", frame, form, lambda: service.charge(actor(), ref, form.draft()), said, "charges", **seen
    )


@blueprint.route("/cases/<reference>/legal/charges/<charge_id>/change", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.AMEND)
def change_charge(reference: str, charge_id: str) -> ResponseReturnValue:
    """Record what became of a charge."""
    frame = frame_of(reference)
    case: CaseView = frame["case"]
    found = _charge(case.row.reference, charge_id)
    form = forms.ChangeChargeForm()
    form.offer_told(labels.events(case, _CHANGED))
    form.offer()
    said = _("What became of the charge was recorded.")
    ref = case.row.reference
    return submit(
        "charge_change",
        frame,
        form,
        lambda: service.change_charge(actor(), ref, charge_id, form.draft()),
        said,
        "charges",
        charge=found,
        asks=form.state.data == ChargeState.REQUALIFIED and bool(form.as_written.errors or form.as_written.data),
    )


@blueprint.route("/cases/<reference>/legal/<what>/<record_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.AMEND)
def take_back(reference: str, what: str, record_id: str) -> ResponseReturnValue:
    """Ask, then take a record back."""
    frame, thing = frame_of(reference), thing_of(what)
    ref = frame["case"].row.reference
    name = queries.name_of_record(actor(), ref, thing, record_id)
    form = forms.TakeBackForm()
    said = _("%(what)s: it was taken back. The log keeps it.", what=_(labels.THINGS[thing]))
    return submit(
        "take_back",
        frame,
        form,
        lambda: service.take_back(actor(), ref, thing, record_id, form.reason.data or ""),
        said,
        str(thing),
        thing=thing,
        record=name,
    )


def _read_again(
    frame: Frame, form: forms.ChargesForm, reading: Reading, checked: tuple[Checked, ...], *, asked: bool
) -> ResponseReturnValue:
    """Show what is read from a text that has changed, before anything is recorded."""
    form.renew()
    form.choose_all(len(checked))
    if not asked:
        form.text.errors = [_("The text has changed. Check what is read from it now, then record it.")]
    seen = _seen(reading, checked)
    return page("charges_new", frame, 200 if asked else 422, form=form, action=request.path, **seen)


def _seen(reading: Reading, checked: tuple[Checked, ...]) -> dict[str, Any]:
    return {"unread": reading.unread, "doubtful": any(one.doubt for one in checked)}


def _choices(case: CaseView, checked: tuple[Checked, ...]) -> list[tuple[str, str, str]]:
    rows = []
    for number, one in enumerate(checked):
        title = labels.article_title(one.ref, case.jurisdiction)
        label = " – ".join(part for part in (labels.charge_name(one.ref), title) if part)
        rows.append((str(number), label, _(one.doubt, **one.params) if one.doubt else ""))
    return rows


def _unrecorded(case: CaseView, charges: tuple[ChargeView, ...]) -> int:
    """Count the articles that the charges as written name and that are recorded in no charge."""
    known = {charge.ref for charge in charges}
    return len([one for one in check(case.jurisdiction, parse(case.row.charges)) if one.ref not in known])


def _charge(reference: str, charge_id: str) -> ChargeView:
    found = queries.get_legal(actor(), reference)
    charge = next((one for one in found.charges if one.public_id == charge_id), None)
    if charge is None:
        raise NotFound(N_("There is no such record."))
    return charge
