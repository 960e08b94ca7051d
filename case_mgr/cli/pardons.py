"""batch new, batch reconcile."""

from __future__ import annotations

from pathlib import Path

import click

from case_mgr.access.actor import Actor
from case_mgr.accounts import queries as accounts
from case_mgr.cli.context import actor_named, as_option, json_option, organisation_option, say, working
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.pardons import queries, reading, service
from case_mgr.pardons.types import BatchDraft


@click.group()
def batch() -> None:
    """Pardon batches."""


@batch.command("new")
@click.option("--title", required=True, metavar="T", help="For example: 52 pardoned, September 2025.")
@organisation_option
@as_option
@json_option
def new(title: str, organisation: str, email: str, as_json: bool) -> None:
    """Record a batch; claims and names are added to it."""
    with working():
        reference = service.create(actor_named(email, organisation), BatchDraft(title)).reference
    say({"batch": reference}, as_json=as_json, text=f"{reference} was recorded.")


@batch.command("reconcile")
@click.argument("reference", metavar="BATCH")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_option
@json_option
def reconcile(reference: str, file: Path, email: str, as_json: bool) -> None:
    """Add the names of a list to a batch and propose matches with reasons; people decide them in the browser."""
    data = file.read_bytes()
    with working():
        actor = _member_with(email, reference)
        added = service.add_lines(actor, reference, reading.read_file(data, file.name), file.name, file.name)
    result = {
        "places_added": added.places_added,
        "proposed": added.proposed,
        "without_candidate": added.without_candidate,
    }
    text = (
        f"{added.places_added} places added, {added.known} known already, {added.skipped} lines left out. "
        f"Candidates for {added.proposed}, none for {added.without_candidate}."
    )
    say(result, as_json=as_json, text=text)


def _member_with(email: str, reference: str) -> Actor:
    """Return the member as an actor in the organisation that has the batch."""
    first = actor_named(email)
    for membership in accounts.list_memberships(first):
        actor = actor_named(email, membership.name)
        try:
            queries.get_row(actor, reference)
        except NotFound:
            continue
        return actor
    raise Refused(N_("There is no batch %(reference)s in an organisation of this member."), reference=reference)


COMMANDS = (batch,)
