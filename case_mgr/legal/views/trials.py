"""Pages of sentences."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.cases.types import CaseView
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.showing import named
from case_mgr.legal import forms, labels, queries, service
from case_mgr.legal.forms.trials import causes_of
from case_mgr.legal.service.sentences import EVENTS
from case_mgr.legal.types.kinds import Cause
from case_mgr.legal.types.results import ChargeView, SentenceView
from case_mgr.legal.views.room import blueprint, frame_of, one_of, submit
from case_mgr.web.guard import actor, needs

_PASSED = ("verdict", "restricted_freedom_imposed")


@blueprint.route("/cases/<reference>/legal/sentences/new", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.ADD)
def new_sentence(reference: str) -> ResponseReturnValue:
    """Record what a court imposed."""
    frame = frame_of(reference)
    case: CaseView = frame["case"]
    form = forms.SentenceForm()
    form.offer_told(labels.events(case, _PASSED))
    charges = queries.get_legal(actor(), case.row.reference).charges
    _offer_sentence(form, case, charges, [Cause.VERDICT])
    if request.method == "GET":
        form.expect(queries.list_told(actor(), case.row.reference))
    ref = case.row.reference
    return submit(
        "sentence",
        frame,
        form,
        lambda: service.sentence(actor(), ref, form.draft()),
        _("The sentence was recorded. Its expected end is an estimate."),
        "sentences",
        found=None,
    )


@blueprint.route("/cases/<reference>/legal/sentences/<sentence_id>/change", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.AMEND)
def change_sentence(reference: str, sentence_id: str) -> ResponseReturnValue:
    """Record what a sentence became; the earlier versions stay."""
    frame = frame_of(reference)
    case: CaseView = frame["case"]
    found = one_of(queries.get_legal(actor(), case.row.reference).sentences, sentence_id)
    now = found.current
    form = forms.SentenceForm(in_force=now.in_force, term_from=now.term_from)
    kinds = tuple(kind for cause, rows in EVENTS.items() if cause is not Cause.VERDICT for kind in rows)
    form.offer_told(labels.events(case, kinds))
    _offer_sentence(form, case, (), _causes(case))
    if request.method == "GET":
        form.show(now)
        form.version.data, form.cause.data = str(_last(found)), None
    ref = case.row.reference
    return submit(
        "sentence",
        frame,
        form,
        lambda: service.change_sentence(actor(), ref, sentence_id, form.draft(), form.seen_version()),
        _("A further version of the sentence was recorded."),
        "sentences",
        found=found,
    )


def _offer_sentence(
    form: forms.SentenceForm, case: CaseView, charges: tuple[ChargeView, ...], causes: list[Cause]
) -> None:
    country = case.jurisdiction
    form.offer_courts(labels.courts(country))
    form.offer(
        kinds=labels.punishments(country, additional=False),
        regimes=[(regime.code, named(regime)) for regime in catalogue.regimes(country)],
        additional=labels.punishments(country, additional=True),
        charges=[(charge.public_id, labels.charge_name(charge.ref)) for charge in charges if charge.open],
        causes=causes_of(causes),
    )


def _causes(case: CaseView) -> list[Cause]:
    """Return the changes of a sentence for which the country has an event, and the correction of our own record."""
    known = {kind.code for kind in catalogue.event_kinds(case.jurisdiction)}
    return [
        cause for cause in Cause if cause is not Cause.VERDICT and (cause not in EVENTS or known & {*EVENTS[cause]})
    ]


def _last(found: SentenceView) -> int:
    return max(version.number for version in found.versions)
