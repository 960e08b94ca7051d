"""The stage of a case follows from its events, in every order in which they are told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.core.errors import Refused
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.enums import ENDED, Phase, Stage
from case_mgr.jurisdictions.stages import (
    IMPOSSIBLE,
    STAGE_LABELS,
    UNLIKELY,
    Happened,
    ImpossibleMove,
    advance,
    contradictions,
    in_order,
    place,
    possible,
    stage_of,
    unlikely,
    unlikely_in,
)
from case_mgr.jurisdictions.types import EventKind

KINDS = [kind for country in catalogue.jurisdictions() for kind in catalogue.event_kinds(country.code)]
kinds = st.sampled_from(KINDS)
stages = st.sampled_from(Stage)
days = st.dates(date(2020, 8, 9), date(2026, 3, 19))


@st.composite
def happened(draw: st.DrawFn) -> Happened:
    """Draw an event on a day, in a span of days, or at an unknown or half-open time."""
    first = draw(st.none() | days)
    length = draw(st.sampled_from([0, 0, 0, 30, 365]))
    last = draw(st.none() | st.just(first + timedelta(days=length))) if first else draw(st.none() | days)
    return Happened(draw(kinds), first, last, draw(st.integers(0, 5)))


def event(code: str, *when: str) -> Happened:
    """Make an event of a kind on a day, or between two."""
    dates = [date.fromisoformat(day) for day in when]
    return Happened(catalogue.event_kind("BY", code), dates[0] if dates else None, dates[-1] if dates else None)


ARREST_TO_COLONY = [
    event("detention", "2021-03-02"),
    event("charge", "2021-03-12"),
    event("hearing", "2021-09-01"),
    event("verdict", "2021-09-20"),
    event("began_serving", "2021-12-03"),
]


def test_case_without_events_is_reported() -> None:
    assert stage_of([]) is Stage.REPORTED


def test_prosecution_runs_from_detention_to_the_colony() -> None:
    seen = [stage_of(ARREST_TO_COLONY[:count]) for count in range(6)]
    assert seen == [
        Stage.REPORTED,
        Stage.DETAINED,
        Stage.CHARGED,
        Stage.ON_TRIAL,
        Stage.SENTENCED,
        Stage.SERVING,
    ]


def test_pardon_announced_frees_nobody() -> None:
    told = [*ARREST_TO_COLONY, event("decree", "2025-09-10"), event("release_announced", "2025-09-11")]
    assert stage_of(told) is Stage.SERVING


def test_refusal_at_the_border_and_return_take_the_release_back_and_freedom_comes_later() -> None:
    that_day = [
        event(code, "2025-09-11")
        for code in ("returned_to_custody", "refusal_to_leave", "border_crossing", "left_facility")
    ]
    told = [*ARREST_TO_COLONY, *that_day]
    assert stage_of(told) is Stage.SERVING
    assert stage_of([*told, event("free", "2026-02-19")]) is Stage.RELEASED


def test_reversal_goes_back_to_the_stage_before_the_release() -> None:
    told = [event("detention", "2021-03-02"), event("left_facility", "2021-03-05")]
    assert stage_of([*told, event("returned_to_custody", "2021-03-06")]) is Stage.DETAINED


def test_reversal_of_a_release_known_alone_supposes_a_sentence() -> None:
    told = [event("left_facility", "2025-09-11"), event("refusal_to_leave", "2025-09-11")]
    assert stage_of(told) is Stage.SERVING


def test_rearrest_does_not_take_the_release_back() -> None:
    rearrest = event("rearrest", "2025-10-01")
    assert rearrest.kind.opens_new_case
    told = [*ARREST_TO_COLONY, event("term_served", "2025-09-01"), rearrest]
    assert stage_of(told) is Stage.RELEASED
    assert contradictions(told) == ()


def test_rearrest_at_the_gate_follows_the_release_of_that_day() -> None:
    told = [
        event("rearrest", "2022-05-05"),
        event("released_in_courtroom", "2022-05-05"),
        event("detention", "2022-01-01"),
    ]
    assert contradictions(told) == ()


def test_detention_after_a_release_is_refused_and_says_what_to_do() -> None:
    with pytest.raises(ImpossibleMove, match="re-arrest opens a new case") as refused:
        advance(Stage.RELEASED, catalogue.event_kind("BY", "detention"))
    assert isinstance(refused.value, Refused)
    assert "Detention" in str(refused.value)


def test_new_charge_in_the_colony_leaves_the_case_serving() -> None:
    told = [*ARREST_TO_COLONY, *(event(code, "2023-02-01") for code in ("charge", "hearing", "verdict", "added_term"))]
    assert stage_of(told) is Stage.SERVING


def test_home_confinement_replaced_by_a_colony() -> None:
    told = [event("restricted_freedom_imposed", "2022-01-01")]
    assert stage_of(told) is Stage.RESTRICTED_FREEDOM
    assert stage_of([*told, event("replaced_by_colony", "2022-07-01")]) is Stage.SERVING


def test_trial_in_absentia_never_puts_anyone_in_custody() -> None:
    told = [event("special_proceedings", "2022-11-01"), event("hearing", "2022-12-01"), event("verdict", "2022-12-20")]
    assert stage_of(told) is Stage.IN_ABSENTIA


def test_mitigation_is_no_release() -> None:
    assert stage_of([*ARREST_TO_COLONY, event("sentence_mitigated", "2022-01-01")]) is Stage.SERVING
    assert stage_of([*ARREST_TO_COLONY, event("replaced_by_lighter", "2022-01-01")]) is Stage.RESTRICTED_FREEDOM


def test_acquittal_frees_the_one_in_court_and_closes_the_case_of_the_absent() -> None:
    acquittal = catalogue.event_kind("BY", "acquittal")
    assert advance(Stage.ON_TRIAL, acquittal) is Stage.RELEASED
    assert advance(Stage.IN_ABSENTIA, acquittal) is Stage.CLOSED


def test_death_of_a_free_person_does_not_undo_the_release() -> None:
    assert advance(Stage.RELEASED, catalogue.event_kind("BY", "death")) is Stage.RELEASED
    assert advance(Stage.SERVING, catalogue.event_kind("BY", "death_in_custody")) is Stage.DIED


def test_verdict_known_by_year_stands_between_arrest_and_release() -> None:
    told = [
        event("term_served", "2022-11-01"),
        event("verdict", "2022-01-01", "2022-12-31"),
        event("detention", "2022-03-04"),
    ]
    assert [one.kind.code for one in in_order(told)] == ["detention", "verdict", "term_served"]
    assert contradictions(told) == ()


def test_back_dated_charge_may_be_added_to_a_case_that_has_ended() -> None:
    told = [ARREST_TO_COLONY[0], ARREST_TO_COLONY[3], event("term_served", "2023-03-02")]
    assert place(told, event("charge", "2021-03-12")) is Stage.RELEASED
    with pytest.raises(ImpossibleMove):
        place(told, event("charge", "2023-03-12"))


def test_event_that_makes_a_later_one_impossible_is_refused() -> None:
    with pytest.raises(ImpossibleMove):
        place(ARREST_TO_COLONY, event("death_in_custody", "2021-05-01"))


def test_old_contradiction_does_not_block_new_events() -> None:
    told = [event("term_served", "2021-01-01"), event("detention", "2021-05-01")]
    assert len(contradictions(told)) == 1
    assert place(told, event("health_report", "2021-06-01")) is Stage.RELEASED


def test_release_of_an_unknown_prisoner_asks_why() -> None:
    assert unlikely(Stage.REPORTED, catalogue.event_kind("BY", "left_facility"))
    assert unlikely(Stage.SERVING, catalogue.event_kind("BY", "left_facility")) is None
    assert unlikely_in([], event("left_facility", "2025-09-11"))
    assert unlikely_in(ARREST_TO_COLONY, event("left_facility", "2025-09-11")) is None
    assert unlikely_in(ARREST_TO_COLONY, event("left_facility", "2020-09-11"))


@given(st.lists(happened(), max_size=12).flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))))
def test_stage_does_not_depend_on_the_order_of_telling(both: tuple[list[Happened], list[Happened]]) -> None:
    told, shuffled = both
    assert stage_of(told) is stage_of(shuffled)
    assert [str(one) for one in contradictions(told)] == [str(one) for one in contradictions(shuffled)]


@given(st.lists(happened(), max_size=12))
def test_no_event_stands_before_one_that_is_certainly_earlier(told: list[Happened]) -> None:
    ordered = in_order(told)
    assert sorted(map(repr, ordered)) == sorted(map(repr, told))
    for number, one in enumerate(ordered):
        for later in ordered[number + 1 :]:
            assert not (later.latest and one.earliest and later.latest < one.earliest)


@given(st.lists(happened(), max_size=10), happened())
def test_an_accepted_event_never_adds_a_contradiction(told: list[Happened], new: Happened) -> None:
    try:
        stage = place(told, new)
    except ImpossibleMove:
        return
    assert stage is stage_of([*told, new])
    assert len(contradictions([*told, new])) <= len(contradictions(told))


@given(stages, kinds)
def test_a_case_that_has_ended_is_left_only_by_reversal_or_reopening(stage: Stage, kind: EventKind) -> None:
    try:
        after = advance(stage, kind)
    except ImpossibleMove:
        return
    if stage in ENDED and after is not stage:
        assert (stage is Stage.RELEASED and kind.reverses) or (stage is Stage.CLOSED and kind.code == "case_reopened")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_kind_is_possible_somewhere_and_says_why_it_is_not_elsewhere(kind: EventKind) -> None:
    assert any(possible(stage, kind) for stage in Stage)
    for stage in Stage:
        if possible(stage, kind):
            assert advance(stage, kind) in Stage
            continue
        with pytest.raises(ImpossibleMove) as refused:
            advance(stage, kind)
        assert kind.names["en"] in str(refused.value)
        assert "%(" not in str(refused.value)
        assert unlikely(stage, kind) is None


@pytest.mark.parametrize("table", [STAGE_LABELS, IMPOSSIBLE, UNLIKELY])
def test_every_stage_has_its_sentence(table: dict[Stage, str]) -> None:
    assert set(table) == set(Stage)
    assert len(set(table.values())) == len(Stage)


def test_only_release_events_end_in_released() -> None:
    freeing = {kind for kind in KINDS if kind.moves_to is Stage.RELEASED}
    assert {kind.phase for kind in freeing} == {Phase.RELEASE, Phase.SENTENCE}
    assert {kind.code for kind in freeing if kind.phase is Phase.SENTENCE} == {"acquittal"}
