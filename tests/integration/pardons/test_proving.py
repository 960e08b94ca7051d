"""Evidence: the only way from a batch into a case."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from case_mgr.cases import queries as cases
from case_mgr.cases import service as case_service
from case_mgr.cases.types import CaseDraft, Consent, Documents, ExitFacts, Petition, State
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import Base
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.extensions import db
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons import queries, service
from case_mgr.pardons.figures import Fact
from case_mgr.pardons.types import Answer, DecisionDraft, ProofDraft, Scope, Verification
from tests import cast
from tests.integration.pardons import walk


@pytest.fixture(autouse=True)
def one_is_enough(here: Flask) -> None:
    """These tests are about the evidence; who must agree has its own."""
    walk.alone()
    db.session.commit()


def _matched() -> tuple[str, str]:
    actor = cast.CASEWORKER.actor()
    ours = walk.person(actor, "Сяргей Вярбіцкі")
    case = walk.held(actor, ours)
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    service.decide(actor, reference, 1, walk.matched(ours))
    db.session.commit()
    return reference, case.reference


def _case(reference: str) -> tuple[State, int, int]:
    case = cases.get_case(cast.CASEWORKER.actor(), reference)
    return case.row.state, len(case.exits), len([event for event in case.events if not event.withdrawn])


def test_confirming_changes_the_case_once_and_cites_the_batch(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference, case = _matched()
    assert _case(case) == (State.IN_CUSTODY, 0, 1)
    service.confirm(actor, reference, 1, walk.proof())
    db.session.commit()
    assert _case(case) == (State.FREE, 1, 2)
    written = cases.get_case(actor, case)
    assert (written.exits[0].batch, written.exits[0].kind, written.exits[0].link) == (reference, "pardon", "free")
    with pytest.raises(Refused):
        service.confirm(actor, reference, 1, walk.proof())
    db.session.rollback()
    assert _case(case) == (State.FREE, 1, 2)


def test_what_else_is_known_goes_into_the_case(here: Flask) -> None:
    reference, case = _matched()
    told = ExitFacts("Vilnius", "", Documents.WITHHELD, "The passport was torn up.", Petition.COERCED, Consent.REFUSED)
    service.confirm(cast.CASEWORKER.actor(), reference, 1, replace(walk.proof(), facts=told))
    db.session.commit()
    (row,) = cases.get_case(cast.CASEWORKER.actor(), case).exits
    assert (row.destination, row.documents, row.documents_note) == ("Vilnius", told.documents, told.documents_note)
    assert (row.petition, row.consent) == (told.petition, told.consent)


def test_a_place_says_that_the_person_was_arrested_again(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference, case = _matched()
    service.confirm(actor, reference, 1, walk.proof())
    db.session.commit()
    found = cases.get_case(actor, case)
    again = CaseDraft(found.row.person_id, year=2026, reverses=found.exits[0].public_id)
    ref = case_service.open_case(actor, again).reference
    db.session.commit()
    assert queries.get_place(actor, reference, 1).row.rearrested
    case_service.amend_case(actor, ref, {"reverses": ""})
    db.session.commit()
    assert not queries.get_place(actor, reference, 1).row.rearrested


def test_taking_the_confirmation_back_restores_the_case(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference, case = _matched()
    proof = service.confirm(actor, reference, 1, walk.proof()).public_id
    db.session.commit()
    decision = queries.get_place(actor, reference, 1).decisions[0].public_id
    with pytest.raises(Refused):
        service.undo_decision(actor, reference, decision)
    db.session.rollback()
    service.withdraw_proof(actor, reference, 1, proof, "It was a namesake.")
    db.session.commit()
    assert _case(case) == (State.IN_CUSTODY, 0, 1)
    assert queries.get_place(actor, reference, 1).row.verification is Verification.REPORTED
    service.undo_decision(actor, reference, decision)
    db.session.commit()
    assert queries.get_batch(actor, reference).figures.of(Fact.MATCHED) == 0


def test_each_link_has_its_own_date_and_evidence(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference, case = _matched()
    service.confirm(actor, reference, 1, walk.proof(ReleaseLink.LEFT_FACILITY, "2025-09-10"))
    service.confirm(actor, reference, 1, walk.proof(ReleaseLink.BORDER))
    db.session.commit()
    shown = queries.get_place(actor, reference, 1)
    assert (shown.row.link, len(shown.proofs)) == ("border", 2)
    assert _case(case)[1] == 2
    service.withdraw_proof(actor, reference, 1, shown.proofs[1].public_id, "Not he.")
    db.session.commit()
    assert queries.get_place(actor, reference, 1).row.link == "left_facility"


def test_confirmed_and_refused_at_the_border(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference, case = _matched()
    service.confirm(actor, reference, 1, walk.proof(ReleaseLink.LEFT_FACILITY))
    service.confirm(actor, reference, 1, walk.proof(ReleaseLink.REFUSED))
    service.confirm(actor, reference, 1, walk.proof(ReleaseLink.RETURNED))
    db.session.commit()
    row = queries.get_place(actor, reference, 1).row
    assert (row.verification, row.link) == (Verification.CONFIRMED, "returned")
    assert _case(case)[0] is State.IN_CUSTODY
    assert queries.get_batch(actor, reference).figures.of(Fact.NOT_FREE) == 1


def test_refuting_is_one_step_and_takes_back_what_stood_in_the_case(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference, case = _matched()
    service.confirm(actor, reference, 1, walk.proof())
    service.refute(actor, reference, 1, ProofDraft("His lawyer saw him in the colony.", "S-020"))
    db.session.commit()
    assert _case(case) == (State.IN_CUSTODY, 0, 1)
    row = queries.get_place(actor, reference, 1).row
    assert (row.verification, row.written) == (Verification.REFUTED, False)


def test_the_four_facts_do_not_depend_on_one_another(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    service.confirm(actor, reference, 4, walk.proof())
    service.decide_scope(actor, reference, 4, Scope.NOT_POLITICAL, "Sentenced for smuggling")
    service.decide(actor, reference, 4, DecisionDraft(Answer.NOT_OURS))
    db.session.commit()
    figures = queries.get_batch(actor, reference).figures
    facts = (Fact.CONFIRMED, Fact.NOT_POLITICAL, Fact.NOT_OURS, Fact.MATCHED, Fact.CONFIRMED_UNWRITTEN)
    assert [figures.of(fact) for fact in facts] == [1, 1, 1, 0, 0]


def test_confirmed_before_matched_is_written_only_when_confirmed_again(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    ours = walk.person(actor, "Сяргей Вярбіцкі")
    case = walk.held(actor, ours).reference
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    service.confirm(actor, reference, 1, walk.proof())
    service.decide(actor, reference, 1, walk.matched(ours))
    db.session.commit()
    assert _case(case) == (State.IN_CUSTODY, 0, 1)
    assert queries.get_batch(actor, reference).figures.of(Fact.CONFIRMED_UNWRITTEN) == 1
    service.confirm(actor, reference, 1, walk.proof())
    db.session.commit()
    assert _case(case) == (State.FREE, 1, 2)
    assert queries.get_batch(actor, reference).figures.of(Fact.CONFIRMED_UNWRITTEN) == 0


def test_an_exit_taken_back_in_the_case_is_no_longer_written(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference, case = _matched()
    service.confirm(actor, reference, 1, walk.proof())
    db.session.commit()
    exit_id = cases.get_case(actor, case).exits[0].public_id
    case_service.withdraw_exit(actor, case, exit_id, "Entered by mistake.")
    db.session.commit()
    figures = queries.get_batch(actor, reference).figures
    assert (figures.of(Fact.CONFIRMED), figures.of(Fact.CONFIRMED_UNWRITTEN)) == (1, 1)
    service.refute(actor, reference, 1, ProofDraft("Still inside.", "S-9"))
    db.session.commit()
    assert _case(case) == (State.IN_CUSTODY, 0, 1)


@pytest.mark.parametrize(
    "draft",
    [
        ProofDraft(" ", "S-1", ReleaseLink.FREE, walk.ANNOUNCED),
        ProofDraft("Seen.", " ", ReleaseLink.FREE, walk.ANNOUNCED),
        ProofDraft("Seen.", "S-1", None, walk.ANNOUNCED),
        ProofDraft("Seen.", "S-1", ReleaseLink.FREE, None),
        ProofDraft("Seen.", "S-1", ReleaseLink.FREE, PartialDate.year(2190)),
    ],
)
def test_without_evidence_source_link_and_date_nothing_is_confirmed(here: Flask, draft: ProofDraft) -> None:
    reference, case = _matched()
    with pytest.raises(Refused):
        service.confirm(cast.CASEWORKER.actor(), reference, 1, draft)
    db.session.rollback()
    assert _case(case) == (State.IN_CUSTODY, 0, 1)


def test_a_stale_confirmation_is_refused(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference, _ = _matched()
    seen = queries.get_place(actor, reference, 1).row.version
    service.confirm(actor, reference, 1, walk.proof(ReleaseLink.LEFT_FACILITY))
    db.session.commit()
    late = ProofDraft("Seen.", "S-1", ReleaseLink.FREE, walk.ANNOUNCED, seen_version=seen)
    with pytest.raises(Stale):
        service.confirm(cast.COORDINATOR.actor(), reference, 1, late)


def test_strangers_confirm_nothing(here: Flask) -> None:
    reference, _ = _matched()
    with pytest.raises(NotFound):
        service.confirm(cast.STRANGER.actor(), reference, 1, walk.proof())


def test_stated_named_matched_confirmed_are_four_sets_and_each_figure_is_its_list(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference, _ = _matched()
    left_behind = walk.held(actor, walk.person(actor, "Пётр Застаўскі"))
    service.add_anonymous(actor, reference, 1, "Seen at the border, 14:20")
    service.confirm(actor, reference, 3, walk.proof())
    service.refute(actor, reference, 2, ProofDraft("Still inside.", "S-2"))
    service.decide(actor, reference, 2, DecisionDraft(Answer.NEW_TO_US))
    service.decide(actor, reference, 4, DecisionDraft(Answer.NO_PERSON))
    db.session.commit()
    figures = queries.get_batch(actor, reference).figures
    sets = (figures.of(Fact.NAMED), figures.of(Fact.MATCHED), figures.of(Fact.CONFIRMED), figures.of(Fact.REFUTED))
    assert sets == (3, 1, 1, 1)
    for fact in Fact:
        assert figures.of(fact) == queries.list_places(actor, reference, fact, PageRequest()).total, fact
    assert figures.places == queries.list_places(actor, reference, None, PageRequest()).total == 4
    ours = queries.list_ours_not_listed(actor, reference, PageRequest())
    assert (queries.count_ours_not_listed(actor, reference), [row.reference for row in ours.items]) == (
        1,
        [left_behind.reference],
    )


def test_evidence_stands_in_no_readable_column(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference, _ = _matched()
    service.confirm(actor, reference, 1, walk.proof())
    canary = "The neighbour in the blue house saw him"
    service.refute(actor, reference, 1, ProofDraft(canary, "S-020"))
    service.confirm(
        actor, reference, 1, ProofDraft(canary, "S-021", ReleaseLink.FREE, PartialDate.parse("2025-09-12"), "pardon")
    )
    db.session.commit()
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(select(table)):
            assert canary not in " ".join(str(value) for value in row), table.name
