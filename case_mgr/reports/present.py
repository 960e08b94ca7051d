"""Turns a frozen report into words for a page or a file, in one language. Pure: the translation is handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime

from case_mgr.access.roles import LABELS, Role
from case_mgr.advocacy.labels import KINDS as LEVELS
from case_mgr.core.text import N_
from case_mgr.detainees.types.compartments import VULNERABILITY_LABELS
from case_mgr.jurisdictions import catalogue
from case_mgr.reports.builders import ALONE, BEFORE_TRIAL, IN_BATCH, SENTENCED
from case_mgr.reports.families import LABELS as FAMILIES
from case_mgr.reports.figures import TOTAL, Json
from case_mgr.reports.groups import MANY, NONE, NOT_STATED, SEVERAL
from case_mgr.reports.indicators import BY_KEY, DIMENSIONS, UNITS, By, Unit
from case_mgr.reports.snapshot import HIDDEN, shown
from case_mgr.reports.spending import CONTINUING, NEW, NO_LINE
from case_mgr.reports.wording import HELPED

Say = Callable[[str], str]
_SUMS = frozenset(key for key, one in BY_KEY.items() if one.unit is Unit.MONEY)
_GROUPS = {
    TOTAL: N_("Total"),
    NOT_STATED: N_("Not stated"),
    SEVERAL: N_("Several nationalities"),
    IN_BATCH: N_("Within a pardon batch"),
    ALONE: N_("Outside of any batch"),
    "male": N_("Male"),
    "female": N_("Female"),
    "other": N_("Other"),
    "XX": N_("Stateless"),
    "0_17": N_("Under 18"),
    "18_24": N_("18 to 24"),
    "25_59": N_("25 to 59"),
    "60_up": N_("60 and older"),
    BEFORE_TRIAL: N_("Before trial"),
    SENTENCED: N_("Under sentence"),
    NEW: N_("Helped for the first time"),
    CONTINUING: N_("Helped before"),
    NO_LINE: N_("No budget line"),
    MANY: N_("Several of these"),
    NONE: N_("Nothing is recorded"),
}
_KINDS: Mapping[By, Mapping[str, str]] = {
    By.HELP: HELPED,
    By.ARTICLE: FAMILIES,
    By.VULNERABILITY: {str(kind): words for kind, words in VULNERABILITY_LABELS.items()},
    By.LEVEL: {str(kind): words for kind, words in LEVELS.items()},
}
_COMMON = "BY"


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a table: `value` is for arithmetic and bars, None when hidden; `shown` is what is read."""

    value: int | None
    shown: str


@dataclass(frozen=True, slots=True)
class Row:
    """One group of a breakdown with its cells, one for each column of the table."""

    key: str
    label: str
    cells: tuple[Cell, ...]

    @property
    def value(self) -> int:
        """The length of the bar of a table with one column."""
        return self.cells[-1].value or 0

    @property
    def shown(self) -> str:
        """What is read beside the bar."""
        return self.cells[-1].shown


@dataclass(frozen=True, slots=True)
class Table:
    """One breakdown, by one dimension or by two with their totals; without rows it cannot be shown."""

    by: str
    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...] | None
    hidden: bool

    @property
    def crossed(self) -> bool:
        """Whether two dimensions meet."""
        return "_by_" in self.by


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure that an earlier version told otherwise, and why; `group` is empty for the figure itself."""

    title: str
    group: str
    before: str
    after: str
    reason: str


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
    currency: str = ""


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
    narrative: tuple[tuple[str, str], ...] = ()
    version: int = 1
    replaces: str = ""
    restated: tuple[Restated, ...] = ()
    corrected: tuple[tuple[str, int], ...] = ()
    corrected_since: str = ""
    signature: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing at all happened in the period."""
        return all(figure.inexact == "0" and figure.shown in ("0", "0.00") for figure in self.figures)


