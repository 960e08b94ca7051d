"""The identity bar of a person: who it is, where they are, and the pages about them."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from case_mgr.access.actor import Actor
from case_mgr.access.fields import Group
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.cases import queries as cases
from case_mgr.cases.bar import nationalities, standing, standing_facts, strip
from case_mgr.cases.labels import state_tag
from case_mgr.cases.types import CaseRow
from case_mgr.detainees import queries as people
from case_mgr.detainees.types import VULNERABILITY_LABELS, PersonView
from case_mgr.jurisdictions.enums import ENDED
from case_mgr.recognition import queries as recognition
from case_mgr.recognition.words import recognised_tag
from case_mgr.web.guests import reaches
from case_mgr.web.hooks import hooks
from case_mgr.web.wording import when

_TABS = {
    "desk.person": "overview",
    "detainees.names": "names",
    "detainees.nationalities": "nationalities",
    "detainees.relations": "relations",
    "detainees.family": "family",
    "detainees.consent": "consent",
    "cases.of_person": "cases",
    "desk.sources": "sources",
    "detainees.history": "history",
}
_OPEN_TO = {"relations": Group.CASE, "family": Group.FAMILY, "consent": Group.CASE}


def frame_of(actor: Actor, public_id: str) -> dict[str, Any]:
    """Return identity bar, tabs and way up for any page about a person."""
    rows = cases.list_of_people(actor, [public_id]).get(public_id, [])
    return frame(actor, people.get_person(actor, public_id), rows)


def frame(actor: Actor, person: PersonView, rows: list[CaseRow]) -> dict[str, Any]:
    """Return the same for a person and cases that were read already."""
    return {"bar": _bar(actor, person, rows), "tabs": _tabs(actor, person, rows), "crumbs": _crumbs(actor, person)}


def _bar(actor: Actor, person: PersonView, rows: list[CaseRow]) -> dict[str, Any]:
    now, ident = standing(rows), person.public_id
    others = len(person.names) - 1
    names = ngettext("%(num)d other name", "%(num)d other names", others) if others else ""
    facts: list[dict[str, Any]] = []
    if names:
        facts.append({"label": _("Aliases"), "value": names, "href": url_for("detainees.names", public_id=ident)})
    if person.born:
        facts.append({"label": _("Born"), "value": when(person.born)})
    if person.nationalities:
        to_them = url_for("detainees.nationalities", public_id=ident)
        facts.append(
            {
                "label": _("Nationality"),
                "value": nationalities(n.country for n in person.nationalities),
                "href": to_them,
            }
        )
    if now:
        facts += standing_facts(now)
    return {
        "name": person.name,
        "reference": person.reference,
        "status": state_tag(now.state) if now else {"text": _("No case yet"), "kind": "neutral"},
        "flags": _marks(actor, person, rows),
        "facts": facts,
        "strip": strip(person, now),
        **_acts(actor, person, rows),
    }


def photo(actor: Actor, person: PersonView) -> dict[str, str] | None:
    """Return the small photograph of a person, for their own page alone."""
    found = people.find_photograph(actor, person.public_id)
    if found is None:
        return None
    src = url_for("detainees.photograph_file", public_id=person.public_id, photograph_id=found.public_id)
    return {"src": src, "alt": _("Photograph of %(reference)s", reference=person.reference)}


def _marks(actor: Actor, person: PersonView, rows: list[CaseRow]) -> list[dict[str, str]]:
    """Return what must be seen of a person at once: recognised, and what makes them vulnerable."""
    host = [{"text": _("Shared by %(organisation)s", organisation=actor.organisation_name), "kind": "info"}]
    found = host if actor.guest else []
    found += [recognised_tag()] if recognition.list_recognised(actor, [row.reference for row in rows]) else []
    return found + [{"text": _(VULNERABILITY_LABELS[row.kind]), "kind": "warn"} for row in person.vulnerabilities]


def _acts(actor: Actor, person: PersonView, rows: list[CaseRow]) -> dict[str, Any]:
    ident = person.public_id
    running = [row for row in rows if row.stage not in ENDED]
    primary, actions = None, []
    if actor.may(Permission.CASE_WRITE):
        opening = {"label": _("Open a case"), "href": url_for("cases.new", public_id=ident)}
        if len(running) == 1:
            href = url_for("cases.new_event", reference=running[0].reference)
            primary, actions = {"label": _("Record an event"), "href": href}, [opening]
        else:
            primary = opening
    elif actor.does(Act.ADD) and len(running) == 1:
        # A guest adds to the shared case; it is the only one that they see.
        primary = {"label": _("Record an event"), "href": url_for("cases.new_event", reference=running[0].reference)}
    if actor.may(Permission.PERSON_WRITE):
        actions += [
            {"label": _("Amend the person"), "href": url_for("detainees.edit", public_id=ident)},
            {"label": _("Add a name"), "href": url_for("detainees.new_name", public_id=ident)},
            {"label": _("Add a nationality"), "href": url_for("detainees.new_nationality", public_id=ident)},
            {"label": _("Record an answer about consent"), "href": url_for("detainees.new_consent", public_id=ident)},
            {"label": _("Photograph"), "href": url_for("detainees.photograph", public_id=ident)},
        ]
    return {"primary": primary, "actions": actions}


def _tabs(actor: Actor, person: PersonView, rows: list[CaseRow]) -> list[dict[str, Any]]:
    words: dict[str, tuple[str, int | None]] = {
        "overview": (_("Overview"), None),
        "names": (_("Names"), len(person.names)),
        "nationalities": (_("Nationalities"), len(person.nationalities)),
        "relations": (_("Relations"), None),
        "family": (_("Family"), None),
        "consent": (_("Consent"), None),
        "cases": (_("Cases"), len(rows)),
        "sources": (_("Sources"), None),
        "history": (_("History"), None),
    }
    tabs = [
        {
            "label": words[tab][0],
            "count": words[tab][1],
            "href": url_for(endpoint, public_id=person.public_id),
            "current": request.endpoint == endpoint,
        }
        for endpoint, tab in _TABS.items()
        if (tab not in _OPEN_TO or people.sees(actor, _OPEN_TO[tab])) and reaches(actor, endpoint)
    ]
    for added in hooks().person_tabs:
        if actor.may(added.permission) and reaches(actor, added.endpoint):
            href = url_for(added.endpoint, public_id=person.public_id)
            below = request.path == href or request.path.startswith(f"{href}/")
            tabs.insert(-1, {"label": added.label, "count": None, "href": href, "current": below})
    return tabs


def _crumbs(actor: Actor, person: PersonView) -> list[dict[str, str]]:
    up = (_("Shared"), "shares.index") if actor.guest else (_("People"), "desk.people")
    crumbs = [{"label": up[0], "href": url_for(up[1])}]
    if request.endpoint != "desk.person":
        crumbs.append({"label": person.reference, "href": url_for("desk.person", public_id=person.public_id)})
    return crumbs
