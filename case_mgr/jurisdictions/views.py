"""Pages of countries: what each vocabulary holds, what is missing, and what the organisation adds."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.audit import queries as log
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.core.text import N_
from case_mgr.jurisdictions import catalogue, forms, queries, sections, service, words
from case_mgr.jurisdictions.showing import is_own, named
from case_mgr.jurisdictions.types import Jurisdiction, OwnKind, OwnPlaceView
from case_mgr.web.acts import compared, done
from case_mgr.web.context import sentence
from case_mgr.web.forms import VersionedForm
from case_mgr.web.guard import actor, needs
from case_mgr.web.history import entries_of, said_date

blueprint = Blueprint("jurisdictions", __name__, template_folder="templates")
blueprint.add_app_template_test(is_own, "own_place")
_KINDS = {"facilities": OwnKind.FACILITY, "courts": OwnKind.COURT}
_SECTION_OF = {kind: code for code, kind in _KINDS.items()}
_INTERFACE = ("en", "be", "ru")


@blueprint.get("/jurisdictions")
@needs(Permission.CASE_READ)
def index() -> ResponseReturnValue:
    """List the countries whose vocabulary is shipped."""
    rows = [(country, named(country), sections.counts(country.code)) for country in catalogue.jurisdictions()]
    return render_template("jurisdictions/index.html", rows=rows)


@blueprint.get("/jurisdictions/<code>")
@needs(Permission.CASE_READ)
def country(code: str) -> ResponseReturnValue:
    """Show what is known to be missing from a country's vocabulary, and the way to each table."""
    found, page = catalogue.jurisdiction(code.upper()), get_locale()
    gaps = [catalogue.in_language(gap, str(page or "en")) for gap in found.gaps]
    tongues = [page.languages.get(language, language) if page else language for language in found.languages]
    own = queries.list_own(actor(), found.code)
    unverified = sections.unverified(found.code)
    return _page("country", found, "", gaps=gaps, tongues=tongues, own=own, unverified=unverified)


@blueprint.get("/jurisdictions/<code>/<section>")
@needs(Permission.CASE_READ)
def section(code: str, section: str) -> ResponseReturnValue:
    """Show one table of a country, and below it what the organisation has added."""
    found = catalogue.jurisdiction(code.upper())
    if section not in words.SECTIONS:
        raise NotFound(N_("There is no such vocabulary."))
    kind = _KINDS.get(section)
    own = [sections.own_row(place) for place in queries.list_own(actor(), found.code) if place.place.kind is kind]
    laws = sections.laws_of(found.code, section)
    law = next((law for law, _name in laws if law == request.args.get("law")), "")
    table = sections.section(found.code, section, PageRequest.read(request.args.get("page")), law)
    return _page("section", found, section, section=section, table=table, own=own, adds=kind, laws=laws, law=law)


@blueprint.route("/jurisdictions/<code>/<section>/new", methods=["GET", "POST"])
@needs(Permission.PLACE_WRITE)
def add(code: str, section: str) -> ResponseReturnValue:
    """Add a facility or a court of the organisation's own."""
    found, kind = catalogue.jurisdiction(code.upper()), _KINDS.get(section)
    if kind is None:
        raise NotFound(N_("There is no such vocabulary."))
    form = _form(found, kind)
    if form.validate_on_submit():
        try:
            service.add_place(actor(), form.draft(kind, found.code))
            done(_("The place was added. It can be chosen in cases of this country."))
            return redirect(url_for("jurisdictions.section", code=found.code, section=section), 303)
        except Refused as error:
            _refuse(form, error)
    context = {"form": form, "country": found, "name": named(found), "kind": kind, "section": section}
    return render_template("jurisdictions/add.html", **context), 422 if form.errors else 200


@blueprint.get("/places/<public_id>")
@needs(Permission.CASE_READ)
def place(public_id: str) -> ResponseReturnValue:
    """Show an own place and who changed what in it."""
    found = queries.get_own(actor(), public_id)
    entries = entries_of(log.list_history(actor(), public_id), _shown)
    return _place_page("place", found, row=sections.own_row(found), entries=entries)


