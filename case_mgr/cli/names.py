"""names match: compares two lists without a database."""

from __future__ import annotations

import csv
import gc
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, Protocol

import click

from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.names.match import COLUMNS, match_lists
from case_mgr.names.types import Evidence, Sex
from case_mgr.tables.dates import read_date
from case_mgr.tables.reader import read
from case_mgr.tables.types import RawTable

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FIELDS = ("id", "name", "date_of_birth", "nationality", "sex")
_SEXES = {"m": Sex.MALE, "male": Sex.MALE, "f": Sex.FEMALE, "female": Sex.FEMALE}
_LONGEST_ID = 500


@click.group()
def names() -> None:
    """Names across scripts."""


@names.command()
@click.argument("queries", type=_FILE)
@click.argument("gallery", type=_FILE)
@click.option("--top", default=5, type=click.IntRange(1, 100), help="Rows a query at most.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="A CSV file; standard output if left out."
)
def match(queries: Path, gallery: Path, top: int, output: Path | None) -> None:
    """Propose for every person of QUERIES who of GALLERY they may be, with reasons."""
    if output is not None and any(output.resolve() == path.resolve() for path in (queries, gallery)):
        raise Refused(N_("%(file)s is one of the lists to compare. Choose another file for the result."), file=output)
    asked, offered = People(queries), People(gallery)
    found = (candidate.row() for candidate in match_lists(merged(asked), named(offered), top=top))
    with _uncollected():
        if output is None:
            _write(sys.stdout, found)
        else:
            _write_whole(output, found)
    for people in (asked, offered):
        for warning in people.warnings():
            click.echo(warning, err=True)


@contextmanager
def _uncollected() -> Iterator[None]:
    """A million people hold no cycles, and looking for some among them takes a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class SupportsWrite(Protocol):
    """Something that takes text."""

    def write(self, text: str, /) -> object:
        """Take the text."""


class People:
    """The rows of one list with at least the columns id and name, and what was odd about them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.file = path.name
        self._odd: dict[str, tuple[int, int]] = {}
        # Opened once before anything is compared, so that a list that cannot be read is said at once.
        with path.open("rb") as stream:
            self._places(_table(stream, self.file))

    def __iter__(self) -> Iterator[tuple[str, Evidence]]:
        with self._path.open("rb") as stream:
            table = _table(stream, self.file)
            places = self._places(table)
            width = len(table.header)
            seen: set[str] = set()
            for row in table.records:
                cells = row.cells
                if len(cells) != width:
                    self._note("ragged", row.line)
                identity, name, born, nationality, sex = (
                    cells[place] if place is not None and place < len(cells) else "" for place in places
                )
                identity = identity.strip()
                if not identity or len(identity) > _LONGEST_ID:
                    raise Refused(
                        N_("Line %(line)s of %(file)s has no id, or one of more than %(most)s characters."),
                        file=self.file, line=row.line, most=_LONGEST_ID,
                    )  # fmt: skip
                if identity in seen:
                    self._note("again", row.line)
                seen.add(identity)
                if not any(map(str.isalpha, name)):
                    self._note("nameless", row.line)
                yield identity, _evidence(name, born, nationality, sex)

    def _places(self, table: RawTable) -> list[int | None]:
        header = [cell.strip().lower() for cell in table.header]
        if "id" not in header or "name" not in header:
            raise Refused(N_("%(file)s needs the columns id and name."), file=self.file)
        twice = next((field for field in _FIELDS if header.count(field) > 1), None)
        if twice:
            raise Refused(N_("%(file)s has the column %(column)s twice."), file=self.file, column=twice)
        return [header.index(field) if field in header else None for field in _FIELDS]

    def _note(self, kind: str, line: int) -> None:
        count, first = self._odd.get(kind, (0, line))
        self._odd[kind] = (count + 1, first)

    def warnings(self) -> Iterator[str]:
        """Sentences about rows that were read with a reserve."""
        said = {
            "ragged": N_(
                "%(count)s rows of %(file)s have more or fewer cells than the header, first on line %(line)s."
            ),
            "again": N_("%(count)s rows of %(file)s repeat an id, first on line %(line)s; they count as one person."),
            "nameless": N_("%(count)s rows of %(file)s have no name, first on line %(line)s; they match nobody."),
        }
        for kind, (count, line) in sorted(self._odd.items()):
            yield said[kind] % {"count": count, "file": self.file, "line": line}


def _table(stream: BinaryIO, file: str) -> RawTable:
    """The header is the first row; where titles stand above it, it is looked for."""
    table = read(stream, file, header_row=0)
    if {"id", "name"} <= {cell.strip().lower() for cell in table.header}:
        return table
    stream.seek(0)
    return read(stream, file, knows_header=lambda cell: cell.strip().lower() in _FIELDS)


def merged(people: Iterable[tuple[str, Evidence]]) -> list[tuple[str, Evidence]]:
    """One entry an id: further rows of the same id are further names of the same person."""
    out: dict[str, Evidence] = {}
    for identity, person in people:
        known = out.get(identity)
        out[identity] = person if known is None else replace(known, other_names=(*known.other_names, person.name))
    return list(out.items())


def named(people: Iterable[tuple[str, Evidence]]) -> Iterator[tuple[str, Evidence]]:
    """Only those who have a name; the others can be nobody's match."""
    return (found for found in people if found[1].name)


@lru_cache(maxsize=131072)
def _birth(born: str) -> PartialDate | None:
    return read_date(born).value if born.strip() else None


@lru_cache(maxsize=4096)
def _countries(nationality: str) -> frozenset[str]:
    return frozenset(code.strip().upper() for code in nationality.split(";") if code.strip())


def _evidence(name: str, born: str, nationality: str, sex: str) -> Evidence:
    return Evidence(
        name=name if any(map(str.isalpha, name)) else "",
        birth=_birth(born[:100]),
        nationality=_countries(nationality[:1000]),
        sex=_SEXES.get(sex.strip().lower(), Sex.UNKNOWN),
    )


def _write(out: SupportsWrite, rows: Iterator[tuple[str, ...]]) -> None:
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(rows)


def _write_whole(output: Path, rows: Iterator[tuple[str, ...]]) -> None:
    """The whole result or nothing: a half-written list of matches would be read as a whole one."""
    with NamedTemporaryFile("w", encoding="utf-8", newline="", dir=output.parent, prefix=".", delete=False) as out:
        try:
            _write(out, rows)
            out.flush()
            os.fsync(out.fileno())
        except BaseException:
            Path(out.name).unlink(missing_ok=True)
            raise
    Path(out.name).replace(output)


COMMANDS = (names,)
