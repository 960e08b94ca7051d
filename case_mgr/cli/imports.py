"""import, import-undo."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

REJECTED = 3
_NEEDED = "Missing option '{}': it is only left out of a dry run without --mapping, which reads the file alone."


class Field(click.ParamType[tuple[str, str]]):
    """FIELD=COLUMN as it is typed."""

    name = "FIELD=COLUMN"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Take the two apart."""
        if isinstance(value, tuple):
            return value
        field, sign, column = value.partition("=")
        if not (sign and field.strip() and column.strip()):
            self.fail("write it as FIELD=COLUMN, such as full_name=Name or full_name=#0", param, ctx)
        return field.strip(), column


class HeaderRow(click.ParamType[str]):
    """The number of the header row, or none."""

    name = "N|none"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Accept a small number or the word none."""
        text = str(value).strip()
        if text != "none" and not (text.isascii() and text.isdigit() and len(text) <= 7):
            self.fail("write the number of the row, counted from 0, or none", param, ctx)
        return text


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "email", metavar="EMAIL", help="Who acts; not needed for a dry run.")
@click.option("--organisation", metavar="SLUG", help="Short or exact name; not needed for a dry run.")
@click.option("--mapping", metavar="NAME", help="A saved mapping of columns; what it does not name is left out.")
@click.option("--map", "fields", type=Field(), multiple=True, help="Which column holds a field; may be repeated.")
@click.option("--encoding", help="How letters are written, such as cp1251; found by itself when left out.")
@click.option("--header-row", type=HeaderRow(), help="The row of headings, counted from 0, or none.")
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook.")
@click.option("--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help="The order in which dates are written.")
@click.option("--on-match", type=click.Choice(["skip", "fill", "update", "ask"]), default="ask", show_default=True)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option("--limit-records", type=click.IntRange(min=0), metavar="N", help="List at most N records in a dry run.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")
@click.pass_context
def import_list(
    context: click.Context, email: str | None, organisation: str | None, as_json: bool, dry_run: bool, **asked: Any
) -> None:
    """Read a list, check and match its rows, and write them; undecided rows wait, the rest goes on."""
    if dry_run and asked["mapping"] is None:
        # Nothing but the file is read, and nobody is asked who they are: the application is not even loaded.
        context.exit(_dry_run({}, as_json=as_json, **asked))
    if email is None or organisation is None:
        raise click.UsageError(_NEEDED.format("--organisation" if email else "--as"), context)
    from case_mgr.cli import importing

    if dry_run:
        saved = importing.read_mapping(email, organisation, asked["mapping"])
        context.exit(_dry_run(saved, as_json=as_json, **asked))
    try:
        result = importing.run(email, organisation, **asked)
    except importing.ListRefused as error:
        click.echo(str(error), err=True)
        context.exit(REJECTED)
    click.echo(json.dumps(result, ensure_ascii=False) if as_json else importing.tell(result))


def _dry_run(saved: dict[str, Any], *, as_json: bool, file: Path, **asked: Any) -> int:
    from case_mgr.imports import dryrun
    from case_mgr.imports.likeness import strong_keys

    header = asked["header_row"]
    options: dict[str, Any] = {
        "encoding": asked["encoding"],
        "header_row": "auto" if header is None else "none" if header == "none" else int(header),
        "sheet": asked["sheet"],
        "asked": dict(asked["fields"]),
        "saved": saved.get("headings"),
        "splits": saved.get("splits", False),
        "date_order": asked["date_order"] or saved.get("date_order"),
        "keys": strong_keys,
    }
    with _uncollected(), file.open("rb") as stream:
        if as_json:
            if isinstance(sys.stdout, TextIOWrapper):
                # JSON is UTF-8, whatever letters the terminal has.
                sys.stdout.reconfigure(encoding="utf-8")
            status = dryrun.write_file(sys.stdout, stream, file.name, limit_records=asked["limit_records"], **options)
            return REJECTED if status == "rejected" else 0
        document = dryrun.run_file(stream, file.name, limit_records=0, **options)
    if document["status"] == "rejected":
        click.echo(document["message"], err=True)
        return REJECTED
    for issue in document["issues"]:
        click.echo(f"line {issue['line']}: {issue['message']}")
    click.echo(f"{document['rows_ok']} of {document['rows_total']} rows are good. Nothing was written.")
    return 0


@contextmanager
def _uncollected() -> Iterator[None]:
    """Rows hold no cycles, and looking for some among them takes its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@click.command("import-undo")
@click.argument("import_id", metavar="ID")
@click.option("--as", "email", required=True, metavar="EMAIL", help="Who acts.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")
def import_undo(import_id: str, email: str, as_json: bool) -> None:
    """Take an import back: what it wrote goes, what somebody edited since is kept."""
    from case_mgr.cli import importing

    done = importing.undo(email, import_id)
    said = f"{done['reversed']} reversed, {done['kept']} kept because worked with since, {done['failed']} failed."
    click.echo(json.dumps(done, ensure_ascii=False) if as_json else said)


COMMANDS = (import_list, import_undo)