@blueprint.route("/places/<public_id>/edit", methods=["GET", "POST"])
@needs(Permission.PLACE_WRITE)
def edit(public_id: str) -> ResponseReturnValue:
    """Change an own place."""
    found = queries.get_own(actor(), public_id)
    kind, country = found.place.kind, catalogue.jurisdiction(found.place.jurisdiction)
    form = _filled(found) if request.method == "GET" else _form(country, kind)
    if form.validate_on_submit():
        try:
            service.amend_place(actor(), public_id, form.draft(kind, country.code), form.seen_version())
            done(_("The place was changed."))
            return redirect(url_for("jurisdictions.place", public_id=public_id), 303)
        except Stale as error:
            raise _stale(error, form, _filled(found), public_id) from error
        except Refused as error:
            _refuse(form, error)
    return _place_page("edit", found, form=form, kind=kind, status=422 if form.errors else 200)


@blueprint.route("/places/<public_id>/end", methods=["GET", "POST"])
@needs(Permission.PLACE_WRITE)
def end(public_id: str) -> ResponseReturnValue:
    """Say since when an own place is no more."""
    found = queries.get_own(actor(), public_id)
    form = _ending(found) if request.method == "GET" else forms.EndPlaceForm()
    if form.validate_on_submit():
        try:
            service.end_place(actor(), public_id, form.ended.data, form.seen_version())
            done(_("The place was ended. Cases go on naming it."))
            return redirect(url_for("jurisdictions.place", public_id=public_id), 303)
        except Stale as error:
            raise _stale(error, form, _ending(found), public_id) from error
        except Refused as error:
            form.refuse("ended", sentence(error))
    return _place_page("end", found, form=form, status=422 if form.errors else 200)


def _page(template: str, country: Jurisdiction, current: str, **context: Any) -> ResponseReturnValue:
    here = partial(url_for, "jurisdictions.section", code=country.code)
    tabs = [
        {
            "label": _("Overview"),
            "href": url_for("jurisdictions.country", code=country.code),
            "current": not current,
        }
    ]
    tabs += [
        {"label": title, "href": here(section=code), "current": code == current, "count": count}
        for code, title, count in sections.counts(country.code)
    ]
    context |= {"country": country, "name": named(country), "tabs": tabs}
    return render_template(f"jurisdictions/{template}.html", **context)


def _place_page(template: str, own: OwnPlaceView, status: int = 200, **context: Any) -> ResponseReturnValue:
    found = catalogue.jurisdiction(own.place.jurisdiction)
    section = _SECTION_OF[own.place.kind]
    context |= {"own": own, "country": found, "name": named(found), "section": section}
    return render_template(f"jurisdictions/{template}.html", **context), status


def _form(country: Jurisdiction, kind: OwnKind, **values: Any) -> forms.OwnPlaceForm:
    form = forms.OwnPlaceForm(**values)
    sorts = words.FACILITY_KINDS if kind is OwnKind.FACILITY else words.COURT_LEVELS
    languages = dict.fromkeys((*_INTERFACE, *country.languages))
    form.offer(languages, [("", _("Choose")), *((code, _(label)) for code, label in sorts.items())])
    return form


def _refuse(form: forms.OwnPlaceForm, error: Refused) -> None:
    fields = {"source": "source", "end": "valid_to", "kind": "sort"}
    at = next((field for word, field in fields.items() if word in error.sentence), form.names()[0])
    form.refuse(at, sentence(error))


def _filled(own: OwnPlaceView) -> forms.OwnPlaceForm:
    place = own.place
    dates = {"valid_from": place.valid_from, "valid_to": place.valid_to}
    form = _form(catalogue.jurisdiction(place.jurisdiction), place.kind, formdata=None, **dates)
    form.show(own)
    return form


def _ending(own: OwnPlaceView) -> forms.EndPlaceForm:
    form = forms.EndPlaceForm(formdata=None, ended=own.place.valid_to)
    form.version.data = str(own.version)
    return form


def _stale(error: Stale, form: VersionedForm, now: VersionedForm, public_id: str) -> Stale:
    there = url_for("jurisdictions.place", public_id=public_id)
    return compared(error, form, now, there, log.last_change(actor(), public_id))


def _shown(field: str, value: str) -> tuple[str, str] | None:
    name = field.rpartition(".")[2].removesuffix("_edtf")
    if name not in words.OWN_FIELDS:
        return None
    if name == "sort":
        value = _((words.FACILITY_KINDS | words.COURT_LEVELS).get(value, value)) if value else ""
    return _(words.OWN_FIELDS[name]), said_date(value) if field.endswith("_edtf") else value
