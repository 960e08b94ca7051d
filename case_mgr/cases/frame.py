"""The frame of every page about a case, in this room and above it: identity bar, tabs and the way up."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from case_mgr.access.actor import Actor
from case_mgr.cases import queries
from case_mgr.cases.bar import case_bar
from case_mgr.cases.types import CaseView
from case_mgr.detainees import queries as people
from case_mgr.detainees.types import Heading
from case_mgr.web.guests import reaches
from case_mgr.web.hooks import hooks


def frame_of(actor: Actor, reference: str) -> dict[str, Any]:
    """Return what the layout of a case's pages needs, for a page of a higher room; a stranger's case is not found."""
    return frame(actor, queries.get_case(actor, reference.upper()))


def frame(actor: Actor, case: CaseView, tab: str = "") -> dict[str, Any]:
    """Return the same for a case that was read already."""
    person = people.find_heading(actor, case.row.person_id)
    return {
        "case": case,
        "person": person,
        "bar": case_bar(actor, case, person),
        "tabs": _tabs(actor, case, tab),
        "crumbs": _crumbs(actor, case, person),
    }


def here(case: CaseView | str, place: str = "case", anchor: str | None = None) -> str:
    """Return the address of a page of the case."""
    reference = case if isinstance(case, str) else case.row.reference
    return url_for(f"cases.{place}", reference=reference, _anchor=anchor)


def _tabs(actor: Actor, case: CaseView, current: str) -> list[dict[str, Any]]:
    own = [
        ("case", _("Overview"), None),
        ("timeline", _("Timeline"), len(case.events)),
        ("custody", _("Custody"), len(case.held)),
        ("correspondence", _("Correspondence"), sum(not letter.withdrawn for letter in case.letters)),
        ("team", _("Team"), None),
    ]
    tabs = [
        {"label": label, "href": here(case, place), "current": place == current, "count": count}
        for place, label, count in own
        if reaches(actor, f"cases.{place}")
    ]
    # A page below a tab of another room belongs to that tab: its address goes on from there.
    for tab in hooks().case_tabs:
        if actor.may(tab.permission) and reaches(actor, tab.endpoint):
            href = url_for(tab.endpoint, reference=case.row.reference)
            below = request.path == href or request.path.startswith(f"{href}/")
            tabs.append({"label": tab.label, "href": href, "current": below, "count": None})
    last = {"label": _("History"), "href": here(case, "history"), "current": current == "history", "count": None}
    return [*tabs, last]


def _crumbs(actor: Actor, case: CaseView, person: Heading | None) -> list[dict[str, str]]:
    shared = hooks().urls.get("shared")
    up = (_("Shared"), shared) if actor.guest and shared else (_("Cases"), "desk.cases")
    crumbs = [{"label": up[0], "href": url_for(up[1])}]
    if person:
        crumbs.append({"label": person.reference, "href": url_for(hooks().profile, public_id=person.public_id)})
    if request.endpoint != "cases.case":
        crumbs.append({"label": case.row.reference, "href": here(case)})
    return crumbs
