"""The blueprint of cases, and the frame that all their pages share."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from case_mgr.accounts import queries as members
from case_mgr.cases import labels, queries
from case_mgr.cases.bar import case_bar
from case_mgr.cases.types import CaseView
from case_mgr.core.errors import NotFound
from case_mgr.detainees import queries as people
from case_mgr.detainees.types import PersonView
from case_mgr.jurisdictions import catalogue
from case_mgr.web.guard import actor
from case_mgr.web.hooks import hooks

blueprint = Blueprint("cases", __name__, template_folder="../templates")
for _filter in (
    labels.state_tag,
    labels.stage_name,
    labels.certainty_tag,
    labels.event_name,
    labels.facility_name,
    labels.regime_name,
    labels.exit_name,
    labels.link_name,
    labels.place_name,
):
    blueprint.add_app_template_filter(_filter)


def page(template: str, case: CaseView, tab: str = "", status: int = 200, **context: Any) -> tuple[str, int]:
    """Render a page of a case with its identity bar, its tabs and the way up."""
    person = person_of(case)
    shown = render_template(
        f"cases/{template}.html",
        case=case,
        person=person,
        bar=case_bar(actor(), case, person),
        tabs=_tabs(case, tab),
        crumbs=_crumbs(case, person),
        **context,
    )
    return shown, status


def here(case: CaseView | str, place: str = "case", anchor: str | None = None) -> str:
    """Return the address of a page of the case."""
    reference = case if isinstance(case, str) else case.row.reference
    return url_for(f"cases.{place}", reference=reference, _anchor=anchor)


def get_case(reference: str) -> CaseView:
    """Return the case that the address names, whatever its letters' case."""
    return queries.get_case(actor(), reference.upper())


def person_of(case: CaseView) -> PersonView | None:
    """Return the person of a case when the reader may open them."""
    try:
        return people.get_person(actor(), case.row.person_id)
    except NotFound:
        return None


def owners() -> list[tuple[str, str]]:
    """List the members who can follow a case."""
    return [(member.public_id, member.name) for member in members.list_members(actor()) if not member.disabled]


def facilities(jurisdiction: str) -> dict[str, list[tuple[str, str]]]:
    """Return the facilities of a country by kind."""
    kinds = {
        "colony": _("Colonies"),
        "juvenile_colony": _("Colonies for minors"),
        "prison": _("Prisons"),
        "sizo": _("Remand prisons"),
        "temporary": _("Police and temporary detention"),
        "open_type": _("Open-type institutions"),
    }
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in catalogue.facilities(jurisdiction):
        groups.setdefault(kinds.get(row.kind, _("Other")), []).append((row.code, labels.named(row)))
    return groups


def _tabs(case: CaseView, current: str) -> list[dict[str, Any]]:
    tabs = [
        ("case", _("Overview"), None),
        ("timeline", _("Timeline"), len(case.events)),
        ("custody", _("Custody"), len(case.custody)),
        ("history", _("History"), None),
    ]
    return [
        {"label": label, "href": here(case, place), "current": place == current, "count": count}
        for place, label, count in tabs
    ]


def _crumbs(case: CaseView, person: PersonView | None) -> list[dict[str, str]]:
    crumbs = [{"label": _("Cases"), "href": url_for("desk.cases")}]
    if person:
        crumbs.append({"label": person.reference, "href": url_for(hooks().profile, public_id=person.public_id)})
    if request.endpoint != "cases.case":
        crumbs.append({"label": case.row.reference, "href": here(case)})
    return crumbs
