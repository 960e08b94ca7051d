"""Turns a frozen report into words for a page or a file, in one language. Pure: the translation is handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime

from case_mgr.access.roles import LABELS, Role
from case_mgr.core.text import N_
from case_mgr.jurisdictions import catalogue
from case_mgr.reports.builders import ALONE, IN_BATCH, NOT_STATED, SEVERAL
from case_mgr.reports.indicators import DIMENSIONS, UNITS, By, Unit
from case_mgr.reports.snapshot import HIDDEN, Json, shown

Say = Callable[[str], str]
_GROUPS = {
    NOT_STATED: N_("Not stated"),
    SEVERAL: N_("Several nationalities"),
    IN_BATCH: N_("Within a pardon batch"),
    ALONE: N_("Outside of any batch"),
    "male": N_("Male"),
    "female": N_("Female"),
    "other": N_("Other"),
    "XX": N_("Stateless"),
}
_LAST = (SEVERAL, NOT_STATED)
_COMMON = "BY"


@dataclass(frozen=True, slots=True)
class Row:
    """One group of a breakdown: `value` draws the bar, `shown` is what is read."""

    key: str
    label: str
    value: int
    shown: str


@dataclass(frozen=True, slots=True)
class Table:
    """One breakdown; without rows it cannot be shown."""

    by: str
    title: str
    rows: tuple[Row, ...] | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its meaning and its breakdowns."""

    key: str
    title: str
    unit: str
    definition: str
    once: str
    shown: str
    inexact: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A whole report in words."""

    reference: str
    draft: bool
    organisation: str
    grant: Json | None
    period: str
    as_of: str
    threshold: int
    figures: tuple[Figure, ...]
    method: tuple[str, ...]
    entries: tuple[tuple[str, int], ...]
    built_by: str
    approved_by: str
    approved_at: str
    integrity: Json
    checked_at: str
    not_checked: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing at all happened in the period."""
        return all(figure.shown == figure.inexact == "0" for figure in self.figures)


def present(report: Json, say: Say, language: str) -> Shown:
    """Put a frozen report into words of one language."""
    data, audit, approval = report["data"], report["audit"], report["approval"]
    locale = Locale.parse(language, sep="-")
    threshold = data["threshold"]
    return Shown(
        reference=data["reference"],
        draft=report["state"] == "draft",
        organisation=data["organisation"],
        grant=data["grant"],
        period=" – ".join(_day(data["period"][end], locale) for end in ("from", "to")),
        as_of=_instant(data["as_of"], locale),
        threshold=threshold,
        figures=tuple(_figure(figure, threshold, say, locale) for figure in data["figures"]),
        method=tuple(say(sentence) for sentence in data["method"]),
        entries=tuple((say(entry["sentence"]), entry["count"]) for entry in audit["entries"]),
        built_by=_roles(audit["built_by"], say),
        approved_by=_roles(approval["roles"], say) if approval else "",
        approved_at=_instant(approval["at"], locale) if approval else "",
        integrity=audit["integrity"],
        checked_at=_instant(audit["integrity"]["checked_at"], locale),
        not_checked=tuple(say(sentence) for sentence in audit["not_checked"]),
    )


def _figure(figure: Json, threshold: int, say: Say, locale: Locale) -> Figure:
    return Figure(
        key=figure["key"],
        title=say(figure["title"]),
        unit=say(UNITS[Unit(figure["unit"])]),
        definition=say(figure["definition"]),
        once=say(figure["once"]),
        shown=shown(figure["value"], threshold),
        inexact=shown(figure["inexact"], threshold),
        tables=tuple(_table(table, say, locale) for table in figure["tables"]),
    )


def _table(table: Json, say: Say, locale: Locale) -> Table:
    by = By(table["by"])
    rows = None if table["rows"] is None else tuple(_row(row, by, say, locale) for row in table["rows"])
    ordered = None if rows is None else tuple(sorted(rows, key=lambda row: (row.key in _LAST, row.label)))
    return Table(str(by), say(DIMENSIONS[by]), ordered, any(row.shown == HIDDEN for row in rows or ()))


def _row(row: Json, by: By, say: Say, locale: Locale) -> Row:
    value: int | None = row["value"]
    return Row(row["group"], _label(row["group"], by, say, locale), value or 0, HIDDEN if value is None else str(value))


def _label(group: str, by: By, say: Say, locale: Locale) -> str:
    if group in _GROUPS:
        return say(_GROUPS[group])
    if by is By.NATIONALITY:
        return str(locale.territories.get(group, group))
    kinds: dict[str, Any] = {item.code: item for item in catalogue.exit_kinds(_COMMON)}
    return catalogue.label(kinds[group], str(locale)) if group in kinds else group


def _roles(names: list[str], say: Say) -> str:
    return ", ".join(say(LABELS[Role(name)]) for name in names)


def _day(text: str, locale: Locale) -> str:
    return str(format_date(date.fromisoformat(text), "long" if locale.language != "en" else "d MMMM y", locale=locale))


def _instant(text: str, locale: Locale) -> str:
    return str(format_datetime(datetime.fromisoformat(text), "d MMM y, HH:mm", locale=locale)) + " UTC"
