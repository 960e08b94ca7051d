"""Words of status and release: understood where they mean one thing, and never more on the timeline than they say."""

from __future__ import annotations

import pytest

from case_mgr.core.dates import PartialDate
from case_mgr.imports.happenings import events
from case_mgr.imports.statuses import MEANINGS, RELEASE_EVENTS, STAGE, STAGE_EVENTS, UNSAID, read_status
from case_mgr.imports.types import DateField
from case_mgr.imports.vocabulary import read_words
from case_mgr.jurisdictions import catalogue


def on(day: str) -> DateField:
    """Return a date as a draft holds it."""
    return DateField(day, PartialDate.parse(day))


def test_every_word_of_the_file_means_something_that_can_be_chosen() -> None:
    lines = read_words("statuses.tsv")
    assert len(lines) > 200
    for meant, word in lines:
        field, _, code = meant.partition(" ")
        assert code in MEANINGS[field], meant
        assert read_status(field, word) == code, f"{word} has two meanings"


def test_every_meaning_has_an_event_that_the_country_knows() -> None:
    known = {kind.code for kind in catalogue.event_kinds("BY")}
    assert {*MEANINGS[STAGE]} - {UNSAID} == STAGE_EVENTS.keys()
    assert {kinds[0] for kinds in STAGE_EVENTS.values()} | {*RELEASE_EVENTS.values()} <= known
    assert {kind.code for kind in catalogue.exit_kinds("BY")} == {*MEANINGS["release_kind"]} - {UNSAID}


@pytest.mark.parametrize(
    ("field", "word", "meant"),
    [
        ("stage", "Осуждён", "sentenced"),
        ("stage", "ОСУЖДЕНА.", "sentenced"),
        ("stage", "под  стражей", "detained"),
        ("stage", "вышел", "released"),
        ("stage", "«домашняя химия»", "restricted_freedom"),
        ("stage", "умер", None),
        ("stage", "на свободе", None),
        ("stage", "осуждён на 5 лет", None),
        ("release_kind", "УДО", "parole"),
        ("release_kind", "умер", None),
        ("recognition", "Не признан", "not_recognised"),
    ],
)
def test_a_word_is_understood_only_where_it_means_one_thing(field: str, word: str, meant: str | None) -> None:
    assert read_status(field, word) == meant


@pytest.mark.parametrize(
    ("fields", "statuses", "kinds"),
    [
        ({"stage": "осуждён"}, {"stage": "sentenced"}, ["verdict"]),
        ({"stage": "осуждён", "date_of_verdict": on("2022-03-01")}, {"stage": "sentenced"}, ["verdict"]),
        ({"stage": "сидит"}, {}, []),
        ({"stage": "сидит", "date_of_arrest": on("2021")}, {"stage": "detained"}, ["detention"]),
        ({"stage": "вышел", "date_of_release": on("2022")}, {"stage": "released"}, ["free"]),
        ({"stage": "обвиняемый", "charges": "342"}, {"stage": "charged"}, []),
        ({"stage": "химия"}, {"stage": "restricted_freedom"}, ["restricted_freedom_imposed"]),
        ({"release_kind": "умер"}, {}, []),
        ({"release_kind": "умер", "date_of_release": on("2022")}, {}, ["free"]),
        ({"release_kind": "умер в колонии"}, {"release_kind": "died_in_custody"}, ["death_in_custody"]),
        ({"release_kind": "помилован"}, {"release_kind": "pardon"}, ["free"]),
        ({"release_kind": "УДО"}, {"release_kind": "parole"}, ["free"]),
        (
            {"release_kind": "УДО", "stage": "осуждён"},
            {"release_kind": "parole", "stage": "sentenced"},
            ["verdict", "conditional_release"],
        ),
    ],
)
def test_a_status_adds_what_no_column_tells_and_never_a_date(
    fields: dict[str, str | DateField], statuses: dict[str, str], kinds: list[str]
) -> None:
    found = events(fields, "BY", "a list", statuses)
    assert [event.kind for event in found] == kinds
    told = {value.value for value in fields.values() if isinstance(value, DateField)}
    assert {event.happened for event in found} <= {None, *told}


def test_a_country_without_such_an_event_keeps_the_word_alone() -> None:
    assert events({"stage": "заочно осуждён"}, "MM", "a list", {"stage": "in_absentia"}) == ()
    assert [e.kind for e in events({"stage": "химия"}, "MM", "a list", {"stage": "restricted_freedom"})] == [
        "released_under_restrictions"
    ]


def test_a_cell_that_is_no_date_frees_and_sentences_nobody() -> None:
    fields = {"date_of_release": DateField("ожидается"), "date_of_verdict": DateField("перенесён")}
    assert events(fields, "BY", "", {}) == ()
