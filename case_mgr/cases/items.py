"""Turns events into what the timeline shows: two dates, the source, corrections that stay readable."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from case_mgr.cases.labels import certainty_tag, event_name, facility_name, kind_of, said_reason
from case_mgr.cases.types import CaseView, EventView
from case_mgr.cases.words import level_tag
from case_mgr.jurisdictions.enums import ENDED, Stage
from case_mgr.web.wording import instant, when

_KEY = frozenset({*ENDED, Stage.DETAINED, Stage.SENTENCED})


def timeline_items(case: CaseView, events: Iterable[EventView], *, writes: bool) -> list[dict[str, Any]]:
    """Return events as the macro of the timeline takes them."""
    return [_item(case, event, writes=writes) for event in events]


def event_text(case: CaseView, event: EventView) -> str:
    """Say where it happened and what the source says."""
    place = facility_name(event.facility, case.jurisdiction)
    where = ", ".join(part for part in (place, event.place) if part)
    return "\n".join(part for part in (where, event.text) if part)


def _item(case: CaseView, event: EventView, *, writes: bool) -> dict[str, Any]:
    kind = kind_of(case.jurisdiction, event.kind)
    reason = said_reason(event.reason) if event.reason != event.text[: len(event.reason)] else ""
    return {
        "id": f"event-{event.public_id}",
        "title": event_name(event.kind, case.jurisdiction),
        "when": when(event.happened),
        "recorded": _recorded(event),
        "text": event_text(case, event),
        "source": event.source,
        "tag": {"text": _("Taken back"), "kind": "warn"} if event.withdrawn else certainty_tag(event.certainty),
        "tags": [tag] if (tag := level_tag(event.level)) else [],
        "struck": event.withdrawn,
        "note": (_("Why: %(reason)s") if event.withdrawn else _("How it is known: %(reason)s")) % {"reason": reason}
        if reason
        else "",
        "key": bool(kind and kind.moves_to in _KEY) and not event.withdrawn,
        "corrections": [_earlier(case, earlier) for earlier in event.corrections],
        "actions": _actions(case, event) if writes and not event.withdrawn else [],
    }


def _recorded(event: EventView) -> str:
    at = instant(event.recorded_at)
    who = event.recorded_by
    return _("Recorded by %(who)s on %(at)s", who=who, at=at) if who else _("Recorded on %(at)s", at=at)


def _earlier(case: CaseView, event: EventView) -> dict[str, str]:
    parts = (event_name(event.kind, case.jurisdiction), when(event.happened), event_text(case, event))
    return {
        "text": _("Earlier: %(text)s", text=" · ".join(part for part in parts if part)),
        "recorded": _recorded(event),
    }


def _actions(case: CaseView, event: EventView) -> list[dict[str, str]]:
    ref = case.row.reference
    if event.exit_id:
        href = url_for("cases.withdraw_exit", reference=ref, exit_id=event.exit_id)
        return [{"label": _("Take the exit back"), "href": href}]
    return [
        {"label": _("Correct"), "href": url_for("cases.correct_event", reference=ref, event_id=event.public_id)},
        {"label": _("Take back"), "href": url_for("cases.withdraw_event", reference=ref, event_id=event.public_id)},
        {"label": _("Who may see it"), "href": url_for("cases.guard_event", reference=ref, event_id=event.public_id)},
    ]
