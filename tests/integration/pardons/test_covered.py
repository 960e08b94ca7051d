"""A place matched to a withheld person reads to everybody else as one that is nobody's."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from case_mgr.cases import queries as cases
from case_mgr.core.errors import Refused
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons import queries, service
from case_mgr.pardons.figures import Fact
from case_mgr.pardons.types import Answer, DecisionDraft, Verification
from tests import cast
from tests.client import PageClient
from tests.integration.pardons import walk

KEEPER = cast.CASEWORKER
OTHERS = [cast.SECOND_CASEWORKER, cast.COORDINATOR, cast.REVIEWER, cast.ADVOCACY_OFFICER]


@pytest.fixture(autouse=True)
def one_is_enough(here: Flask) -> None:
    """These tests are about the evidence; who must agree has its own."""
    walk.alone()
    db.session.commit()


def _two_batches() -> tuple[str, str, str]:
    """One batch whose first place is the withheld man's, one whose first place is nobody's; and his case."""
    actor = KEEPER.actor()
    hidden = walk.person(actor, "Сяргей Вярбіцкі", sensitivity=Sensitivity.RESTRICTED)
    case = walk.held(actor, hidden)
    his, nobody = walk.batch(actor), walk.batch(actor)
    for reference in (his, nobody):
        walk.paste(actor, reference)
    service.decide(actor, his, 1, walk.matched(hidden))
    service.decide(actor, nobody, 1, DecisionDraft(Answer.NONE))
    for reference in (his, nobody):
        service.confirm(actor, reference, 1, walk.proof(ReleaseLink.BORDER))
    db.session.commit()
    return his, nobody, case.reference


def _plain(text: str, reference: str) -> str:
    # Times of the two differ by moments.
    return re.sub(r"\d\d:\d\d", "", text.replace(reference, "BATCH"))


@pytest.mark.parametrize("member", OTHERS, ids=lambda member: member.email.partition("@")[0])
def test_every_page_of_the_two_reads_the_same(here: Flask, client: PageClient, member: cast.Member) -> None:
    his, nobody, _case = _two_batches()
    client.sign_in(member)
    paths = ["", "/reconcile", "/reconcile?show=all", "/places/1", "/places"]
    paths += [f"/places?fact={fact}" for fact in Fact]
    for path in paths:
        seen, other = client.get(f"/pardons/{his}{path}"), client.get(f"/pardons/{nobody}{path}")
        assert seen.status_code == other.status_code, path
        if seen.status_code == 200:
            pages = client.visit(f"/pardons/{his}{path}").text, client.visit(f"/pardons/{nobody}{path}").text
            assert _plain(pages[0], his) == _plain(pages[1], nobody), path
    assert "Вярбіцкі" not in client.visit(f"/pardons/{his}/places/1").html


def test_the_list_of_batches_and_the_log_say_the_same_of_both(here: Flask, client: PageClient) -> None:
    _two_batches()
    client.sign_in(cast.COORDINATOR)
    rows = {row.all("a")[0].text: row for row in client.visit("/pardons").main.all("tr") if row.all("a")}
    text = {name: row.text for name, row in rows.items()}
    assert len({re.sub(r"R-\d{4}-\d+", "", told) for told in text.values()}) == 1, text
    log = client.visit("/audit?event=match_decided")
    entries = [href for label, href in log.links.items() if label.isdigit()]
    told = {client.visit(href).text.partition("Facts")[2] for href in entries}
    assert not any("matched" in one for one in told)


def test_the_team_sees_what_is_true(here: Flask) -> None:
    his, _nobody, case = _two_batches()
    own, seen = queries.get_batch(KEEPER.actor(), his), queries.get_batch(cast.COORDINATOR.actor(), his)
    assert (own.figures.of(Fact.MATCHED), seen.figures.of(Fact.MATCHED)) == (1, 0)
    assert seen.figures.of(Fact.NO_ANSWER) == 1
    assert own.figures.of(Fact.CONFIRMED) == seen.figures.of(Fact.CONFIRMED) == 1
    assert len(cases.get_case(KEEPER.actor(), case).exits) == 1


def test_evidence_of_somebody_else_stays_with_the_batch_until_the_team_writes_it(here: Flask) -> None:
    his, nobody, case = _two_batches()
    other = cast.SECOND_CASEWORKER.actor()
    for reference in (his, nobody):
        service.confirm(other, reference, 1, walk.proof(ReleaseLink.FREE))
        with pytest.raises(Refused):
            service.confirm(other, reference, 1, walk.proof(ReleaseLink.FREE))
    db.session.commit()
    assert len(cases.get_case(KEEPER.actor(), case).exits) == 1
    service.confirm(KEEPER.actor(), his, 1, walk.proof(ReleaseLink.FREE))
    db.session.commit()
    assert len(cases.get_case(KEEPER.actor(), case).exits) == 2


def test_a_refuted_release_stands_in_no_case_whoever_learned_of_it(here: Flask) -> None:
    his, nobody, case = _two_batches()
    other = cast.SECOND_CASEWORKER.actor()
    for reference in (his, nobody):
        service.refute(other, reference, 1, walk.proof())
    db.session.commit()
    assert not cases.get_case(KEEPER.actor(), case).exits
    assert queries.get_place(other, his, 1).row.verification is Verification.REFUTED


def test_undoing_reads_the_same_too(here: Flask) -> None:
    his, nobody, _case = _two_batches()
    other = cast.SECOND_CASEWORKER.actor()
    for reference in (his, nobody):
        (decision, *_rest) = queries.list_recent(other, reference)
        assert decision.answer is Answer.NONE
        place = service.undo_decision(other, reference, decision.public_id).place
        db.session.commit()
        assert place.decided_at is None
        assert queries.get_place(other, reference, 1).row.identity == "unmatched"
