"""An import is taken back whole; what a person edited since is kept, and each row says which."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from case_mgr.access.fields import Group
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases import queries as cases
from case_mgr.cases import service as casework
from case_mgr.cases.types import CaseDraft, EventDraft, Level
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.detainees import queries as people
from case_mgr.detainees import service as register
from case_mgr.detainees.types import NameDraft, NationalityDraft, PersonDraft, PersonFilter
from case_mgr.documents.types import Kind
from case_mgr.duplicates import queries as pairs
from case_mgr.duplicates import service as duplicates
from case_mgr.extensions import db
from case_mgr.imports import service
from case_mgr.imports.service import ties, undoing
from case_mgr.imports.states import Decision, State
from case_mgr.pardons import queries as pardons_
from case_mgr.pardons import service as pardons
from case_mgr.pardons.types import Answer, DecisionDraft
from case_mgr.sources.models import ValueClaim
from tests import cast
from tests.factories.documents import a_document
from tests.factories.duplicates import a_merge, look
from tests.factories.people import a_person
from tests.factories.shares import an_offer
from tests.factories.support import a_grant, a_share, an_entry, paid
from tests.integration.imports import lists
from tests.integration.pardons import walk
from tests.integration.reports import world


def count_people() -> int:
    """Count everybody in the records."""
    return people.list_people(cast.CASEWORKER.actor(), PersonFilter(), PageRequest()).total


def test_nothing_of_it_stays(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.imported(here, actor)
    reference = str(lists.lines(actor, public_id)[0].case_reference)
    assert service.preview(actor, public_id) == {"people": 3, "cases": 2, "values": 0, "kept": 0}
    assert lists.undone(here, actor, public_id) == {"reversed": 3, "kept": 0, "failed": 0}
    assert count_people() == 0
    with pytest.raises(NotFound):
        cases.get_case(actor, reference)
    assert db.session.scalar(select(func.count()).select_from(ValueClaim)) == 0
    assert lists.row_of(actor, public_id).state == State.UNDONE
    assert log.verify().ok
    entry = log.list_entries(cast.AUDITOR.actor(), EntryFilter(event=Event.IMPORT_UNDONE), PageRequest()).items[0]
    assert entry.facts["reversed"] == 3


def test_what_a_row_said_that_changed_nothing_is_no_claim_any_more(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    text = "Full name,Date of birth\nЯсень Кацярына,1990-01-02\nЯсень Кацярына,1990-01-02\n"
    public_id = lists.checked(actor, text)
    service.decide(actor, public_id, 2, Decision.FILL, repeats=1)
    counts = lists.run(here, actor, public_id)
    assert (counts["created"], counts["unchanged"]) == (1, 1)
    assert lists.undone(here, actor, public_id) == {"reversed": 1, "kept": 0, "failed": 0}
    assert db.session.scalar(select(func.count()).select_from(ValueClaim)) == 0


def test_the_file_can_come_in_again_afterwards(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    lists.undone(here, actor, lists.imported(here, actor))
    assert lists.run(here, actor, lists.checked(actor))["created"] == 3
    assert count_people() == 3


def test_what_somebody_edited_since_is_kept(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.imported(here, actor)
    first, second, third = lists.lines(actor, public_id)
    edited = str(first.person)
    register.amend(cast.COORDINATOR.actor(), edited, {"occupation": "teacher"})
    happened = EventDraft("transfer", PartialDate.year(2022), source="a letter", reason="a letter")
    casework.record_event(cast.COORDINATOR.actor(), str(second.case_reference), happened)
    casework.open_case(cast.COORDINATOR.actor(), CaseDraft(str(third.person)))
    db.session.commit()
    assert service.preview(actor, public_id)["kept"] == 2, "a further case is found only when it is tried"
    assert lists.undone(here, actor, public_id) == {"reversed": 0, "kept": 3, "failed": 0}
    assert people.get_person(actor, edited).occupation == "teacher"
    assert [bool(line.undo_note) for line in lists.lines(actor, public_id)] == [True, True, True]


def test_earlier_values_are_restored(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    draft = PersonDraft(
        (NameDraft("Вербалоз Андрей Петрович"),),
        born=PartialDate.day(1985, 3, 12),
        occupation="teacher",
        nationalities=(NationalityDraft("BY"),),
    )
    known = register.register(actor, draft).public_id
    text = (
        "Full name,Date of birth,Occupation,Nationality,Aliases,Charges\n"
        "Вербалоз Андрей Петрович,1985-03-12,pilot,Poland,Andrej Vierbaloz,342\n"
    )
    public_id = lists.imported(here, actor, text, on_match="update")
    person = people.get_person(actor, known)
    assert person.occupation == "pilot"
    assert [name.full for name in person.names] == ["Вербалоз Андрей Петрович", "Andrej Vierbaloz"]
    assert [nationality.country for nationality in person.nationalities] == ["BY", "PL"]
    assert lists.undone(here, actor, public_id) == {"reversed": 1, "kept": 0, "failed": 0}
    person = people.get_person(actor, known)
    assert person.occupation == "teacher"
    assert [name.full for name in person.names] == ["Вербалоз Андрей Петрович"]
    assert [nationality.country for nationality in person.nationalities] == ["BY"]
    assert cases.list_of_people(actor, [known]) == {}


def test_a_value_changed_again_by_a_person_is_kept(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    born = PartialDate.day(1985, 3, 12)
    known = register.register(actor, PersonDraft((NameDraft("Вербалоз Андрей Петрович"),), born=born)).public_id
    text = "Full name,Date of birth,Occupation\nВербалоз Андрей Петрович,1985-03-12,pilot\n"
    public_id = lists.imported(here, actor, text, on_match="fill")
    register.amend(actor, known, {"occupation": "captain"})
    assert lists.undone(here, actor, public_id) == {"reversed": 0, "kept": 1, "failed": 0}
    assert people.get_person(actor, known).occupation == "captain"


def test_two_rows_of_one_person_go_together(here: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    actor = cast.CASEWORKER.actor()
    text = "Full name,Date of birth,Occupation\nЯсень Кацярына,1980,\nЯсень Кацярына,1980-02-01,pilot\n"
    public_id = lists.imported(here, actor, text)
    service.decide(actor, public_id, 2, Decision.UPDATE, repeats=1)
    lists.run(here, actor, public_id)
    # Blocks of one row: the second block must not take the first one's work for somebody's edit.
    monkeypatch.setattr(undoing, "BLOCK", 1)
    assert lists.undone(here, actor, public_id) == {"reversed": 2, "kept": 0, "failed": 0}
    assert count_people() == 0


def test_what_was_taken_back_already_is_no_failure(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.imported(here, actor)
    register.withdraw(actor, str(lists.lines(actor, public_id)[2].person), "a mistake")
    assert lists.undone(here, actor, public_id) == {"reversed": 2, "kept": 1, "failed": 0}


def test_a_case_that_was_shared_since_is_kept(here: Flask) -> None:
    actor = cast.COORDINATOR.actor()
    public_id = lists.imported(here, actor)
    reference = str(lists.lines(actor, public_id)[1].case_reference)
    an_offer(cases.get_row(actor, reference))
    db.session.commit()
    assert lists.undone(here, actor, public_id) == {"reversed": 2, "kept": 1, "failed": 0}
    assert [bool(line.undo_note) for line in lists.lines(actor, public_id)] == [False, True, False]
    assert cases.get_case(actor, reference).row.reference == reference


def test_an_import_is_taken_back_once(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.checked(actor)
    with pytest.raises(Refused):
        service.undo(actor, public_id)
    lists.run(here, actor, public_id)
    lists.undone(here, actor, public_id)
    with pytest.raises(Refused):
        service.undo(actor, public_id)
    with pytest.raises(Refused):
        service.start(actor, public_id)


def test_whom_a_batch_or_a_conversation_names_since_is_kept(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.imported(here, actor)
    first, second, _third = lists.lines(actor, public_id)
    batch = walk.batch(actor)
    walk.paste(actor, batch, "1. Andrei Verbaloz")
    pardons.decide(actor, batch, 1, DecisionDraft(Answer.MATCHED, str(first.person)))
    world.talk(actor, str(second.case_reference))
    db.session.commit()
    assert service.preview(actor, public_id) == {"people": 1, "cases": 0, "values": 0, "kept": 2}
    assert lists.undone(here, actor, public_id) == {"reversed": 1, "kept": 2, "failed": 0}
    notes = [line.undo_note for line in lists.lines(actor, public_id)]
    assert notes == [ties.MATCHED, ties.RAISED, ""]
    assert pardons_.get_place(actor, batch, 1).row.person is not None
    assert cases.get_case(actor, str(second.case_reference)).row.reference == second.case_reference


def test_a_case_with_which_a_document_is_kept_since_is_kept(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.imported(here, actor)
    first = lists.lines(actor, public_id)[0]
    # The history of the case does not tell of a closed one: nothing but the tie holds the case.
    a_document(cases.get_row(actor, str(first.case_reference)), kind=Kind.MEDICAL, part=Group.HEALTH)
    db.session.commit()
    assert lists.undone(here, actor, public_id) == {"reversed": 2, "kept": 1, "failed": 0}
    assert [line.undo_note for line in lists.lines(actor, public_id)] == [ties.KEPT, "", ""]


def test_a_case_for_which_money_was_paid_since_is_kept(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.imported(here, actor)
    reference = lists.lines(actor, public_id)[0].case_reference
    paid(an_entry(a_share(a_grant()), case=reference))
    db.session.commit()
    assert lists.undone(here, actor, public_id) == {"reversed": 2, "kept": 1, "failed": 0}
    assert [line.undo_note for line in lists.lines(actor, public_id)] == [ties.EDITED, "", ""]


@pytest.mark.parametrize("survives", [True, False])
def test_whose_record_was_merged_since_is_kept(here: Flask, survives: bool) -> None:
    actor, merger = cast.CASEWORKER.actor(), cast.COORDINATOR.actor()
    public_id = lists.imported(here, actor)
    first = lists.lines(actor, public_id)[0]
    ours, other = people.get_row(merger, str(first.person)), a_person(merger)
    row = a_merge(ours, other, merger) if survives else a_merge(other, ours, merger)
    db.session.commit()
    assert service.preview(actor, public_id)["kept"] == 1
    assert lists.undone(here, actor, public_id) == {"reversed": 2, "kept": 1, "failed": 0}
    assert lists.lines(actor, public_id)[0].undo_note == ties.MERGED
    duplicates.undo(merger, row.public_id)
    assert people.find_row(merger, str(first.person)) is not None


def test_whom_a_row_was_told_apart_from_is_never_suspected(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    known = a_person(actor, "Андрей Петрович Вербалоз")
    public_id = lists.checked(actor)
    assert lists.lines(actor, public_id)[0].candidates[0]["person"] == known.public_id
    service.decide(actor, public_id, 1, Decision.CREATE)
    lists.run(here, actor, public_id)
    look(actor)
    assert pairs.count_waiting(actor) == 0


def test_a_row_that_was_decided_for_a_merged_record_goes_to_the_surviving_one(here: Flask) -> None:
    actor, merger = cast.CASEWORKER.actor(), cast.COORDINATOR.actor()
    known = a_person(actor, "Андрей Петрович Вербалоз")
    public_id = lists.checked(actor)
    service.decide(actor, public_id, 1, Decision.FILL, target=known.public_id)
    kept = a_person(merger)
    a_merge(kept, known, merger)
    lists.run(here, actor, public_id)
    assert lists.lines(actor, public_id)[0].person == kept.public_id


def test_a_match_that_was_undone_holds_nobody_back(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.imported(here, actor)
    first = lists.lines(actor, public_id)[0]
    batch = walk.batch(actor)
    walk.paste(actor, batch, "1. Andrei Verbaloz")
    pardons.decide(actor, batch, 1, DecisionDraft(Answer.MATCHED, str(first.person)))
    pardons.undo_decision(actor, batch, pardons_.list_recent(actor, batch)[0].public_id)
    db.session.commit()
    assert lists.undone(here, actor, public_id) == {"reversed": 3, "kept": 0, "failed": 0}


def test_a_case_that_a_list_opened_for_a_known_person_is_kept_once_it_was_raised(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    known = register.register(actor, PersonDraft((NameDraft("Вербалоз Андрей Петрович"),), born=PartialDate.year(1985)))
    public_id = lists.checked(actor, lists.PLAIN)
    service.decide(actor, public_id, 1, Decision.FILL, target=known.public_id)
    lists.run(here, actor, public_id)
    reference = str(lists.lines(actor, public_id)[0].case_reference)
    assert service.preview(actor, public_id) == {"people": 2, "cases": 2, "values": 0, "kept": 0}
    world.talk(actor, reference)
    db.session.commit()
    assert service.preview(actor, public_id)["kept"] == 1
    assert lists.undone(here, actor, public_id)["kept"] == 1
    assert cases.get_case(actor, reference).row.reference == reference


def test_a_case_with_something_that_only_some_may_see_is_kept_in_the_words_of_any_edit(here: Flask) -> None:
    actor, coordinator = cast.CASEWORKER.actor(), cast.COORDINATOR.actor()
    public_id = lists.imported(here, actor)
    reference = str(lists.lines(actor, public_id)[0].case_reference)
    draft = EventDraft("search", PartialDate.year(2024), level=Level.TEAM)
    casework.record_event(coordinator, reference, draft)
    db.session.commit()
    assert lists.undone(here, actor, public_id) == {"reversed": 2, "kept": 1, "failed": 0}
    assert cases.get_case(actor, reference).events
    assert {line.undo_note for line in lists.lines(actor, public_id)} >= {ties.EDITED}
