"""Sets documents as tagged PDF by typst: what they say comes in as data, which typst never reads as markup. Pure.

A template is a typst text of the room that owns it; it begins with `#import "house.typ": *` and finds what it says in
`data`. The same template, data and moment give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
import fontpkg_noto_sans_arabic
import typst

# Chinese, Burmese and Hebrew letters come from npm and are put here at set-up, beside other things that are fetched.
_FETCHED = Path(__file__).resolve().parent.parent / "web" / "static" / "vendor" / "print"
_HOUSE = "house.typ"
# Tagged, titled, with the language of the text: what a screen reader needs, and typst refuses what breaks it.
_STANDARDS = ["ua-1"]


class CannotBeSet(Exception):
    """A template does not fit its data: a fault of the product, never of what a person typed."""


def pdf(
    template: str,
    data: Mapping[str, object],
    *,
    language: str,
    title: str,
    made: datetime,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the document as PDF/UA-1; `files` may be embedded by the template under their names."""
    return _compile(template, data, language, title, made, files or {}, "pdf")[0]


def pictures(template: str, data: Mapping[str, object], *, language: str, title: str, made: datetime) -> list[bytes]:
    """Return the same pages as PNG pictures, to be looked at."""
    return _compile(template, data, language, title, made, {}, "png")


def _compile(
    template: str,
    data: Mapping[str, object],
    language: str,
    title: str,
    made: datetime,
    files: Mapping[str, bytes],
    kind: str,
) -> list[bytes]:
    sources = {
        **files,
        "main": template.encode("utf-8"),
        _HOUSE: house(),
        "said.json": json.dumps({"title": title, "language": language, "data": data}, ensure_ascii=False).encode(),
    }
    # Its stubs know neither several files nor a kind that is told at run time.
    compile_: Any = typst.compile
    try:
        done = compile_(
            sources,
            format=kind,
            font_paths=list(_fonts()),
            ignore_system_fonts=True,
            timestamp=int(made.timestamp()),
            pdf_standards=_STANDARDS if kind == "pdf" else [],
            ppi=96.0,
        )
    except typst.TypstError as fault:
        raise CannotBeSet(str(fault)) from fault
    return done if isinstance(done, list) else [done]


@cache
def house() -> bytes:
    """Return how every printed document of the house looks, as a typst text."""
    return resources.files(__name__).joinpath("data", _HOUSE).read_bytes()


@cache
def _fonts() -> tuple[str, ...]:
    packages = (Path(package.ROOT) / "files" for package in (fontpkg_noto_sans, fontpkg_noto_sans_arabic))
    return tuple(str(folder) for folder in (*packages, _FETCHED) if folder.is_dir())


def letters() -> list[str]:
    """Name the fonts that there are, for whoever must know whether the same pages can be set again."""
    found = (path for folder in _fonts() for path in Path(folder).iterdir() if path.is_file())
    return sorted(f"{path.name} {path.stat().st_size}" for path in found)
