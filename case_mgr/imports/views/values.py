"""Words of a list that we do not know: what they mean is said once for all of its rows, and for later lists."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from case_mgr.access.permissions import Permission
from case_mgr.imports import forms, queries, service
from case_mgr.imports.states import FIELD_LABELS, State
from case_mgr.imports.views.base import blueprint, home_of, page
from case_mgr.jurisdictions import queries as places
from case_mgr.jurisdictions.showing import named
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.wording import countries


@blueprint.route("/imports/<public_id>/values", methods=["GET", "POST"])
@needs(Permission.IMPORT_STAGE)
def values(public_id: str) -> ResponseReturnValue:
    """Ask what the unknown words of a list mean, then check the list anew."""
    row = queries.get_row(actor(), public_id)
    words = row.unknown or []
    if row.state not in (State.CHECKED, State.AWAITING_REVIEW) or not words:
        return redirect(home_of(row), 303)
    form = forms.values_form([(_label(word), f"known-{word['field']}") for word in words])
    if form.validate_on_submit():
        said = form.said(len(words))
        refused = service.explain(actor(), public_id, said)
        if not refused:
            number = sum(bool(text.strip()) for text in said.values())
            flash(ngettext("%(num)d word is remembered.", "%(num)d words are remembered.", number), "success")
            job = service.begin_check(actor(), public_id) if number else None
            where = url_for("jobs.show", public_id=job, follow=1) if job else home_of(row)
            return redirect(where, 303)
        for number, error in refused.items():
            form.refuse(f"word_{number}", sentence(error))
    shown = page(row, "check", form=form, words=words, labels=FIELD_LABELS, offered=_offered(row))
    return render_template("imports/values.html", **shown), 422 if form.errors else 200


def _label(word: dict[str, Any]) -> str:
    return _("Meaning of “%(word)s”", word=word["word"][:60])


def _offered(row: Any) -> dict[str, list[str]]:
    """Return the names that the browser offers while somebody types, by field."""
    return {
        "place_of_detention": [named(place) for place in places.facilities(actor(), row.jurisdiction)],
        "nationality": sorted(name for _code, name in countries()),
        "sex": ["male", "female", "other"],
    }
