"""Lists that grow, several lists beside one another, and what is written down on the spot."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from case_mgr.core.errors import Refused
from case_mgr.core.paging import PageRequest
from case_mgr.extensions import db
from case_mgr.pardons import listing, queries, service
from case_mgr.pardons.figures import Fact
from case_mgr.pardons.lines import parse
from case_mgr.pardons.models import Mention
from case_mgr.pardons.types import Identity, ListAnswers, ListDraft
from tests import cast
from tests.client import PageClient
from tests.integration.pardons import walk

CHANGED = walk.PRINTED.replace("Vierbicki", "Vierbitski")


def _again(reference: str, text: str, **answers: object) -> None:
    looked = ListAnswers(**answers)  # type: ignore[arg-type]  # each test names only what it answers
    draft = ListDraft(text, "Press list", "https://example.org/list")
    service.name(cast.CASEWORKER.actor(), reference, draft, looked)
    db.session.commit()


def test_a_changed_line_keeps_its_decision_and_its_older_print(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    ours = walk.person(actor, "Сяргей Вярбіцкі")
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    service.decide(actor, reference, 1, walk.matched(ours))
    db.session.commit()
    with pytest.raises(Refused, match="changed line of place"):
        _again(reference, CHANGED)
    db.session.rollback()
    _again(reference, CHANGED, was={0: 1})
    place = queries.get_place(actor, reference, 1)
    assert place.row.identity is Identity.MATCHED
    assert [mention.printed for mention in place.row.mentions] == ["Siarhiej Vierbicki", "Siarhiej Vierbitski"]
    assert queries.get_batch(actor, reference).figures.places == 4


def test_a_changed_line_may_be_somebody_new_and_the_old_one_is_found_as_gone(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    _again(reference, CHANGED, was={0: 0})
    figures = queries.get_batch(actor, reference).figures
    assert (figures.places, figures.of(Fact.GONE)) == (5, 1)
    page = queries.list_places(actor, reference, Fact.GONE, PageRequest())
    assert [row.number for row in page.items] == [1]
    # Another list still names him: then he is not gone.
    walk.paste(actor, reference, "1. Siarhiej Vierbicki", label="Another site")
    assert queries.get_batch(actor, reference).figures.of(Fact.GONE) == 0


def test_who_was_left_out_has_no_place_is_kept_and_is_not_asked_about_again(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    text = "Сёння прэзідэнт Аляксандр Дубрава паведаміў пра Сяргея Вярбіцкага"
    _again(reference, text, left_out=frozenset({0}))
    rows = db.session.scalars(select(Mention).order_by(Mention.id)).all()
    assert [(row.printed, row.place is None, row.skipped) for row in rows] == [
        ("Аляксандр Дубрава", True, "left_out"),
        ("Сяргея Вярбіцкага", False, None),
    ]
    compared = queries.compare_lines(actor, reference, parse(text + "."), "Press list")
    assert compared.left_out == {0}


def test_a_name_in_an_oblique_case_finds_its_record(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    ours = walk.person(actor, "Сяргей Вярбіцкі")
    reference = walk.batch(actor)
    added = walk.paste(actor, reference, "На мяжы сустрэлі Сяргея Вярбіцкага і яшчэ дваіх")
    assert (added.places_added, added.proposed) == (1, 1)
    question = queries.find_question(actor, reference, 0)
    assert question is not None
    assert [one.public_id for one in question.candidates] == [ours.public_id]


def test_one_man_on_three_lists_is_one_place(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    walk.paste(actor, reference, "1. Siarhiej Vierbicki", label="Belarusian page")
    walk.paste(actor, reference, "1. Siarhiej Vierbicki (Сергей Вербицкий)", label="News site")
    walk.paste(actor, reference, "1. Сергей Вербицкий", label="Russian page")
    place = queries.get_place(actor, reference, 1)
    assert [(mention.label, mention.printed) for mention in place.row.mentions] == [
        ("Belarusian page", "Siarhiej Vierbicki"),
        ("News site", "Siarhiej Vierbicki"),
        ("Russian page", "Сергей Вербицкий"),
    ]
    assert queries.get_batch(actor, reference).figures.places == 1


def test_two_records_of_a_name_are_both_shown_and_told(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    for _ in range(2):
        walk.person(actor, "Сяргей Вярбіцкі")
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    question = queries.find_question(actor, reference, 0)
    assert question is not None
    assert (len(question.candidates), question.alike) == (2, True)


def test_the_page_asks_about_changed_lines_and_adds_nothing_that_nobody_looked_at(
    client: PageClient, here: Flask
) -> None:
    reference = walk.batch(cast.CASEWORKER.actor())
    walk.paste(cast.CASEWORKER.actor(), reference)
    client.sign_in(cast.CASEWORKER)
    names = client.visit(f"/pardons/{reference}/names")
    page = client.submit(names, label="Press list", text=CHANGED + "\n5. Anna Rachnaya")
    assert "1 line may have changed: answer below." in page.text
    assert "Anna Rachnaya stands on lines 3, 7." in page.text
    assert "Say of line 1 whether" in client.submit(page, 422, then="add").text
    page = client.submit(page, then="add", was__0="1", leave__4="1")
    assert "All names of this list were known already" in page.text
    # The text was changed after it was looked at: it is shown again and not added.
    page = client.submit(client.visit(names.path), label="Other", text="1. Ivan Verba")
    page = client.submit(page, then="add", text="1. Ivan Verba\n2. Petra Dubrava")
    assert "2 names would be new here" in page.text
    assert listing.digest(parse("1. Ivan Verba\n2. Petra Dubrava")) in page.html
