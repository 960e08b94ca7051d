"""demo: the invented world, for trying things out."""

from __future__ import annotations

import dataclasses

import click

from case_mgr.cli import migrate
from case_mgr.cli.context import json_option, say, working
from case_mgr.config import Settings, read_environment
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.demo import loading


@click.command()
@json_option
def demo(as_json: bool) -> None:
    """Load invented people, cases, a release and a grant into an empty database; never in production."""
    settings = read_environment()
    if not settings.development:
        raise Refused(N_("Demo data is not loaded in production: set CASE_MGR_ENV=development for a trial."))
    migrate.upgrade(settings.owner_url)
    with working():
        loaded = loading.load()
    say(dataclasses.asdict(loaded), as_json=as_json, text=sign_ins(settings))


def sign_ins(settings: Settings) -> str:
    """Return the lines that tell a newcomer how to sign in."""
    slug = loading.ORGANISATIONS[0][1]
    return "\n".join(
        (
            f"Open http://{settings.bind} and sign in, for example as",
            *(f"  {role}@{slug}.example" for role in ("coordinator", "caseworker", "reviewer", "auditor", "donor")),
            f"with the password: {loading.PASSWORD}",
            "All people in this demo are invented.",
        )
    )


COMMANDS = (demo,)
