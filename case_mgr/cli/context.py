"""What commands share: the application, who acts, one transaction, JSON on standard output."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask import Flask

from case_mgr.access.actor import Actor, Operator
from case_mgr.accounts import queries
from case_mgr.app import create_app
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db

OPERATOR = Operator()
as_option = click.option("--as", "email", required=True, metavar="EMAIL", help="Who acts.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")
organisation_option = click.option("--organisation", required=True, metavar="SLUG", help="Short or exact name.")


@contextmanager
def working() -> Iterator[Flask]:
    """Run inside the application and one transaction: committed at the end, or rolled back."""
    app = create_app()
    with app.app_context():
        try:
            yield app
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
        finally:
            db.session.close()
            for engine in db.engines.values():
                engine.dispose()


def actor_named(email: str, organisation: str | None = None) -> Actor:
    """Return the member who acts; an unknown one is refused."""
    actor = queries.find_actor(email, organisation)
    if actor is None:
        raise Refused(N_("There is no member %(email)s in this organisation."), email=email)
    return actor


def say(result: dict[str, Any], *, as_json: bool, text: str) -> None:
    """Print a result: one JSON object, or a sentence."""
    click.echo(json.dumps(result, ensure_ascii=False) if as_json else text)
