"""A report as JSON, and as a zip of CSV tables that a spreadsheet cannot run."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Sequence

from case_mgr.core import csvsafe
from case_mgr.reports.present import present
from case_mgr.reports.snapshot import Json, dump, sha256, shown

# A zip stores when its members were made; a fixed moment makes the same report the same bytes.
_MADE = (1980, 1, 1, 0, 0, 0)
SNAPSHOT = "snapshot.json"


def as_json(report: Json) -> bytes:
    """Return the snapshot with its hash."""
    return (json.dumps(envelope(report), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def envelope(report: Json) -> Json:
    """Return a snapshot together with its hash."""
    return {"report": report, "sha256": sha256(report)}


def as_csv(report: Json) -> bytes:
    """Return a zip of the tables, the definitions and the snapshot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, text in members(report).items():
            bundle.writestr(zipfile.ZipInfo(name, _MADE), text.encode("utf-8"), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def members(report: Json) -> dict[str, str]:
    """Return the files of the zip by name; the same report gives the same text."""
    return {
        "README.txt": _readme(report),
        "figures.csv": csvsafe.write(
            ["key", "figure", "unit", "number", "date_not_exact", "definition", "counted_once"], _figures(report)
        ),
        "breakdowns.csv": csvsafe.write(["key", "figure", "by", "group", "label", "number"], _breakdowns(report)),
        "audit.csv": csvsafe.write(["event", "sentence", "entries"], _entries(report)),
        SNAPSHOT: json.dumps({"report": dump(report), "sha256": sha256(report)}, ensure_ascii=False),
    }


def _figures(report: Json) -> Iterable[Sequence[object]]:
    threshold = report["data"]["threshold"]
    for figure in report["data"]["figures"]:
        numbers = (shown(figure["value"], threshold), shown(figure["inexact"], threshold))
        yield figure["key"], figure["title"], figure["unit"], *numbers, figure["definition"], figure["once"]


def _breakdowns(report: Json) -> Iterable[Sequence[object]]:
    for figure in present(report, str, "en").figures:
        for table in figure.tables:
            if table.rows is None:
                yield figure.key, figure.title, table.by, "", "not shown: too few people", ""
            for row in table.rows or ():
                yield figure.key, figure.title, table.by, row.key, row.label, row.shown


def _entries(report: Json) -> Iterable[Sequence[object]]:
    for entry in report["audit"]["entries"]:
        yield entry["event"], entry["sentence"], entry["count"]


def _readme(report: Json) -> str:
    data, audit, approval = report["data"], report["audit"], report["approval"]
    grant = f"{data['grant']['code']} ({data['grant']['donor']})" if data["grant"] else "none"
    integrity = audit["integrity"]
    lines = [
        f"Donor report {data['reference']} – {report['state'].upper()}",
        f"Organisation: {data['organisation']}",
        f"Grant: {grant}",
        f"Period: {data['period']['from']} to {data['period']['to']}, both days included",
        f"As known on: {data['as_of']}",
        f"Built by: {', '.join(audit['built_by'])}",
        f"Approved by: {', '.join(approval['roles']) + ' at ' + approval['at'] if approval else 'nobody yet'}",
        "",
        f"A number shown as <{data['threshold']} or × is hidden, so that no person can be recognised.",
        *(f"- {sentence}" for sentence in data["method"]),
        "",
        f"Audit log: {integrity['entries']} entries checked at {integrity['checked_at']}, "
        + ("the chain is unbroken." if integrity["ok"] else f"BROKEN at entry {integrity['first_bad']}."),
        f"Head of the chain: {integrity['head']}",
        "Not checked:",
        *(f"- {sentence}" for sentence in audit["not_checked"]),
        "",
        f"SHA-256 of the report: {sha256(report)}",
        "Check it: case-mgr report verify FILE",
    ]
    return "\r\n".join(lines) + "\r\n"
