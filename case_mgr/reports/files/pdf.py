"""A report as a tagged PDF that carries the snapshot from which anybody can make the same bytes again."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from case_mgr import typeset
from case_mgr.core.text import N_
from case_mgr.reports.files.layout import digest
from case_mgr.reports.files.sheets import Sheet, breakdown, entries_of, facts_of, figures_of, proofs_of, restated_of
from case_mgr.reports.files.words import words
from case_mgr.reports.present import Say, Shown, present
from case_mgr.reports.snapshot import Json, dump, sha256

_TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "reports" / "file.typ"
_SELF = Path(__file__).resolve()
_ATTACHED = "snapshot.json"
# Made of these packages, the same data gives the same bytes; with others nobody can say what a page should look like.
_SETTERS = ("typst", "fontpkg-noto-sans", "fontpkg-noto-sans-arabic")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_DIGITS = re.compile(r"[0-9a-f]{32}(?=[0-9a-f])")
_MARK = b'{"case-mgr": "donor report"'
_MOST = 32 * 1024 * 1024
MAGIC = b"%PDF-"
HOW = N_(
    "Run “case-mgr report verify FILE”: it needs neither network nor database, sets these pages anew from the data "
    "that this file carries, and says whether one character of them was changed."
)


def as_pdf(report: Json, language: str = "en") -> bytes:
    """Return the report as PDF/UA: the same report makes the same bytes."""
    envelope = {"case-mgr": "donor report", "layout": layout(language), "language": language, "sha256": sha256(report)}
    attached = json.dumps(envelope | {"report": dump(report)}, ensure_ascii=False).encode("utf-8")
    return typeset.pdf(*_told(report, language), **_made(report, language), files={_ATTACHED: attached})


def pages(report: Json, language: str = "en") -> list[bytes]:
    """Return the pages as pictures, to be looked at."""
    template, data = _told(report, language)
    bare = "\n".join(line for line in template.splitlines() if not line.startswith("#pdf.attach"))
    return typeset.pictures(bare, data, **_made(report, language))


def read_snapshot(content: bytes) -> dict[str, Any]:
    """Return what the file carries: the snapshot, its hash, and with what it was made."""
    for found in _STREAM.finditer(content):
        try:
            text = zlib.decompressobj().decompress(found[1], _MOST)
        except zlib.error:
            continue
        if text.startswith(_MARK):
            loaded: dict[str, Any] = json.loads(text)
            return loaded
    raise ValueError("no snapshot")


@lru_cache(maxsize=16)
def layout(language: str) -> str:
    """Return a digest of what sets the pages, so that a check knows whether it can set them again."""
    names = (*(f"{package} {metadata.version(package)}" for package in _SETTERS), *typeset.letters())
    return digest(language, _TEMPLATE.read_bytes(), typeset.house(), _SELF.read_bytes(), "\n".join(names).encode())


def _made(report: Json, language: str) -> dict[str, Any]:
    approval = report["approval"]
    made = datetime.fromisoformat(approval["at"] if approval else report["data"]["as_of"])
    title = words(language)(N_("Donor report %(reference)s")) % {"reference": report["data"]["reference"]}
    return {"language": language, "title": title, "made": made}


def _told(report: Json, language: str) -> tuple[str, dict[str, Any]]:
    say = words(language)
    shown = present(report, say, language)
    draft = say(N_("Draft: nobody has approved these figures. Do not pass them on.")) if shown.draft else ""
    data = {
        "running": f"{shown.organisation} · {shown.reference} · {shown.period}",
        "foot": f"SHA-256 {sha256(report)}",
        "attached": say(N_("The data of this report, as it was hashed")),
        "draft": draft,
        "facts": [*facts_of(shown, say), (say(N_("Hash of the data (SHA-256)")), report["data_sha256"])],
        "sections": list(_sections(shown, say)),
    }
    return _TEMPLATE.read_text("utf-8"), data


def _sections(shown: Shown, say: Say) -> Iterator[dict[str, Any]]:
    yield _section(say(N_("Figures")), _part("", [], figures_of(shown, say)))
    if shown.narrative:
        told = [_part(title, [line for line in text.splitlines() if line.strip()]) for title, text in shown.narrative]
        yield _section(say(N_("In our words")), *told)
    if shown.replaces:
        yield _section(say(N_("What changed since the version before")), _part("", [], restated_of(shown, say)))
    broken_down = [
        _part(
            f"{figure.title}: {figure.shown}",
            [f"{figure.definition} {figure.once}"],
            *(breakdown(figure, table, say) for table in figure.tables),
        )
        for figure in shown.figures
        if figure.tables
    ]
    yield _section(say(N_("Breakdowns")), *broken_down)
    threshold = say(N_("The threshold of this report is %(n)s.")) % {"n": shown.threshold}
    meant = [_part(figure.title, [f"{figure.definition} {figure.once}"]) for figure in shown.figures]
    yield _section(say(N_("Method and limits")), bullets=(*shown.method, threshold))
    yield _section(say(N_("Definitions")), *meant)
    yield _section(say(N_("Audit statement")), _part("", [], entries_of(shown, say)))
    yield _section(say(N_("What was not checked")), bullets=shown.not_checked)
    proofs = (_part(label, [_breaking(line)]) for label, line in proofs_of(shown, say))
    yield _section(say(N_("Check this file")), _part("", [say(HOW)]), *proofs)


def _breaking(line: str) -> str:
    """Let a long row of digits go on in the next line of the page; whoever checks it reads the attached snapshot."""
    return _DIGITS.sub("\\g<0>\u200b", line)


def _section(title: str, *parts: dict[str, Any], bullets: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"title": title, "prose": [], "bullets": list(bullets), "parts": list(parts)}


def _part(title: str, prose: list[str], *tables: Sheet) -> dict[str, Any]:
    told = [
        {"caption": t.caption, "head": t.head, "rows": t.rows, "numbers": t.numbers, "note": t.note} for t in tables
    ]
    return {"title": title, "prose": prose, "tables": told}
