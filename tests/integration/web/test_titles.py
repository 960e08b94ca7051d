"""The title of a tab tells pages apart and says nothing else."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.factories import people
from tests.integration.imports import lists


def test_a_filtered_list_says_by_what_and_never_with_which_value(client: PageClient) -> None:
    client.sign_in(cast.COORDINATOR)
    assert client.visit("/people?sex=female&words=Вербалоз").title == "People – by sex, name – case-mgr"
    assert client.visit("/people?nonsense=1").title == "People – case-mgr"


@pytest.mark.parametrize("way", ["?step=2&kind=verdict", "", "?kind=verdict"])
def test_a_form_says_what_it_is_for_and_not_how_it_was_reached(here: Flask, client: PageClient, way: str) -> None:
    case = people.a_case().reference
    db.session.commit()
    client.sign_in(cast.CASEWORKER)
    title = client.visit(f"/cases/{case}/events/new{way}").title
    assert title == f"Record an event – {case} – case-mgr"


def test_the_page_of_a_running_job_is_called_what_it_is(here: Flask, client: PageClient) -> None:
    public_id = lists.checked(cast.CASEWORKER.actor())
    client.sign_in(cast.CASEWORKER)
    page = client.submit(client.visit(f"/imports/{public_id}/run"), button="Import 3 rows")
    assert page.title == "Background work – case-mgr"
