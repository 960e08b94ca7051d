"""Evidence of a place: confirm, refute, take back."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from case_mgr.access.permissions import Permission
from case_mgr.cases.words import exit_facts
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.jurisdictions import catalogue
from case_mgr.pardons import forms, queries, service, words
from case_mgr.pardons.results import BatchView, PlaceView
from case_mgr.pardons.types import Verification
from case_mgr.pardons.views.shared import blueprint, choices, verification_tag
from case_mgr.pardons.words import EXIT_KINDS
from case_mgr.web.acts import compared
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.wording import when


@blueprint.route("/pardons/<reference>/places/<int:number>/confirm", methods=["GET", "POST"])
@needs(Permission.BATCH_CONFIRM)
def confirm(reference: str, number: int) -> ResponseReturnValue:
    """Confirm a release with evidence."""
    who = actor()
    batch, place = queries.get_batch(who, reference), queries.get_place(who, reference, number)
    form = _confirm_form(batch, place)
    twofold, duty = not queries.confirms_alone(who), queries.on_duty(who)
    if form.validate_on_submit():
        try:
            draft = form.draft(form.seen_version())
            if twofold:
                service.ask_to_confirm(who, reference, number, draft)
                flash(_("The evidence was written down. It counts when a second person agrees."), "success")
                return _to_place(reference, number)
            proof = service.confirm(who, reference, number, draft)
            flash(_confirmed(reference, number, proof.exit.case.reference if proof.exit else None), "success")
            return _to_place(reference, number)
        except Stale as error:
            raise compared(
                error, form, _confirm_form(batch, place, formdata=None), _place(reference, number)
            ) from error
        except Refused as error:
            form.refuse("link", sentence(error))
    page = render_template("pardons/confirm.html", form=form, batch=batch, row=place.row, twofold=twofold, duty=duty)
    return page, 422 if form.errors else 200


@blueprint.route("/pardons/<reference>/places/<int:number>/refute", methods=["GET", "POST"])
@needs(Permission.BATCH_CONFIRM)
def refute(reference: str, number: int) -> ResponseReturnValue:
    """Refute a release with evidence."""
    who = actor()
    batch, place = queries.get_batch(who, reference), queries.get_place(who, reference, number)
    form = _refute_form(place)
    if form.validate_on_submit():
        try:
            service.refute(who, reference, number, form.draft(form.seen_version()))
            said = _("The release of %(reference)s, place %(number)d was refuted.", reference=reference, number=number)
            flash(said, "success")
            return _to_place(reference, number)
        except Stale as error:
            raise compared(error, form, _refute_form(place, formdata=None), _place(reference, number)) from error
        except Refused as error:
            form.refuse("evidence", sentence(error))
    page = render_template("pardons/refute.html", form=form, batch=batch, row=place.row)
    return page, 422 if form.errors else 200


@blueprint.route("/pardons/<reference>/places/<int:number>/evidence/<proof_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.BATCH_CONFIRM)
def withdraw_proof(reference: str, number: int, proof_id: str) -> ResponseReturnValue:
    """Ask, then take evidence back."""
    who = actor()
    batch, place = queries.get_batch(who, reference), queries.get_place(who, reference, number)
    proof = next((p for p in place.proofs if p.public_id == proof_id and p.withdrawn_at is None), None)
    if proof is None:
        raise NotFound(N_("There is no such evidence."))
    form = forms.ReasonForm()
    if form.validate_on_submit():
        try:
            service.withdraw_proof(who, reference, number, proof_id, form.reason.data or "")
            said = _("Evidence of %(reference)s, place %(number)d was taken back.", reference=reference, number=number)
            flash(said, "success")
            return _to_place(reference, number)
        except Refused as error:
            form.refuse("reason", sentence(error))
    page = render_template("pardons/withdraw_proof.html", form=form, batch=batch, row=place.row, proof=proof)
    return page, 422 if form.errors else 200


def _confirmed(reference: str, number: int, case: str | None) -> str:
    if case:
        return _(
            "The release of %(reference)s, place %(number)d was confirmed and written into %(case)s.",
            reference=reference,
            number=number,
            case=case,
        )
    return _(
        "The release of %(reference)s, place %(number)d was confirmed. "
        "No case is matched, so nothing was written into one.",
        reference=reference,
        number=number,
    )


def _exit_kinds(batch: BatchView) -> list[SelectChoice]:
    language = str(get_locale() or "en")
    return [
        SelectChoice(kind.code, catalogue.label(kind, language)) for kind in catalogue.exit_kinds(batch.jurisdiction)
    ]


def _to_place(reference: str, number: int) -> ResponseReturnValue:
    return redirect(_place(reference, number), 303)


def _place(reference: str, number: int) -> str:
    return url_for("pardons.place", reference=reference, number=number)


def _confirm_form(batch: BatchView, place: PlaceView, **given: Any) -> forms.ConfirmForm:
    known = {"happened": batch.released, "exit_kind": EXIT_KINDS[batch.kind], "version": place.row.version}
    if "seen" in request.args:
        known |= _from_seen(batch, place)
    form = forms.ConfirmForm(**given, **known)
    form.offer(choices(words.LINK_WORDS), _exit_kinds(batch))
    form.offer_facts(*exit_facts())
    form.stands.data, form.stands.becomes = _stands(place), _(words.VERIFICATIONS[Verification.CONFIRMED])
    return form


def _from_seen(batch: BatchView, place: PlaceView) -> dict[str, Any]:
    """Return what was written down on the spot: neither the words nor their source stand in an address."""
    try:
        happened = PartialDate.parse(request.args.get("happened", ""))
    except ValueError:
        happened = None
    seen = queries.find_seen(actor(), batch.reference, place.row.number)
    said = {"evidence": seen[0], "source": seen[1]} if seen else {}
    return {"link": request.args.get("link"), "happened": happened, **said}


def _refute_form(place: PlaceView, **given: Any) -> forms.RefuteForm:
    form = forms.RefuteForm(**given, version=place.row.version)
    form.stands.data, form.stands.becomes = _stands(place), _(words.VERIFICATIONS[Verification.REFUTED])
    return form


def _stands(place: PlaceView) -> str:
    """Say what is known of the release, and by which evidence that was said last."""
    standing = [proof for proof in place.proofs if proof.withdrawn_at is None]
    said = [verification_tag(place.row)["text"]]
    if standing:
        last = max(standing, key=lambda proof: proof.at)
        said += [when(last.happened), last.evidence, last.source]
    return " · ".join(part for part in said if part)
