"""Pages of a case's team: who works on it, handing it over, watching it."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.cases import labels, queries, service
from case_mgr.cases.frame import here
from case_mgr.cases.team_forms import HandoverForm, JoinForm
from case_mgr.cases.types import Answer, CaseView
from case_mgr.cases.views.room import blueprint, get_case, owners, page
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.web.acts import done
from case_mgr.web.guard import actor, needs
from case_mgr.web.hooks import hooks

_ANSWERED = {
    Answer.ACCEPTED: N_("You follow %(reference)s now."),
    Answer.DECLINED: N_("You declined to follow %(reference)s."),
    Answer.WITHDRAWN: N_("The handover of %(reference)s was taken back."),
}


@blueprint.get("/cases/<reference>/team")
@needs(Permission.CASE_READ)
def team(reference: str) -> ResponseReturnValue:
    """Show who works on a case and which handovers were offered."""
    return _show(get_case(reference))


@blueprint.post("/cases/<reference>/team")
@needs(Permission.CASE_WRITE)
def join_team(reference: str) -> ResponseReturnValue:
    """Let a member work on the case."""
    found, form = get_case(reference), _join(get_case(reference))
    if form.validate_on_submit():
        try:
            service.join_team(actor(), found.row.reference, form.member.data or "", form.part.data or "")
            done(_("The team of %(reference)s was changed.", reference=found.row.reference))
            return redirect(here(found, "team"), 303)
        except Refused as error:
            form.refuse("member", labels.told(error))
    return _show(found, join=form, status=422)


@blueprint.post("/cases/<reference>/team/<member_id>/leave")
@needs(Permission.CASE_WRITE)
def leave_team(reference: str, member_id: str) -> ResponseReturnValue:
    """End a member's work on the case."""
    found = get_case(reference)
    service.leave_team(actor(), found.row.reference, member_id)
    done(_("The team of %(reference)s was changed.", reference=found.row.reference))
    return redirect(here(found, "team"), 303)


@blueprint.route("/cases/<reference>/handover", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE)
def handover(reference: str) -> ResponseReturnValue:
    """Offer the case to somebody else to follow."""
    found, form = get_case(reference), HandoverForm()
    form.offer([pair for pair in owners() if pair[0] != found.owner_id])
    if form.validate_on_submit():
        try:
            row = service.offer_handover(actor(), found.row.reference, form.member.data or "", form.note.data or "")
            sentence = _("%(reference)s was offered to %(name)s.", reference=found.row.reference, name=row.taker.name)
            done(sentence)
            return redirect(here(found, "team"), 303)
        except Refused as error:
            form.refuse("note" if "must know" in error.sentence else "member", labels.told(error))
    return page("handover", found, form=form, status=422 if form.errors else 200)


@blueprint.post("/cases/<reference>/handover/answer")
@needs(Permission.CASE_WRITE)
def answer_handover(reference: str) -> ResponseReturnValue:
    """Accept or decline an offer, or take an own one back."""
    found, typed = get_case(reference), request.form.get("answer", "")
    answer = Answer(typed) if typed in {str(one) for one in _ANSWERED} else Answer.DECLINED
    service.answer_handover(actor(), found.row.reference, answer)
    done(_(_ANSWERED[answer], reference=found.row.reference))
    # Whoever declined may no longer be one to whom this person is named.
    return redirect(url_for(hooks().home) if answer is Answer.DECLINED else here(found, "team"), 303)


@blueprint.post("/cases/<reference>/watch")
@needs(Permission.CASE_READ)
def watch(reference: str) -> ResponseReturnValue:
    """Begin or end watching the case."""
    found = get_case(reference)
    ref = found.row.reference
    if request.form.get("watch") == "no":
        service.unwatch(actor(), ref)
        done(_("You no longer watch %(reference)s.", reference=ref))
    else:
        service.watch(actor(), ref)
        done(_("You watch %(reference)s: what others change stands on My work.", reference=ref))
    return redirect(here(found, "team"), 303)


def _join(found: CaseView) -> JoinForm:
    form = JoinForm()
    form.offer([pair for pair in owners() if pair[0] != found.owner_id])
    return form


def _show(found: CaseView, join: JoinForm | None = None, status: int = 200) -> ResponseReturnValue:
    shown = queries.get_team(actor(), found.row.reference)
    may = actor().may(Permission.CASE_WRITE)
    form = join or (_join(found) if may else None)
    return page("team", found, "team", status=status, team=shown, form=form, me=actor().public_id)
