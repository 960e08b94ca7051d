"""A list as a file, by the one door that there is: the page that asks for a purpose."""

from __future__ import annotations

import csv
import io

from case_mgr.access.actor import Actor
from case_mgr.exports import service
from case_mgr.exports.types import Form, Recipient, Wish
from tests.client import PageClient

PURPOSE = "For the yearly report"


def a_file(client: PageClient, what: str, asked: str = "") -> str:
    """Take all people or all cases of a filter out for the organisation's own work, as somebody who may."""
    return through_the_door(client, f"/{what}/export{asked}")


def through_the_door(client: PageClient, path: str, form: str = "csv") -> str:
    """Ask at the page of a list for its file, for the organisation's own work."""
    answer = client.submit(client.visit(path), purpose=PURPOSE, form=form).response
    return answer.get_data(as_text=True) if form == "csv" else answer.get_data().hex()


def taken_out(actor: Actor, kind: str, /, **asked: object) -> str:
    """Take a list out by the verbs behind the page."""
    row = service.ask(actor, Wish(kind, asked, {}, Recipient(why=PURPOSE), Form.CSV))
    return b"".join(service.fetch(actor, row.public_id)[1]).decode("utf-8").removeprefix("\ufeff")


def names_in(text: str) -> set[str]:
    """Return the names in such a file."""
    return {row["name"] for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}
