"""A report as one HTML file that needs nothing else: no network, no script, and it prints well."""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from case_mgr.reports.files.layout import digest
from case_mgr.reports.files.words import RIGHT_TO_LEFT, catalogue, words
from case_mgr.reports.present import present
from case_mgr.reports.snapshot import Json, dump, sha256

_ROOM = Path(__file__).resolve().parent.parent
_HOUSE = _ROOM.parent
_TEMPLATES = (_ROOM / "templates", _HOUSE / "web" / "templates")
_STYLE = _ROOM / "templates" / "reports" / "file.css"
_USED = ("reports/file.html", "reports/parts.html", "reports/told.html", "macros/charts.html")


def as_html(report: Json, language: str = "en") -> bytes:
    """Return the report as a page of its own."""
    say = words(language)
    page = _environment(language).get_template("reports/file.html")
    text = page.render(
        shown=present(report, say, language),
        language=language,
        direction="rtl" if Locale.parse(language, sep="-").language in RIGHT_TO_LEFT else "ltr",
        style=base64.b64encode(_STYLE.read_bytes()).decode("ascii"),
        snapshot=dump(report),
        sha256=sha256(report),
        data_sha256=report["data_sha256"],
        layout=layout(language),
        figure_href=None,
    )
    return text.encode("utf-8")


@lru_cache(maxsize=16)
def layout(language: str = "en") -> str:
    """Return a digest of what the page is made with, so that a check knows whether it can make it again."""
    used = (next(root / name for root in _TEMPLATES if (root / name).exists()) for name in _USED)
    return digest(language, _STYLE.read_bytes(), *(path.read_bytes() for path in used))


@lru_cache(maxsize=16)
def _environment(language: str) -> Environment:
    said = catalogue(language)
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def say(sentence: str, **params: Any) -> str:
        translated = said.gettext(sentence)
        return translated % params if params else translated

    def say_many(one: str, many: str, num: int, **params: Any) -> str:
        return said.ngettext(one, many, num) % {"num": num, **params}

    made.globals.update({"_": say, "gettext": say, "ngettext": say_many})
    return made
