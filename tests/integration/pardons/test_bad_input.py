"""What goes wrong on a release day is said plainly, and nothing is overwritten."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.core.paging import PageRequest
from case_mgr.detainees import service as people
from case_mgr.extensions import db
from case_mgr.pardons import queries, reading, service
from case_mgr.pardons.figures import Fact
from case_mgr.pardons.lines import parse
from case_mgr.pardons.types import Answer, DecisionDraft, Identity
from case_mgr.tables.types import Rejected
from tests import cast
from tests.client import PageClient
from tests.factories.duplicates import a_merge
from tests.factories.people import a_person
from tests.integration.pardons import walk


def test_more_names_than_stated(client: PageClient, here: Flask) -> None:
    reference = walk.batch(cast.CASEWORKER.actor(), total=2)
    walk.paste(cast.CASEWORKER.actor(), reference)
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/pardons/{reference}")
    assert "More people than anybody stated" in page.text
    assert "4 places, but the highest claim is 2." in page.text


def test_two_places_whose_records_were_merged_elsewhere_are_told_and_both_stay(here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    one, other = a_person(who, "Сяргей Вярбіцкі"), a_person(who, "Іван Дубравін")
    reference = walk.batch(who)
    walk.paste(who, reference)
    service.decide(who, reference, 1, walk.matched(one))
    service.decide(who, reference, 2, walk.matched(other))
    db.session.commit()
    assert queries.get_batch(who, reference).figures.of(Fact.TWICE) == 0
    a_merge(one, other)
    db.session.commit()
    shown = queries.get_batch(who, reference).figures
    assert (shown.of(Fact.TWICE), shown.of(Fact.MATCHED), shown.places) == (2, 2, 4)
    page = queries.list_places(who, reference, Fact.TWICE, PageRequest())
    assert [(row.number, row.person is not None and row.person.public_id) for row in page.items] == [
        (1, one.public_id),
        (2, one.public_id),
    ]
    # Undone decision by decision: the second place is free again, and the first is told no more.
    decision = queries.get_place(who, reference, 2).decisions[0]
    service.undo_decision(who, reference, decision.public_id)
    db.session.commit()
    assert queries.get_batch(who, reference).figures.of(Fact.TWICE) == 0


def test_a_claim_from_the_future_keeps_what_was_typed(client: PageClient, here: Flask) -> None:
    reference = walk.batch(cast.CASEWORKER.actor())
    client.sign_in(cast.CASEWORKER)
    page = client.submit(
        client.visit(f"/pardons/{reference}/claims/new"),
        422,
        source="A ministry",
        total="51",
        as_of__kind="year",
        as_of__year="2190",
    )
    assert "The date lies in the future. Enter what has happened." in page.text
    assert 'value="A ministry"' in page.html
    assert len(queries.get_batch(cast.CASEWORKER.actor(), reference).claims) == 1


def test_a_list_in_an_unreadable_encoding_is_refused_and_nothing_is_guessed() -> None:
    with pytest.raises(Rejected):
        reading.read_file(b"1. Ihar Lesavik\n2. \xff\xfe\x00\x81\x8d\n" * 3, "list.txt")


def test_an_article_as_the_printed_text_is_kept_beside_the_name() -> None:
    (line,) = parse("1. Ігар Лесавік – ч. 1 ст. 361¹ УК, 5 гадоў")
    (named,) = line.names
    assert (named.printed, named.note) == ("Ігар Лесавік", "ч. 1 ст. 361¹ УК, 5 гадоў")


def test_a_doubled_name_goes_to_whom_a_person_says_and_overwrites_nothing(client: PageClient, here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    walk.paste(actor, reference, "1. Ihar Lesavik", label="First list")
    service.decide(actor, reference, 1, DecisionDraft(Answer.NOT_OURS))
    client.sign_in(cast.CASEWORKER)
    text = "1. Ihar Lesavik, teacher\n2. Ihar Lesavik, engineer"
    page = client.submit(client.visit(f"/pardons/{reference}/names"), label="Second list", text=text)
    assert "Ihar Lesavik stands on lines 1, 2. Say below whom each line means." in page.text
    client.submit(page, then="add", was__0="0", was__1="1")
    printed = {
        number: [mention.raw for mention in queries.get_place(actor, reference, number).row.mentions]
        for number in (1, 2)
    }
    assert printed == {1: ["1. Ihar Lesavik", "2. Ihar Lesavik, engineer"], 2: ["1. Ihar Lesavik, teacher"]}
    assert queries.get_place(actor, reference, 1).row.identity is Identity.NOT_OURS


def test_a_match_whose_record_was_taken_back_elsewhere_reads_as_open_and_can_be_undone(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    one = walk.person(actor, "Сяргей Вярбіцкі")
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    service.decide(actor, reference, 1, walk.matched(one))
    people.withdraw(actor, one.public_id, "an import was taken back")
    db.session.commit()
    figures = queries.get_batch(actor, reference).figures
    assert (figures.of(Fact.MATCHED), figures.places) == (0, 4)
    place = queries.get_place(actor, reference, 1)
    assert (place.row.person, place.row.identity) == (None, Identity.UNMATCHED)
    service.undo_decision(actor, reference, place.decisions[0].public_id)
    db.session.commit()
    assert not queries.get_place(actor, reference, 1).row.decided
