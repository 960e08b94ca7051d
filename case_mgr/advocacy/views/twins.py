"""Pages of two contacts that may be one: compared, merged, told apart, and a merge taken back."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.advocacy import choices, forms, labels, queries, service
from case_mgr.advocacy.types import ContactView
from case_mgr.advocacy.views.room import blueprint, said
from case_mgr.core.errors import Refused
from case_mgr.core.paging import PageRequest
from case_mgr.web.acts import done
from case_mgr.web.guard import actor, needs
from case_mgr.web.wording import when


@blueprint.get("/contacts/duplicates")
@needs(Permission.CONTACT_READ)
def twins() -> ResponseReturnValue:
    """List contacts that may be the same, two by two."""
    page = queries.list_twins(actor(), PageRequest.read(request.args.get("page"), request.args.get("size")))
    return render_template("advocacy/twins/index.html", page=page, labels=labels)


@blueprint.route("/contacts/<public_id>/same/<other_id>", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def same(public_id: str, other_id: str) -> ResponseReturnValue:
    """Compare two contacts, and merge them when they are one."""
    who = actor()
    first, second = queries.get_contact(who, public_id), queries.get_contact(who, other_id)
    form = forms.SameForm()
    form.offer([(one.row.public_id, f"{one.row.reference} {one.row.name}") for one in (first, second)])
    if form.validate_on_submit():
        kept, other = (first, second) if form.keep.data == public_id else (second, first)
        try:
            row = service.merge_contacts(
                who, kept.row.public_id, other.row.public_id, form.reason.data or "", form.seen.data or ""
            )
            undo = url_for("advocacy.merge", public_id=row.public_id)
            done(_("%(old)s is part of %(new)s now.", old=other.row.reference, new=kept.row.reference), undo)
            return redirect(url_for("advocacy.contact", public_id=kept.row.public_id), 303)
        except Refused as error:
            form.refuse("reason", said(error))
    form.seen.data = service.mark_of(who, public_id, other_id)
    shown = render_template(
        "advocacy/twins/same.html", form=form, first=first, second=second, rows=_compared(first, second), labels=labels
    )
    return shown, 422 if form.errors else 200


@blueprint.post("/contacts/<public_id>/apart/<other_id>")
@needs(Permission.CONTACT_WRITE)
def tell_apart(public_id: str, other_id: str) -> ResponseReturnValue:
    """Remember that two contacts are not the same."""
    try:
        service.tell_apart(actor(), public_id, other_id)
        done(_("These two are not suggested again."))
    except Refused as error:
        flash(said(error), "error")
    return redirect(url_for("advocacy.twins"), 303)


@blueprint.route("/contacts/merges/<public_id>", methods=["GET", "POST"])
@needs(Permission.CONTACT_READ)
def merge(public_id: str) -> ResponseReturnValue:
    """Show a merge, and take it back."""
    form, found = forms.ConfirmForm(), queries.get_merge(actor(), public_id)
    if form.validate_on_submit():
        try:
            _row, whole = service.undo_merge(actor(), public_id)
        except Refused as error:
            flash(said(error), "error")
            return redirect(url_for("advocacy.merge", public_id=public_id), 303)
        done(_("The merge was taken back: %(reference)s stands by itself again.", reference=found.other.reference))
        if not whole:
            flash(
                _(
                    "Some lines of %(reference)s were changed since and stay as they are.",
                    reference=found.kept.reference,
                ),
                "info",
            )
        return redirect(url_for("advocacy.contact", public_id=found.other.public_id), 303)
    return render_template("advocacy/twins/merge.html", form=form, found=found, labels=labels)


def _compared(first: ContactView, second: ContactView) -> list[tuple[str, str, str]]:
    """Set beside one another what the two contacts say."""
    one, two = _said(first), _said(second)
    return [(label, one[label], two[label]) for label in one]


def _said(view: ContactView) -> dict[str, str]:
    row = view.row
    return {
        _("Name"): row.name,
        _("What it is"): _("A body") if row.is_body else _("A person"),
        _("Kind"): _(labels.KINDS[row.kind]),
        _("Country"): choices.country(row.country),
        _("Post"): row.post,
        _("In this post since"): when(view.took_post),
        _("In this post until"): when(view.left_post),
        _("Belongs to"): row.body,
        _("Languages"): ", ".join(map(choices.language, view.languages)),
        _("Kept by"): row.owner,
        _("Do not contact"): view.reason if row.do_not_contact else "",
        _("Notes"): view.notes,
        _("Channels"): str(view.channels),
        _("Interactions"): str(row.interactions),
        _("Last interaction"): when(row.last),
    }
