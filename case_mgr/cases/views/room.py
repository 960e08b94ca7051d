"""The blueprint of cases, and the frame that all their pages share."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template
from flask_babel import gettext as _

from case_mgr.accounts import queries as members
from case_mgr.cases import labels, queries, words
from case_mgr.cases.frame import frame
from case_mgr.cases.level_forms import Guarded
from case_mgr.cases.types import CaseView, EventView
from case_mgr.core import clock
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.jurisdictions import queries as vocabulary
from case_mgr.jurisdictions.showing import is_own, named
from case_mgr.jurisdictions.words import FACILITY_GROUPS
from case_mgr.web.guard import actor

blueprint = Blueprint("cases", __name__, template_folder="../templates")
for _filter in (
    labels.state_tag,
    labels.stage_name,
    labels.certainty_tag,
    labels.country_name,
    labels.event_name,
    labels.facility_name,
    labels.regime_name,
    labels.exit_name,
    labels.link_name,
    labels.place_name,
    labels.handover_answer,
    labels.custody_contact,
    *words.FILTERS,
):
    blueprint.add_app_template_filter(_filter)


def page(template: str, case: CaseView, tab: str = "", status: int = 200, **context: Any) -> tuple[str, int]:
    """Render a page of a case with its identity bar, its tabs and the way up."""
    return render_template(f"cases/{template}.html", **frame(actor(), case, tab), **context), status


def get_case(reference: str) -> CaseView:
    """Return the case that the address names, whatever its letters' case."""
    return queries.get_case(actor(), reference.upper())


def get_event(case: CaseView, event_id: str) -> EventView:
    """Return an event of a case that stands and that the reader may see."""
    found = next((event for event in case.events if event.public_id == event_id and not event.withdrawn), None)
    if found is None:
        raise NotFound(N_("There is no such event."))
    return found


def owners() -> list[tuple[str, str]]:
    """List the members who can follow a case."""
    return [(member.public_id, member.name) for member in members.list_members(actor()) if not member.disabled]


def deputies(case: CaseView) -> list[tuple[str, str]]:
    """List who of the team of a case can be the deputy of whoever asks."""
    return [pair for pair in case.team if pair[0] != actor().public_id]


def offer_levels(form: Guarded, case: CaseView) -> None:
    """Hand in who may see what a form records; a guest of a share does not say that."""
    if actor().guest:
        form.without_levels()
    else:
        form.offer_levels(words.levels(), deputies(case))


def facilities(jurisdiction: str) -> dict[str, list[tuple[str, str]]]:
    """Return the facilities of a country by kind, those of the own organisation by themselves."""
    groups: dict[str, list[tuple[str, str]]] = {}
    host = actor().organisation_name if actor().guest else ""
    for row in vocabulary.facilities(actor(), jurisdiction):
        own = _("Added by %(organisation)s", organisation=host) if host else _("Added by your organisation")
        kind = own if is_own(row.code) else _(FACILITY_GROUPS[row.kind])
        gone = row.valid_to is not None and row.valid_to < clock.today()
        label = _("%(name)s (no longer in use)", name=named(row)) if gone else named(row)
        groups.setdefault(kind, []).append((row.code, label))
    return groups
