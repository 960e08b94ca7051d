"""The frozen report: one canonical JSON text with its hash, from which every file is made. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from case_mgr.audit.chain import canonical
from case_mgr.reports.indicators import INDICATORS, METHOD, NOT_CHECKED, Indicator
from case_mgr.reports.suppression import protect, publishable
from case_mgr.reports.types import Tally

SCHEMA = "donor-report/2"
READ = frozenset({"donor-report/1", SCHEMA})
TOTAL = "total"
SMALL = "<%d"
HIDDEN = "×"
Json = dict[str, Any]


def freeze(head: Mapping[str, Any], tallies: Mapping[str, Tally], threshold: int, audit: Mapping[str, Any]) -> Json:
    """Return the content of a draft: what is hidden is already gone."""
    data = {
        "version": 1,
        "replaces": None,
        "narrative": [],
        "restated": [],
        **head,
        "threshold": threshold,
        "figures": [_figure(indicator, tallies[indicator.key], threshold) for indicator in INDICATORS],
        "method": list(METHOD),
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


def shown(value: int | str | None, threshold: int | None) -> str:
    """Write a number that stands alone; a small hidden one says below what it lies, another one says nothing."""
    if value is None:
        return HIDDEN if threshold is None else SMALL % threshold
    return str(value)


def _figure(indicator: Indicator, tally: Tally, threshold: int) -> Json:
    number, unsure = len(tally.ids), len(tally.unsure)
    open_to_all = not indicator.personal
    tables = {} if open_to_all or not publishable(number, threshold) else tally.groups
    return {
        "key": indicator.key,
        "title": indicator.title,
        "unit": str(indicator.unit),
        "definition": indicator.definition,
        "once": indicator.once,
        "value": number if open_to_all or publishable(number, threshold) else None,
        "inexact": unsure if open_to_all or publishable(unsure, threshold) else None,
        "small": not open_to_all and not publishable(number, threshold),
        "tables": [
            {"by": [by], "head": [TOTAL], "rows": _rows(cells, threshold)} for by, cells in tables.items() if number
        ],
    }


def _rows(cells: Mapping[str, int], threshold: int) -> list[Json] | None:
    kept = protect(cells, threshold).cells
    if kept is None:
        return None
    # In an order that says nothing about the numbers.
    return [{"group": group, "cells": [kept[group]]} for group in sorted(kept)]
