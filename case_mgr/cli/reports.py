"""report donor, report verify."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from case_mgr.access.actor import Actor
from case_mgr.cli.context import actor_named, as_option, organisation_option, working
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.reports import files, queries, service
from case_mgr.reports.types import Period, State

_MOST = 256 * 1024 * 1024
_KEY = re.compile(r"[0-9a-fA-F]{64}")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def report() -> None:
    """Reports for donors, and their check."""


@report.command()
@as_option
@organisation_option
@click.option("--grant", metavar="CODE", help="The grant; left out, the report is for the organisation itself.")
@click.option("--from", "starts", required=True, type=_DAY, metavar="D", help="First day, such as 2026-01-01.")
@click.option("--to", "ends", required=True, type=_DAY, metavar="D", help="Last day; it counts too.")
@click.option("--format", "kind", required=True, type=click.Choice(list(files.TYPES)), help="csv is a zip.")
@click.option("--output", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--report", "reference", metavar="ID", help="Write this published report instead of a new draft.")
def donor(
    email: str,
    organisation: str,
    grant: str | None,
    starts: datetime,
    ends: datetime,
    kind: str,
    output: Path,
    reference: str | None,
) -> None:
    """Write a donor report: a new draft, marked so, or a published one."""
    period = Period(starts.date(), ends.date())
    with working():
        actor = actor_named(email, organisation)
        named = _published(actor, reference, period) if reference else service.build(actor, period, grant).reference
        content = service.take_copy(actor, named, kind)
        made = files.make(content, kind)
    # Only what the log knows of leaves the product.
    output.write_bytes(made)
    click.echo(f"{named} ({content['state']}) was written to {output}.")


@report.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--key", metavar="HEX", help="The public key of the installation, as you noted it.")
@click.pass_context
def verify(context: click.Context, file: Path, key: str | None) -> None:
    """Check a file of a report, offline: exit status 0 when it is intact, 1 when it is not."""
    if key is not None and not _KEY.fullmatch(key.strip()):
        raise Refused(N_("A public key is 64 hexadecimal digits. It stands in each checkpoint behind “key=”."))
    if file.stat().st_size > _MOST:
        raise Refused(N_("This file is too large to be a report."))
    found = files.check(file.read_bytes(), key)
    if found.fault:
        click.echo(found.fault, err=True)
        context.exit(1)
    click.echo(f"{found.reference} ({found.state}) is intact. SHA-256: {found.sha256}")
    for line in _signature(found, key):
        click.echo(line)


def _signature(found: files.Checked, key: str | None) -> Iterator[str]:
    """Say who signed, what that proves, and what it does not."""
    if found.state != State.PUBLISHED:
        yield "It is a draft: nobody approved it, and it is not signed."
    elif not found.key:
        yield "It is not signed: it is of a time when reports were not, or the signature was taken away."
    elif key:
        yield "It is signed with the key that you named."
    else:
        yield f"It is signed with the key {found.key}."
        yield "Compare the key with one that you noted earlier (--key), for anybody can sign with a key of their own."
    if found.checkpoint:
        yield f"It stands on this checkpoint of the log: {found.checkpoint}"


def _published(actor: Actor, reference: str, period: Period) -> str:
    row = queries.find_reference(actor, reference)
    if row is None or row.state != State.PUBLISHED:
        raise Refused(N_("There is no published report %(reference)s that you may read."), reference=reference)
    if row.revoked_at is not None:
        raise Refused(N_("Report %(reference)s was taken back: it is given to nobody any more."), reference=reference)
    if (row.starts, row.ends) != (period.starts, period.ends):
        raise Refused(
            N_("Report %(reference)s covers %(starts)s to %(ends)s. Name these days, or leave --report out."),
            reference=reference,
            starts=row.starts.isoformat(),
            ends=row.ends.isoformat(),
        )
    return row.reference


COMMANDS = (report,)
