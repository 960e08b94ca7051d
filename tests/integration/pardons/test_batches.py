"""Batches and claims."""

import pytest
from flask import Flask

from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden, NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.extensions import db
from case_mgr.pardons import queries, service
from case_mgr.pardons.figures import Span
from case_mgr.pardons.types import BatchDraft, ClaimDraft, Topic
from tests import cast
from tests.integration.pardons import walk


def test_references_count_by_the_year_of_the_announcement(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    first, second = walk.batch(actor), walk.batch(actor)
    earlier = service.create(actor, BatchDraft("Summer", announced=PartialDate.month(2024, 7))).reference
    assert (first, second, earlier) == ("R-2025-001", "R-2025-002", "R-2024-001")
    assert service.create(cast.STRANGER.actor(), BatchDraft("Theirs", announced=walk.ANNOUNCED)).reference == first


def test_a_number_is_a_claim_with_its_source(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    other = service.add_claim(actor, reference, ClaimDraft("A ministry", 51, PartialDate.year(2025), 40, "fifty-one"))
    db.session.commit()
    shown = queries.get_batch(actor, reference)
    assert shown.figures.stated == Span(51, 52)
    assert shown.figures.in_scope == Span(40, 40)
    service.withdraw_claim(actor, reference, other.public_id, "The ministry corrected itself.")
    db.session.commit()
    shown = queries.get_batch(actor, reference)
    assert shown.figures.stated == Span(52, 52)
    assert [claim.withdrawn_at is not None for claim in shown.claims] == [True, False]
    with pytest.raises(NotFound):
        service.withdraw_claim(actor, reference, other.public_id, "again")


@pytest.mark.parametrize(
    "draft",
    [
        ClaimDraft(" ", 5),
        ClaimDraft("A ministry", -1),
        ClaimDraft("A ministry", 5, None, 6),
        ClaimDraft("A ministry", 5, PartialDate.year(2190)),
        ClaimDraft("A ministry", None),
        ClaimDraft("A ministry", 5, parts={Topic.SEX: {"female": 6}}),
        ClaimDraft("A ministry", None, parts={Topic.NATIONALITY: {"PL": 1_000_001}}),
    ],
)
def test_a_senseless_claim_is_refused(here: Flask, draft: ClaimDraft) -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    with pytest.raises(Refused):
        service.add_claim(actor, reference, draft)


def test_a_stale_change_writes_nothing(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    db.session.commit()
    seen = queries.get_batch(actor, reference).version
    service.amend(actor, reference, BatchDraft("Autumn pardons", announced=walk.ANNOUNCED), seen)
    db.session.commit()
    with pytest.raises(Stale) as caught:
        service.amend(cast.COORDINATOR.actor(), reference, BatchDraft("September", announced=walk.ANNOUNCED), seen)
    now = queries.get_batch(actor, reference)
    assert (now.title, now.version) == ("Autumn pardons", caught.value.conflict.version)


def test_strangers_find_nothing(here: Flask) -> None:
    reference = walk.batch(cast.CASEWORKER.actor())
    stranger = cast.STRANGER.actor()
    assert queries.list_batches(stranger, PageRequest()).total == 0
    for ask in (
        lambda: queries.get_batch(stranger, reference),
        lambda: queries.get_place(stranger, reference, 1),
        lambda: service.add_claim(stranger, reference, ClaimDraft("x", 1)),
        lambda: walk.paste(stranger, reference),
    ):
        with pytest.raises(NotFound):
            ask()


def test_roles_without_the_right_are_refused(here: Flask) -> None:
    reference = walk.batch(cast.CASEWORKER.actor())
    with pytest.raises(Forbidden):
        service.create(cast.REVIEWER.actor(), BatchDraft("x"))
    walk.paste(cast.ADVOCACY_OFFICER.actor(), reference)
    with pytest.raises(Forbidden):
        service.confirm(cast.ADVOCACY_OFFICER.actor(), reference, 1, walk.proof())
