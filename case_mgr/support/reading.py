"""A list of expenses, line by line: what each says, or in which column it cannot be read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files

from case_mgr.core.dates import Precision
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.support import money
from case_mgr.support.types import HELP, EntryDraft, Kind, RateDraft, ShareDraft
from case_mgr.tables.dateforms import AMBIGUOUS, Order
from case_mgr.tables.dates import find_order, read_date
from case_mgr.tables.types import Kind as FileKind
from case_mgr.tables.types import RawTable

MOST = 2000
_TWO_DAYS = N_("“%(text)s” can be two days: say below how this list writes dates.")
# A cell of a sheet that is a number has a point before its decimals, and one of text may have it between thousands.
_TWO_AMOUNTS = re.compile(r"\d+\.\d{3}")
_NEEDED = ("date", "amount", "kind")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line is not written: in which column, and the sentence with its parameters."""

    line: int
    column: str
    sentence: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: an entry, or what is wrong with it."""

    line: int
    draft: EntryDraft | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What a list is charged to: a grant, its currency, and its lines by code."""

    public_id: str
    currency: str
    lines: Mapping[str, str]


@cache
def _words(table: str) -> dict[str, str]:
    data = tomllib.loads(files("case_mgr.support").joinpath("data/columns.toml").read_text("utf-8"))
    return {_tidy(word): name for name, words in data[table].items() for word in words}


def knows_heading(cell: str) -> bool:
    """Whether a cell is the heading of one of our columns."""
    return _tidy(cell) in _words("columns")


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Return where each field stands; a list without the columns that every entry needs is refused."""
    found: dict[str, int] = {}
    for at, heading in enumerate(header):
        name = _words("columns").get(_tidy(heading))
        if name is not None:
            found.setdefault(name, at)
    missing = [name for name in _NEEDED if name not in found]
    if missing:
        raise Refused(
            N_("The list has no column %(missing)s. It needs at least: date, amount, kind."), missing=", ".join(missing)
        )
    return found


def unread(header: Sequence[str]) -> list[str]:
    """Return the headings of columns that are not read."""
    return [heading for heading in header if heading.strip() and not knows_heading(heading)]


def order_of(table: RawTable) -> Order | None:
    """Return the order of day and month that the dates of a list prove, or None where only a person can say."""
    columns = columns_of(table.header)
    at = [columns[name] for name in ("date", "rate_date") if name in columns]
    return find_order(cell for row in table.records if row.skip is None for cell in _cells(row.cells, at))


def read_lines(table: RawTable, target: Target, order: Order | None) -> Iterator[Line]:
    """Give every line of a list: none is left out in silence."""
    columns = columns_of(table.header)
    for row in table.records:
        if row.skip is not None:
            sentence = N_("This line is no entry: it repeats the heading, or is a note below the list.")
            yield Line(row.line, None, (Problem(row.line, "", sentence),))
            continue
        told = {name: row.cells[at].strip() if at < len(row.cells) else "" for name, at in columns.items()}
        names = {name: table.header[at] for name, at in columns.items()}
        if table.kind is not FileKind.CSV and _TWO_AMOUNTS.fullmatch(told["amount"]):
            problem = Problem(row.line, names["amount"], money.AMBIGUOUS, {"text": told["amount"][:40]})
            yield Line(row.line, None, (problem,))
            continue
        yield _Reader(row.line, told, names, target, order).read()


class _Reader:
    """Reads one line and keeps what is wrong with it."""

    def __init__(
        self, line: int, told: Mapping[str, str], names: Mapping[str, str], target: Target, order: Order | None
    ) -> None:
        self.line, self.told, self.names, self.target, self.order = line, told, names, target, order
        self.problems: list[Problem] = []

    def read(self) -> Line:
        """Return the entry, or every reason why there is none."""
        happened, kind, payer = self._day("date"), self._kind(), self._payer()
        rate_day = self._day("rate_date") if self.told.get("rate_date") else None
        if self.problems or happened is None or kind is None:
            return Line(self.line, None, tuple(self.problems))
        rate = RateDraft(self.told.get("rate", ""), rate_day, self.told.get("rate_source", ""))
        named, case = self.told.get("beneficiary", ""), self.told.get("case", "")
        draft = EntryDraft(
            kind=kind,
            happened=happened,
            amount=self.told["amount"],
            currency=(self.told.get("currency") or self.target.currency).upper(),
            shares=(ShareDraft(payer, "", rate),),
            purpose=self.told.get("purpose", ""),
            case=case,
            # Money in a case that names nobody else helps the person of the case.
            for_person=bool(case) and not named and kind in HELP,
            beneficiary=named,
        )
        return Line(self.line, draft)

    def _fault(self, field_: str, sentence: str, **params: object) -> None:
        self.problems.append(Problem(self.line, self.names.get(field_, ""), sentence, params))

    def _day(self, name: str) -> date | None:
        reading = read_date(self.told[name], self.order)
        value = reading.value
        if reading.problem == AMBIGUOUS:
            self._fault(name, _TWO_DAYS, text=self.told[name][:40], asks=True)
        elif reading.problem or value is None or value.precision is not Precision.DAY:
            self._fault(name, N_("“%(text)s” is no day. Write it as 2026-05-31."), text=self.told[name][:40])
        return value.earliest if value is not None and not reading.problem else None

    def _kind(self) -> Kind | None:
        found = _words("kinds").get(_tidy(self.told["kind"]))
        if found is None:
            self._fault("kind", N_("“%(text)s” is no kind of support that we know."), text=self.told["kind"][:40])
        return Kind(found) if found else None

    def _payer(self) -> str:
        code = self.told.get("line", "")
        if not self.target.lines:
            return self.target.public_id
        found = self.target.lines.get(code.casefold())
        if found is None:
            self._fault("line", N_("The budget of the grant has no line “%(text)s”."), text=code[:40])
        return found or ""


def _cells(cells: Sequence[str], at: Sequence[int]) -> list[str]:
    return [cells[one] for one in at if one < len(cells)]


def _tidy(text: str) -> str:
    return " ".join(text.replace("_", " ").casefold().split())
