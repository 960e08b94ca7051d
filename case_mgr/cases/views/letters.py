"""Pages of correspondence: letters, parcels, visits and calls of a case, and one tap for a sign of life."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.cases import forms, labels, letter_forms, service, signs, words
from case_mgr.cases.frame import here
from case_mgr.cases.guests import last_change, may_amend, require_amend
from case_mgr.cases.types import CaseView
from case_mgr.cases.types.correspondence import Party
from case_mgr.cases.types.letters import LetterView
from case_mgr.cases.views.room import blueprint, get_case, offer_levels, page
from case_mgr.core import clock
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.web.acts import compared, done
from case_mgr.web.forms import Form
from case_mgr.web.guard import actor, needs


@blueprint.get("/cases/<reference>/correspondence")
@needs(Permission.CASE_READ, shared=Act.READ)
def correspondence(reference: str) -> ResponseReturnValue:
    """List letters, parcels, visits and calls, newest first."""
    found = get_case(reference)
    refused = signs.refused_lately(found.letters, clock.today())
    sign = signs.last(signs.of_case(found))
    return page("letters", found, "correspondence", refused=refused, sign=sign, taps=words.telling_kinds())


@blueprint.route("/cases/<reference>/correspondence/new", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.ADD)
def new_letter(reference: str) -> ResponseReturnValue:
    """Record a letter, a parcel, a visit or a call."""
    found, form = get_case(reference), letter_forms.NewLetterForm()
    _offer(form, found)
    form.offer(words.statuses())
    if form.validate_on_submit():
        try:
            row = service.record_letter(actor(), found.row.reference, form.draft(), form.step())
            done(_("It was added to the correspondence of %(reference)s.", reference=found.row.reference))
            return redirect(_to(found, row.public_id), 303)
        except Refused as error:
            _blame(form, error)
    return page("letter_new", found, form=form, letter=None, status=422 if form.errors else 200)


@blueprint.get("/cases/<reference>/correspondence/<letter_id>")
@needs(Permission.CASE_READ, shared=Act.READ)
def letter(reference: str, letter_id: str) -> ResponseReturnValue:
    """Show one letter with its steps; who the other one is stays closed."""
    return _letter_page(get_case(reference), letter_id)


@blueprint.get("/cases/<reference>/correspondence/<letter_id>/who")
@needs(Permission.FAMILY_READ, writes=True, shared=Act.READ)
def letter_who(reference: str, letter_id: str) -> ResponseReturnValue:
    """Show who the other one is; that it was shown is written down first."""
    found = get_case(reference)
    who = service.open_who(actor(), found.row.reference, letter_id)
    return _letter_page(found, letter_id, who=who)


@blueprint.post("/cases/<reference>/correspondence/<letter_id>/steps")
@needs(Permission.CASE_WRITE, shared=Act.ADD)
def follow_letter(reference: str, letter_id: str) -> ResponseReturnValue:
    """Say what became of it."""
    found, form = get_case(reference), letter_forms.StepForm()
    form.offer(words.statuses(_standing(found, letter_id).kind))
    if form.validate_on_submit():
        try:
            service.follow_letter(actor(), found.row.reference, letter_id, form.step())
            done(_("What became of it was recorded in %(reference)s.", reference=found.row.reference))
            return redirect(_to(found, letter_id), 303)
        except Refused as error:
            _blame(form, error)
    return _letter_page(found, letter_id, form=form)


@blueprint.post("/cases/<reference>/correspondence/<letter_id>/steps/<step_id>/withdraw")
@needs(Permission.CASE_WRITE, shared=Act.ADD)
def withdraw_step(reference: str, letter_id: str, step_id: str) -> ResponseReturnValue:
    """Take a step back that was not so."""
    found = get_case(reference)
    service.withdraw_step(actor(), found.row.reference, letter_id, step_id)
    done(_("The step was taken back in %(reference)s.", reference=found.row.reference))
    return redirect(_to(found, letter_id), 303)


@blueprint.route("/cases/<reference>/correspondence/<letter_id>/edit", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.ADD)
def edit_letter(reference: str, letter_id: str) -> ResponseReturnValue:
    """Change what is written about it, and who may see it."""
    found = get_case(reference)
    row = _amendable(found, letter_id)
    form = _edit_form(found, row if request.method == "GET" else None)
    if form.validate_on_submit():
        try:
            service.amend_letter(actor(), found.row.reference, letter_id, form.draft(), form.seen_version())
            done(_("The correspondence of %(reference)s was amended.", reference=found.row.reference))
            return redirect(_to(found, letter_id), 303)
        except Stale as error:
            last = last_change(actor(), found.public_id, also=[letter_id])
            raise compared(error, form, _edit_form(found, row), _to(found, letter_id), last) from error
        except Refused as error:
            _blame(form, error)
    return page("letter_new", found, form=form, letter=row, status=422 if form.errors else 200)


@blueprint.route("/cases/<reference>/correspondence/<letter_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.ADD)
def withdraw_letter(reference: str, letter_id: str) -> ResponseReturnValue:
    """Ask, then take it back."""
    found, form = get_case(reference), forms.WithdrawForm()
    row = _amendable(found, letter_id)
    if form.validate_on_submit():
        service.withdraw_letter(actor(), found.row.reference, letter_id, form.reason.data or "")
        done(_("It was taken back; it stays readable in %(reference)s.", reference=found.row.reference))
        return redirect(here(found, "correspondence"), 303)
    return page("letter_withdraw", found, form=form, letter=row, status=422 if form.errors else 200)


@blueprint.post("/cases/<reference>/correspondence/<letter_id>/restore")
@needs(Permission.CASE_WRITE)
def restore_letter(reference: str, letter_id: str) -> ResponseReturnValue:
    """Put it back when it was taken back by mistake."""
    found = get_case(reference)
    service.restore_letter(actor(), found.row.reference, letter_id)
    done(_("It was put back in %(reference)s.", reference=found.row.reference))
    return redirect(_to(found, letter_id), 303)


@blueprint.post("/cases/<reference>/sign-of-life")
@needs(Permission.CASE_WRITE, shared=Act.ADD)
def sign_of_life(reference: str) -> ResponseReturnValue:
    """Record with one tap that the person was heard of today."""
    found, form = get_case(reference), letter_forms.TapForm()
    kind = form.chosen() if form.validate() else None
    if kind is None:
        raise Refused(N_("Choose how the person was heard of: a letter, a call, a visit or the lawyer."))
    row = service.sign_of_life(actor(), found.row.reference, kind)
    undo = url_for("cases.withdraw_letter", reference=found.row.reference, letter_id=row.public_id)
    done(
        _(
            "A sign of life of today was recorded in %(reference)s: %(kind)s.",
            reference=found.row.reference,
            kind=words.letter_kind(kind),
        ),
        undo,
    )
    return redirect(here(found), 303)


def _letter_page(
    found: CaseView, letter_id: str, who: str | None = None, form: letter_forms.StepForm | None = None
) -> ResponseReturnValue:
    row = _letter(found, letter_id)
    if form is None:
        form = letter_forms.StepForm()
        form.offer(words.statuses(row.kind))
    mine = actor().public_id
    shown = {"letter": row, "who": who, "form": form, "amends": may_amend(actor(), row.by), "mine": mine}
    return page("letter", found, "correspondence", status=422 if form.errors else 200, **shown)


def _offer(form: letter_forms.NewLetterForm | letter_forms.EditLetterForm, found: CaseView) -> None:
    # What members call "our organisation" is to a guest the one that owns the case.
    host = actor().organisation_name if actor().guest else ""
    parties = [(party, host if host and party == Party.US else said) for party, said in words.parties()]
    form.offer_words(words.kinds(), words.directions(), parties)
    offer_levels(form, found)
    if not actor().may(Permission.FAMILY_WRITE):
        form.without_who()


def _letter(found: CaseView, letter_id: str) -> LetterView:
    row = next((row for row in found.letters if row.public_id == letter_id), None)
    if row is None:
        raise NotFound(N_("There is no such letter, parcel, visit or call."))
    return row


def _standing(found: CaseView, letter_id: str) -> LetterView:
    row = _letter(found, letter_id)
    if row.withdrawn:
        raise NotFound(N_("There is no such letter, parcel, visit or call."))
    return row


def _amendable(found: CaseView, letter_id: str) -> LetterView:
    row = _standing(found, letter_id)
    require_amend(actor(), row.by)
    return row


def _blame(form: Form, error: Refused) -> None:
    form.refuse(getattr(error, "field", "kind"), labels.told(error))


def _to(found: CaseView, letter_id: str) -> str:
    return url_for("cases.letter", reference=found.row.reference, letter_id=letter_id)


def _edit_form(found: CaseView, row: LetterView | None) -> letter_forms.EditLetterForm:
    """Return the form, as it shows a letter or as it was sent."""
    form = letter_forms.EditLetterForm(formdata=None) if row else letter_forms.EditLetterForm()
    _offer(form, found)
    if row:
        form.show(row)
    return form
