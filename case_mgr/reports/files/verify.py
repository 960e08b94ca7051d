"""Checks a file of a report offline: its hash, and that it shows exactly what the hashed snapshot says."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Any

from babel import UnknownLocaleError

from case_mgr import typeset
from case_mgr.core.text import N_
from case_mgr.reports import sealing
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
    # The key that signed it, and the checkpoint of the log on which it stands; empty where there is none.
    key: str = ""
    checkpoint: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """What a file carries: the snapshot, the hash that it tells, and why it does not show just that."""

    report: Json
    told: str
    fault: str | None


def check(content: bytes, key: str | None = None) -> Checked:
    """Check the bytes of a file, whatever its name says, for whoever has noted the public key of its installation."""
    try:
        if content[:2] == b"PK":
            found = _read_zip(content)
        elif content.startswith(MAGIC):
            found = _read_pdf(content)
        elif content.lstrip()[:1] == b"{":
            found = _read_json(json.loads(content))
        else:
            found = _read_html(content)
        return _judge(found, key)
    except _NO_REPORT:
        return Checked(NOT_A_REPORT)


def _read_json(stored: Any) -> _Read:
    return _Read(stored["report"], stored["sha256"], _unlike(set(stored) == {"report", "sha256"}))


def _read_zip(content: bytes) -> _Read:
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        names = bundle.namelist()
        if sum(info.file_size for info in bundle.infolist()) > _MOST or len(set(names)) != len(names):
            raise ValueError("too large, or a name twice")
        found = {name: bundle.read(name) for name in names}
    return _read_csv(found) if SNAPSHOT in found else _read_xlsx(found)


def _read_csv(found: dict[str, bytes]) -> _Read:
    stored = json.loads(found[SNAPSHOT])
    report = load(stored["report"])
    expected = {name: text.encode("utf-8") for name, text in members(report).items()}
    return _Read(report, stored["sha256"], _unlike(found == expected))


def _read_xlsx(found: dict[str, bytes]) -> _Read:
    stored = xlsx.read_snapshot(found)
    report = load(stored["report"])
    if stored["layout"] != xlsx.layout(stored["language"]):
        return _Read(report, stored["sha256"], OTHER_PAGES)
    same = found == xlsx.parts(xlsx.as_xlsx(report, stored["language"]))
    return _Read(report, stored["sha256"], _unlike(same))


def _read_pdf(content: bytes) -> _Read:
    """Set the pages anew from the snapshot that the file carries: what was altered anywhere is another file."""
    stored = pdf.read_snapshot(content)
    report = load(stored["report"])
    if stored["layout"] != pdf.layout(stored["language"]):
        return _Read(report, stored["sha256"], OTHER_PAGES)
    return _Read(report, stored["sha256"], _unlike(content == pdf.as_pdf(report, stored["language"])))


def _read_html(content: bytes) -> _Read:
    page = _Page()
    page.feed(content.decode("utf-8"))
    report = load(page.snapshot)
    if page.layout != layout(page.language):
        # Its data may be whole, but nobody can say whether the page shows it.
        return _Read(report, page.sha256, OTHER_VERSION)
    return _Read(report, page.sha256, _unlike(content == as_html(report, page.language)))


def _unlike(same: bool) -> str | None:
    return None if same else WRONG_TEXT


def _judge(found: _Read, key: str | None) -> Checked:
    report = found.report
    if report["schema"] not in READ:
        return Checked(NOT_A_REPORT)
    fault = found.fault
    if fault not in (OTHER_PAGES, OTHER_VERSION):
        if sha256(report) != found.told or sha256(report["data"]) != report["data_sha256"]:
            fault = WRONG_HASH
        fault = fault or sealing.fault(report, key)
    named = Checked(fault, report["data"]["reference"], report["state"], found.told)
    if fault:
        return named
    stands = report["audit"]["integrity"].get("checkpoint") or ""
    return replace(named, key=sealing.key_of(report), checkpoint=stands)


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
