"""What the columns of a list hold, and its rows as drafts of people and cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, islice

from case_mgr.core.clock import today as clock_today
from case_mgr.core.text import N_
from case_mgr.imports.draftblock import DraftBlock
from case_mgr.imports.headers import find_field, is_whole_or_given
from case_mgr.imports.repeats import Keys, Repeats
from case_mgr.imports.rowdraft import Drafter
from case_mgr.imports.types import DATE_FIELDS, FIELDS, ColumnGuess, Mapped, RowDraft
from case_mgr.imports.values import is_person, is_placeholder, read_nationalities, read_sex
from case_mgr.imports.vocabulary import fold
from case_mgr.tables.dateforms import Order
from case_mgr.tables.dates import read_date, read_evidence
from case_mgr.tables.types import EvenBlock, RawTable, Rejected

BY_HEADING = N_("The heading says so.")
BY_PART = N_("The heading contains these words.")
BY_VALUES = N_("The values look like it.")
SECOND_NAME = N_("A second column of names.")
NO_SUCH_FIELD = N_("There is no field “%(field)s”. The fields are: %(fields)s.")
NO_SUCH_COLUMN = N_("The list has no column “%(column)s”. Write its heading, or its number as #0 for the first.")

_NAME = re.compile(r"[^\W\d_][^\d;:!?=<>@/\\]{2,80}")
_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(r"https?://\S+$")
_SAMPLE = 200
_FEWEST = 2
_GROWN = 2010
_SPREAD = 8


def list_samples(table: RawTable, limit: int = _SAMPLE) -> list[tuple[str, ...]]:
    """Return the cells of the first rows, to guess columns by."""
    return [row.cells for row in islice(table.records, limit) if row.skip is None]


def suggest(header: Sequence[str], samples: Sequence[Sequence[str]]) -> list[ColumnGuess]:
    """Guess the field of each column by its heading, held against its values; each field is given once."""
    columns = [
        [row[index] for row in samples if index < len(row) and row[index].strip()] for index in range(len(header))
    ]
    guesses = [ColumnGuess(index, text) for index, text in enumerate(header)]
    claims = sorted(
        (not exact, index, field)
        for index, text in enumerate(header)
        if (found := find_field(text))
        for field, exact in [found]
    )
    taken: dict[str, int] = {}
    for inexact, index, field in _prefer_parts(claims, header):
        if _fits(field, not inexact, columns[index]) and field not in taken:
            taken[field] = index
            guesses[index] = replace(guesses[index], field=field, why=BY_PART if inexact else BY_HEADING)
        elif (
            field == "full_name"
            and "aliases" not in taken
            and columns[index]
            and columns[index] != columns[taken.get(field, index)]
        ):
            taken["aliases"] = index
            guesses[index] = replace(guesses[index], field="aliases", why=SECOND_NAME)
    if not taken.keys() & {"full_name", "surname", "given_name"}:
        _guess_names(guesses, columns)
    _guess_others(guesses, columns)
    return guesses


def _prefer_parts(claims: Sequence[tuple[bool, int, str]], header: Sequence[str]) -> list[tuple[bool, int, str]]:
    """Beside a column of surnames, one headed “Name” holds given names."""
    if not any(field == "surname" for _, _, field in claims):
        return list(claims)
    return [
        (inexact, index, "given_name" if field == "full_name" and is_whole_or_given(header[index]) else field)
        for inexact, index, field in claims
    ]


def _fits(field: str, exact: bool, values: Sequence[str]) -> bool:
    """Whether the values of a column do not speak against the field; an empty column speaks neither way."""
    values = [value for value in values if not is_placeholder(value.strip())]
    if not values:
        return True
    if field in DATE_FIELDS:
        return sum(_DIGIT.search(value) is not None or read_date(value).problem is None for value in values) * 2 >= len(
            values
        )
    if field in ("full_name", "surname", "given_name"):
        # Under a plain heading a few names are enough: the other rows are faulty, not the column.
        return sum(is_person(value) for value in values) * (10 if exact else 2) >= len(values)
    return True


def _guess_others(guesses: list[ColumnGuess], columns: Sequence[Sequence[str]]) -> None:
    """Give columns without a heading the field that their values tell beyond doubt, each field once."""
    taken = {guess.field for guess in guesses}
    found: dict[str, list[int]] = {}
    for guess, values in zip(guesses, columns, strict=True):
        known = [value.strip() for value in values if not is_placeholder(value.strip())]
        if guess.field is None and not guess.header.strip() and len(known) >= _FEWEST:
            for field, tells in _TELLING.items():
                if field not in taken and tells(known):
                    found.setdefault(field, []).append(guess.index)
    for field, indexes in found.items():
        # Two columns that tell the same tell nothing.
        if len(indexes) == 1:
            guesses[indexes[0]] = replace(guesses[indexes[0]], field=field, why=BY_VALUES)


def _are_births(values: Sequence[str]) -> bool:
    """Dates of several decades, all of people who are grown by now, are births: arrests come in waves."""
    years = [read.value.earliest.year for value in values if (read := read_date(value)).value and read.value.earliest]
    return len(years) * 10 >= len(values) * 8 and max(years) <= _GROWN and max(years) - min(years) >= _SPREAD


_TELLING: dict[str, Callable[[Sequence[str]], bool]] = {
    "date_of_birth": _are_births,
    "sex": lambda values: all(read_sex(value) for value in values),
    "nationality": lambda values: all(len(value) > 2 and not read_nationalities(value)[1] for value in values),
    "source_url": lambda values: all(_ADDRESS.match(value) for value in values),
}


def _guess_names(guesses: list[ColumnGuess], columns: Sequence[Sequence[str]]) -> None:
    best, most = None, 0.6
    for guess, values in zip(guesses, columns, strict=True):
        if guess.field is None and values:
            share = sum(bool(_NAME.fullmatch(v)) and 2 <= len(v.split()) <= 5 and v[0] != v[0].lower() for v in values)
            if share / len(values) > most:
                best, most = guess.index, share / len(values)
    if best is not None:
        guesses[best] = replace(guesses[best], field="full_name", why=BY_VALUES)


def resolve(
    table: RawTable, asked: Mapping[str, str] | None = None, saved: Mapping[str, str] | None = None
) -> list[ColumnGuess]:
    """Return the suggested columns with those that a person named put in their place; refuse unknown ones.

    `saved` are fields by folded headings: what they do not name is left out, not guessed.
    """
    guesses = suggest(table.header, list_samples(table)) if saved is None else _remembered(table.header, saved)
    for field, column in (asked or {}).items():
        if field not in FIELDS:
            raise Rejected(NO_SUCH_FIELD, "field_unknown", field=field, fields=", ".join(FIELDS))
        index = find_column(table.header, column)
        guesses = [
            replace(guess, field=field, why="")
            if guess.index == index
            else replace(guess, field=None, why="")
            if guess.field == field
            else guess
            for guess in guesses
        ]
    return guesses


def _remembered(header: Sequence[str], saved: Mapping[str, str]) -> list[ColumnGuess]:
    """Return the columns whose headings are remembered; a heading that the list has twice stands for its last."""
    last = {fold(text): index for index, text in enumerate(header)}
    return [
        ColumnGuess(index, text, saved.get(fold(text)) if last[fold(text)] == index else None)
        for index, text in enumerate(header)
    ]


def find_column(header: Sequence[str], column: str) -> int:
    """Return the column of a heading, or of a number such as 0 or #0; refuse an unknown one."""
    text = column.strip()
    for index, heading in enumerate(header):
        if heading.strip() == text and text:
            return index
    for index, heading in enumerate(header):
        if heading.strip().casefold() == text.casefold() and text:
            return index
    digits = text.removeprefix("#")
    if digits.isascii() and digits.isdecimal() and len(digits) < 6 and int(digits) < len(header):
        return int(digits)
    raise Rejected(NO_SUCH_COLUMN, "column_unknown", column=column[:80])