def present(report: Json, say: Say, language: str) -> Shown:
    """Put a frozen report into words of one language."""
    data, audit, approval = report["data"], report["audit"], report["approval"]
    locale = Locale.parse(language, sep="-")
    threshold = data["threshold"]
    corrections = audit.get("corrections", {"since": None, "entries": ()})
    return Shown(
        reference=data["reference"],
        draft=report["state"] != "published",
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
        narrative=tuple((part["title"], part["text"]) for part in data.get("narrative", ())),
        version=data.get("version", 1),
        replaces=data["replaces"]["reference"] if data.get("replaces") else "",
        corrected=tuple((say(entry["sentence"]), entry["count"]) for entry in corrections["entries"]),
        corrected_since=_instant(corrections["since"], locale) if corrections["since"] else "",
        restated=tuple(_restated(line, threshold, say, locale) for line in data.get("restated", ())),
        signature=report.get("signature", ""),
    )


def _figure(figure: Json, threshold: int, say: Say, locale: Locale) -> Figure:
    unit = Unit(figure["unit"])
    currency = figure.get("currency", "")
    return Figure(
        key=figure["key"],
        title=say(figure["title"]),
        unit=currency or say(UNITS[unit]),
        definition=say(figure["definition"]),
        once=say(figure["once"]),
        shown=shown(figure["value"], threshold if figure.get("small", True) else None),
        inexact=shown(figure["inexact"], threshold if figure.get("inexact_small", True) else None),
        tables=tuple(_table(table, say, locale) for table in figure["tables"]),
        currency=currency,
    )


def _table(table: Json, say: Say, locale: Locale) -> Table:
    # Schema 1 knew one dimension only, by its name, and one value a row.
    names = [table["by"]] if isinstance(table["by"], str) else table["by"]
    dimensions = [By(name) for name in names]
    told: list[Json] | None = table["rows"]
    order = _order(table.get("head", [TOTAL]), dimensions[-1], say, locale)
    rows = None if told is None else tuple(_row(row, dimensions[0], order, say, locale) for row in told)
    ordered = None if rows is None else tuple(sorted(rows, key=lambda row: (_rank(row.key), row.label)))
    hidden = any(cell.value is None for row in rows or () for cell in row.cells)
    return Table("_by_".join(names), _title(dimensions, say), tuple(label for _, label in order), ordered, hidden)


def _title(dimensions: list[By], say: Say) -> str:
    if len(dimensions) == 1:
        return say(DIMENSIONS[dimensions[0]])
    first, second = (say(DIMENSIONS[by]) for by in dimensions)
    return say(N_("%(first)s and %(second)s")) % {"first": first, "second": second}


def _order(head: list[str], by: By, say: Say, locale: Locale) -> list[tuple[int, str]]:
    """Return the places of the columns in the order in which they are read, with their labels."""
    labels = [_label(group, by, say, locale) for group in head]
    return sorted(enumerate(labels), key=lambda column: (_rank(head[column[0]]), column[1]))


def _row(row: Json, by: By, order: list[tuple[int, str]], say: Say, locale: Locale) -> Row:
    values = row["cells"] if "cells" in row else [row["value"]]
    cells = tuple(_cell(values[place]) for place, _ in order)
    return Row(row["group"], _label(row["group"], by, say, locale), cells)


def _cell(value: int | str | None) -> Cell:
    """Money stands as a decimal text, with its currency beside the figure."""
    return Cell(int(Decimal(value)) if isinstance(value, str) else value, HIDDEN if value is None else str(value))


def _rank(group: str) -> int:
    return {SEVERAL: 1, MANY: 1, NONE: 1, NOT_STATED: 1, TOTAL: 2}.get(group, 0)


def _restated(line: Json, threshold: int, say: Say, locale: Locale) -> Restated:
    reasons = [say(part["sentence"]) % part["params"] for part in line["reasons"]]
    group = _label(line["group"], By(line["by"]), say, locale) if line["by"] else ""
    limit = None if line["by"] or line.get("key") in _SUMS else threshold
    before, after = (shown(line[side], limit) for side in ("before", "after"))
    return Restated(say(line["title"]), group, before, after, "; ".join(reasons))


def _label(group: str, by: By, say: Say, locale: Locale) -> str:
    if group in _GROUPS:
        return say(_GROUPS[group])
    if by in _KINDS:
        return say(_KINDS[by][group])
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
