"""Letters to begin from, and the merge fields in them: pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from case_mgr.advocacy.kinds import SubmissionKind

_DATA = Path(__file__).parent / "data"
_FIELD = re.compile(r"\{([a-z_]{1,40})\}", re.ASCII)
FIELDS = ("addressee", "post", "organisation", "today", "people", "count")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to begin from, in one language."""

    code: str
    kind: SubmissionKind
    names: Mapping[str, str]
    language: str
    subject: str
    body: str


@lru_cache(1)
def every() -> tuple[Letter, ...]:
    """Return every letter that comes with the product, in every language that it has."""
    table = tomllib.loads((_DATA / "letters.toml").read_text(encoding="utf-8"))
    return tuple(
        Letter(
            row["code"],
            SubmissionKind(row["kind"]),
            row["names"],
            language,
            row[language]["subject"],
            row[language]["body"].strip(),
        )
        for row in table["template"]
        for language in row["names"]
        if language in row
    )


def find(code: str, language: str) -> Letter | None:
    """Find a letter in a language."""
    return next((one for one in every() if one.code == code and one.language == language), None)


def merge(text: str, values: Mapping[str, str]) -> str:
    """Put values into the merge fields; a field that is not known stays as it is, for whoever reads the preview."""
    return _FIELD.sub(lambda found: values.get(found[1], found[0]), text)


def unknown_fields(text: str) -> list[str]:
    """List what stands in braces and is no merge field."""
    return sorted({name for name in _FIELD.findall(text) if name not in FIELDS})
