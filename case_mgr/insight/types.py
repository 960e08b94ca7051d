"""Reports for the house itself: what each counts, and what a page shows of it."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_

NOBODY = "nobody"


class Sheet(StrEnum):
    """A report of the house."""

    MONTH = "month"
    CASELOAD = "caseload"
    OVERDUE = "overdue"
    QUALITY = "quality"


TITLES: Mapping[Sheet, str] = {
    Sheet.MONTH: N_("The month"),
    Sheet.CASELOAD: N_("Caseload"),
    Sheet.OVERDUE: N_("Overdue"),
    Sheet.QUALITY: N_("What is missing"),
}
HINTS: Mapping[Sheet, str] = {
    Sheet.MONTH: N_("What was recorded in a month, by whoever recorded it."),
    Sheet.CASELOAD: N_("Who follows how many cases and has how many tasks."),
    Sheet.OVERDUE: N_("What should have been done by now, by whose it is."),
    Sheet.QUALITY: N_("What the records do not say, by whoever follows the case."),
}
# What each report counts, in the order of its columns.
COLUMNS: Mapping[Sheet, Mapping[str, str]] = {
    Sheet.MONTH: {
        "registered": N_("People registered"),
        "opened": N_("Cases opened"),
        "events": N_("Events recorded"),
        "exits": N_("Exits from custody recorded"),
        "done": N_("Tasks closed"),
    },
    Sheet.CASELOAD: {
        "open": N_("Open cases"),
        "held": N_("Of them in custody"),
        "tasks": N_("Tasks to be done"),
    },
    Sheet.OVERDUE: {
        "late": N_("Tasks overdue"),
        "still": N_("No event for 90 days"),
    },
    Sheet.QUALITY: {
        "birth": N_("No date of birth"),
        "nationality": N_("No nationality"),
        "sex": N_("Sex not stated"),
        "consent": N_("Not asked for consent"),
        "empty": N_("No event in the case"),
        "place": N_("In custody, no place"),
        "source": N_("Event, no source"),
    },
}


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar, in UTC."""

    year: int
    number: int

    @classmethod
    def read(cls, text: str, today: date) -> Month:
        """Read a month as an address has it; nonsense, and what lies ahead, is the month that runs."""
        this = cls(today.year, today.month)
        parts = text.split("-")
        if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
            return this
        year, number = map(int, parts)
        ahead = (year, number) > (today.year, today.month)
        return this if ahead or not year >= 1990 or not 1 <= number <= 12 else cls(year, number)

    @property
    def code(self) -> str:
        """The month as an address has it."""
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def name(self) -> PartialDate:
        """The month as a page says it."""
        return PartialDate.month(self.year, self.number)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def since(self) -> datetime:
        """The instant in which it begins."""
        return datetime(self.year, self.number, 1, tzinfo=UTC)

    @property
    def until(self) -> datetime:
        """The first instant after it."""
        after = self.moved(1)
        return datetime(after.year, after.number, 1, tzinfo=UTC)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    def moved(self, months: int) -> Month:
        """Return the month so many months later."""
        count = self.year * 12 + self.number - 1 + months
        return Month(count // 12, count % 12 + 1)


@dataclass(frozen=True, slots=True)
class Counted:
    """One row of a report: whose, and the number of each column."""

    who: str
    name: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One record behind a number."""

    subject: str
    reference: str
    key: str
    name: str
    who: str
