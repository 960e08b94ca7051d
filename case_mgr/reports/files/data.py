"""A report as JSON, and as a zip of CSV tables that a spreadsheet cannot run."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Sequence

from case_mgr.core import csvsafe
from case_mgr.reports.files import package
from case_mgr.reports.present import present
from case_mgr.reports.snapshot import Json, dump, sha256

# A zip stores when its members were made; a fixed moment makes the same report the same bytes.
_MADE = (1980, 1, 1, 0, 0, 0)
SNAPSHOT = "snapshot.json"
_HEAD = ["key", "figure", "by", "group", "label", "number"]
_CROSSED = [*_HEAD[:-1], "column", "number"]


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
    found = {
        "README.txt": _readme(report),
        "figures.csv": csvsafe.write(
            ["key", "figure", "unit", "number", "date_not_exact", "definition", "counted_once"], _figures(report)
        ),
        "breakdowns.csv": csvsafe.write(_HEAD if _is_first(report) else _CROSSED, _breakdowns(report)),
        "audit.csv": csvsafe.write(["event", "sentence", "entries"], _entries(report)),
        SNAPSHOT: json.dumps({"report": dump(report), "sha256": sha256(report)}, ensure_ascii=False),
    }
    return found if _is_first(report) else _described(report, found)


def _described(report: Json, found: dict[str, str]) -> dict[str, str]:
    """Add what the first schema did not know, and what tells other programs how to read it all."""
    shown = present(report, str, "en")
    restated = ((line.title, line.group, line.before, line.after, line.reason) for line in shown.restated)
    found["restated.csv"] = csvsafe.write(["figure", "group", "before", "now", "why"], restated)
    found["narrative.csv"] = csvsafe.write(["title", "text"], shown.narrative)
    found[package.NAME] = package.describe(report, found)
    return found


def _figures(report: Json) -> Iterable[Sequence[object]]:
    for figure, words in zip(report["data"]["figures"], present(report, str, "en").figures, strict=True):
        unit = words.currency or figure["unit"]
        yield figure["key"], figure["title"], unit, words.shown, words.inexact, figure["definition"], figure["once"]


def _breakdowns(report: Json) -> Iterable[Sequence[object]]:
    crossed = not _is_first(report)
    for figure in present(report, str, "en").figures:
        for table in figure.tables:
            if table.rows is None:
                column = ("",) if crossed else ()
                yield figure.key, figure.title, table.by, "", "not shown: too few people", *column, ""
            for row in table.rows or ():
                for head, cell in zip(table.head, row.cells, strict=True):
                    column = (head,) if crossed else ()
                    yield figure.key, figure.title, table.by, row.key, row.label, *column, cell.shown


def _is_first(report: Json) -> bool:
    """Whether the report is of the first schema, whose files must stay the same to the byte."""
    return str(report["schema"]) == "donor-report/1"


def _entries(report: Json) -> Iterable[Sequence[object]]:
    for entry in report["audit"]["entries"]:
        yield entry["event"], entry["sentence"], entry["count"]


def _proofs(report: Json) -> Iterable[str]:
    """Say on what a signed report stands; a report of a time before signatures keeps its text to the byte."""
    if report.get("signature"):
        yield f"Checkpoint of the log: {report['audit']['integrity']['checkpoint'] or 'none, the chain did not hold'}"
        yield f"Signature: {report['signature']}"


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
        *([] if _is_first(report) else [f"SHA-256 of the data: {report['data_sha256']}"]),
        f"SHA-256 of the report: {sha256(report)}",
        *_proofs(report),
        "Check it: case-mgr report verify FILE",
    ]
    return "\r\n".join(lines) + "\r\n"
