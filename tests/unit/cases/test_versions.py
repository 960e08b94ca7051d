"""Corrections follow one another, versions stand side by side, and exactly one of them counts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from case_mgr.cases.versions import Told, counting, disputed, happenings

FIRST, OTHER, CORRECTED = Told(1), Told(2, version_of=1), Told(3, corrects=1)


def counted(*told: Told) -> list[int]:
    """The rows that count."""
    return [version.latest for versions in happenings(told) if (version := counting(versions))]


def test_the_version_that_was_recorded_first_counts_in_its_latest_correction() -> None:
    assert counted(FIRST, OTHER) == [1]
    assert counted(FIRST, OTHER, CORRECTED) == [3]
    assert [len(versions) for versions in happenings([FIRST, OTHER, CORRECTED])] == [2]


def test_the_one_taken_as_true_counts_and_ends_the_dispute() -> None:
    taken = Told(2, version_of=1, taken_as_true=True)
    assert counted(FIRST, taken) == [2]
    assert [disputed(versions) for versions in happenings([FIRST, OTHER])] == [True]
    assert [disputed(versions) for versions in happenings([FIRST, taken])] == [False]


def test_when_it_is_taken_back_the_next_one_counts() -> None:
    assert counted(Told(1, withdrawn=True), OTHER) == [2]
    assert counted(FIRST, Told(2, version_of=1, taken_as_true=True, withdrawn=True)) == [1]
    assert counted(Told(1, withdrawn=True), Told(2, version_of=1, withdrawn=True)) == []


def test_a_version_of_a_version_or_of_a_correction_is_one_more_of_the_first() -> None:
    assert [len(versions) for versions in happenings([FIRST, OTHER, Told(3, version_of=2)])] == [3]
    assert [len(versions) for versions in happenings([FIRST, CORRECTED, Told(4, version_of=3)])] == [2]


def test_what_points_at_rows_that_the_reader_does_not_have_stands_by_itself() -> None:
    assert counted(Told(5, version_of=1), Told(6, corrects=2)) == [5, 6]


@given(st.data())
def test_no_event_counts_twice_and_no_row_is_lost(data: st.DataObject) -> None:
    rows: list[Told] = []
    for key in range(1, data.draw(st.integers(1, 12)) + 1):
        earlier = st.sampled_from([row.key for row in rows]) if rows else st.none()
        how = data.draw(st.sampled_from(["new", "corrects", "version"])) if rows else "new"
        at = data.draw(earlier) if how != "new" else None
        gone, true = data.draw(st.booleans()), data.draw(st.booleans())
        rows.append(Told(key, at if how == "corrects" else None, at if how == "version" else None, gone, true))
    told = happenings(rows)
    assert sorted(key for versions in told for version in versions for key in version.rows) == [r.key for r in rows]
    for versions in told:
        counts = counting(versions)
        assert (counts is None) is not any(version.standing for version in versions)
