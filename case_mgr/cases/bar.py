"""Who a page is about: the identity bar of a case, and what the bar of a person takes from cases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from case_mgr.access.actor import Actor
from case_mgr.access.shares import Act
from case_mgr.cases.labels import place_name, stage_name, state_tag
from case_mgr.cases.types import CaseRow, CaseView, State
from case_mgr.detainees.types import Heading, PersonView, Sensitivity
from case_mgr.web.hooks import hooks
from case_mgr.web.wording import country, elapsed, when

Bar = dict[str, Any]


def case_bar(actor: Actor, case: CaseView, person: Heading | None) -> Bar:
    """Return the bar of a case; a person whom the reader may not open is named and no more."""
    row, adds, amends = case.row, actor.does(Act.ADD), actor.does(Act.AMEND)
    to_person = url_for(hooks().profile, public_id=row.person_id) if person else None
    facts = [{"label": _("Person"), "value": row.person_reference, "href": to_person}, *standing_facts(row)]
    if person and person.countries:
        facts.append({"label": _("Nationality"), "value": nationalities(person.countries)})
    facts += _rearrests(case)
    facts.append({"label": _("Followed by"), "value": row.owner or _("nobody yet")})
    ref = row.reference
    return {
        "name": row.person,
        "reference": ref,
        "status": state_tag(row.state),
        "flags": [
            {"text": stage_name(row.stage), "kind": "neutral"},
            *([{"text": _("Disputed"), "kind": "warn"}] if case.disputed else []),
            *_flags(actor, ref),
        ],
        "facts": facts,
        "strip": strip(person, row, rearrested=bool(case.rearrest.again)),
        "primary": {"label": _("Record an event"), "href": url_for("cases.new_event", reference=ref)} if adds else None,
        "actions": [
            *([{"label": _("Record custody"), "href": url_for("cases.new_custody", reference=ref)}] if adds else []),
            *([{"label": _("Record an exit"), "href": url_for("cases.new_exit", reference=ref)}] if amends else []),
            *([{"label": _("Amend the case"), "href": url_for("cases.edit", reference=ref)}] if amends else []),
        ],
    }


def _flags(actor: Actor, reference: str) -> list[dict[str, str]]:
    """Return the tags that higher rooms add to a case."""
    return [tag for flag in hooks().case_flags if (tag := flag(actor, reference))]


def standing_facts(row: CaseRow) -> list[dict[str, Any]]:
    """Return since when and where somebody is held, or since when they are out."""
    facts: list[dict[str, Any]] = []
    if row.arrested:
        span = elapsed(row.arrested) if row.state is State.IN_CUSTODY else ""
        value = f"{when(row.arrested)} ({span})" if span else when(row.arrested)
        facts.append({"label": _("Detained since") if span else _("Detained"), "value": value})
    if row.released:
        facts.append({"label": _("Released"), "value": when(row.released)})
    if row.place:
        facts.append({"label": _("Place"), "value": place_name(row.place, row.reference)})
    return facts


def _rearrests(case: CaseView) -> list[dict[str, Any]]:
    """Return which case goes on from this one, and from which one this goes on."""
    after = (case.rearrest.after.case,) if case.rearrest.after else ()
    named = ((_("Re-arrest after"), after), (_("Re-arrested"), case.rearrest.again))
    return [
        {"label": label, "value": ref, "href": url_for("cases.case", reference=ref)}
        for label, refs in named
        for ref in refs
    ]


def strip(
    person: Heading | PersonView | None, row: CaseRow | None, *, rearrested: bool = False
) -> dict[str, str] | None:
    """Return what must be seen before anything else about a person."""
    if person and person.sensitivity is Sensitivity.RESTRICTED:
        return {
            "kind": "restricted",
            "text": _("Restricted: only whoever stands close to this person may know of them."),
        }
    if person and person.publication_hold:
        reason = f" {person.hold_reason}" if person.hold_reason else ""
        return {"kind": "warn", "text": _("Do not publish.") + reason}
    if row and row.state is State.DEAD:
        return {"kind": "muted", "text": _("This person has died.")}
    if row and row.state is State.FREE and rearrested:
        return {"kind": "warn", "text": _("Released, and arrested again: another case tells where the person is now.")}
    if row and row.state is State.FREE:
        return {"kind": "muted", "text": _("This person has been released.")}
    return None


def nationalities(countries: Iterable[str]) -> str:
    """Name the nationalities of a person, each once."""
    return ", ".join(country(code) for code in dict.fromkeys(countries))


def standing(rows: list[CaseRow]) -> CaseRow | None:
    """Return the case that says where a person is now: a death before custody, custody before a release."""
    order = (State.DEAD, State.IN_CUSTODY, State.RESTRICTED, State.ABSENT, State.FREE, State.UNKNOWN)
    return min(rows, key=lambda row: order.index(row.state), default=None)
