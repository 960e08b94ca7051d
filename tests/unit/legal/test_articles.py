"""Charges as people write them: what they mean, and that nothing written is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.legal.article_words import Kind, pieces
from case_mgr.legal.articles import parse
from case_mgr.legal.checking import FOREIGN_LAW, SUPERSCRIPT_LOST, UNKNOWN, check
from case_mgr.legal.citing import LANGUAGES, cite
from case_mgr.legal.refs import Ref

CORPUS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "charges.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
SILENT = {Kind.AND, Kind.OF, Kind.ARTICLE, Kind.PART, Kind.PARAGRAPH, Kind.CRIMINAL, Kind.ADMINISTRATIVE}


def _refs(text: str) -> list[Ref]:
    return [read.ref for read in parse(text).found]


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS) >= 60
    assert len({text for text, _ in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize(("text", "meant"), CORPUS, ids=[text for text, _ in CORPUS])
def test_a_spelling_means_its_articles(text: str, meant: str) -> None:
    reading = parse(text)
    assert [read.ref for read in reading.found] == [Ref(*one.split("|")) for one in meant.split(" ")]
    assert reading.unread == ()


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("задержан 12.05.2021 по ст. 342 ч.1 УК, 3 года колонии", ["задержан 12.05.2021", "3 года колонии"]),
        ("ст. 342 (групповые действия)", ["групповые действия"]),
        ("дело № 342 от 2021 года", ["дело № 342 от 2021 года"]),
        ("341-342", ["341-342"]),
        ("часть 1", ["часть 1"]),
        ("342 дні", ["342 дні"]),
        ("лишение 2.5 лет", ["лишение 2.5 лет"]),
        ("BY-2021-00042", ["BY-2021-00042"]),
        ("ст. 342, ст.", ["ст."]),
        ("invented", ["invented"]),
        ("ч. " + "1" * 5000, ["ч. " + "1" * 5000]),
        ("ст. ٣٤٢", ["ст. ٣٤٢"]),
    ],
)
def test_what_is_not_understood_is_given_back(text: str, unread: list[str]) -> None:
    assert [span.text for span in parse(text).unread] == unread


def test_the_law_of_another_country_is_noticed() -> None:
    assert _refs("ст. 342 УК РФ") == [Ref("uk", "342", country="RU")]
    assert [c.doubt for c in check("BY", parse("ст. 342 УК РФ"))] == [FOREIGN_LAW]


_numbers = st.one_of(
    st.integers(100, 500).map(str),
    st.tuples(st.integers(100, 500), st.integers(1, 9)).map(lambda n: f"{n[0]}-{n[1]}"),
)
_offences = st.tuples(st.integers(10, 29), st.integers(1, 40)).map(lambda n: f"{n[0]}.{n[1]}")
_specs = st.one_of(st.just(""), st.integers(1, 9).map(str), st.just("1-1"))
refs = st.one_of(
    st.builds(Ref, st.sampled_from(["", "uk"]), _numbers, _specs, st.one_of(st.just(""), st.integers(1, 9).map(str))),
    st.builds(Ref, st.sampled_from(["koap", "koap2003", "koap2021"]), _offences, _specs),
)


@given(refs, st.sampled_from(LANGUAGES))
def test_what_is_cited_is_read_as_the_same(ref: Ref, language: str) -> None:
    reading = parse(cite(ref, language))
    assert [read.ref for read in reading.found] == [ref]
    assert reading.unread == ()


@given(st.lists(refs.filter(lambda ref: ref.law), min_size=1, max_size=5), st.sampled_from(["; ", ", ", "\n"]))
def test_a_list_is_read_as_its_members(wanted: list[Ref], glue: str) -> None:
    assert _refs(glue.join(cite(ref, "ru") for ref in wanted)) == wanted


@given(st.text(max_size=80) | st.text(alphabet="стчпарт 0123456789.,-()¹⁴УКіиand§", max_size=60))
def test_no_letter_and_no_number_is_lost(text: str) -> None:
    reading = parse(text)
    kept = [(span.start, span.end) for span in (*(r.raw for r in reading.found), *reading.unread)]
    for piece in pieces(text):
        silent = piece.kind in SILENT or not re.search(r"\w", piece.text)
        assert silent or any(start <= piece.start and piece.end <= end for start, end in kept), piece
    for span in (*(read.raw for read in reading.found), *reading.unread):
        assert text[span.start : span.end] == span.text != ""


@given(st.text(alphabet="ч.12 ст34,;", max_size=40), st.sampled_from(["", "  ", "\n"]))
def test_white_space_around_changes_nothing(text: str, blank: str) -> None:
    assert _refs(blank + text + blank) == _refs(text)


def test_the_vocabulary_gives_law_and_title() -> None:
    found = check("BY", parse("342 ч.1, 24.23, 361¹ УК"))
    assert [(c.ref.law, c.ref.article, c.ref.part) for c in found] == [
        ("uk", "342", "1"),
        ("koap2021", "24.23", ""),
        ("uk", "361-1", ""),
    ]
    assert all(c.item and not c.doubt for c in found)


def test_an_unknown_article_is_flagged_with_its_sentence() -> None:
    (odd,) = check("BY", parse("ст. 471 УК"))
    assert (odd.doubt, odd.params, odd.item) == (UNKNOWN, {"article": "471"}, None)


def test_a_lost_superscript_is_proposed_and_not_assumed() -> None:
    (odd,) = check("BY", parse("ст. 3691 УК"))
    assert (odd.ref.article, odd.doubt, odd.instead) == ("3691", SUPERSCRIPT_LOST, "369-1")


def test_an_article_that_is_named_twice_is_one_charge() -> None:
    assert len(check("BY", parse("ст. 342 ч. 1; ч. 1 ст. 342 УК"))) == 1
