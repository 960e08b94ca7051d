"""What is written down on the spot confirms nobody: a name alone does not say who was seen."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.accounts.types import Way
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden, NotFound, Refused
from case_mgr.extensions import db
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons import queries, service
from case_mgr.pardons.figures import Fact
from case_mgr.pardons.types import Answer, DecisionDraft, QuickDraft, Seen, Then, Verification
from tests import cast
from tests.client import PageClient
from tests.factories.settings import settled
from tests.integration.pardons import walk

DAY = PartialDate.parse("2025-09-11")
VIERBICKI = QuickDraft(
    "seen at the border, 14:20", "S-014", "Siarhiej Vierbicki", link=ReleaseLink.BORDER, happened=DAY
)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("way", [Way.ALONE, Way.MEMBER])
def test_what_was_seen_confirms_nobody_whoever_writes_it(way: Way) -> None:
    settled(confirmation=way)
    actor = cast.CASEWORKER.actor()
    ours = walk.person(actor, "Сяргей Вярбіцкі")
    walk.held(actor, ours)
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    service.decide(actor, reference, 1, walk.matched(ours))
    first = service.note_seen(actor, reference, VIERBICKI)
    again = service.note_seen(actor, reference, VIERBICKI)
    db.session.commit()
    place = queries.get_place(actor, reference, 1)
    seen = [one.raw for one in place.row.mentions][1:]
    assert seen == ["Siarhiej Vierbicki – seen at the border, 14:20"]
    assert (place.row.verification, place.proofs) == (Verification.REPORTED, ())
    asked = [(one.evidence, one.happened) for one in queries.list_asked(actor, reference, 1)]
    if way is Way.ALONE:
        assert (first, again, asked) == (Seen(1, then=Then.TO_CONFIRM), Seen(1, then=Then.TO_CONFIRM), [])
    else:
        assert (first, again) == (Seen(1, then=Then.ASKED), Seen(1, then=Then.SAID))
        assert asked == [("seen at the border, 14:20", DAY)]
    assert queries.get_batch(actor, reference).figures.of(Fact.GONE) == 0


@pytest.mark.usefixtures("here")
def test_a_name_that_several_places_bear_is_refused_with_their_numbers() -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    walk.paste(actor, reference, "1. Siarhiej Vierbicki\n2. Anna Rachnaya\n3. Siarhiej Vierbicki")
    with pytest.raises(Refused) as refused:
        service.note_seen(actor, reference, VIERBICKI)
    assert "Several places bear this name: 1, 3." in str(refused.value)


@pytest.mark.usefixtures("here")
def test_places_that_were_joined_are_one_and_one_that_was_struck_out_is_refused() -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    walk.paste(actor, reference, "1. Siarhiej Vierbicki\n2. Anna Rachnaya\n3. Siarhiej Vierbicki")
    service.decide(actor, reference, 3, DecisionDraft(Answer.SAME, same_as=1))
    assert service.note_seen(actor, reference, VIERBICKI) == Seen(1, then=Then.ASKED)
    service.decide(actor, reference, 2, DecisionDraft(Answer.NO_PERSON))
    with pytest.raises(Refused) as refused:
        service.note_seen(actor, reference, QuickDraft("at the station", "S-2", "Anna Rachnaya"))
    assert "Place 2 bears this name and was struck out." in str(refused.value)


@pytest.mark.usefixtures("here")
def test_no_day_is_made_up() -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    undated = QuickDraft("at the border", "S-014", "Siarhiej Vierbicki", link=ReleaseLink.BORDER)
    with pytest.raises(Refused, match="Enter when it happened"):
        service.note_seen(actor, reference, undated)
    assert queries.get_batch(actor, reference).figures.places == 0


@pytest.mark.usefixtures("here")
def test_what_was_seen_without_a_name_counts_and_whoever_may_not_confirm_writes_no_evidence() -> None:
    settled(confirmation=Way.ALONE)
    officer = cast.ADVOCACY_OFFICER.actor()
    reference = walk.batch(officer)
    women = QuickDraft("two women at the station", "S-2", count=2)
    assert service.note_seen(officer, reference, women) == Seen(None, 2)
    named = QuickDraft("at the station", "S-2", "Anna Rachnaya", link=ReleaseLink.FREE)
    assert service.note_seen(officer, reference, named) == Seen(3)
    db.session.commit()
    assert queries.get_place(officer, reference, 3).proofs == ()
    with pytest.raises(Refused, match="No name was understood"):
        service.note_seen(officer, reference, QuickDraft("at the station", "S-2", "52"))
    with pytest.raises(Forbidden):
        service.note_seen(cast.AUDITOR.actor(), reference, named)
    with pytest.raises(NotFound):
        service.note_seen(cast.STRANGER.actor(), reference, named)


@pytest.mark.usefixtures("here")
def test_whoever_confirms_alone_goes_on_with_the_place_before_them(client: PageClient) -> None:
    settled(confirmation=Way.ALONE)
    reference = walk.batch(cast.CASEWORKER.actor())
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/pardons/{reference}/seen")
    page = client.submit(
        page, seen="seen at the border, 14:20", name="Anna Rachnaya", source="S-1", link="border",
        happened__kind="month", happened__day="", happened__month="9", happened__year="2025",
    )  # fmt: skip
    assert "Nothing is confirmed yet: look who it is first." in page.html
    assert "Confirm the release" in page.text
    assert "seen at the border, 14:20" in page.html
    page = client.submit(page)
    assert "was confirmed. No case is matched" in page.html
    assert "September 2025" in page.text
    # An address that somebody wrote by hand fills in nothing and breaks nothing.
    page = client.visit(f"/pardons/{reference}/places/1/confirm?seen=1&link=moon&happened=tomorrow")
    assert "seen at the border, 14:20" in page.html


def test_from_a_phone_one_after_another_is_written_down(client: PageClient, here: Flask) -> None:
    reference = walk.batch(cast.CASEWORKER.actor())
    client.sign_in(cast.CASEWORKER)
    page = client.visit(client.visit(f"/pardons/{reference}").links["Seen just now"])
    page = client.submit(page, seen="seen at the border, 14:20", name="Anna Rachnaya", source="S-1", link="border")
    assert "It was written down at place 1 and waits for a second person. Write down the next." in page.html
    page = client.submit(page, seen="two more", source="S-1", count="2")
    assert "2 people without a name were added." in page.html
    page = client.submit(page, 422, seen="", name="Ihar", source="S-1")
    assert 'value="Ihar"' in page.html
    assert service.decide(cast.CASEWORKER.actor(), reference, 1, DecisionDraft(Answer.NEW_TO_US)).answer == str(
        Answer.NEW_TO_US
    )
