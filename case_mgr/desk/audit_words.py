"""Words of the pages about the log: pages by their names, fields and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from case_mgr.audit.types import EntryView
from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.desk.audit_added import LABELS
from case_mgr.desk.audit_reversal import Plan, Planned, Verdict
from case_mgr.desk.words import fact
from case_mgr.detainees.types import FIELD_LABELS
from case_mgr.web.hooks import hooks
from case_mgr.web.wording import when

VERDICTS = {
    Verdict.REVERSED: N_("Is put back"),
    Verdict.EDITED: N_("Stays: somebody edited it since"),
    Verdict.CLOSED: N_("Stays: you may not open this record"),
    Verdict.REFUSED: N_("Stays: the rules of the record refuse the value before"),
}
# Rooms whose pages name people, by the first part of the name of their routes.
_ROOMS = {
    "detainees": N_("Records of people"),
    "cases": N_("Cases"),
    "legal": N_("Legal records"),
    "documents": N_("Documents"),
    "tasks": N_("Tasks and requests for help"),
    "shares": N_("Shared cases"),
    "recognition": N_("Recognition"),
    "advocacy": N_("Contacts, talks and submissions"),
    "pardons": N_("Pardon batches"),
    "imports": N_("Imports"),
    "reports": N_("Reports"),
    "duplicates": N_("Duplicates"),
    "flags": N_("Flags"),
    "bulk": N_("Acts on many cases"),
    "support": N_("Grants"),
    "saved": N_("Saved views"),
}
_PAGES = {
    "desk.people": N_("List of people"),
    "desk.cases": N_("List of cases"),
    "desk.person": N_("Overview of a person"),
    "desk.home": N_("My work"),
    "desk.search": N_("Search"),
    "desk.pick": N_("Search while typing"),
    "desk.export_people": N_("People as a file"),
    "desk.export_cases": N_("Cases as a file"),
    "desk.entry": N_("Audit entry"),
    "desk.exposure": N_("What a member saw and did"),
    "desk.readers": N_("Who opened a record"),
    "desk.case_readers": N_("Who opened a record"),
    "desk.export_log": N_("The audit log as a file"),
}


def page_name(endpoint: str) -> str:
    """Name a page by its route: in words where there are some."""
    label = _PAGES.get(endpoint) or _ROOMS.get(endpoint.split(".", 1)[0])
    known = {str(item.endpoint): str(item.label) for item in hooks().nav}
    return _(label) if label else known.get(endpoint, endpoint)


def page_names(endpoints: Iterable[str]) -> str:
    """Name several pages, each once."""
    return ", ".join(sorted({page_name(endpoint) for endpoint in endpoints}))


def list_left(left: Iterable[EntryView]) -> list[dict[str, Any]]:
    """Return what went out of the house, for a table: newest first."""
    return [
        {"seq": one.seq, "at": one.at, "what": _(one.sentence), "facts": _facts(one.facts)}
        for one in reversed(list(left))
    ]


def list_planned(plan: Plan) -> list[dict[str, str]]:
    """Return what becomes of each field, for a table."""
    return [
        {
            "label": row.label,
            "field": field_name(row),
            "now": _value(row, row.after),
            "before": _value(row, row.before),
            "verdict": _(VERDICTS[row.verdict]),
            "said": row.said,
        }
        for row in plan.rows
    ]


def field_name(row: Planned) -> str:
    """Name a field of a person or a case."""
    field = row.field.removesuffix("_edtf")
    if row.kind in LABELS:
        return _(LABELS[row.kind])
    if row.kind == "prison_case":
        return _("Charges as written")
    return _(FIELD_LABELS[field]) if field in FIELD_LABELS else field


def _value(row: Planned, value: object) -> str | Markup:
    if row.field.endswith("_edtf") and value and value != "…":
        return when(PartialDate.parse(str(value)))
    return fact(value)


def _facts(facts: dict[str, Any]) -> str:
    shown = ("what", "rows", "purpose", "names", "kind", "change", "number")
    return ", ".join(f"{name}: {fact(facts[name])}" for name in shown if name in facts)
