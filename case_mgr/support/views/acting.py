"""Pages and buttons by which an entry goes on: approved, paid, confirmed, given up, reversed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core import clock
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.support import forms, queries, service
from case_mgr.support.types import PENDING, State
from case_mgr.support.views.room import blueprint, did, page
from case_mgr.web.acts import done
from case_mgr.web.guard import actor, needs

# In which states an act can be asked for.
_SPENT = frozenset({State.PAID, State.CONFIRMED})
_TURN: Mapping[str, frozenset[State]] = {
    "pay": frozenset({State.APPROVED}),
    "confirm": frozenset({State.PAID}),
    "object_to": frozenset({State.PLANNED}),
    "void": PENDING,
    "reverse": _SPENT,
    "rate": PENDING | _SPENT | {State.REVERSED},
}


@blueprint.post("/support/<public_id>/approve")
@needs(Permission.SUPPORT_APPROVE)
def approve(public_id: str) -> ResponseReturnValue:
    """Approve what somebody else wrote down."""
    service.approve(actor(), public_id)
    done(_("The entry was approved."))
    return redirect(here(public_id), 303)


@blueprint.route("/support/<public_id>/pay", methods=["GET", "POST"])
@needs(Permission.SUPPORT_WRITE)
def pay(public_id: str) -> ResponseReturnValue:
    """Say when an entry was paid."""
    form = forms.PayForm(day=clock.today())
    return _act(
        public_id,
        form,
        "pay",
        "day",
        _("The payment was written down."),
        lambda: service.pay(actor(), public_id, form.day.data),
    )


@blueprint.route("/support/<public_id>/confirm", methods=["GET", "POST"])
@needs(Permission.SUPPORT_WRITE)
def confirm(public_id: str) -> ResponseReturnValue:
    """Say that what was paid arrived."""
    form = forms.NoteForm()
    said = _("It was confirmed that the money or the help arrived.")
    return _act(
        public_id, form, "confirm", "note", said, lambda: service.confirm(actor(), public_id, form.note.data or "")
    )


@blueprint.route("/support/<public_id>/void", methods=["GET", "POST"])
@needs(Permission.SUPPORT_WRITE)
def void(public_id: str) -> ResponseReturnValue:
    """Give up an entry that was not paid."""
    form = forms.ReasonForm()
    said = _("The entry is void. It stays in the ledger, with the reason.")
    return _act(
        public_id, form, "void", "reason", said, lambda: service.void(actor(), public_id, form.reason.data or "")
    )


@blueprint.route("/support/<public_id>/reverse", methods=["GET", "POST"])
@needs(Permission.SUPPORT_APPROVE)
def reverse(public_id: str) -> ResponseReturnValue:
    """Take back what was paid by an entry of the opposite amount."""
    form = forms.ReasonForm()
    said = _("The entry was reversed by one of the opposite amount.")
    return _act(
        public_id, form, "reverse", "reason", said, lambda: service.reverse(actor(), public_id, form.reason.data or "")
    )


@blueprint.route("/support/<public_id>/object", methods=["GET", "POST"])
@needs(Permission.SUPPORT_READ)
def object_to(public_id: str) -> ResponseReturnValue:
    """Object to what whoever wrote it down could soon approve alone."""
    form = forms.ReasonForm()
    said = _("Your objection was recorded: another member approves it.")
    return _act(
        public_id,
        form,
        "object_to",
        "reason",
        said,
        lambda: service.object_to(actor(), public_id, form.reason.data or ""),
    )


@blueprint.route("/support/<public_id>/rate/<share_id>", methods=["GET", "POST"])
@needs(Permission.SUPPORT_WRITE)
def rate(public_id: str, share_id: str) -> ResponseReturnValue:
    """Give the exchange rate of a share that has none."""
    found = queries.get_entry(actor(), public_id)
    share = next((one for one in found.row.shares if one.public_id == share_id), None)
    if share is None:
        raise NotFound(N_("There is no such entry."))
    form = forms.RateForm()
    said = _("The exchange rate was written down.")
    return _act(
        public_id,
        form,
        "rate",
        "rate",
        said,
        lambda: service.give_rate(actor(), public_id, share_id, form.draft()),
        share,
    )


def here(public_id: str) -> str:
    """Return where an entry stands."""
    return url_for("support.entry", public_id=public_id)


def _act(
    public_id: str, form: Any, what: str, field: str, said: str, act: Callable[[], object], share: Any = None
) -> ResponseReturnValue:
    """Ask, do it, and say that it was done; what is not possible is said at its field."""
    found = queries.get_entry(actor(), public_id)
    if not form.is_submitted() and found.row.state not in _TURN[what]:
        return redirect(here(public_id), 303)
    if form.validate_on_submit() and did(form, act, field):
        done(said)
        return redirect(here(public_id), 303)
    return page("act", form=form, what=what, found=found, row=found.row, share=share)
