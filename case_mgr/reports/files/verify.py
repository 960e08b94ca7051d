"""Checks a file of a report offline: its hash, and that it shows exactly what the hashed snapshot says."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from babel import UnknownLocaleError

from case_mgr import typeset
from case_mgr.core.text import N_
from case_mgr.reports.files import pdf, xlsx
from case_mgr.reports.files.data import SNAPSHOT, members
from case_mgr.reports.files.html import as_html, layout
from case_mgr.reports.files.pdf import MAGIC
from case_mgr.reports.snapshot import READ, Json, load, sha256

_MOST = 64 * 1024 * 1024
_NO_REPORT = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, zipfile.BadZipFile, UnknownLocaleError,
    typeset.CannotBeSet, zlib.error, EOFError, NotImplementedError,
)  # fmt: skip
NOT_A_REPORT = N_("This is no report file of this product, or too much of it is missing.")
WRONG_HASH = N_("The data of the report does not fit its hash: it was changed.")
OTHER_VERSION = N_("Another version of the product made this page. Check it there, or check the JSON file.")
OTHER_PAGES = N_(
    "Another version of the product, its words or its letters made this file. Check it there, or check the JSON file."
)
WRONG_TEXT = N_("What the file shows differs from the data that its hash protects: it was changed.")


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check found: without a fault the file is intact."""

    fault: str | None
    reference: str = ""
    state: str = ""
    sha256: str = ""


def check(content: bytes) -> Checked:
    """Check the bytes of a file, whatever its name says."""
    try:
        if content[:2] == b"PK":
            return _check_zip(content)
        if content.startswith(MAGIC):
            return _check_pdf(content)
        if content.lstrip()[:1] == b"{":
            return _check_json(json.loads(content))
        return _check_html(content)
    except _NO_REPORT:
        return Checked(NOT_A_REPORT)


def _check_json(stored: Any) -> Checked:
    return _judge(stored["report"], stored["sha256"], same=set(stored) == {"report", "sha256"})


def _check_zip(content: bytes) -> Checked:
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        names = bundle.namelist()
        if sum(info.file_size for info in bundle.infolist()) > _MOST or len(set(names)) != len(names):
            return Checked(NOT_A_REPORT)
        found = {name: bundle.read(name) for name in names}
    return _check_csv(found) if SNAPSHOT in found else _check_xlsx(found)


def _check_csv(found: dict[str, bytes]) -> Checked:
    stored = json.loads(found[SNAPSHOT])
    report = load(stored["report"])
    expected = {name: text.encode("utf-8") for name, text in members(report).items()}
    return _judge(report, stored["sha256"], same=found == expected)


def _check_xlsx(found: dict[str, bytes]) -> Checked:
    stored = xlsx.read_snapshot(found)
    report = load(stored["report"])
    if stored["layout"] != xlsx.layout(stored["language"]):
        return Checked(OTHER_PAGES, report["data"]["reference"], report["state"], stored["sha256"])
    return _judge(report, stored["sha256"], same=found == xlsx.parts(xlsx.as_xlsx(report, stored["language"])))


def _check_pdf(content: bytes) -> Checked:
    """Set the pages anew from the snapshot that the file carries: what was altered anywhere is another file."""
    stored = pdf.read_snapshot(content)
    report = load(stored["report"])
    if stored["layout"] != pdf.layout(stored["language"]):
        return Checked(OTHER_PAGES, report["data"]["reference"], report["state"], stored["sha256"])
    return _judge(report, stored["sha256"], same=content == pdf.as_pdf(report, stored["language"]))


def _check_html(content: bytes) -> Checked:
    page = _Page()
    page.feed(content.decode("utf-8"))
    report = load(page.snapshot)
    if page.layout != layout(page.language):
        # Its data may be whole, but nobody can say whether the page shows it.
        return Checked(OTHER_VERSION, report["data"]["reference"], report["state"], page.sha256)
    return _judge(report, page.sha256, same=content == as_html(report, page.language))


def _judge(report: Json, told: str, *, same: bool) -> Checked:
    if report["schema"] not in READ:
        return Checked(NOT_A_REPORT)
    fault = None
    if sha256(report) != told or sha256(report["data"]) != report["data_sha256"]:
        fault = WRONG_HASH
    elif not same:
        fault = WRONG_TEXT
    return Checked(fault, report["data"]["reference"], report["state"], told)


class _Page(HTMLParser):
    """Finds the snapshot in a report page, and with what the page was made."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.language = "en"
        self.snapshot = self.sha256 = self.layout = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notice the places that matter."""
        given = dict(attrs)
        if tag == "html":
            self.language = given.get("lang") or "en"
        if given.get("id") == "snapshot":
            self.sha256, self.layout = given.get("data-sha256") or "", given.get("data-layout") or ""
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        """Leave the place."""
        self._inside = False

    def handle_data(self, data: str) -> None:
        """Keep what stands in the place."""
        if self._inside:
            self.snapshot += data
