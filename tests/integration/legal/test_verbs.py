"""The verbs of the legal room: stages follow, nothing stands twice, and nobody hidden is told of."""

from __future__ import annotations

from datetime import date

import pytest

from case_mgr.cases import queries as cases
from case_mgr.cases import service as case_verbs
from case_mgr.cases.types import CustodyDraft, EventDraft
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import Sensitivity
from case_mgr.jurisdictions.stages import ImpossibleMove
from case_mgr.legal import queries, service
from case_mgr.legal.estimate import Length, NoEstimate
from case_mgr.legal.refusals import Wrong
from case_mgr.legal.types.drafts import (
    ChargeChange,
    ChargesDraft,
    DetentionDraft,
    HearingDraft,
    RemedyDraft,
    SentenceDraft,
)
from case_mgr.legal.types.kinds import Cause, ChargeState, Outcome, Step, What
from case_mgr.legal.types.officials import OfficialFilter
from tests import cast
from tests.factories import law
from tests.integration import records

pytestmark = pytest.mark.usefixtures("here")


def open_case(*events: tuple[str, str], sensitivity: Sensitivity = Sensitivity.NORMAL) -> str:
    actor = cast.COORDINATOR.actor()
    return records.case(actor, records.person(actor, sensitivity=sensitivity)[0], *events)


def kinds(reference: str) -> list[str]:
    """The events that count, oldest first."""
    events = cases.get_case(cast.COORDINATOR.actor(), reference).events
    return [event.kind for event in reversed(events) if not event.withdrawn]


def stage(reference: str) -> str:
    return str(cases.get_case(cast.COORDINATOR.actor(), reference).row.stage)


def change(reference: str, charge_id: str, state: ChargeState, day: str = "2021-10-01", **facts: str) -> None:
    draft = ChargeChange(state, law.told(day), **facts)  # type: ignore[arg-type]  # texts alone are handed in
    service.change_charge(cast.COORDINATOR.actor(), reference, charge_id, draft)


def test_charges_move_the_stage_and_keep_their_text() -> None:
    ref = open_case(*records.HELD)
    rows = law.charges(ref, "ч. 1 ст. 342, ст. 369 УК (слова следователя)")
    assert [(r.law, r.article, r.part, r.raw) for r in rows] == [
        ("uk", "342", "1", "ч. 1 ст. 342"),
        ("uk", "369", "", "ст. 369"),
    ]
    assert rows[0].written == "ч. 1 ст. 342, ст. 369 УК (слова следователя)"
    assert stage(ref) == "charged"
    assert kinds(ref) == ["detention", "charge"]


def test_an_event_that_tells_of_it_already_is_not_written_twice() -> None:
    ref = open_case(*records.HELD, ("charge", "2021-06-04"))
    event = cases.get_case(cast.COORDINATOR.actor(), ref).events[0]
    told = law.told(event=event.public_id)
    (row,) = service.charge(cast.COORDINATOR.actor(), ref, ChargesDraft("ст. 369 УК", told))
    assert row.statuses[0].happened == law.on("2021-06-04")
    assert kinds(ref) == ["detention", "charge"]
    # An event that was there before stays when the charge goes.
    service.take_back(cast.COORDINATOR.actor(), ref, What.CHARGE, row.public_id, "another man")
    assert kinds(ref) == ["detention", "charge"]
    detention = cases.get_case(cast.COORDINATOR.actor(), ref).events[-1]
    with pytest.raises(Wrong, match="Choose an event"):
        service.charge(cast.COORDINATOR.actor(), ref, ChargesDraft("369", law.told(event=detention.public_id)))


def test_the_same_charge_is_not_recorded_twice() -> None:
    ref = open_case(*records.HELD)
    law.charges(ref, "ст. 342 ч. 1 УК")
    with pytest.raises(Wrong, match="recorded already"):
        law.charges(ref, "342 (1)")
    assert [row.article for row in law.charges(ref, "342 (1), 369")] == ["369"]


def test_two_charges_of_one_event_share_it_until_both_are_taken_back() -> None:
    ref = open_case(*records.HELD)
    one, other = law.charges(ref, "342 ч.1, 369")
    actor = cast.COORDINATOR.actor()
    service.take_back(actor, ref, What.CHARGE, one.public_id, "typing error")
    assert kinds(ref) == ["detention", "charge"]
    service.take_back(actor, ref, What.CHARGE, other.public_id, "typing error")
    assert kinds(ref) == ["detention"]
    assert stage(ref) == "detained"
    with pytest.raises(NotFound):
        service.take_back(actor, ref, What.CHARGE, other.public_id, "again")


