"""What all pages of imports share."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for
from flask_babel import gettext as _

from case_mgr.imports.states import DECIDABLE, EDITABLE, STATE_LABELS, WORKING, State

blueprint = Blueprint("imports", "case_mgr.imports", template_folder="templates")

_KINDS = {
    State.DONE: "good",
    State.AWAITING_DECISIONS: "warn",
    State.AWAITING_REVIEW: "warn",
    State.INTERRUPTED: "danger",
    State.RUNNING: "info",
    State.QUEUED: "info",
    State.CHECKING: "info",
}


def tag(row: Any) -> dict[str, str]:
    """Return the state of an import as a tag."""
    state = State(row.state)
    return {"text": _(STATE_LABELS[state]), "kind": _KINDS.get(state, "neutral")}


def home_of(row: Any) -> str:
    """Return the page where an import stands now."""
    state = State(row.state)
    if state in WORKING and row.job:
        return url_for("jobs.show", public_id=row.job, follow=1)
    page = {State.UPLOADED: "read", State.MAPPED: "columns", State.CHECKED: "check", State.AWAITING_REVIEW: "run"}
    return url_for(f"imports.{page.get(state, 'result')}", public_id=row.public_id)


def steps(row: Any, current: str) -> list[dict[str, Any]]:
    """Return the steps that can be opened now."""
    state, found = State(row.state), []
    if state in EDITABLE:
        found += [("read", _("Read")), ("columns", _("Columns"))]
    if row.checked_at is not None:
        found += [("check", _("Check")), ("duplicates", _("Duplicates"))]
    if state in DECIDABLE and row.checked_at is not None:
        found.append(("run", _("Run")))
    if row.applied_at is not None or row.undone_at is not None or state is State.INTERRUPTED:
        found.append(("result", _("Result")))
    return [
        {
            "label": label,
            "href": url_for(f"imports.{name}", public_id=row.public_id),
            "current": name == current,
        }
        for name, label in found
    ]


def page(row: Any, current: str, **more: Any) -> dict[str, Any]:
    """Return what every page of one import shows."""
    return {"row": row, "tag": tag(row), "steps": steps(row, current), **more}


def told(item: dict[str, Any]) -> str:
    """Return a stored sentence in the language of the page."""
    return _(item["sentence"], **item["params"]) if item.get("params") else _(item["sentence"])


def person_page(public_id: str) -> str:
    """Return the address of a person; their pages are put together on a higher floor."""
    return f"/people/{public_id}"


def case_page(reference: str) -> str:
    """Return the address of a case."""
    return f"/cases/{reference}"
