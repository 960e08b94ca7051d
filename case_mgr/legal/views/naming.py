"""Pages on which officials are named in the acts of a case."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from case_mgr.access.permissions import Permission
from case_mgr.legal import forms, labels, queries, service
from case_mgr.legal.types.officials import OfficialRow
from case_mgr.legal.views.room import blueprint, frame_of, submit, thing_of
from case_mgr.web.guard import actor, needs


@blueprint.route("/cases/<reference>/legal/<what>/<record_id>/officials/new", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE)
def name_official(reference: str, what: str, record_id: str) -> ResponseReturnValue:
    """Name who had a part in an act; whoever may be meant already is shown first."""
    frame, thing, form = frame_of(reference), thing_of(what), forms.NamingForm()
    ref = frame["case"].row.reference
    record = queries.name_of_record(actor(), ref, thing, record_id)
    form.offer_parts()
    alike = queries.list_alike(actor(), form.name.data or "")
    form.offer_known([(row.public_id, _described(row)) for row in alike])
    return submit(
        "naming",
        frame,
        form,
        lambda: service.name_official(actor(), ref, thing, record_id, form.draft()),
        _("The official was named."),
        str(thing),
        thing=thing,
        record=record,
    )


@blueprint.route("/cases/<reference>/legal/officials/<act_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE)
def unname_official(reference: str, act_id: str) -> ResponseReturnValue:
    """Ask, then take back that an official had a part in an act."""
    frame, form = frame_of(reference), forms.TakeBackForm()
    ref = frame["case"].row.reference
    record = queries.name_of_act(actor(), ref, act_id)
    return submit(
        "unname",
        frame,
        form,
        lambda: service.unname_official(actor(), ref, act_id, form.reason.data or ""),
        _("It was taken back that the official had a part in it."),
        "legal",
        record=record,
    )


def _described(row: OfficialRow) -> str:
    cases = ngettext("%(num)d case", "%(num)d cases", row.cases)
    return " · ".join(part for part in (row.name, _(labels.OFFICIALS[row.kind]), row.body, cases) if part)
