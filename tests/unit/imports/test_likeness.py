"""Keys of names put together from words, and the table of rows that share one."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_mgr.core.dates import PartialDate
from case_mgr.imports.likeness import strong_keys
from case_mgr.imports.repeats import Repeats
from case_mgr.imports.values import is_plain_name, names_several
from case_mgr.names.keys import WEIGHTS, keys, weight
from case_mgr.names.sound import bones

SURNAMES = "Выдуманаў Небывалова Nikto Пустовіч Ziałonka Марная Щербатый Марковец Ціхавод Ясень Клён Łopata".split()
GIVEN = "Алег Олег Aleh Ганна Анна Hanna Сяргей Сергей Siarhei Наталля Наталья Ян Яна Жан Пятро Пётр Кацярына".split()
FATHERS = ["", "Іванавіч", "Иванович", "Пятроўна", "Петровна", "Ivanavich", "Юріївна", "Ильич"]
NAMES = st.builds(
    lambda surname, given, father, turned, loud: (
        (" ".join([given, father, surname] if turned else [surname, given, father])).split(),
        loud,
    ),
    st.sampled_from(SURNAMES),
    st.sampled_from(GIVEN),
    st.sampled_from(FATHERS),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=300)
@given(NAMES)
def test_keys_put_together_from_words_hold_those_of_the_whole_name(made: tuple[list[str], bool]) -> None:
    words, loud = made
    name = " ".join(words).upper() if loud else " ".join(words)
    whole = {str(key) for key in keys(name) if weight(key) >= WEIGHTS["w"]}
    assert whole <= set(strong_keys(name))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Сяргей Ціхавод", "Sergei Tikhovod"),
        ("КЛЁН ПЁТР ИВАНОВИЧ", "Клен Пятро"),
        ("Марная Наталля Пятроўна", "Наталья Марная"),
    ],
)
def test_spellings_of_one_name_share_a_key_and_namesakes_of_another_given_name_do_not(one: str, other: str) -> None:
    assert set(strong_keys(one)) & set(strong_keys(other))
    assert not set(strong_keys("Клён Пётр")) & set(strong_keys("Клён Ганна"))


def test_the_table_of_repeats_finds_what_a_search_of_all_rows_finds() -> None:
    chance = random.Random(5)
    births = [None, *(PartialDate.day(1980, 1, day) for day in range(1, 4)), PartialDate.year(1980)]
    seen: list[tuple[str, PartialDate | None]] = []
    repeats = Repeats(lambda name: (name,))
    for row in range(1, 4001):
        name, birth = f"n{chance.randrange(900)}", chance.choice(births)
        found = repeats.find(row, name, birth)
        wanted = [
            number
            for number, (other, day) in enumerate(seen, 1)
            if other == name and (birth is None or day is None or _meet(birth, day))
        ]
        assert list(found) == wanted
        seen.append((name, birth))


def _meet(one: PartialDate, other: PartialDate) -> bool:
    far = date.max
    first, second = (one.earliest or date.min, one.latest or far), (other.earliest or date.min, other.latest or far)
    return first[0] <= second[1] and second[0] <= first[1]


def test_two_rows_of_one_day_are_found_among_any_number_of_namesakes() -> None:
    repeats = Repeats(lambda _: ("same",))
    days = [PartialDate.day(1950 + number // 300, number // 25 % 12 + 1, number % 25 + 1) for number in range(3000)]
    for row, day in enumerate(days, 1):
        assert repeats.find(row, "x", day) == ()
    assert repeats.find(3001, "x", days[7]) == (8,)


def test_a_name_that_very_many_rows_have_stays_cheap() -> None:
    repeats = Repeats(lambda _: ("same",))
    found = [repeats.find(row, "x", None) for row in range(1, 60)]
    assert found[-1] == tuple(range(39, 59))


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("Клён Алег, Ясень Ганна", True),
        ("Клён Алег и Ясень Ганна", True),
        ("Клён Алег і Ганна", True),
        ("Клён Алег; Ясень Ганна; Nikto Jan", True),
        ("Клён Алег\nЯсень Ганна", True),
        ("Клён, Алег", False),
        ("Клён Ясень, Алег Ян", False),
        ("Клён Алег / Klon Aleh", False),
        ("Клён Пётр / Клён Пятро", False),
        ("Ибн Аль и Халид", False),
        ("Клён Алег (Ясень)", False),
    ],
)
def test_several_persons_in_one_cell_are_seen(name: str, several: bool) -> None:
    assert names_several(name) is several


def test_plain_names_need_no_second_look() -> None:
    assert all(map(is_plain_name, ["Клён Алег", "Klon-Jasień Aleh", "О’Нил Ян", "Клён А. Б."]))
    assert not any(map(is_plain_name, ["Kлён Алег", "неизвестно", "Клён и Ясень", "12", "", "Клён Алег, Ян"]))


def test_a_consonant_that_vowels_part_is_one_bone() -> None:
    # The keys of names are stored: whoever makes this quicker must not change them.
    assert (bones("anina"), bones("salasa"), bones("annSsa")) == ("n", "sls", "ns")
