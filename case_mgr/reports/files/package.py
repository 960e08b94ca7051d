"""Says of the tables of a zip what their columns mean, as a Frictionless data package that other programs read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from case_mgr.reports.figures import HIDDEN, SMALL
from case_mgr.reports.snapshot import Json, sha256

NAME = "datapackage.json"
_NUMBER = "number"
# Field, type, what it holds; a number that is hidden is a missing value.
FIELDS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "figures": (
        ("key", "string", "Key of the figure"),
        ("figure", "string", "Figure"),
        ("unit", "string", "What is counted, or the currency"),
        ("number", _NUMBER, "Number, hidden when small"),
        ("date_not_exact", _NUMBER, "How many might also lie outside the period, hidden when small"),
        ("definition", "string", "What is counted"),
        ("counted_once", "string", "How each is counted once"),
    ),
    "breakdowns": (
        ("key", "string", "Key of the figure"),
        ("figure", "string", "Figure"),
        ("by", "string", "Dimensions of the table"),
        ("group", "string", "Key of the row"),
        ("label", "string", "Row"),
        ("column", "string", "Column"),
        ("number", _NUMBER, "Number, hidden so that nobody can be recognised"),
    ),
    "restated": (
        ("figure", "string", "Figure"),
        ("group", "string", "Group, empty for the figure itself"),
        ("before", _NUMBER, "Number in the version before"),
        ("now", _NUMBER, "Number in this version"),
        ("why", "string", "Reasons"),
    ),
    "narrative": (("title", "string", "Heading"), ("text", "string", "In the words of the organisation")),
    "audit": (
        ("event", "string", "Kind of entry"),
        ("sentence", "string", "What was done"),
        ("entries", "integer", "Entries of the log in the period"),
    ),
}


def describe(report: Json, members: Mapping[str, str]) -> str:
    """Return the description of the package: a schema for each table, and what binds it to the snapshot."""
    data = report["data"]
    package = {
        "profile": "tabular-data-package",
        "name": data["reference"].lower(),
        "title": f"Donor report {data['reference']}",
        "created": data["as_of"],
        "version": str(data["version"]),
        "state": report["state"],
        "sha256": sha256(report),
        "data_sha256": report["data_sha256"],
        **({"signature": report["signature"]} if report.get("signature") else {}),
        "resources": [_resource(name, members[f"{name}.csv"], data["threshold"]) for name in FIELDS],
    }
    return json.dumps(package, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _resource(name: str, text: str, threshold: int) -> dict[str, Any]:
    content = text.encode("utf-8")
    fields = [{"name": field, "type": kind, "title": told} for field, kind, told in FIELDS[name]]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {"fields": fields, "missingValues": ["", HIDDEN, SMALL % threshold]},
    }