def make_mapping(guesses: Sequence[ColumnGuess]) -> dict[str, int]:
    """Return the column of each field."""
    return {guess.field: guess.index for guess in guesses if guess.field}


def find_orders(table: RawTable, mapping: Mapped) -> dict[str, Order | None]:
    """Return the order of day and month that each column of dates proves, from one pass over the whole list."""
    columns = {field: index for field, index in mapping.items() if field in DATE_FIELDS}
    orders: dict[str, set[Order]] = {field: set() for field in columns}
    for cells in table.records.list_cells():
        for field, index in columns.items():
            if index < len(cells) and "." not in (cell := cells[index]) and (order := read_evidence(cell)):
                orders[field].add(order)
    return {field: next(iter(found)) if len(found) == 1 else None for field, found in orders.items()}


def clean(
    table: RawTable,
    mapping: Mapped,
    date_order: Order | None = None,
    *,
    today: date | None = None,
    keys: Keys | None = None,
) -> Iterator[RowDraft]:
    """Give every row as a draft with its problems; `keys` may bring better name keys than folded words."""
    return chain.from_iterable(clean_blocks(table, mapping, date_order, today=today, keys=keys))


def clean_blocks(
    table: RawTable,
    mapping: Mapped,
    date_order: Order | None = None,
    *,
    today: date | None = None,
    keys: Keys | None = None,
) -> Iterator[DraftBlock | list[RowDraft]]:
    """Give the same drafts some hundreds at a time, as they were read."""
    proved: dict[str, Order | None] = {}

    def find_order(field: str) -> Order | None:
        # The whole list is looked at for a proof only once a date is met that can be read in two orders.
        if not proved:
            proved.update(find_orders(table, mapping))
        return proved.get(field)

    drafter = Drafter(mapping, date_order, find_order, today or clock_today(), Repeats(keys))
    for block in table.records.list_blocks():
        yield drafter.draft_block(block) if isinstance(block, EvenBlock) else list(map(drafter.draft, block))
