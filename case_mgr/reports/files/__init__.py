"""The files of a report, all made from the one frozen snapshot, and their check. Pure: no database, no request."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from case_mgr.reports.files.data import as_csv, as_json
from case_mgr.reports.files.html import as_html
from case_mgr.reports.files.verify import Checked, check
from case_mgr.reports.snapshot import Json

TYPES: Mapping[str, str] = {"html": "text/html", "csv": "application/zip", "json": "application/json"}
SUFFIXES: Mapping[str, str] = {"html": "html", "csv": "csv.zip", "json": "json"}

__all__ = ["SUFFIXES", "TYPES", "Checked", "as_csv", "as_html", "as_json", "check", "make"]


def make(report: Json, kind: str, language: str = "en") -> bytes:
    """Return the report as a file of a kind."""
    makers: Mapping[str, Callable[[], bytes]] = {
        "html": lambda: as_html(report, language),
        "csv": lambda: as_csv(report),
        "json": lambda: as_json(report),
    }
    return makers[kind]()
