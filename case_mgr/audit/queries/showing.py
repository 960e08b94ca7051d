"""Entries as pages show them."""

from __future__ import annotations

from typing import Any

from case_mgr.audit.models import AuditDetail, AuditEntry
from case_mgr.audit.types import SENTENCES, EntryView, Event
from case_mgr.core.errors import DomainError


def entry_view(entry: AuditEntry, detail: AuditDetail | None) -> EntryView:
    """Return an entry as pages show it."""
    kept, event = detail_of(detail), Event(entry.event)
    changes = tuple(
        (f"{change['table']}.{name}", _shown(before), _shown(after))
        for change in kept["changes"]
        for name, (before, after) in change["fields"].items()
    )
    return EntryView(
        seq=entry.seq,
        at=entry.at,
        event=event,
        sentence=SENTENCES[event],
        actor=entry.actor,
        actor_name=kept["actor_name"] or entry.actor,
        subject_type=entry.subject_type,
        subject_id=entry.subject,
        subject_label=kept["label"],
        facts=kept["facts"],
        changes=changes,
        erased=detail is None or detail.erased_at is not None,
        act=entry.act,
        touched=frozenset(str(change["id"]) for change in kept["changes"] if change.get("id")),
        hash=entry.hash,
        previous=entry.previous,
    )


def detail_of(detail: AuditDetail | None) -> dict[str, Any]:
    """Return what stands beside the chain of an entry: empty once it was erased."""
    empty: dict[str, Any] = {"actor_name": "", "label": "", "facts": {}, "changes": []}
    if detail is None or detail.erased_at is not None:
        return empty
    try:
        return empty | (detail.detail or {})
    except DomainError:
        # Changed behind the product: the check of the log names it, and a page of the log must open all the same.
        return empty


def _shown(value: object) -> str:
    return "" if value is None else str(value)
