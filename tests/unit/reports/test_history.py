"""The quick way through a case leads where the plain one leads: same order, same stage, same ends."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from case_mgr.jurisdictions import catalogue, stages
from case_mgr.jurisdictions.stages import Happened
from case_mgr.reports.history import course, exact, exit_of, idle_kinds, in_order
from case_mgr.reports.types import EventFact

KINDS = sorted(kind.code for kind in catalogue.event_kinds("BY"))
DAY = date(2026, 1, 1)


@st.composite
def _cases(draw: st.DrawFn, *, vague: bool) -> list[EventFact]:
    """A case with up to nine events of any kind on few days, so that many fall together."""
    found = []
    for key in draw(st.permutations(range(draw(st.integers(0, 9))))):
        first = DAY + timedelta(days=draw(st.integers(0, 6)))
        last = first + timedelta(days=draw(st.integers(0, 5))) if vague else first
        ends = draw(st.sampled_from([(first, last), (None, last), (first, None)])) if vague else (first, last)
        found.append(EventFact(key, 1, draw(st.sampled_from(KINDS)), *ends, None))
    return found


def _happened(events: list[EventFact]) -> list[Happened]:
    return [Happened(catalogue.event_kind("BY", one.kind), one.earliest, one.latest, one.key) for one in events]


@given(_cases(vague=False) | _cases(vague=True))
def test_events_stand_in_the_order_of_stages(events: list[EventFact]) -> None:
    plain = [one.recorded for one in stages.in_order(_happened(events))]
    assert [event.key for event in in_order("BY", events)] == plain


@given(_cases(vague=False) | _cases(vague=True))
def test_a_course_ends_at_the_stage_of_its_case(events: list[EventFact]) -> None:
    assert course("BY", events).stage is stages.stage_of(_happened(events))


@given(_cases(vague=False))
def test_what_moves_no_case_can_be_left_out_where_every_day_is_known(events: list[EventFact]) -> None:
    whole, rest = course("BY", events), course("BY", [one for one in events if one.kind not in idle_kinds()])
    told, short = ((c.stage, c.held, c.arrest, c.verdict, c.death, c.release) for c in (whole, rest))
    assert told == short
    named, left = ([exit_of("BY", one) for one in c.chain if exit_of("BY", one)] for c in (whole, rest))
    assert named == left


def test_a_note_of_a_known_day_can_order_two_vague_events() -> None:
    days = {"note": (3, 3), "detention": (5, 8), "term_served": (1, 9)}
    events = [
        EventFact(key, 1, kind, DAY + timedelta(days=first), DAY + timedelta(days=last), None)
        for key, (kind, (first, last)) in enumerate(days.items())
    ]
    assert not exact(events)
    assert [one.kind for one in in_order("BY", events)] != ["detention", "term_served", "note"]
    assert [one.kind for one in in_order("BY", events[1:])] == ["detention", "term_served"]


def test_kinds_that_move_a_case_somewhere_are_not_idle() -> None:
    assert not idle_kinds() & {"detention", "verdict", "term_served", "death", "refusal_to_leave", "hearing"}
    assert {"note", "transfer", "hunger_strike"} <= idle_kinds()
