"""audit verify, checkpoint, chain, verifier, export."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

import click

from case_mgr.access.permissions import Permission
from case_mgr.audit import checkpoints, standalone
from case_mgr.audit import queries as log
from case_mgr.audit import service as record
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cli.context import OPERATOR, actor_named, as_option, json_option, say, working
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.desk import audit_reading

output_option = click.option("--output", required=True, type=click.Path(path_type=Path), metavar="FILE")


@click.group()
def audit() -> None:
    """The tamper-evident log."""


@audit.command()
@click.option("--checkpoint", "kept", type=click.Path(path_type=Path), help="A checkpoint that was kept elsewhere.")
@click.option("--resume", is_flag=True, help="Read only what came after the checkpoint.")
@json_option
@click.pass_context
def verify(context: click.Context, kept: Path | None, resume: bool, as_json: bool) -> None:
    """Recompute the whole chain; exit status 1 when it does not hold."""
    if resume and kept is None:
        raise click.UsageError("--resume needs --checkpoint.")
    with working():
        known = checkpoints.read(_text_of(kept)) if kept else None
        result = log.verify(known, resume=resume)
        waiting, oldest = log.count_unsealed()
    bad, since = result.first_bad, f" since entry {known.seq}" if known and resume else ""
    say(
        {
            "ok": result.ok,
            "entries": result.entries,
            "head": result.head,
            "first_bad": {"seq": bad.seq, "reason": bad.reason, "kind": str(bad.kind)} if bad else None,
            "erased": result.erased,
            "unsealed_notes": waiting,
            "clock_back": [{"seq": step.seq, "reason": step.reason} for step in result.clock_back],
        },
        as_json=as_json,
        text="\n".join(
            [
                f"{result.entries} entries checked{since}, the chain is unbroken. Head: {result.head}"
                if bad is None
                else f"The chain is broken at entry {bad.seq} ({bad.kind}): {bad.reason}. "
                "Repair nothing; keep a copy as it is.",
                *(
                    [f"{waiting} notes of names served wait to be sealed, the oldest since {oldest}."]
                    if waiting
                    else []
                ),
                *([f"The detail of {result.erased} entries was erased by hand."] if result.erased else []),
                *(f"Look at entry {step.seq}: {step.reason}." for step in result.clock_back),
            ]
        ),
    )
    context.exit(0 if result.ok else 1)


@audit.command()
@output_option
def checkpoint(output: Path) -> None:
    """Write a signed checkpoint of the log into a small file, to keep on another machine or on paper."""
    with working():
        made = record.checkpoint(OPERATOR)
        _write(output, [made.line])
    click.echo(made.line)


@audit.command()
@output_option
@as_option
def chain(output: Path, email: str) -> None:
    """Write the rows of the whole chain as JSON lines for the stand-alone verifier: public ids, no person's name."""
    with working():
        actor = actor_named(email)
        actor.require(Permission.AUDIT_READ)
        count = _write(output, (json.dumps(row, ensure_ascii=False) for row in log.list_rows()))
        record.record(actor, Event.AUDIT_EXPORTED, rows=count - 1, what="chain")
    click.echo(f"{count - 1} entries in {output}.")


@audit.command()
@output_option
def verifier(output: Path) -> None:
    """Write the stand-alone verifier: one Python file that needs nothing of the product."""
    _write(output, Path(standalone.__file__).read_text("utf-8").splitlines())
    click.echo(f"Run it with: python {output} DATABASE --checkpoint FILE --key KEY")


def _text_of(path: Path) -> str:
    try:
        with path.open("r", encoding="ascii") as file:
            return file.read(checkpoints.LONGEST)
    except (OSError, UnicodeError) as error:
        raise Refused(N_("The checkpoint %(path)s cannot be read."), path=str(path)) from error


def _write(path: Path, lines: Iterable[str]) -> int:
    """Write lines into a new file, which only its owner reads; what is there already is kept."""
    count = 0
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            for line in lines:
                file.write(f"{line}\n")
                count += 1
    except OSError as error:
        raise Refused(
            N_("%(path)s cannot be written: choose a new file in a folder that exists."), path=str(path)
        ) from error
    return count


@audit.command()
@as_option
def export(email: str) -> None:
    """Print the log of the own organisation as JSON lines, oldest first; the export is itself logged."""
    with working():
        actor = actor_named(email)
        count = 0
        for entry in audit_reading.lines(actor, EntryFilter()):
            count += 1
            click.echo(json.dumps(audit_reading.told(entry), ensure_ascii=False))
        record.record(actor, Event.AUDIT_EXPORTED, rows=count)


COMMANDS = (audit,)
