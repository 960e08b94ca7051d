"""The pages: from the queue to a merge and back, for whoever may, and a 404 for everybody else."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.detainees.types import Sensitivity
from case_mgr.duplicates import service
from case_mgr.duplicates.types import Answer
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.factories.duplicates import ONE, a_merge, a_pair, look, two_records
from tests.factories.people import a_case, a_person, an_event


def suspected(**facts: object) -> tuple[str, str, str]:
    """Register one person twice and let the machine look; returns the pair and both references."""
    first, second = two_records(**facts)
    an_event(a_case(person=second, year=2022))
    look()
    pair = a_pair(first, second)
    db.session.commit()
    return pair.public_id, first.reference, second.reference


def test_a_pair_with_reasons_is_answered_and_never_comes_again(app: Flask, client: PageClient) -> None:
    with app.app_context():
        pair, first, second = suspected()
    client.sign_in(cast.CASEWORKER)
    queue = client.visit("/duplicates")
    assert first in queue.text and second in queue.text and "born on the same day" in queue.text
    page = client.visit(f"/duplicates/{pair}")
    client.submit(page.form(f"/duplicates/{pair}"), {"answer": "different", "reason": "Two cousins."})
    with app.app_context():
        service.notice(cast.CASEWORKER.actor(), [1, 2])
        look()
        db.session.commit()
    assert "No pair waits for you" in client.visit("/duplicates").text
    kept = client.visit("/duplicates?show=different")
    assert first in kept.text
    page = client.visit(f"/duplicates/{pair}")
    assert "Two cousins." in page.text
    client.submit(page.form(f"/duplicates/{pair}/reopen"), {})
    assert first in client.visit("/duplicates").text


def test_from_the_pair_to_the_merge_and_back(app: Flask, client: PageClient) -> None:
    with app.app_context():
        pair, first, second = suspected()
    client.sign_in(cast.COORDINATOR)
    client.submit(client.visit(f"/duplicates/{pair}").form(f"/duplicates/{pair}"), {"answer": "same"})
    page = client.visit(f"/duplicates/{pair}/merge")
    refused = client.submit(page.form(f"/duplicates/{pair}/merge"), {}, 422)
    assert "Say why these are one person" in refused.text
    check = client.submit(refused.form(f"/duplicates/{pair}/merge"), {"reason": "The passport is the same."}, 200)
    assert "nothing is dropped" in check.text
    done = client.submit(check.form(f"/duplicates/{pair}/merge"), {})
    assert f"{second} was merged into {first}" in done.text
    assert ONE in done.text
