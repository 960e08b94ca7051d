"""Lists become places; the machine proposes."""

import pytest
from flask import Flask
from sqlalchemy import select

from case_mgr.core.errors import Refused
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.pardons import queries, service
from case_mgr.pardons.figures import Fact
from case_mgr.pardons.models import Mention
from tests import cast
from tests.integration.pardons import walk


def test_every_line_is_kept_as_printed(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    added = walk.paste(actor, reference)
    assert (added.lines, added.places_added, added.skipped) == (5, 4, 1)
    db.session.commit()
    rows = db.session.scalars(select(Mention).order_by(Mention.line)).all()
    assert [(row.line, row.raw) for row in rows] == [
        (number, text) for number, text in enumerate(walk.PRINTED.splitlines(), start=1) if text
    ]
    assert [row.printed for row in rows if row.skipped is None] == [
        "Siarhiej Vierbicki",
        "Иван Дубравин",
        "Anna Rachnaya",
        "Zxcvbn Qwertovich",
    ]


def test_the_same_page_again_adds_nothing(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    db.session.commit()
    again = walk.paste(actor, reference, "\n" + walk.PRINTED + "\n\n")
    assert (again.places_added, again.known) == (0, 4)
    other = walk.paste(actor, reference, label="Another site")
    assert (other.places_added, other.known) == (0, 4)
    grown = walk.paste(actor, reference, walk.PRINTED + "\n5. Petra Dubrava")
    assert (grown.places_added, grown.known) == (1, 4)
    assert queries.get_batch(actor, reference).figures.of(Fact.NAMED) == 5


def test_candidates_come_with_reasons(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    ours = walk.person(actor, "Сяргей Вярбіцкі")
    walk.held(actor, ours)
    walk.person(cast.STRANGER.actor(), "Сяргей Вярбіцкі")
    reference = walk.batch(actor)
    added = walk.paste(actor, reference)
    assert (added.proposed, added.without_candidate) == (1, 3)
    db.session.commit()
    question = queries.find_question(actor, reference, 0)
    assert question is not None
    (candidate,) = question.candidates
    assert candidate.public_id == ours.public_id
    assert candidate.score > 50
    assert candidate.reasons_for
    assert candidate.reasons_against
    assert [case.state for case in candidate.cases] == ["in_custody"]


def test_a_withheld_person_is_proposed_to_nobody_else(here: Flask) -> None:
    near, other = cast.CASEWORKER.actor(), cast.SECOND_CASEWORKER.actor()
    walk.person(near, "Сяргей Вярбіцкі", sensitivity=Sensitivity.RESTRICTED)
    reference = walk.batch(near)
    walk.paste(near, reference)
    db.session.commit()
    seen = queries.find_question(other, reference, 0)
    own = queries.find_question(near, reference, 0)
    assert seen is not None
    assert own is not None
    assert (len(own.candidates), len(seen.candidates)) == (1, 0)


def test_somebody_registered_later_is_found_when_asked_again(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    walk.person(actor, "Анна Речная")
    assert service.propose(actor, reference) == (1, 3)
    db.session.commit()
    question = queries.find_question(actor, reference, 0, only=3)
    assert question is not None
    assert len(question.candidates) == 1


def test_people_without_a_name_count(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    service.add_anonymous(actor, reference, 2, "Two men seen at the crossing, 14:20")
    db.session.commit()
    figures = queries.get_batch(actor, reference).figures
    assert (figures.places, figures.of(Fact.NAMED), figures.of(Fact.ANONYMOUS)) == (6, 4, 2)
    page = queries.list_places(actor, reference, Fact.ANONYMOUS, PageRequest())
    assert [row.number for row in page.items] == [5, 6]


@pytest.mark.parametrize("text", ["", "\n \n", "Released people:\n2025"])
def test_a_list_without_names_is_refused(here: Flask, text: str) -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    with pytest.raises(Refused):
        walk.paste(actor, reference, text)
