"""The chain from a contact to releases, readable from both ends."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.advocacy import queries as advocacy
from case_mgr.desk import chain
from case_mgr.desk.views.room import blueprint
from case_mgr.pardons import queries as pardons
from case_mgr.web.guard import actor, needs


@blueprint.get("/contacts/<public_id>/chain")
@needs(Permission.CONTACT_READ)
def contact_chain(public_id: str) -> ResponseReturnValue:
    """Show what was done with a contact and what came after it."""
    who = actor()
    found = advocacy.get_contact(who, public_id).row
    back = {"href": url_for("advocacy.contact", public_id=public_id), "label": _("Back to the contact")}
    links = chain.from_contact(who, public_id)
    return render_template("desk/chain.html", chain=links, reference=found.reference, name=found.name, back=back)


@blueprint.get("/pardons/<reference>/chain")
@needs(Permission.CONTACT_READ)
def batch_chain(reference: str) -> ResponseReturnValue:
    """Show who came out in a batch and what had been done before it."""
    who = actor()
    found = pardons.get_row(who, reference)
    back = {"href": url_for("pardons.show", reference=reference), "label": _("Back to the batch")}
    links = chain.from_batch(who, found.reference)
    record = None
    if who.may(Permission.CONTACT_WRITE):
        href = url_for("advocacy.quick_interaction", batch=found.reference)
        record = {"label": _("Record an interaction"), "href": href}
    return render_template(
        "desk/chain.html", chain=links, reference=found.reference, name=found.title, back=back, record=record
    )
