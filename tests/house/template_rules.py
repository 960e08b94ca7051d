"""Rules about templates: each takes the folder of the repository and returns the breaches that it found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

LONGEST_TEMPLATE = 150
# Words that are the same in every language.
FIXED_WORDS = {"UTC", "EDTF", "CSV", "PDF", "XLSX", "HTML", "JSON"}
# Its words are the names of controls, compared by other macros and never shown.
SPEAKS_TO_MACROS = "macros/control.html"
READ_ALOUD = ("title", "alt", "placeholder", "aria-label", "data-label")
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
UNESCAPED = {
    "|safe": re.compile(r"\|\s*safe\b"),
    "autoescape off": re.compile(r"autoescape\s+false"),
    "the role of a person": re.compile(r"\brole\s*(==|in)\s*[\"'\[(]"),
}
ICON = re.compile(r"\bicon\(([^)]*)\)|\bicon_name=(\"[^\"]+\")|[\"']icon[\"']: *([\"'][^\"']+[\"'])")
INLINE = {
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc\s*=)", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b|<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a script as an address": re.compile(r"javascript:", re.IGNORECASE),
}


def templates(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield our templates and their text without comments."""
    for path in sorted((root / "case_mgr").rglob("templates/**/*.html")):
        if "node_modules" not in path.parts:
            yield path.relative_to(root), COMMENT.sub(_blank, path.read_text("utf-8"))


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def forbidden(root: Path) -> list[str]:
    """Nothing inline, nothing unescaped, and no role asked for: templates ask for permissions."""
    return [
        f"{path}:{_line(part, found.start())} has {name}"
        for path, text in templates(root)
        for patterns, part in ((UNESCAPED, text), (INLINE, JINJA.sub(_blank, text)))
        for name, pattern in patterns.items()
        for found in pattern.finditer(part)
    ]


def too_long(root: Path) -> list[str]:
    """Pages are made of macros and stay short."""
    return [
        f"{path} has {len(text.splitlines())} lines, {LONGEST_TEMPLATE} are allowed"
        for path, text in templates(root)
        if len(text.splitlines()) > LONGEST_TEMPLATE
    ]


def untranslated(root: Path) -> list[str]:
    """Every word that a person reads goes through gettext."""
    out = []
    for path, text in templates(root):
        if path.as_posix().endswith(SPEAKS_TO_MACROS):
            continue
        plain = JINJA.sub(_blank, text)
        out += [
            f"{path}:{_line(plain, found.start())} says {found[0]!r} in one language only"
            for found in WORD.finditer(TAG.sub(lambda tag: _blank(tag) + " ", plain))
            if found[0] not in FIXED_WORDS
        ]
        for attribute in READ_ALOUD:
            out += [
                f"{path}:{_line(plain, found.start())} has {attribute}={found[1]!r} in one language only"
                for found in re.finditer(rf"\s{attribute}=\"([^\"]*)\"", plain)
                if set(WORD.findall(found[1])) - FIXED_WORDS
            ]
    return out


def unguarded_forms(root: Path) -> list[str]:
    """A form that writes carries its token and its key: it is made by a macro, or calls hidden_fields."""
    return [
        f"{path}:{_line(text, found.start())} writes without a token"
        for path, text in templates(root)
        for found in re.finditer(r"<form\b.*?</form>", text, re.DOTALL | re.IGNORECASE)
        if re.search(r"method=\"post\"", found[0], re.IGNORECASE)
        and not re.search(r"hidden_fields\(|csrf_token\(\)", found[0])
    ]


def icons(root: Path) -> list[str]:
    """The sprite holds the icons that pages name, and no other: a whole set would outweigh every page."""
    used = {
        name: path
        for path, text in templates(root)
        for found in ICON.finditer(text)
        for name in _icon_names(next(filter(None, found.groups()), ""))
    }
    listing = root / "case_mgr/web/assets/icons.txt"
    lines = listing.read_text("utf-8").splitlines() if listing.exists() else []
    listed = {line for line in lines if line and not line.startswith("#")}
    return [
        *(
            f"{path} names the icon {name}, which icons.txt does not list"
            for name, path in used.items()
            if name not in listed
        ),
        *(f"icons.txt lists {name}, which no page names" for name in sorted(listed - set(used))),
    ]


def _icon_names(arguments: str) -> list[str]:
    first = re.split(r"\b(?:label|mirror)=", arguments)[0]
    return re.findall(r"[\"']([a-z0-9-]+)[\"']", re.sub(r"[=!]= *[\"'][^\"']*[\"']", "", first))
