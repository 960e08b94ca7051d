"""init, user add, user unlock."""

from __future__ import annotations

import os
import sys

import click

from case_mgr.access.roles import Role
from case_mgr.accounts import queries, service
from case_mgr.accounts.types import MemberDraft
from case_mgr.cli import migrate
from case_mgr.cli.context import OPERATOR, actor_named, as_option, json_option, organisation_option, say, working
from case_mgr.config import Settings, read
from case_mgr.core.crypto import Keyring
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.web.throttle import forgive_value


@click.command()
@click.option("--admin", required=True, metavar="EMAIL", help="The first administrator.")
@click.option("--organisation", required=True, metavar="NAME", help="The first organisation.")
@click.option("--slug", metavar="SLUG", help="Its short name; made from the name when left out.")
@json_option
def init(admin: str, organisation: str, slug: str | None, as_json: bool) -> None:
    """Migrate, make keys, and make the first organisation with a one-time link for its administrator."""
    settings = read(os.environ)
    if not settings.keys.exists():
        if migrate.is_begun(settings.owner_url):
            raise Refused(
                N_(
                    "This database is in use, but the key file %(path)s is missing. Put it back: "
                    "new keys would not open what the old ones encrypted. Nothing was changed."
                ),
                path=str(settings.keys),
            )
        Keyring.make().write(settings.keys)
    migrate.upgrade(settings.owner_url)
    migrate.protect(settings.owner_url, settings.database_url)
    with working():
        made, token = service.init(OPERATOR, admin, organisation, slug)
        result = {"slug": made.slug, "name": made.name}
    link = link_of(settings, token)
    say(
        {"organisation": result, "link": link},
        as_json=as_json,
        text=f"{made_line(result)}\nOpen this link once, within seven days:\n{link}",
    )


@click.group()
def user() -> None:
    """Members of organisations."""


@user.command("add")
@click.argument("new_email", metavar="EMAIL")
@organisation_option
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice([str(r) for r in Role]))
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@as_option
@json_option
def add(
    new_email: str, organisation: str, roles: tuple[str, ...], password_stdin: bool, email: str, as_json: bool
) -> None:
    """Add a member: with a password at once, without one by a one-time link."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    with working() as app:
        actor = actor_named(email, organisation)
        found = queries.find_organisation(organisation)
        draft = MemberDraft(new_email, frozenset(Role(role) for role in roles))
        link = None
        if password is None and queries.find_user(new_email) is None:
            link = link_of(app.config["SETTINGS"], service.invite(actor, draft))
        elif found is not None:
            service.add_member(actor, found, draft, "", password)
    result = {"email": new_email, "organisation": organisation, "roles": list(roles), "link": link}
    text = (
        f"{new_email} can join with this link, once, within seven days:\n{link}" if link else f"{new_email} was added."
    )
    say(result, as_json=as_json, text=text)


@user.command("unlock")
@click.argument("locked", metavar="EMAIL")
@as_option
@json_option
def unlock(locked: str, email: str, as_json: bool) -> None:
    """Let a member try to sign in again after too many tries."""
    with working():
        actor = actor_named(email)
        member = next((m for m in queries.list_members(actor) if m.email == locked.strip().lower()), None)
        if member is None:
            raise Refused(N_("There is no member %(email)s in this organisation."), email=locked)
        service.unlock(actor, member.public_id)
        forgive_value("sign-in", member.email)
    say({"email": locked, "unlocked": True}, as_json=as_json, text=f"{locked} may try again.")


def link_of(settings: Settings, token: str) -> str:
    """Return the address of a one-time link."""
    base = settings.base_url or f"http://{settings.bind}"
    return f"{base}/invitations/{token}"


def made_line(made: dict[str, str]) -> str:
    """Say what was founded."""
    return f"{made['name']} ({made['slug']}) was founded."


COMMANDS = (init, user)
