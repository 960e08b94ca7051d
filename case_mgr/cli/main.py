"""case-mgr: every command of the installation."""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module

import click

from case_mgr.core.errors import DomainError

# The module that holds a command is imported only when the command is called: none waits for what it does not need.
_PLACES = {
    "audit": "audit",
    "batch": "pardons",
    "demo": "demo",
    "import": "imports",
    "import-undo": "imports",
    "init": "accounts",
    "names": "names",
    "report": "reports",
    "serve": "running",
    "upgrade": "running",
    "user": "accounts",
    "worker": "jobs",
}


class Commands(click.Group):
    """The commands by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List them for the help."""
        return list(_PLACES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one of them."""
        place = _PLACES.get(cmd_name)
        if place is None:
            return None
        module = import_module(f"case_mgr.cli.{place}")
        return next(command for command in module.COMMANDS if command.name == cmd_name)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option("0.1.0", prog_name="case-mgr")
def cli() -> None:
    """Case management for groups that track political prisoners."""


def main() -> None:
    """Run a command; a refusal is a sentence and exit status 1, never a traceback."""
    try:
        sys.exit(cli.main(standalone_mode=False))
    except click.exceptions.Exit as ended:
        sys.exit(ended.exit_code)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except DomainError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "), err=True)
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - no traceback reaches a person
        # Whatever it was, the operator gets a sentence; the developer sets CASE_MGR_ENV=development.
        click.echo(f"The command failed and wrote nothing further ({type(error).__name__}).", err=True)
        _explain(error)
        sys.exit(1)


def _explain(error: Exception) -> None:
    if os.environ.get("CASE_MGR_ENV") == "development":
        traceback.print_exception(error)