def test_a_requalification_is_undone_with_the_charge_that_it_brought() -> None:
    ref = open_case(*records.HELD)
    (row,) = law.charges(ref, "ч. 1 ст. 342 УК")
    change(ref, row.public_id, ChargeState.REQUALIFIED, text="ч. 2 ст. 293 УК")
    actor = cast.COORDINATOR.actor()
    first, second = queries.get_legal(actor, ref).charges
    assert (first.state, second.state) == (ChargeState.REQUALIFIED, ChargeState.BROUGHT)
    assert second.replaces == first.ref
    with pytest.raises(Wrong, match="requalification of the earlier charge"):
        service.take_back(actor, ref, What.CHARGE, second.public_id, "wrong")
    with pytest.raises(Wrong, match="ended already"):
        change(ref, first.public_id, ChargeState.DROPPED)
    service.take_back(actor, ref, What.CHARGE, first.public_id, "the lawyer denies it")
    (only,) = queries.get_legal(actor, ref).charges
    assert (only.public_id, only.state) == (first.public_id, ChargeState.BROUGHT)
    assert kinds(ref) == ["detention", "charge"]


def test_only_an_acquittal_of_everything_frees() -> None:
    ref = open_case(*records.HELD)
    one, other = law.charges(ref, "342 ч.1, 369")
    change(ref, one.public_id, ChargeState.ACQUITTED)
    assert stage(ref) == "charged"
    change(ref, other.public_id, ChargeState.ACQUITTED, "2021-10-02")
    assert stage(ref) == "released"
    assert kinds(ref)[-1] == "acquittal"


def test_an_impossible_charge_is_refused_with_the_reason_of_the_timeline() -> None:
    ref = open_case(*records.HELD, ("left_facility", "2021-06"), ("free", "2021-06-30"))
    with pytest.raises(ImpossibleMove):
        law.charges(ref, "369", "2022-01-01")
    assert queries.get_legal(cast.COORDINATOR.actor(), ref).charges == ()


def test_a_sentence_convicts_of_charges_and_is_taken_back_with_that() -> None:
    ref = open_case(*records.HELD)
    one, other = law.charges(ref, "342 ч.1, 369")
    law.a_sentence(ref, convicted=frozenset({one.public_id}))
    actor = cast.COORDINATOR.actor()
    found = queries.get_legal(actor, ref)
    assert [charge.state for charge in found.charges] == [ChargeState.CONVICTED, ChargeState.BROUGHT]
    assert stage(ref) == "sentenced"
    service.take_back(actor, ref, What.SENTENCE, found.sentences[0].current.public_id, "misread")
    found = queries.get_legal(actor, ref)
    assert (found.sentences, [charge.state for charge in found.charges]) == ((), [ChargeState.BROUGHT] * 2)
    assert stage(ref) == "charged"
    assert other.state == ChargeState.BROUGHT


def test_restriction_of_freedom_is_its_own_event() -> None:
    ref = open_case(*records.HELD)
    law.a_sentence(ref, kind="restriction_without_referral")
    assert kinds(ref)[-1] == "restricted_freedom_imposed"
    assert stage(ref) == "restricted_freedom"


def test_versions_follow_the_days_and_a_correction_writes_no_event() -> None:
    ref = open_case(*records.HELD)
    row = law.a_sentence(ref, Length(years=5), "2021-11-03")
    actor = cast.COORDINATOR.actor()

    def later(cause: Cause, day: str, years: int, seen: int, **facts: str) -> None:
        draft = SentenceDraft(
            law.told(day),
            cause,
            "deprivation_of_liberty",
            Length(years=years),
            "general",
            **facts,  # type: ignore[arg-type]  # texts alone
        )
        service.change_sentence(actor, ref, row.public_id, draft, seen)

    later(Cause.MITIGATED, "2023-05-01", 3, 1)
    later(Cause.APPEAL, "2022-02-01", 4, 2)
    (found,) = queries.get_legal(actor, ref).sentences
    assert [version.length.years for version in found.versions] == [3, 4, 5]
    with pytest.raises(Wrong, match="Say what was wrong"):
        later(Cause.CORRECTION, "2023-05-01", 2, 3)
    before = kinds(ref)
    later(Cause.CORRECTION, "2023-05-01", 2, 3, note="the decree says two")
    assert kinds(ref) == before
    with pytest.raises(Wrong, match="another version meanwhile"):
        later(Cause.APPEAL, "2022-02-02", 4, 3)
    (found,) = queries.get_legal(actor, ref).sentences
    assert found.current.length == Length(years=2)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"kind": "nothing"}, "Choose a punishment"),
        ({"kind": "fine", "length": Length(years=1)}, "has no length"),
        ({"kind": "fine", "length": Length(), "regime": "general"}, "takes liberty has a regime"),
        ({"kind": "life", "length": Length(years=3, life=True)}, "for life has no years"),
        ({"regime": "nothing"}, "Choose a regime"),
    ],
)
def test_what_is_no_sentence_is_refused(facts: dict[str, object], sentence: str) -> None:
    ref = open_case(*records.HELD)
    with pytest.raises(Wrong, match=sentence):
        law.a_sentence(ref, **facts)  # type: ignore[arg-type]  # fields of the draft by name
    assert kinds(ref) == ["detention"]


