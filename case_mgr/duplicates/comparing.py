"""Compares two records field by field: what is equal, what only one says, what is more exact, and what contradicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from case_mgr.core.dates import PartialDate, Precision
from case_mgr.core.text import N_
from case_mgr.duplicates.types import FieldRow, Fit

KEPT, OTHER = "kept", "other"
NAME, PHOTOGRAPH = "name", "photograph"
# The fields of which one value stands, in the order of the page. Those that are lists are united instead.
FIELDS: Mapping[str, str] = {
    NAME: N_("Name that lists show"),
    "sex": N_("Sex"),
    "born": N_("Born"),
    "died": N_("Died"),
    "age": N_("Age"),
    "occupation": N_("Occupation"),
    "affiliation": N_("Affiliation"),
    "father": N_("Father’s name"),
    "mother": N_("Mother’s name"),
    "ethnicity": N_("Ethnicity"),
    "religion": N_("Religion"),
    "national_number": N_("National number"),
    PHOTOGRAPH: N_("Photograph that pages show"),
}
# An age belongs to its day.
TOGETHER: Mapping[str, tuple[str, ...]] = {"age": ("age", "age_as_of")}
_NOTHING = (None, "", "unknown")


def compare(kept: Mapping[str, Any], other: Mapping[str, Any]) -> list[FieldRow]:
    """Return each field of which at least one record says something, contradictions first."""
    rows = [_row(name, kept.get(name), other.get(name)) for name in FIELDS]
    said = [row for row in rows if not (_blank(row.kept) and _blank(row.other))]
    order = list(Fit)
    return sorted(said, key=lambda row: order.index(row.fit))


def unanswered(rows: Sequence[FieldRow], choices: Mapping[str, str]) -> list[str]:
    """Return the contradictions about which nobody has chosen yet."""
    return [row.name for row in rows if not row.chosen and choices.get(row.name) not in (KEPT, OTHER)]


def settled(rows: Sequence[FieldRow], choices: Mapping[str, str]) -> dict[str, str]:
    """Return for each field whose value stands: as was chosen, else as the rule says."""
    return {row.name: choices[row.name] if choices.get(row.name) in (KEPT, OTHER) else row.chosen for row in rows}


def united(kept: str, other: str) -> str:
    """Unite two lists of codes, in the order of the first."""
    return ",".join(dict.fromkeys(code for codes in (kept, other) for code in codes.split(",") if code))


def joined(*texts: str | None) -> str:
    """Join texts that both stand, each once."""
    return "; ".join(dict.fromkeys(text for text in texts if text))


def _row(name: str, kept: Any, other: Any) -> FieldRow:
    fit, chosen = _fit(name, kept, other)
    return FieldRow(name, FIELDS[name], kept, other, fit, chosen)


def _fit(name: str, kept: Any, other: Any) -> tuple[Fit, str]:
    if _blank(other):
        return Fit.ONE, KEPT
    if _blank(kept):
        return Fit.ONE, OTHER
    if kept == other:
        return Fit.EQUAL, KEPT
    if isinstance(kept, PartialDate) and isinstance(other, PartialDate):
        return _dates(kept, other)
    if isinstance(kept, str) and isinstance(other, str) and kept.casefold() == other.casefold():
        return Fit.EQUAL, KEPT
    # Every name stays; the question is only which one lists show, and the surviving record has an answer.
    return Fit.CONFLICT, KEPT if name in (NAME, PHOTOGRAPH) else ""


def _dates(kept: PartialDate, other: PartialDate) -> tuple[Fit, str]:
    """A year and a day of that year do not contradict: the more exact one stands."""
    if _within(other, kept):
        return Fit.PRECISER, OTHER
    if _within(kept, other):
        return Fit.PRECISER, KEPT
    return Fit.CONFLICT, ""


def _within(inner: PartialDate, outer: PartialDate) -> bool:
    if Precision.UNKNOWN in (inner.precision, outer.precision):
        return outer.precision is Precision.UNKNOWN
    starts = outer.earliest is None or (inner.earliest is not None and inner.earliest >= outer.earliest)
    ends = outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest)
    return starts and ends


def _blank(value: Any) -> bool:
    return value in _NOTHING or (isinstance(value, PartialDate) and value.precision is Precision.UNKNOWN)
