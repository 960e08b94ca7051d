"""The files of a report, all made from the one frozen snapshot, and their check. Pure: no database, no request."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from case_mgr.reports.files.data import as_csv, as_json
from case_mgr.reports.files.html import as_html
from case_mgr.reports.files.pdf import as_pdf
from case_mgr.reports.files.verify import Checked, check
from case_mgr.reports.files.xlsx import as_xlsx
from case_mgr.reports.snapshot import Json

TYPES: Mapping[str, str] = {
    "html": "text/html",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "application/zip",
    "json": "application/json",
}
SUFFIXES: Mapping[str, str] = {"html": "html", "pdf": "pdf", "xlsx": "xlsx", "csv": "csv.zip", "json": "json"}

__all__ = ["SUFFIXES", "TYPES", "Checked", "as_csv", "as_html", "as_json", "as_pdf", "as_xlsx", "check", "make"]


def make(report: Json, kind: str, language: str = "en") -> bytes:
    """Return the report as a file of a kind."""
    makers: Mapping[str, Callable[[], bytes]] = {
        "html": lambda: as_html(report, language),
        "pdf": lambda: as_pdf(report, language),
        "xlsx": lambda: as_xlsx(report, language),
        "csv": lambda: as_csv(report),
        "json": lambda: as_json(report),
    }
    return makers[kind]()