def test_a_remedy_says_its_result_or_why_it_was_not_taken() -> None:
    ref = open_case()
    actor = cast.COORDINATOR.actor()
    with pytest.raises(Wrong, match="Say why"):
        service.record_remedy(actor, ref, RemedyDraft(Step.CASSATION, Outcome.NOT_TAKEN))
    with pytest.raises(Wrong, match="It was answered"):
        service.record_remedy(actor, ref, RemedyDraft(Step.APPEAL, Outcome.PENDING, answered=law.on("2022")))
    row = service.record_remedy(actor, ref, RemedyDraft(Step.APPEAL, Outcome.PENDING, filed=law.on("2022-01")))
    answered = RemedyDraft(Step.APPEAL, Outcome.REJECTED, filed=law.on("2022-01"), answered=law.on("2022-03"))
    service.amend_remedy(actor, ref, row.public_id, answered, row.version)
    (found,) = queries.get_legal(actor, ref).remedies
    assert (found.outcome, found.answered) == (Outcome.REJECTED, law.on("2022-03"))


def serving(begins: str, years: int) -> str:
    """Open a case of somebody who was 100 days in a remand prison and has a sentence of these years."""
    ref = open_case(("detention", "2022-01-10"))
    custody = CustodyDraft("sizo-1", began=law.on("2022-01-10"), ended=law.on("2022-04-19"))
    case_verbs.record_custody(cast.COORDINATOR.actor(), ref, custody)
    law.a_sentence(ref, Length(years=years), begins, term_from=law.on(begins))
    return ref


def test_the_sentences_that_may_have_ended_by_a_day() -> None:
    actor = cast.COORDINATOR.actor()
    # Both from 20 April 2022, 100 days in a remand prison count for 150 of a colony.
    three, five = serving("2022-04-20", 3), serving("2022-04-20", 5)
    life = open_case(*records.HELD)
    law.a_sentence(life, law.LIFE, kind="life")
    assert [end.reference for end in queries.list_estimated_ends(actor, date(2024, 11, 19))] == []
    (end,) = queries.list_estimated_ends(actor, date(2024, 11, 20))
    assert (end.reference, end.earliest, end.latest) == (three, date(2024, 11, 20), date(2024, 11, 20))
    everything = queries.list_estimated_ends(None, date(2030, 1, 1), organisation_id=actor.organisation_id)
    assert [end.reference for end in everything] == [three, five]
    assert queries.list_estimated_ends(cast.STRANGER.actor(), date(2030, 1, 1)) == []
    # Whoever is out needs no check, and an estimate changed nothing by itself.
    assert stage(three) == "sentenced"
    case_verbs.record_event(actor, three, EventDraft("free", law.on("2024-11-20"), reason="met her"))
    assert [end.reference for end in queries.list_estimated_ends(actor, date(2030, 1, 1))] == [five]


def test_a_sentence_without_custody_or_without_a_length_has_no_estimate() -> None:
    absent = open_case(("wanted_in_absentia", "2022"))
    law.a_sentence(absent)
    unknown = open_case(*records.HELD)
    law.a_sentence(unknown, Length())
    actor = cast.COORDINATOR.actor()
    (one,), (other,) = queries.find_endings(actor, absent), queries.find_endings(actor, unknown)
    assert (one.ending.why_not, other.ending.why_not) == (NoEstimate.ABSENT, NoEstimate.NO_LENGTH)
    assert queries.list_estimated_ends(actor, date(2099, 1, 1)) == []


