"""Pages on which a case is shared with another organisation, and that is changed or ended."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.audit import queries as log
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.shares import forms, queries, service
from case_mgr.shares.types import LONGEST, USUAL, ShareView
from case_mgr.shares.views.room import blueprint, refuse, typed
from case_mgr.web.acts import compared, done
from case_mgr.web.guard import actor, needs
from case_mgr.web.hooks import hooks
from case_mgr.web.transaction import abandon

Frame = dict[str, Any]


@blueprint.get("/cases/<reference>/sharing")
@needs(Permission.CASE_READ)
def of_case(reference: str) -> ResponseReturnValue:
    """Show with whom a case is shared, who of them opened it, and what was shared before."""
    frame, ref = _frame(reference)
    rows = queries.list_of_case(actor(), ref)
    return _page(
        "of_case",
        frame,
        standing=[row for row in rows if row.stands],
        past=[row for row in rows if not row.stands],
        openings=queries.list_openings(actor(), ref),
        consented=queries.consented(actor(), ref),
    )


@blueprint.route("/cases/<reference>/sharing/new", methods=["GET", "POST"])
@needs(Permission.CASE_SHARE)
def new(reference: str) -> ResponseReturnValue:
    """Ask with whom and how far, show exactly what they will see, then offer the case."""
    frame, ref = _frame(reference)
    form = forms.ShareForm(expires_on=clock.today() + USUAL)
    partners = queries.list_partners(actor())
    form.offer(partners)
    if form.validate_on_submit():
        try:
            return _checked_or_offered(frame, ref, form, dict(partners))
        except Refused as error:
            refuse(form, error, "to")
    known = {"contents": queries.contents(actor(), ref), "consented": queries.consented(actor(), ref)}
    last = clock.today() + LONGEST
    return _page("new", frame, 422 if form.errors else 200, form=form, partners=partners, last=last, **known)


@blueprint.route("/cases/<reference>/sharing/<share_id>/change", methods=["GET", "POST"])
@needs(Permission.CASE_SHARE)
def change(reference: str, share_id: str) -> ResponseReturnValue:
    """Change how far a case is shared, and until when."""
    frame, ref = _frame(reference)
    share = _standing(ref, share_id)
    form = _change_form(share, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            service.change(actor(), ref, share_id, form.draft(), form.seen_version())
            done(_("The sharing of %(reference)s was changed.", reference=ref))
            return redirect(url_for("shares.of_case", reference=ref), 303)
        except Stale as error:
            now, there = _change_form(share, fill=True), url_for("shares.of_case", reference=ref)
            last = next(iter(log.list_of_event(actor(), frame["case"].public_id, Event.SHARE_CHANGED, limit=1)), None)
            raise compared(error, form, now, there, (last.actor_name, last.at) if last else (None, None)) from error
        except Refused as error:
            refuse(form, error, "level")
    consented = queries.consented(actor(), ref)
    return _page("change", frame, 422 if form.errors else 200, form=form, share=share, consented=consented)


@blueprint.route("/cases/<reference>/sharing/<share_id>/end", methods=["GET", "POST"])
@needs(Permission.CASE_SHARE)
def end(reference: str, share_id: str) -> ResponseReturnValue:
    """Ask why, then end a share at once."""
    frame, ref = _frame(reference)
    share, form = _standing(ref, share_id), forms.EndForm()
    if form.validate_on_submit():
        try:
            service.end(actor(), ref, share_id, form.reason.data or "")
            done(_("%(reference)s is no longer shared with %(name)s.", reference=ref, name=share.partner))
            return redirect(url_for("shares.of_case", reference=ref), 303)
        except Refused as error:
            refuse(form, error, "reason")
    return _page("end", frame, 422 if form.errors else 200, form=form, share=share)


def _change_form(share: ShareView, *, fill: bool) -> forms.ChangeForm:
    """Return the form of a share, filled with what holds or with what was sent."""
    given: dict[str, Any] = {"formdata": None} if fill else {}
    form = forms.ChangeForm(**given, expires_on=share.expires_on)
    form.offer_extent()
    if fill:
        form.show(share)
    return form


def _checked_or_offered(frame: Frame, ref: str, form: forms.ShareForm, partners: dict[str, str]) -> ResponseReturnValue:
    """Try the offer; without the step that records, take it back and show what it would open."""
    draft = form.draft()
    row = service.offer(actor(), ref, draft)
    if request.form.get("step") == "record":
        name = partners[draft.to]
        done(
            _(
                "%(reference)s was offered to %(organisation)s. It opens when they accept.",
                reference=ref,
                organisation=name,
            )
        )
        return redirect(url_for("shares.of_case", reference=ref), 303)
    named = [recipient.user.name for recipient in row.recipients]
    abandon()
    replaces = any(one.stands and one.partner == partners[draft.to] for one in queries.list_of_case(actor(), ref))
    return _page(
        "check",
        frame,
        draft=draft,
        partner=partners[draft.to],
        named=named,
        contents=queries.contents(actor(), ref),
        replaces=replaces,
        typed=typed(request.form.items(multi=True)),
    )


def _frame(reference: str) -> tuple[Frame, str]:
    """Return what every page of a case needs, and its reference as recorded."""
    fill = hooks().case_frame
    if fill is None:
        raise RuntimeError("no room fills the frame of a case")
    frame = fill(actor(), reference)
    return frame, str(frame["case"].row.reference)


def _standing(reference: str, share_id: str) -> ShareView:
    share = queries.get_share(actor(), reference, share_id)
    if not share.stands:
        raise NotFound(N_("There is no such share."))
    return share


def _page(template: str, frame: Frame, status: int = 200, **context: Any) -> ResponseReturnValue:
    return render_template(f"shares/{template}.html", **frame, **context), status
