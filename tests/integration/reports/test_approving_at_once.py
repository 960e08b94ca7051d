"""Two approvals in the same moment: the second knows of what the first one published."""

from __future__ import annotations

import threading

import pytest
from flask import Flask

from case_mgr.core.errors import Refused
from case_mgr.extensions import db
from case_mgr.reports import queries, service
from case_mgr.reports.choice import Choice
from tests import cast
from tests.integration.reports import world


def _build(choice: Choice | None = None) -> tuple[str, str]:
    row = service.build(cast.COORDINATOR.actor(), world.YEAR, None, choice)
    db.session.commit()
    return row.reference, row.sha256


def test_of_two_approvals_at_once_the_second_is_refused(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        drafts = [_build(), _build()]
    start, ends = threading.Barrier(2), list[str]()

    def approve(reference: str, seen: str) -> None:
        with fresh_app.app_context():
            reviewer = cast.REVIEWER.actor()
            db.session.rollback()
            start.wait(20)
            try:
                service.approve(reviewer, reference, seen)
                db.session.commit()
                ends.append("published")
            except Refused:
                db.session.rollback()
                ends.append("refused")

    threads = [threading.Thread(target=approve, args=draft) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(ends) == ["published", "refused"]


def test_of_two_drafts_of_one_next_version_only_one_is_published(here: Flask) -> None:
    reviewer, first = cast.REVIEWER.actor(), _build()
    service.approve(reviewer, *first)
    db.session.commit()
    drafts = [_build(Choice(replaces=first[0])) for _ in range(2)]
    service.approve(reviewer, *drafts[0])
    with pytest.raises(Refused, match="later version replaces"):
        service.approve(reviewer, *drafts[1])
    assert queries.get_row(reviewer, drafts[1][0]).state == "draft"
