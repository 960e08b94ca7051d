"""names match: compares two lists without a database."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import click

from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.names.match import COLUMNS, match_lists
from case_mgr.names.types import Evidence, Sex
from case_mgr.tables.dates import read_date
from case_mgr.tables.reader import read

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


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
    asked, offered = list(people(queries)), people(gallery)
    found = (candidate.row() for candidate in match_lists(asked, offered, top=top))
    if output is None:
        _write(sys.stdout, found)
        return
    with output.open("w", encoding="utf-8", newline="") as out:
        _write(out, found)


def people(path: Path) -> Iterator[tuple[str, Evidence]]:
    """Yield id and evidence of every row of a list with at least the columns id and name."""
    with path.open("rb") as stream:
        table = read(stream, path.name)
        header = [cell.strip().lower() for cell in table.header]
        if "id" not in header or "name" not in header:
            raise Refused(N_("%(file)s needs the columns id and name."), file=path.name)
        for record in table.records:
            row = dict(zip(header, record.cells, strict=False))
            yield row["id"], _evidence(row)


def _evidence(row: dict[str, str]) -> Evidence:
    sex = {"m": Sex.MALE, "male": Sex.MALE, "f": Sex.FEMALE, "female": Sex.FEMALE}
    born = row.get("date_of_birth", "")
    return Evidence(
        name=row.get("name", ""),
        birth=read_date(born).value if born else None,
        nationality=frozenset(code.strip().upper() for code in row.get("nationality", "").split(";") if code.strip()),
        sex=sex.get(row.get("sex", "").strip().lower(), Sex.UNKNOWN),
    )


def _write(out: TextIO, rows: Iterator[tuple[str, ...]]) -> None:
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(rows)


COMMANDS = (names,)
