"""What lists said and what the log keeps are shown as people say them, not as the program writes them."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.desk.words import fact
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.integration.imports import lists

TEXT = "Full name,Sex,Date of birth,Nationality,Date of arrest\nВербалоз Андрей,m,05.1985,Belarus,2021\n"


def test_sources_say_dates_countries_and_sexes_in_words(here: Flask, client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    (row,) = lists.lines(actor, lists.imported(here, actor, TEXT))
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/people/{row.person}/sources")
    values = {
        line.all("th")[0].text: [cell.text for cell in line.all("td")[:2]]
        for line in page.main.all("tbody")[0].all("tr")
    }
    assert values["Date of birth"] == ["May 1985", "05.1985"], "a month stays a month"
    assert values["Date of arrest"] == ["2021", "2021"]
    assert values["Nationality"] == ["Belarus", "Belarus"]
    assert values["Sex"] == ["Male", "m"]


def test_an_entry_of_the_log_says_its_facts_in_words(here: Flask, client: PageClient) -> None:
    audit.record(cast.AUDITOR.actor(), Event.AUDIT_VERIFIED, entries=7, ok=True)
    db.session.commit()
    client.sign_in(cast.AUDITOR)
    page = client.visit("/audit?event=audit_verified")
    page = client.visit(next(href for href in page.links.values() if "/audit/entries/" in href))
    assert "ok yes" in page.text
    assert "True" not in page.text


@pytest.mark.parametrize(
    ("kept", "said"),
    [(["BY-1", "BY-2"], "BY-1, BY-2"), ({"sex": "male", "open": True}, "sex: male, open: yes"), (0, "0"), ("", "")],
)
def test_facts_of_several_parts_are_a_line_of_words(here: Flask, kept: object, said: str) -> None:
    with here.test_request_context():
        assert fact(kept) == said
