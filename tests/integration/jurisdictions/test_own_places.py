"""Facilities and courts that an organisation adds: found, chosen and named by it alone."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from case_mgr.audit import queries as log
from case_mgr.audit.types import Event
from case_mgr.cases import queries as cases
from case_mgr.cases import service as record
from case_mgr.cases.types import CustodyDraft
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden, NotFound, Refused, Stale
from case_mgr.extensions import db
from case_mgr.jurisdictions import catalogue, queries, service
from case_mgr.jurisdictions.types import OwnKind, OwnPlaceDraft
from tests import cast
from tests.factories.people import a_case, an_event
from tests.factories.places import NAME, a_place
from tests.integration.imports import lists

LIST = "Фамилия,Имя,Дата ареста,Место содержания\n{},Андрей,05.2021,{}\n"


def test_a_place_stands_beside_the_files_and_the_files_stay_as_they_are(here: Flask) -> None:
    row, actor = a_place(), cast.CASEWORKER.actor()
    found = queries.facilities(actor, "BY")
    assert [place.code for place in found if place.names["en"] == NAME] == [row.code]
    assert len(found) == len(catalogue.facilities("BY")) + 1
    assert row.code not in {place.code for place in queries.facilities(actor, "RU")}
    with pytest.raises(NotFound):
        catalogue.facility("BY", row.code)


def test_a_court_is_no_facility(here: Flask) -> None:
    actor = cast.COORDINATOR.actor()
    a_place(name="Court of the Pond", kind=OwnKind.COURT, sort="district")
    assert queries.courts(actor, "BY")[-1].names == {"en": "Court of the Pond"}
    assert len(queries.facilities(actor, "BY")) == len(catalogue.facilities("BY"))


def test_another_organisation_sees_and_uses_none_of_it(here: Flask) -> None:
    row, stranger = a_place(), cast.STRANGER.actor()
    assert queries.list_own(stranger) == ()
    assert queries.facility_finder(stranger, "BY")(NAME) is None
    with pytest.raises(NotFound):
        queries.get_own(stranger, row.public_id)
    with pytest.raises(NotFound):
        service.end_place(stranger, row.public_id, PartialDate.year(2025), row.version)
    case = a_case(stranger)
    with pytest.raises(NotFound):
        record.record_custody(stranger, case.reference, CustodyDraft(row.code))
    with pytest.raises(NotFound):
        an_event(case, by=stranger, facility=row.code)


def test_a_case_is_held_there_and_says_so_after_a_change_of_name(here: Flask) -> None:
    actor, row, case = cast.COORDINATOR.actor(), a_place(), a_case()
    an_event(case, facility=row.code)
    record.record_custody(actor, case.reference, CustodyDraft(row.code, began=PartialDate.year(2024)))
    assert cases.get_case(actor, case.reference).row.place == NAME
    service.amend_place(actor, row.public_id, _draft(names={"en": "The Pond"}), row.version)
    assert row.aliases == NAME, "what named the place by its former name is still found"


def test_a_place_of_another_country_holds_nobody_here(here: Flask) -> None:
    row, case = a_place(jurisdiction="RU"), a_case()
    with pytest.raises(NotFound):
        record.record_custody(cast.COORDINATOR.actor(), case.reference, CustodyDraft(row.code))


def test_an_import_finds_it_by_name_and_by_other_spelling(here: Flask) -> None:
    row, actor = a_place(aliases=("Ставок-1",)), cast.COORDINATOR.actor()
    for surname, spelling in (("Вербалоз", NAME.upper()), ("Крыніцкі", "ставок - 1")):
        public_id = lists.imported(here, actor, LIST.format(surname, spelling))
        case = cases.get_case(actor, str(lists.lines(actor, public_id)[0].case_reference))
        assert case.custody[0].facility == row.code


def test_a_name_that_means_two_places_is_none(here: Flask) -> None:
    find = queries.facility_finder(cast.COORDINATOR.actor(), "BY")
    assert find("ИК-3") == "ik-3"
    assert find("ИК") is None
    assert find("") is None


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"names": {"en": " "}}, "at least one language"),
        ({"names": {"en": "x" * 301}}, "at most"),
        ({"sort": "castle"}, "kind from the list"),
        ({"source": "  "}, "without a source"),
        ({"names": {"ru": "ИК-3"}}, "in the vocabulary already"),
        ({"aliases": ("Тюрьма № 8, Жодино",)}, "in the vocabulary already"),
        ({"valid_from": PartialDate.year(2024), "valid_to": PartialDate.year(2020)}, "before the beginning"),
    ],
)
def test_what_cannot_stand_in_a_vocabulary_is_refused(here: Flask, facts: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        a_place(**facts)
    db.session.rollback()
    assert queries.list_own(cast.COORDINATOR.actor()) == ()


def test_a_country_without_files_takes_no_place(here: Flask) -> None:
    with pytest.raises(NotFound):
        a_place(jurisdiction="XX")


def test_a_second_place_of_the_same_name_is_refused_and_its_own_name_is_not(here: Flask) -> None:
    row = a_place()
    with pytest.raises(Refused, match="already"):
        a_place()
    service.amend_place(cast.COORDINATOR.actor(), row.public_id, _draft(region="At the pond"), row.version)
    assert row.region == "At the pond"


def test_a_stale_edit_writes_nothing(here: Flask) -> None:
    row, actor = a_place(), cast.COORDINATOR.actor()
    seen = row.version
    service.amend_place(actor, row.public_id, _draft(region="North"), seen)
    with pytest.raises(Stale) as stale:
        service.amend_place(actor, row.public_id, _draft(region="South"), seen)
    assert stale.value.conflict.version == row.version
    with pytest.raises(Stale):
        service.end_place(actor, row.public_id, PartialDate.year(2025), seen)
    assert (row.region, row.valid_to) == ("North", None)


def test_an_ended_place_stays_with_its_day_and_is_still_named(here: Flask) -> None:
    actor, row, case = cast.COORDINATOR.actor(), a_place(), a_case()
    record.record_custody(actor, case.reference, CustodyDraft(row.code))
    with pytest.raises(Refused, match="when it ended"):
        service.end_place(actor, row.public_id, None, row.version)
    service.end_place(actor, row.public_id, PartialDate.month(2025, 3), row.version)
    assert queries.get_own(actor, row.public_id).place.valid_to == PartialDate.month(2025, 3)
    assert queries.get_facility(case.organisation_id, "BY", row.code).names["en"] == NAME
    db.session.commit()
    events = [entry.event for entry in log.list_history(actor, row.public_id)]
    assert events == [Event.PLACE_ENDED, Event.PLACE_ADDED]


def test_only_a_coordinator_writes(here: Flask) -> None:
    row = a_place()
    for member in (cast.CASEWORKER, cast.REVIEWER, cast.DATA_CLERK, cast.ADMINISTRATOR):
        with pytest.raises(Forbidden):
            a_place(member.actor(), "Another pond")
        with pytest.raises(Forbidden):
            service.end_place(member.actor(), row.public_id, PartialDate.year(2025), row.version)


def _draft(**facts: Any) -> OwnPlaceDraft:
    known: dict[str, Any] = {"names": {"en": NAME}, "sort": "prison", "source": "A letter"}
    return OwnPlaceDraft(kind=OwnKind.FACILITY, jurisdiction="BY", **(known | facts))
