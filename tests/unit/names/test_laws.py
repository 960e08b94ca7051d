"""Laws of the names room, held over arbitrary text."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_mgr.core.dates import PartialDate
from case_mgr.names.keys import MAX_KEYS, keys
from case_mgr.names.normalise import fold, normalise
from case_mgr.names.parse import parse
from case_mgr.names.romanise import System, latin, romanise
from case_mgr.names.score import score
from case_mgr.names.types import Evidence

LETTERS = "абвгдеёжзийклмнопрстуўфхцчшщыьэюяіїєґ'- .,()"
NAMES = st.one_of(
    st.text(alphabet=LETTERS + LETTERS.upper(), max_size=40),
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzčšžŭłśćń'- .,ABCDEFG", max_size=40),
    st.text(max_size=40),
    st.sampled_from(
        ["Слава", "Кулевов Сергей Иванович", "Siarhei Kuliavou", "刘晓波", "محمد علي", "Г. Кулевов", "Саша Кулевова"]
    ),
)
BIRTHS = st.one_of(
    st.none(),
    st.dates().filter(lambda day: day.year > 1000).map(PartialDate.from_date),
    st.integers(1900, 2010).map(PartialDate.year),
    st.integers(190, 200).map(PartialDate.decade),
    st.just(PartialDate.unknown()),
)
PEOPLE = st.builds(Evidence, name=NAMES, birth=BIRTHS)


@given(PEOPLE, PEOPLE)
def test_score_is_symmetric_and_bounded(one: Evidence, other: Evidence) -> None:
    there, back = score(one, other), score(other, one)
    assert there.value == back.value
    assert there.verdict is back.verdict
    assert 0 <= there.value <= 1
    assert isinstance(str(there), str)


@given(PEOPLE, PEOPLE)
def test_nobody_is_liker_than_oneself(one: Evidence, other: Evidence) -> None:
    assert score(one, one).value >= score(one, other).value


@given(NAMES)
def test_keys_are_stable_under_normalisation_and_repetition(name: str) -> None:
    assert keys(name) == keys(normalise(name)[0])
    assert (
        keys(name) == keys(unicodedata.normalize("NFD", name))
        or not name.isprintable()
        or any(unicodedata.combining(mark) or unicodedata.decomposition(mark) for mark in name)
    )
    assert len(keys(name)) <= MAX_KEYS
    assert all(0 < len(key) <= 64 for key in keys(name))


@pytest.mark.parametrize("name", ["Сергей Кулевов", "Мария Йодик-Ёлкина", "Зміцер Аўтуровіч", "Žmicier Čyžyk"])
def test_keys_survive_decomposition_and_stress(name: str) -> None:
    assert keys(unicodedata.normalize("NFD", name)) == keys(name)
    assert keys(name.replace("е", "е\u0301")) == keys(name)
    assert keys(name.replace("р", "р\u200b")) == keys(name)


@given(st.text(alphabet=LETTERS.replace("(", "").replace(")", "").replace(".", "").replace(",", ""), max_size=30))
def test_keys_do_not_depend_on_case(name: str) -> None:
    assert keys(name.upper()) == keys(name.lower())


@given(st.text(max_size=60), st.sampled_from(System))
def test_romanising_twice_changes_nothing(name: str, system: System) -> None:
    once = romanise(name, system)
    assert romanise(once, system) == once
    assert latin(latin(name)) == latin(name) or not name.isascii()


@given(st.text(max_size=400))
@settings(max_examples=300)
def test_nothing_crashes(name: str) -> None:
    parsed = parse(name)
    assert len(parsed.full) <= 1000
    assert normalise(normalise(name)[0])[0] == normalise(name)[0] or len(name) > 100
    fold(name)
    latin(name)
    score(Evidence(name), Evidence(name[::-1]))


@pytest.mark.parametrize(
    "hostile",
    [
        "(" * 50_000,
        "((" + "а" * 50_000,
        "а" * 50_000,
        "а " * 25_000,
        "«" * 25_000 + "»" * 25_000,
        "дз" * 25_000,
        "ja" * 25_000,
        "И." * 25_000,
        "1." * 25_000,
        "c" * 50_000,
        "shch" * 12_500,
        "а\u0301" * 25_000,
        "aа" * 25_000,
        ", " * 25_000,
        " / ".join("аб" for _ in range(10_000)),
        "حسن" * 16_000,
        "刘" * 50_000,
        "19" * 25_000,
        " " * 50_000,
        "-" * 50_000,
    ],
    ids=lambda text: f"{text[:4]!r}x{len(text)}",
)
def test_hostile_names_are_read_quickly(hostile: str) -> None:
    start = time.process_time()
    keys(hostile)
    score(Evidence(hostile), Evidence("Кулевов Сергей"))
    assert time.process_time() - start < 1.0
