"""audit verify, audit export."""

from __future__ import annotations

import json

import click

from case_mgr.audit import queries as log
from case_mgr.audit import service as record
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cli.context import actor_named, as_option, json_option, say, working
from case_mgr.core.paging import SIZES, PageRequest
from case_mgr.desk.discretion import discreet


@click.group()
def audit() -> None:
    """The tamper-evident log."""


@audit.command()
@json_option
@click.pass_context
def verify(context: click.Context, as_json: bool) -> None:
    """Recompute the whole chain; exit status 1 when it does not hold."""
    with working():
        result = log.verify()
    bad = result.first_bad
    say(
        {
            "ok": result.ok,
            "entries": result.entries,
            "head": result.head,
            "first_bad": {"seq": bad.seq, "reason": bad.reason} if bad else None,
        },
        as_json=as_json,
        text=f"{result.entries} entries checked, the chain is unbroken. Head: {result.head}"
        if bad is None
        else f"The chain is broken at entry {bad.seq}: {bad.reason}. Repair nothing; keep a copy as it is.",
    )
    context.exit(0 if result.ok else 1)


@audit.command()
@as_option
def export(email: str) -> None:
    """Print the log of the own organisation as JSON lines, oldest first; the export is itself logged."""
    with working():
        actor = actor_named(email)
        pages = log.list_entries(actor, EntryFilter(), PageRequest(1, SIZES[-1])).pages
        count = 0
        for number in range(pages, 0, -1):
            page = log.list_entries(actor, EntryFilter(), PageRequest(number, SIZES[-1]))
            for entry in reversed(discreet(actor, page.items)):
                count += 1
                click.echo(
                    json.dumps(
                        {
                            "seq": entry.seq,
                            "at": entry.at.isoformat(),
                            "event": entry.event,
                            "actor": entry.actor_name,
                            "subject": entry.subject_id,
                            "facts": entry.facts,
                            "changes": entry.changes,
                            "hash": entry.hash,
                            "previous": entry.previous,
                        },
                        ensure_ascii=False,
                    )
                )
        record.record(actor, Event.AUDIT_EXPORTED, rows=count)


COMMANDS = (audit,)
