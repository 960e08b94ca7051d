"""A merge drops nothing, the stricter rule holds, and an undo brings both records back."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.detainees import queries as people
from case_mgr.detainees import service as register
from case_mgr.detainees.types import Answer, NameDraft, Purpose, Sensitivity, Tie
from case_mgr.duplicates import queries, service
from case_mgr.duplicates.types import MergeDraft
from case_mgr.extensions import db
from tests import cast
from tests.factories.duplicates import a_merge, a_pair, two_records
from tests.factories.people import a_case, a_consent, a_person, a_relation, a_relative, an_event
from tests.factories.support import a_grant, a_share, an_entry


def test_everything_moves_and_the_counts_are_equal(here: Flask) -> None:
    kept, other = two_records()
    for person in (kept, other):
        an_event(a_case(person=person, year=2021))
        a_relative(person)
        a_consent(person)
        a_relation(person, a_person())
    row = a_merge(kept, other)
    counts = {label: (one, two, after, stays) for label, one, two, after, stays in row.counts}
    assert counts["Cases"] == (1, 1, 2, 0)
    assert counts["Events"] == (1, 1, 2, 0)
    assert counts["Family contacts"] == (1, 1, 2, 0)
    assert counts["Relations"] == (1, 1, 2, 0)
    assert counts["Names"] == (1, 1, 2, 0)
    assert all(one + two == after + stays for one, two, after, stays in counts.values())
    found = people.get_person(cast.COORDINATOR.actor(), kept.public_id)
    assert {name.full for name in found.names} == {kept.name, other.name}
    db.session.commit()


def test_an_undo_gives_everything_back(here: Flask) -> None:
    kept, other = two_records()
    case = a_case(person=other, year=2021)
    row = a_merge(kept, other)
    db.session.commit()
    who = cast.COORDINATOR.actor()
    assert case.detainee_id == kept.id
    with pytest.raises(NotFound):
        people.get_person(who, other.public_id)
    assert service.foresee(who, row.public_id) == []
    service.undo(who, row.public_id)
    db.session.commit()
    assert case.detainee_id == other.id
    assert [name.full for name in people.get_person(who, other.public_id).names] == [other.name]
    assert [name.full for name in people.get_person(who, kept.public_id).names] == [kept.name]


def test_the_more_exact_date_stands(here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    kept, other = a_person(born=PartialDate.parse("1970")), a_person(born=PartialDate.parse("1970-05-12"))
    a_merge(kept, other)
    assert people.get_person(who, kept.public_id).born == PartialDate.parse("1970-05-12")


def test_a_contradiction_waits_for_an_answer(here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    kept, other = a_person(occupation="baker"), a_person(occupation="driver")
    pair = a_pair(kept, other)
    with pytest.raises(Refused, match="contradict"):
        service.merge(who, pair.public_id, MergeDraft("first", {}, "The same passport."))
    service.merge(who, pair.public_id, MergeDraft("first", {"occupation": "other"}, "The same passport."))
    assert people.get_person(who, kept.public_id).occupation == "driver"


def test_the_stricter_rules_hold(here: Flask) -> None:
    who, worker = cast.COORDINATOR.actor(), cast.CASEWORKER.actor()
    kept = a_person(worker)
    other = a_person(who, sensitivity=Sensitivity.RESTRICTED)
    register.amend(who, other.public_id, {"publication_hold": True, "hold_reason": "the mother asks"})
    row = a_merge(kept, other, who)
    found = people.get_person(who, kept.public_id)
    assert (found.sensitivity, found.publication_hold) == (Sensitivity.RESTRICTED, True)
    # Whoever registered one of the two stays close; nobody else is.
    assert people.find_row(worker, kept.public_id) is not None
    assert people.find_row(cast.SECOND_CASEWORKER.actor(), kept.public_id) is None
    service.undo(who, row.public_id)
    assert people.get_person(who, kept.public_id).sensitivity == Sensitivity.NORMAL
    assert people.find_row(worker, other.public_id) is None


@pytest.mark.parametrize("refused_first", [True, False])
def test_a_refusal_beats_a_consent_whichever_is_newer(here: Flask, refused_first: bool) -> None:
    who = cast.COORDINATOR.actor()
    kept, other = two_records()
    said = [(kept, Answer.REFUSED), (other, Answer.GIVEN)]
    for number, (person, answer) in enumerate(said if refused_first else reversed(said)):
        a_consent(person, Purpose.PUBLISH, answer=answer, obtained=PartialDate.parse(f"202{number + 1}"))
    assert people.may_disclose(who, [other.public_id], Purpose.PUBLISH)[other.public_id].allowed
    a_merge(kept, other)
    assert not people.may_disclose(who, [kept.public_id], Purpose.PUBLISH)[kept.public_id].allowed


def test_what_cannot_stand_twice_is_folded_or_stays(here: Flask) -> None:
    from case_mgr.detainees.types import VulnerabilityDraft, VulnerabilityKind

    who = cast.COORDINATOR.actor()
    kept, other = two_records()
    third = a_person()
    for person, text in ((kept, "asthma"), (other, "a knee")):
        register.add_vulnerability(
            who, person.public_id, VulnerabilityDraft(VulnerabilityKind.HEALTH, detail=text, source="S")
        )
        register.write_biography(who, person.public_id, "be", f"Жыў: {text}", ready=False, seen_version=None)
        a_relation(person, third)
    a_relation(kept, other, Tie.SIBLING)
    row = a_merge(kept, other)
    counts = {label: (after, stays) for label, _, _, after, stays in row.counts}
    assert counts["Vulnerabilities"] == (1, 1)
    assert counts["Biographies"] == (1, 1)
    assert [view.reference for view in people.list_relations(who, kept.public_id)] == [third.reference]
    health = register.open_health(who, kept.public_id)
    assert [view.detail for view in health] == ["asthma\n\na knee"]
    versions = people.list_versions(who, kept.public_id, "be")
    assert [version.text for version in versions] == ["Жыў: asthma", "Жыў: a knee", "Жыў: asthma"]
    register.write_biography(
        who, kept.public_id, "be", "Жыў: і там, і там", ready=False, seen_version=versions[0].version
    )
    service.undo(who, row.public_id)
    assert [view.detail for view in register.open_health(who, other.public_id)] == ["a knee"]
    assert [view.detail for view in register.open_health(who, kept.public_id)] == ["asthma"]
    assert people.list_biographies(who, other.public_id)[0].text == "Жыў: a knee"
    # Somebody wrote on since: what they wrote stands.
    assert people.list_biographies(who, kept.public_id)[0].text == "Жыў: і там, і там"


def test_what_came_since_is_kept(here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    kept, other = two_records()
    case = a_case(person=other, year=2020)
    row = a_merge(kept, other)
    moved = next(name for name in people.get_person(who, kept.public_id).names if name.full == other.name)
    register.amend_name(who, kept.public_id, moved.public_id, NameDraft(moved.full, "be", source="passport"))
    register.add_name(who, kept.public_id, NameDraft("Касцюк"))
    register.amend(who, kept.public_id, {"occupation": "baker"})
    an_event(case, day="2020-02-02")
    said = [line.sentence % dict(line.params) for line in service.foresee(who, row.public_id)]
    assert said == [
        f"Names: 1 edited since go back to {other.reference} as they are now.",
        f"Names: 1 were recorded since and stay with {kept.reference}.",
    ]
    service.undo(who, row.public_id)
    assert [name.source for name in people.get_person(who, other.public_id).names] == ["passport"]
    back = people.get_person(who, kept.public_id)
    assert ({name.full for name in back.names}, back.occupation) == ({kept.name, "Касцюк"}, "baker")


def test_a_chain_is_undone_in_reverse_order(here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    one, two, three = a_person(), a_person(), a_person()
    first = a_merge(two, one)
    second = a_merge(three, two)
    found = people.find_survivor(who, one.public_id)
    assert found is three
    assert {row.reference for row in people.list_absorbed(who, three.public_id)} == {one.reference, two.reference}
    with pytest.raises(Refused, match=f"{two.reference} was merged into {three.reference} later"):
        service.undo(who, first.public_id)
    service.undo(who, second.public_id)
    service.undo(who, first.public_id)
    assert people.find_row(who, one.public_id) is not None


def test_a_record_that_changed_meanwhile_is_not_merged(here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    kept, other = two_records()
    pair = a_pair(kept, other)
    db.session.commit()
    seen = service.seen(who, pair.public_id)
    register.add_name(who, other.public_id, NameDraft("Касцюк"))
    db.session.commit()
    with pytest.raises(Stale):
        service.merge(who, pair.public_id, MergeDraft("first", {}, "The same passport.", seen))


def test_a_no_about_one_is_a_no_about_both(here: Flask) -> None:
    from case_mgr.duplicates.types import Answer as Said

    who = cast.COORDINATOR.actor()
    kept, other = two_records()
    third = a_person(None, "Кастусь Лунін-Прыдуманы", born=PartialDate.parse("1988"))
    a_pair(kept, third)
    service.answer(who, a_pair(other, third).public_id, Said.DIFFERENT)
    row = a_merge(kept, other)
    assert queries.get_pair(who, a_pair(kept, third).public_id).answer is Said.DIFFERENT
    service.undo(who, row.public_id)
    assert queries.get_pair(who, a_pair(kept, third).public_id).answer is Said.OPEN


def test_one_person_has_one_code_in_a_grant_and_two_again_after_an_undo(here: Flask) -> None:
    kept, other = two_records()
    grant = a_grant()
    told = [
        an_entry(a_share(grant), case=a_case(person=person, year=year).reference, for_person=True)
        for person, year in ((kept, 2021), (other, 2022))
    ]
    mother = an_entry(a_share(grant), case=a_case(person=other, year=2023).reference, beneficiary="Вольга Прыдуманая")
    before = [entry.shares[0].code for entry in (*told, mother)]
    assert len(set(before)) == 3
    merge = a_merge(kept, other)
    db.session.commit()
    after = [entry.shares[0].code for entry in (*told, mother)]
    assert after[:2] == [before[0]] * 2
    assert after[2] not in before
    # Whoever is written down later under the surviving record is the same relative.
    again = an_entry(a_share(grant), case=a_case(person=kept, year=2024).reference, beneficiary="вольга прыдуманая")
    assert again.shares[0].code == after[2]
    meanwhile = an_entry(a_share(grant), case=told[1].case.reference if told[1].case else "", for_person=True)
    assert meanwhile.shares[0].code == before[0]
    service.undo(cast.COORDINATOR.actor(), merge.public_id)
    db.session.commit()
    assert [entry.shares[0].code for entry in (*told, mother)] == before
    assert meanwhile.shares[0].code == before[1], "what was written down meanwhile is the other person's again"
