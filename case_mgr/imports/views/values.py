"""Words of a list that we do not know: what they mean is said once for all of its rows, and for later lists."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from case_mgr.access.permissions import Permission
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import SEX_LABELS, Sex
from case_mgr.imports import forms, queries, remembered, service
from case_mgr.imports.states import FIELD_LABELS, State
from case_mgr.imports.statuses import MEANINGS
from case_mgr.imports.views.base import blueprint, home_of, page
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions import queries as places
from case_mgr.jurisdictions.showing import named, own_facility
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.wording import countries, country


@blueprint.route("/imports/<public_id>/values", methods=["GET", "POST"])
@needs(Permission.IMPORT_STAGE)
def values(public_id: str) -> ResponseReturnValue:
    """Ask what the unknown words of a list mean, then check the list anew."""
    row = queries.get_row(actor(), public_id)
    words = row.unknown or []
    if row.state not in (State.CHECKED, State.AWAITING_REVIEW) or not words:
        return redirect(home_of(row), 303)
    form = forms.values_form([(_label(word), f"known-{word['field']}", _choices(word["field"])) for word in words])
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


@blueprint.get("/imports/words")
@needs(Permission.IMPORT_STAGE)
def words() -> ResponseReturnValue:
    """List what was said about words of earlier lists."""
    found = remembered.list_meanings(actor(), PageRequest.read(request.args.get("page"), request.args.get("size")))
    return render_template("imports/words.html", page=found, labels=FIELD_LABELS, meant=_meant)


@blueprint.post("/imports/words/<public_id>/forget")
@needs(Permission.IMPORT_STAGE)
def forget(public_id: str) -> ResponseReturnValue:
    """Forget what a word means, so that the next list with it asks again."""
    service.forget(actor(), public_id)
    flash(_("The next list with this word asks what it means. What was written before stays as it is."), "success")
    return redirect(url_for("imports.words"), 303)


def _meant(field: str, meaning: str) -> str:
    """Say what a word means in the language of the page."""
    if field == "nationality":
        return ", ".join(country(code) for code in meaning.split(","))
    if field == "place_of_detention":
        return _place(meaning)
    return next((str(choice.label) for choice in _choices(field) if choice.value == meaning), meaning)


def _place(code: str) -> str:
    """Name a place of detention of any country; the code says of which."""
    own = own_facility(code)
    if own is not None:
        return own
    known = (place for country_ in catalogue.jurisdictions() for place in catalogue.facilities(country_.code))
    return next((named(place) for place in known if place.code == code), code)


def _choices(field: str) -> list[SelectChoice]:
    """Return what a word of a field can mean, where that is one of a few."""
    if field == "sex":
        return [SelectChoice(code, _(SEX_LABELS[Sex(code)])) for code in ("male", "female", "other")]
    return [SelectChoice(code, _(label)) for code, label in MEANINGS.get(field, {}).items()]


def _offered(row: Any) -> dict[str, list[str]]:
    """Return the names that the browser offers while somebody types, by field."""
    return {
        "place_of_detention": [named(place) for place in places.facilities(actor(), row.jurisdiction)],
        "nationality": sorted(name for _code, name in countries()),
    }
