"""Pages on which an organisation reads what others share with it, and answers offers."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.shares import forms, queries, service
from case_mgr.shares.types import SharedRow
from case_mgr.shares.views.room import blueprint, refuse
from case_mgr.web.acts import done
from case_mgr.web.guard import actor, needs


@blueprint.get("/shared")
@needs(Permission.CASE_READ)
def index() -> ResponseReturnValue:
    """List what is offered to us, shared with us and shared by us, and what ends soon."""
    who = actor()
    with_us, by_us = queries.list_with_us(who), queries.list_by_us(who)
    return render_template(
        "shares/index.html",
        offered=queries.list_offered(who),
        with_us=with_us,
        closed=queries.list_closed_to_me(who),
        by_us=by_us,
        soon=[row for row in (*with_us, *by_us) if row.soon],
    )


@blueprint.post("/shared/<share_id>/accept")
@needs(Permission.SHARE_ACCEPT)
def accept(share_id: str) -> ResponseReturnValue:
    """Accept an offer."""
    row = service.accept(actor(), share_id)
    done(_("%(reference)s was accepted. It opens to whom it names.", reference=row.case.reference))
    return redirect(url_for("shares.index"), 303)


@blueprint.route("/shared/<share_id>/decline", methods=["GET", "POST"])
@needs(Permission.SHARE_ACCEPT)
def decline(share_id: str) -> ResponseReturnValue:
    """Ask why, then decline an offer."""
    offer, form = _offer(share_id), forms.DeclineForm()
    if form.validate_on_submit():
        try:
            service.decline(actor(), share_id, form.reason.data or "")
            done(_("%(reference)s was declined.", reference=offer.reference))
            return redirect(url_for("shares.index"), 303)
        except Refused as error:
            refuse(form, error, "reason")
    return render_template("shares/decline.html", form=form, offer=offer), 422 if form.errors else 200


def _offer(share_id: str) -> SharedRow:
    found = queries.find_offer(actor(), share_id)
    if found is None:
        raise NotFound(N_("There is no such offer."))
    return found
