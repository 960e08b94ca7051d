"""serve, worker, upgrade."""

from __future__ import annotations

import os

import click

from case_mgr.app import create_app
from case_mgr.cli import hearing, migrate, serving
from case_mgr.config import read


@click.command()
def upgrade() -> None:
    """Bring the database to the schema of this version."""
    settings = read(os.environ)
    before = migrate.current(settings.owner_url)
    migrate.upgrade(settings.owner_url)
    after = migrate.current(settings.owner_url)
    role = migrate.protect(settings.owner_url, settings.database_url)
    # Before there are users there is nobody to be found, and maybe no keys yet.
    heard = hearing.complete(create_app()) if migrate.is_begun(settings.owner_url) else 0
    if heard:
        click.echo(f"The names of {heard} people were made findable anew.")
    click.echo("The database is up to date." if before == after else f"The database was migrated to {after}.")
    if role is not None:
        click.echo(f"{role} can add to the audit log, and neither change nor remove anything of it.")


@click.command()
def serve() -> None:
    """Run the web server with one worker process beside it."""
    serving.run(read(os.environ))


COMMANDS = (upgrade, serve)
