"""Which lines stand for places that a batch has already."""

from hypothesis import given
from hypothesis import strategies as st

from case_mgr.pardons.lines import parse
from case_mgr.pardons.listing import Known, digest, forms_of, plan


def _known(text: str) -> list[Known]:
    planned = plan(parse(text), [])
    return [
        Known(number, frozenset(forms_of(one.named)), (one.named.birth,) if one.named.birth else ())
        for number, one in enumerate(planned, start=1)
    ]


def test_the_same_print_is_the_same_place() -> None:
    planned = plan(parse("Anna Rachnaya\nIvan Verba"), _known("Ivan Verba\nAnna Rachnaya"))
    assert [one.number for one in planned] == [2, 1]


def test_the_same_name_twice_on_one_list_is_two_people() -> None:
    assert [one.number for one in plan(parse("Ivan Verba\nIvan Verba"), _known("Ivan Verba"))] == [1, None]


def test_another_birth_is_another_person() -> None:
    assert [one.number for one in plan(parse("Ivan Verba, 1990"), _known("Ivan Verba, 1961"))] == [None]
    assert [one.number for one in plan(parse("Ivan Verba, 1961"), _known("Ivan Verba"))] == [1]


def test_another_spelling_is_left_to_people() -> None:
    assert [one.number for one in plan(parse("Iwan Werba"), _known("Ivan Verba"))] == [None]


def test_a_bilingual_line_is_known_by_either_form() -> None:
    assert [one.number for one in plan(parse("Иван Верба"), _known("Ivan Verba (Иван Верба)"))] == [1]


def test_the_fingerprint_does_not_mind_blank_lines() -> None:
    assert digest(parse("Ivan Verba\n\n  Anna  Rachnaya ")) == digest(parse("Ivan Verba\nAnna Rachnaya"))
    assert digest(parse("Ivan Verba")) != digest(parse("Anna Rachnaya"))


people = st.lists(st.sampled_from(["Ivan Verba", "Anna Rachnaya", "Ivan Verba, 1970", "Petra Dubrava / Пётра Дуброва"]))


@given(people)
def test_a_list_added_again_makes_no_new_place(names: list[str]) -> None:
    text = "\n".join(names)
    assert all(one.number is not None for one in plan(parse(text), _known(text)))


@given(people, people)
def test_no_place_is_taken_twice(first: list[str], second: list[str]) -> None:
    planned = plan(parse("\n".join(second)), _known("\n".join(first)))
    taken = [one.number for one in planned if one.number is not None]
    assert len(taken) == len(set(taken))
