"""A list that grows, beside its version before."""

from hypothesis import given
from hypothesis import strategies as st

from case_mgr.pardons import listing
from case_mgr.pardons.lines import parse
from case_mgr.pardons.listing import Compared, Known, Printed, compare, forms_of

FIRST = "1. Ihar Lesavik\n2. Anna Rachnaya\n3. Piotr Okalavich – priest"


def _compare(before: str, now: str, left: frozenset[str] = frozenset()) -> Compared:
    rows = [(line, named) for line in parse(before) for named in line.names]
    known = [
        Known(number, frozenset(forms_of(named)), (named.birth,) if named.birth else ())
        for number, (_, named) in enumerate(rows, 1)
    ]
    printed = [Printed(n, named.printed, line.raw, line.number) for n, (line, named) in enumerate(rows, 1)]
    return compare(parse(now), known, printed, left)


def test_a_corrected_print_is_asked_about_and_takes_its_place_only_when_somebody_says_so() -> None:
    found = _compare(FIRST, FIRST.replace("Okalavich", "Akalovich"))
    (one,) = found.changed
    assert (one.planned.named.printed, one.was.number) == ("Piotr Akalovich", 3)
    assert found.fresh == ()
    assert [row.number for row in listing.settle(found, {one.at: 3})] == [1, 2, 3]
    assert [row.number for row in listing.settle(found, {one.at: 0})] == [1, 2, None]
    assert [row.number for row in listing.settle(found, {})] == [1, 2, None]


def test_an_answer_names_no_other_place_than_the_one_that_was_asked_about() -> None:
    found = _compare(FIRST, FIRST.replace("Okalavich", "Akalovich"))
    assert [row.number for row in listing.settle(found, {2: 1})] == [1, 2, None]


def test_new_lines_and_lines_that_are_gone_are_told() -> None:
    found = _compare(FIRST, "1. Anna Rachnaya\n2. Ihar Lesavik\n3. Zmicier Dubrava")
    assert [row.number for row in found.gone] == [3]
    assert [row.named.printed for row in found.fresh] == ["Zmicier Dubrava"]
    assert found.changed == ()


def test_a_line_that_says_more_beside_the_name_keeps_its_place() -> None:
    found = _compare(FIRST, FIRST.replace("– priest", "– priest, 11 years"))
    assert [(one.was.number, one.planned.number) for one in found.reworded] == [(3, 3)]
    assert (found.changed, found.gone, found.fresh) == ((), (), ())


def test_the_same_name_twice_is_told_with_its_lines() -> None:
    found = _compare("", "1. Ihar Lesavik\n2. Anna Rachnaya\n3. IHAR LESAVIK")
    assert found.twice == (("Ihar Lesavik", (1, 3)),)


def test_who_was_left_out_before_is_left_out_again() -> None:
    found = _compare(FIRST, FIRST + "\n4. Zmicier Dubrava", frozenset({"zmicier dubrava"}))
    assert found.left_out == {3}


def test_a_doubled_name_is_asked_about_and_both_lines_may_mean_one_place() -> None:
    found = _compare("1. Ihar Lesavik\n2. Anna Rachnaya", "1. Ihar Lesavik, a\n2. Ihar Lesavik, b")
    assert [(one.at, one.numbers) for one in found.unsure] == [(0, (1,)), (1, (1,))]
    assert [row.number for row in listing.settle(found, {})] == [1, None]
    assert [row.number for row in listing.settle(found, {0: 0, 1: 1})] == [None, 1]
    assert [row.number for row in listing.settle(found, {0: 1, 1: 1})] == [1, 1]
    # No other place than one that bears the name.
    assert [row.number for row in listing.settle(found, {1: 2})] == [1, None]


def test_a_name_of_two_places_is_asked_about_unless_the_birth_tells_or_the_line_stayed() -> None:
    before = "1. Ihar Lesavik, 1970\n2. Ihar Lesavik, 1990"
    found = _compare(before, "1. Ihar Lesavik, teacher")
    assert [one.numbers for one in found.unsure] == [(1, 2)]
    assert _compare(before, before).unsure == ()
    assert _compare("1. Anna Rachnaya", "1. Anna Rachnaya, 1970").unsure == ()


names = st.lists(st.sampled_from(["Ihar Lesavik", "Anna Rachnaya", "Ivan Verba", "Petra Dubrava", "Ihar Verba"]))


@given(names, names)
def test_no_place_is_taken_twice_and_no_name_is_lost(before: list[str], now: list[str]) -> None:
    found = _compare("\n".join(f"- {name}" for name in before), "\n".join(f"- {name}" for name in now))
    assert [row.named.printed for row in found.planned] == now
    every = {one.at: one.was.number for one in found.changed}
    taken = [row.number for row in listing.settle(found, every) if row.number]
    assert len(taken) == len(set(taken))
    assert set(taken) | {row.number for row in found.gone} == set(range(1, len(before) + 1))
