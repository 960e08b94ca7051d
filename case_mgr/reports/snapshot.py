"""The frozen report: one canonical JSON text with its hash, from which every file is made. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from case_mgr.audit.chain import canonical
from case_mgr.reports.figures import HIDDEN, TOTAL, Frame, Json, figure, keep_flows_apart, keep_parts_apart, shown
from case_mgr.reports.indicators import INDICATORS, METHOD, NOT_CHECKED, OF_GRANT, Unit
from case_mgr.reports.layout import Layout
from case_mgr.reports.privacy import Published
from case_mgr.reports.tally import Tally

SCHEMA = "donor-report/3"
__all__ = [
    "HIDDEN",
    "READ",
    "SCHEMA",
    "SEALED",
    "TOTAL",
    "Json",
    "dump",
    "freeze",
    "load",
    "publish",
    "sha256",
    "shown",
]

# Since the third, whatever is published is signed.
SEALED = frozenset({SCHEMA})
READ = frozenset({"donor-report/1", "donor-report/2", SCHEMA})


def freeze(
    head: Mapping[str, Any],
    tallies: Mapping[str, Tally],
    threshold: int,
    audit: Mapping[str, Any],
    *,
    layout: Layout | None = None,
    before: Sequence[Published] = (),
    restated: Callable[[list[Json]], list[Json]] = lambda figures: [],
    money: Callable[[], Json] | None = None,
) -> Json:
    """Return the content of a draft: what is hidden is already gone, also with regard to what was published before."""
    asked = layout or Layout()
    days = tuple(date.fromisoformat(head["period"][end]) for end in ("from", "to"))
    grant = head["grant"]["code"] if head["grant"] else ""
    frame = Frame(days[0], days[1], threshold, tuple(before), asked, grant)
    figures = [
        money() if money and indicator.unit is Unit.MONEY else figure(indicator, tallies[indicator.key], frame)
        for indicator in INDICATORS
        if asked.shows(indicator, of_grant=bool(grant)) and (money is not None or indicator.unit is not Unit.MONEY)
    ]
    keep_flows_apart(figures, tallies, threshold)
    keep_parts_apart(figures, tallies, threshold)
    data = {
        "version": 1,
        "replaces": None,
        "narrative": [],
        **head,
        "restated": restated(figures),
        "threshold": threshold,
        "considered": sorted({one.reference for one in before}),
        "figures": figures,
        "method": [*METHOD, *(OF_GRANT if grant else ())],
    }
    return {
        "schema": SCHEMA,
        "state": "draft",
        "data": data,
        "data_sha256": sha256(data),
        "approval": None,
        "audit": {**audit, "not_checked": list(NOT_CHECKED)},
    }


def publish(snapshot: Json, approval: Mapping[str, Any], integrity: Mapping[str, Any]) -> Json:
    """Return the same report as published: its data untouched, with who approved it and a fresh look at the log."""
    audit = {**snapshot["audit"], "integrity": dict(integrity)}
    return {**snapshot, "state": "published", "approval": dict(approval), "audit": audit}


def sha256(value: object) -> str:
    """Return the hash of a value by its canonical JSON."""
    return hashlib.sha256(canonical(value).encode("utf-8")).hexdigest()


def dump(snapshot: Json) -> str:
    """Return the text that is stored and hashed."""
    return canonical(snapshot)


def load(text: str) -> Json:
    """Read a stored snapshot."""
    loaded: Json = json.loads(text)
    return loaded
