"""import, import-undo."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from flask import Flask

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.cli.context import actor_named, as_option, json_option, organisation_option, say, working
from case_mgr.core.errors import DomainError, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.imports import conditions, dryrun, queries, service
from case_mgr.imports.likeness import strong_keys
from case_mgr.imports.states import OnMatch, State, Undo
from case_mgr.jobs import queries as job_queries
from case_mgr.jobs import worker
from case_mgr.jobs.types import JobState
from case_mgr.rooms.handlers import HANDLERS

REJECTED = 3
_WAIT = 0.2


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
@as_option
@organisation_option
@click.option("--mapping", metavar="NAME", help="A saved mapping of columns.")
@click.option("--map", "fields", type=Field(), multiple=True, help="Which column holds a field; may be repeated.")
@click.option("--encoding", help="How letters are written, such as cp1251; found by itself when left out.")
@click.option("--header-row", type=HeaderRow(), help="The row of headings, counted from 0, or none.")
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook.")
@click.option("--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help="The order in which dates are written.")
@click.option("--on-match", type=click.Choice([str(way) for way in OnMatch]), default="ask", show_default=True)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option("--limit-records", type=click.IntRange(min=0), metavar="N", help="List at most N records in a dry run.")
@json_option
@click.pass_context
def import_list(context: click.Context, email: str, organisation: str, as_json: bool, **asked: Any) -> None:
    """Read a list, check and match its rows, and write them; undecided rows wait, the rest goes on."""
    with working() as app:
        actor = actor_named(email, organisation)
        actor.require(Permission.IMPORT_STAGE)
        if asked["dry_run"]:
            context.exit(_dry_run(actor, as_json=as_json, **asked))
        try:
            result = _import(app, actor, **asked)
        except ListRefused as error:
            click.echo(str(error), err=True)
            context.exit(REJECTED)
    say(result, as_json=as_json, text=_told(result))


class ListRefused(DomainError):
    """The file itself cannot be imported."""


def _dry_run(actor: Actor, *, as_json: bool, file: Path, **asked: Any) -> int:
    header = asked["header_row"]
    options: dict[str, Any] = {
        "encoding": asked["encoding"],
        "header_row": "auto" if header is None else "none" if header == "none" else int(header),
        "sheet": asked["sheet"],
        "asked": service.headings_of(actor, None, asked["mapping"]) | dict(asked["fields"]),
        "date_order": asked["date_order"],
        "keys": strong_keys,
    }
    with file.open("rb") as stream:
        if as_json:
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


def _import(app: Flask, actor: Actor, *, file: Path, **asked: Any) -> dict[str, Any]:
    """Stage, map, check and start as the pages do, then do the work in this process."""
    try:
        with file.open("rb") as stream:
            row = service.stage(actor, stream, file.name)
        if any(asked[name] for name in ("encoding", "header_row", "sheet", "date_order")):
            service.read_again(
                actor,
                row.public_id,
                **{name: asked[name] for name in ("encoding", "header_row", "sheet", "date_order")},
            )
        service.map_as_asked(actor, row.public_id, dict(asked["fields"]), asked["mapping"], asked["on_match"])
        checking = service.begin_check(actor, row.public_id)
        if checking is not None:
            db.session.commit()
            _work(app, checking)
    except Refused as error:
        raise ListRefused(error.sentence, **error.params) from error
    public_id = row.public_id
    job = service.start(actor, public_id).job
    if job is None:
        counts = service.summary(row)
        return {"import": public_id, "status": str(State.AWAITING_REVIEW)} | counts
    db.session.commit()
    result = _work(app, job)
    status = State.AWAITING_DECISIONS if result["undecided"] else State.DONE
    return {"import": public_id, "status": str(status)} | {k: v for k, v in result.items() if k != "import"}


def _work(app: Flask, job: str) -> dict[str, Any]:
    """Run a job here, or wait for the worker that was first to take it."""
    while True:
        worker.run_next(app, HANDLERS, only=job)
        db.session.rollback()
        state, result, sentence, params = job_queries.get_result(job)
        db.session.rollback()
        if state is JobState.DONE:
            return result or {}
        if state in (JobState.FAILED, JobState.CANCELLED):
            raise Refused(sentence or N_("The work was cancelled."), **params)
        time.sleep(_WAIT)


def _told(result: Mapping[str, Any]) -> str:
    return (
        f"{result['created']} created, {result['updated']} updated, {result['unchanged']} unchanged, "
        f"{result['undecided']} undecided, {result['failed']} failed. Import {result['import']}: {result['status']}."
    )


@click.command("import-undo")
@click.argument("import_id", metavar="ID")
@as_option
@json_option
def import_undo(import_id: str, email: str, as_json: bool) -> None:
    """Take an import back: what it wrote goes, what somebody edited since is kept."""
    with working() as app:
        actor = actor_named(email)
        job = service.undo(actor, import_id).job
        db.session.commit()
        result = _work(app, str(job))
        row = queries.get_row(actor, import_id)
        items = [
            {"row": line.row, "line": line.line, "outcome": line.undo, "message": line.undo_note or None}
            for line in queries.iterate(conditions.of_undo(row))
        ]
    counts = {str(bucket): result[str(bucket)] for bucket in Undo}
    said = f"{counts['reversed']} reversed, {counts['kept']} kept because worked with since, {counts['failed']} failed."
    say(counts | {"items": items}, as_json=as_json, text=said)


COMMANDS = (import_list, import_undo)
