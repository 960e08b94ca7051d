"""Turns events into what the timeline shows: two dates, the source, corrections that stay readable."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _

from case_mgr.cases.answers import answered
from case_mgr.cases.labels import certainty_tag, event_name, facility_name, kind_of, said_reason
from case_mgr.cases.types import CaseView, EventView
from case_mgr.cases.words import level_tag
from case_mgr.core.text import N_
from case_mgr.jurisdictions.enums import ENDED, Stage
from case_mgr.web.wording import instant, when

_KEY = frozenset({*ENDED, Stage.DETAINED, Stage.SENTENCED})


Ties = Mapping[str, Sequence[dict[str, str]]]
_ANY = "-any-event-"
_LAST = 5
_ACTS = {
    "correct_event": N_("Correct"),
    "withdraw_event": N_("Take back"),
    "guard_event": N_("Who may see it"),
    "tell_otherwise": N_("Another source tells it differently"),
    "settle": N_("Take as true"),
}
# What the reader may do to an event, by the names of the pages.
Acts = Callable[[EventView], Collection[str]]


def timeline_items(
    case: CaseView, told: Iterable[Collection[int]], *, acts: Acts, ties: Ties | None = None
) -> list[dict[str, Any]]:
    """Return events as the macro of the timeline takes them, with what higher rooms tie to them.

    `told` has for each event the places of its versions on the timeline, which stand in one item.
    """
    return [_told(case, [case.events[place] for place in places], acts, ties or {}) for places in told]


def last_items(case: CaseView) -> list[dict[str, Any]]:
    """Return the last events of a case, for a page on which nothing is done to them."""
    return timeline_items(case, case.events.by_happening()[:_LAST], acts=lambda event: ())


def _told(case: CaseView, versions: list[EventView], acts: Acts, ties: Ties) -> dict[str, Any]:
    standing = [event for event in versions if not event.withdrawn]
    if len(versions) == 1:
        return _item(case, versions[0], acts, ties)
    several = len(standing) > 1
    # The version that counts gives the event its place; the rest stand beside it, none is hidden.
    ordered = sorted(versions, key=lambda event: (not event.counts, event.withdrawn, event.recorded_at))
    items = [_item(case, event, acts, ties, several=several) for event in ordered]
    return {**items[0], "id": f"told-{ordered[0].happening}", "versions": items, "disputed": standing[0].disputed}


def event_text(case: CaseView, event: EventView) -> str:
    """Say where it happened and what the source says."""
    place = facility_name(event.facility, case.jurisdiction)
    where = ", ".join(part for part in (place, event.place) if part)
    return "\n".join(part for part in (where, event.text) if part)


def _item(case: CaseView, event: EventView, acts: Acts, ties: Ties, *, several: bool = False) -> dict[str, Any]:
    kind = kind_of(case.jurisdiction, event.kind)
    reason = said_reason(event.reason) if event.reason != event.text[: len(event.reason)] else ""
    return {
        "id": f"event-{event.public_id}",
        "title": event_name(event.kind, case.jurisdiction),
        "when": when(event.happened),
        "recorded": _recorded(event),
        "text": event_text(case, event),
        "details": answered(case.jurisdiction, event.kind, event.details),
        "source": event.source,
        "tag": {"text": _("Taken back"), "kind": "warn"} if event.withdrawn else certainty_tag(event.certainty),
        "tags": _tags(event, several=several),
        "ruling": _("Taken as true by %(who)s: %(reason)s", who=event.ruled_by, reason=event.ruling)
        if event.taken_as_true and event.ruling
        else "",
        "struck": event.withdrawn,
        "note": (_("Why: %(reason)s") if event.withdrawn else _("How it is known: %(reason)s")) % {"reason": reason}
        if reason
        else "",
        "key": bool(kind and kind.moves_to in _KEY) and not event.withdrawn,
        "corrections": [_earlier(case, earlier) for earlier in event.corrections],
        "actions": [
            *_tied(event, ties),
            *_opens(case, event),
            *([] if event.withdrawn else _actions(case, event, acts(event), several=several)),
        ],
    }


def _tied(event: EventView, ties: Ties) -> list[dict[str, str]]:
    """Return what is tied to an event, or to an earlier text of it."""
    return [link for one in (event, *event.corrections) for link in ties.get(one.public_id, ())]


def _opens(case: CaseView, event: EventView) -> list[dict[str, Any]]:
    """Lead to what belongs to health, for whoever may open it: each look is written down."""
    if not (event.has_health and case.opens_health) or event.withdrawn:
        return []
    href = url_for("cases.event_health", reference=case.row.reference, event_id=event.public_id)
    return [{"label": _("Show what belongs to health"), "href": href}]


def _tags(event: EventView, *, several: bool) -> list[dict[str, str]]:
    tags = [tag] if (tag := level_tag(event.level)) else []
    if several and event.taken_as_true:
        tags.append({"text": _("Taken as true"), "kind": "good"})
    elif several and event.counts:
        tags.append({"text": _("Counts until it is settled"), "kind": "neutral"})
    return tags


def _recorded(event: EventView) -> str:
    at = instant(event.recorded_at)
    who = event.recorded_by
    return _("Recorded by %(who)s on %(at)s", who=who, at=at) if who else _("Recorded on %(at)s", at=at)


def _earlier(case: CaseView, event: EventView) -> dict[str, str]:
    told = "; ".join(f"{label}: {value}" for label, value in answered(case.jurisdiction, event.kind, event.details))
    parts = (event_name(event.kind, case.jurisdiction), when(event.happened), event_text(case, event), told)
    return {
        "text": _("Earlier: %(text)s", text=" · ".join(part for part in parts if part)),
        "recorded": _recorded(event),
    }


def _actions(case: CaseView, event: EventView, may: Collection[str], *, several: bool) -> list[dict[str, Any]]:
    ref = case.row.reference
    if event.exit_id:
        href = url_for("cases.withdraw_exit", reference=ref, exit_id=event.exit_id)
        return [{"label": _("Take the exit back"), "href": href}] if "withdraw_exit" in may else []
    addresses = _addresses(ref)
    found: list[dict[str, Any]] = [
        {"label": _(label), "href": addresses[place].replace(_ANY, event.public_id)}
        for place, label in _ACTS.items()
        if place in may and (place != "settle" or (several and case.settles and not event.taken_as_true))
    ]
    if event.taken_as_true and case.settles and "leave_open" in may:
        href = url_for("cases.leave_open", reference=ref, event_id=event.public_id)
        found.append({"label": _("Leave it open again"), "href": href, "post": True})
    return found


def _addresses(reference: str) -> Mapping[str, str]:
    """Return the addresses of the acts with a mark in the place of the event.

    A page of fifty events would ask the map of addresses two hundred times.
    """
    held: dict[str, Mapping[str, str]] = g.setdefault("addresses_of_events", {})
    if reference not in held:
        held[reference] = {act: url_for(f"cases.{act}", reference=reference, event_id=_ANY) for act in _ACTS}
    return held[reference]
