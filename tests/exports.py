"""A list as a file, by the one door that there is: the page that asks for a purpose."""

from __future__ import annotations

import csv
import io

from tests.client import PageClient

PURPOSE = "For the yearly report"


def a_file(client: PageClient, what: str, asked: str = "") -> str:
    """Take all people or all cases of a filter out for the organisation's own work, as somebody who may."""
    return client.submit(client.visit(f"/{what}/export{asked}"), purpose=PURPOSE).response.get_data(as_text=True)


def names_in(text: str) -> set[str]:
    """Return the names in such a file."""
    return {row["name"] for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}
