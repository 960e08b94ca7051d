"""Turns entries of the log into the history that the page of a record shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import gettext as _

from case_mgr.core.dates import PartialDate
from case_mgr.web.wording import when

# Gives the name of a field and its value in words; None for a field that means nothing to a person.
Shown = Callable[[str, str], tuple[str, str] | None]


def entries_of(entries: Iterable[Any], shown: Shown) -> list[dict[str, Any]]:
    """Return entries with their changes in the words of the room that owns the record."""
    return [
        {
            "sentence": _(entry.sentence),
            "at": entry.at,
            "who": entry.actor_name,
            "seq": entry.seq,
            "erased": entry.erased,
            "reason": str(entry.facts.get("reason") or ""),
            "changes": [change for field in entry.changes if (change := _change(field, shown))],
        }
        for entry in entries
    ]


def said_date(edtf: str) -> str:
    """Say a date that the log keeps as EDTF."""
    try:
        return when(PartialDate.parse(edtf)) if edtf else ""
    except ValueError:
        return edtf


def _change(change: tuple[str, str, str], shown: Shown) -> dict[str, str] | None:
    field, before, after = change
    old, new = shown(field, before), shown(field, after)
    # Nothing that became an empty text is no change to a person.
    if old is None or new is None or old[1] == new[1] == "":
        return None
    return {"label": old[0], "before": old[1], "after": new[1]}
