"""A filter that was written down to be read in the background is the same filter."""

from __future__ import annotations

import json
from datetime import UTC

from hypothesis import given
from hypothesis import strategies as st

from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases.types import CaseFilter, State
from case_mgr.core.dates import PartialDate
from case_mgr.desk import asking
from case_mgr.detainees.types import PersonFilter, Sex, Walk
from case_mgr.jurisdictions.enums import Stage

TEXT = st.text(max_size=12)
DATES = st.none() | st.sampled_from([PartialDate.parse(text) for text in ("2021", "2021-05", "2021-05-03", "../1953")])
ONLY = st.none() | st.frozensets(TEXT, max_size=3)
PEOPLE = st.builds(
    PersonFilter,
    words=TEXT,
    country=TEXT,
    sex=st.none() | st.sampled_from(Sex),
    group=st.none() | st.sampled_from(Walk),
    sort=TEXT,
    only=ONLY,
)
CASES = st.builds(
    CaseFilter,
    words=TEXT,
    stage=st.none() | st.sampled_from(Stage),
    state=st.none() | st.sampled_from(State),
    country=TEXT,
    sex=TEXT,
    owner=TEXT,
    person=st.none() | TEXT,
    arrested_from=DATES,
    arrested_to=DATES,
    batch=st.none() | TEXT,
    only=ONLY,
    only_open=st.booleans(),
    flagged=TEXT,
    sort=TEXT,
)
INSTANTS = st.none() | st.datetimes(timezones=st.just(UTC))
ENTRIES = st.builds(
    EntryFilter,
    event=st.none() | st.sampled_from(Event),
    actor=st.none() | TEXT,
    subject=st.none() | TEXT,
    since=INSTANTS,
    until=INSTANTS,
)


@given(PEOPLE, CASES, ENTRIES)
def test_it_is_read_as_it_was_written(people: PersonFilter, cases: CaseFilter, entries: EntryFilter) -> None:
    assert asking.people_of(json.loads(json.dumps(asking.of_people(people)))) == people
    assert asking.cases_of(json.loads(json.dumps(asking.of_cases(cases)))) == cases
    assert asking.entries_of(json.loads(json.dumps(asking.of_entries(entries)))) == entries
