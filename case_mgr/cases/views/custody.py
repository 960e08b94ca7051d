"""Pages of custody: where somebody is held, as sources tell it."""

from __future__ import annotations

from flask import redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.cases import forms, labels, service
from case_mgr.cases.frame import here
from case_mgr.cases.views.room import blueprint, facilities, get_case, page
from case_mgr.core.errors import Refused
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.showing import named
from case_mgr.web.acts import done
from case_mgr.web.guard import actor, needs


@blueprint.get("/cases/<reference>/custody")
@needs(Permission.CASE_READ)
def custody(reference: str) -> ResponseReturnValue:
    """List the periods of custody, accepted and claimed."""
    return page("custody", get_case(reference), "custody")


@blueprint.route("/cases/<reference>/custody/new", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE)
def new_custody(reference: str) -> ResponseReturnValue:
    """Record a period of custody."""
    found, form = get_case(reference), forms.CustodyForm()
    form.offer(facilities(found.jurisdiction), _regimes(found.jurisdiction))
    if form.validate_on_submit():
        try:
            service.record_custody(actor(), found.row.reference, form.draft())
            done(_("A period of custody was added to %(reference)s.", reference=found.row.reference))
            return redirect(here(found, "custody"), 303)
        except Refused as error:
            form.refuse(_field(error), labels.told(error))
    return page("custody_new", found, form=form, status=422 if form.errors else 200)


def _regimes(jurisdiction: str) -> dict[str, list[tuple[str, str]]]:
    return {
        _("Measures"): [(row.code, named(row)) for row in catalogue.measures(jurisdiction)],
        _("Regimes of a sentence"): [(row.code, named(row)) for row in catalogue.regimes(jurisdiction)],
    }


def _field(error: Refused) -> str:
    words = {"facility": "facility", "end": "ended", "overlaps": "accepted"}
    return next((field for word, field in words.items() if word in error.sentence), "began")
