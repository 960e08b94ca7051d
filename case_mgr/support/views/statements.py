"""The statement of a grant for a period, to be printed and signed."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from case_mgr.access.permissions import Permission
from case_mgr.support import forms, queries, service
from case_mgr.support.views.room import blueprint, page
from case_mgr.web.guard import actor, needs


@blueprint.get("/grants/<public_id>/statement")
@needs(Permission.SUPPORT_READ, writes=True)
def statement(public_id: str) -> ResponseReturnValue:
    """Show what a grant paid in a period, entry by entry, with totals and where to sign; that it was made is logged."""
    form = forms.PeriodForm(request.args)
    form.validate()
    grant = queries.get_totals(actor(), public_id)[0]
    if form.errors:
        return page("statement", form=form, grant=grant, made=None)
    made = service.state(actor(), public_id, form.since.data or grant.starts, form.until.data or grant.ends)
    return page("statement", form=form, grant=grant, made=made)