def test_the_law_of_a_hidden_case_is_found_by_nobody_else() -> None:
    ref = open_case(*records.HELD, sensitivity=Sensitivity.RESTRICTED)
    law.charges(ref)
    hearing = law.a_hearing(ref)
    hidden = law.a_judge(ref, hearing, "Арсень Няісны").official
    law.a_sentence(ref, term_from=law.on("2021-11-03"))
    shown = open_case(*records.HELD)
    judge = law.a_judge(shown, law.a_hearing(shown), "Пятро Казачны").official
    law.a_judge(ref, hearing, "Пятро Казачны", known=judge.public_id)
    near, far = cast.COORDINATOR.actor(), cast.CASEWORKER.actor()
    everybody = OfficialFilter()
    assert queries.list_officials(near, everybody, PageRequest()).total == 2
    (row,) = queries.list_officials(far, everybody, PageRequest()).items
    assert (row.name, row.cases) == ("Пятро Казачны", 1)
    assert queries.list_officials(near, OfficialFilter("Казачны"), PageRequest()).items[0].cases == 2
    assert queries.list_alike(far, "Арсень Няісны") == []
    assert [act.reference for act in queries.list_acts(far, judge.public_id, PageRequest()).items] == [shown]
    with pytest.raises(NotFound):
        queries.get_official(far, hidden.public_id)
    with pytest.raises(NotFound):
        queries.get_legal(far, ref)
    assert queries.find_endings(far, ref) == ()
    assert queries.list_estimated_ends(far, date(2099, 1, 1)) == []
    assert len(queries.list_estimated_ends(near, date(2099, 1, 1))) == 1
    with pytest.raises(NotFound):
        service.charge(far, ref, ChargesDraft("369"))


def test_an_official_is_found_in_any_spelling_and_joined_by_people() -> None:
    ref = open_case(*records.HELD)
    hearing = law.a_hearing(ref)
    act = law.a_judge(ref, hearing, "Зміцер Выдуманы")
    actor = cast.COORDINATOR.actor()
    service.add_spelling(actor, act.official.public_id, "Dmitry Vydumanny", "sanctions list")
    for words in ("Дмитрий Выдуманный", "vydumanny", "Выдуманы", act.official.reference.lower()):
        found = queries.list_officials(actor, OfficialFilter(words), PageRequest()).items
        assert [row.reference for row in found] == [act.official.reference], words
    with pytest.raises(Wrong, match="recorded already"):
        service.add_spelling(actor, act.official.public_id, "Dmitry  Vydumanny", "")
    with pytest.raises(Wrong, match="named with this part already"):
        law.a_judge(ref, hearing, known=act.official.public_id)
    service.unname_official(actor, ref, act.public_id, "another judge")
    assert queries.get_legal(actor, ref).hearings[0].officials == ()
    # The official stays, and colleagues still find them: the case in which they were named is open to all.
    assert queries.get_official(cast.CASEWORKER.actor(), act.official.public_id).row.cases == 0


def test_an_amended_date_moves_only_the_event_that_was_written_with_it() -> None:
    ref = open_case(*records.HELD, ("charge", "2021-06"))
    actor = cast.COORDINATOR.actor()
    known = cases.get_case(actor, ref).events[-1]
    act = service.record_detention(actor, ref, DetentionDraft(law.told(event=known.public_id), forces="riot police"))
    assert act.happened == law.on("2021-05")
    draft = DetentionDraft(law.told("2021-05-09"), forces="riot police")
    service.amend_detention(actor, ref, act.public_id, draft, act.version)
    assert cases.get_case(actor, ref).events[-1].happened == law.on("2021-05")
    own = law.a_hearing(ref, "2021-09")
    service.amend_hearing(actor, ref, own.public_id, HearingDraft(law.told("2021-10")), own.version)
    event = cases.get_case(actor, ref).events[0]
    assert (event.kind, event.happened, len(event.corrections)) == ("hearing", law.on("2021-10"), 1)
    service.take_back(actor, ref, What.HEARING, own.public_id, "never held")
    assert kinds(ref) == ["detention", "charge"]


def test_a_reader_changes_nothing() -> None:
    ref = open_case(*records.HELD)
    with pytest.raises(Exception, match="Your role does not permit"):
        service.charge(cast.REVIEWER.actor(), ref, ChargesDraft("369"))
    with pytest.raises(Refused):
        law.charges(ref, "nothing to read")


def test_custody_that_was_taken_back_shortens_no_sentence() -> None:
    ref, actor = open_case(*records.HELD, ("charge", "2021-06-04")), cast.COORDINATOR.actor()
    draft = CustodyDraft("sizo-1", began=law.on("2021-05-10"), ended=law.on("2021-11-03"))
    row = case_verbs.record_custody(actor, ref, draft)
    law.a_sentence(ref)
    credited = queries.find_endings(actor, ref)[0].ending.found
    case_verbs.withdraw_custody(actor, ref, row.public_id, "another man")
    whole = queries.find_endings(actor, ref)[0].ending.found
    assert credited is not None
    assert whole is not None
    assert credited.latest < whole.latest
    assert whole.latest == date(2024, 11, 2)
