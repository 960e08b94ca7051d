"""Every vocabulary file of every country loads and is sound: adding a country is adding files."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from case_mgr.core.errors import NotFound
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.enums import AnswerKind, Phase, Stage
from case_mgr.jurisdictions.loading import BrokenVocabulary, read_rows
from case_mgr.jurisdictions.stages import START, advance, possible
from case_mgr.jurisdictions.types import (
    Article,
    CreditRule,
    EventField,
    EventKind,
    Facility,
    Item,
    Jurisdiction,
    Source,
)

CODES = [country.code for country in catalogue.jurisdictions()]
ROWS = [
    pytest.param(code, row, id=f"{code}-{cls.__name__}-{row.code}")
    for code in CODES
    for cls in catalogue.FILES
    for row in catalogue.vocabulary(code, cls).values()
]
INTERFACE = {"en", "be", "ru"}
# Letters that a language does not have: a slip of the keyboard, or a name in the wrong language.
FOREIGN_LETTERS = {"be": "[ищъїє]", "ru": "[іўїє]", "uk": "[ўыэёъ]"}
FILE_NAMES = {f"{name}.toml" for name in catalogue.FILES.values()}


def test_belarus_is_shipped_with_every_vocabulary() -> None:
    assert "BY" in CODES
    assert [cls.__name__ for cls in catalogue.FILES if not catalogue.vocabulary("BY", cls)] == []


def test_the_countries_of_the_groups_that_we_know_are_shipped() -> None:
    assert set(CODES) == {"BY", "CN", "IR", "MM", "NI", "RU", "UA", "VE"}


def test_each_folder_is_one_country_named_by_its_code() -> None:
    folders = {path.name for path in catalogue.DATA.iterdir() if path.is_dir()} - {catalogue.COMMON}
    assert folders == set(CODES)


def test_no_file_lies_there_unread() -> None:
    read = {f"{catalogue.COMMON}/{name}" for name in FILE_NAMES | {"sources.toml"}}
    read |= {f"{code}/{name}" for code in CODES for name in FILE_NAMES | {"jurisdiction.toml", "sources.toml"}}
    present = {str(path.relative_to(catalogue.DATA)) for path in catalogue.DATA.rglob("*") if path.is_file()}
    assert present <= read


@pytest.mark.parametrize(("code", "row"), ROWS)
def test_row_is_named_sourced_and_dated(code: str, row: Item) -> None:
    source = catalogue.source_of(row)
    assert source.title
    assert source.verified, "a row that nobody has checked belongs into the gaps of its country"
    assert set(row.names) <= INTERFACE | set(catalogue.jurisdiction(code).languages)
    if row.valid_from and row.valid_to:
        assert row.valid_from <= row.valid_to


@pytest.mark.parametrize(("code", "row"), ROWS)
def test_names_are_plain_words_of_one_alphabet(code: str, row: Item) -> None:
    texts = [(language, text) for language, text in row.names.items()]
    texts += [("", alias) for alias in row.aliases] if isinstance(row, Facility) else []
    for language, text in texts:
        assert text == " ".join(text.split()), text
        assert not re.search("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]", text), text
        mixed = [word for word in re.findall(r"[^\W\d_]+", text) if _alphabets(word) > 1]
        assert not mixed, text
        assert not re.search(FOREIGN_LETTERS.get(language, "$^"), text, re.IGNORECASE), text


def _alphabets(word: str) -> int:
    return len({unicodedata.name(letter).split()[0] for letter in word} & {"LATIN", "CYRILLIC"})


@pytest.mark.parametrize("country", catalogue.jurisdictions(), ids=lambda country: country.code)
def test_country_says_in_every_language_of_the_pages_what_is_missing(country: Jurisdiction) -> None:
    assert len(country.code) == 2
    assert country.languages
    assert set(country.names) >= INTERFACE
    assert country.gaps
    assert all(set(gap) == INTERFACE for gap in country.gaps)


@pytest.mark.parametrize("name", sorted(FILE_NAMES))
def test_what_every_country_shares_is_named_in_every_language_of_the_pages(name: str) -> None:
    cls = catalogue.TYPES[name.removesuffix(".toml")]
    for row in read_rows(catalogue.DATA / catalogue.COMMON / name, cls).values():
        assert set(row.names) == INTERFACE, row.code


@pytest.mark.parametrize("cls", catalogue.FILES, ids=lambda cls: cls.__name__)
def test_belarus_is_named_in_both_of_its_languages(cls: type[Item]) -> None:
    for row in catalogue.vocabulary("BY", cls).values():
        assert set(row.names) == INTERFACE, row.code


@pytest.mark.parametrize("source", catalogue.sources().values(), ids=lambda source: source.code)
def test_source_says_who_and_when(source: Source) -> None:
    kinds = {"law", "official", "ngo", "press", "reference", "collection", "general_knowledge"}
    assert source.kind in kinds
    assert source.title
    assert source.publisher
    assert source.published
    assert source.published == "unknown" or source.published[:4].isdigit()
    assert not source.url or source.url.startswith(("http://", "https://"))


def test_a_country_names_its_own_sources_and_the_common_ones_only() -> None:
    common = set(read_rows(catalogue.DATA / catalogue.COMMON / "sources.toml", Source))
    for code in CODES:
        own = set(read_rows(catalogue.DATA / code / "sources.toml", Source))
        used = {row.source for cls in catalogue.FILES for row in catalogue.vocabulary(code, cls).values()}
        assert used <= own | common
        assert all(source.startswith(f"{code.lower()}-") for source in own)


def test_every_source_is_used() -> None:
    used = {row.source for code in CODES for cls in catalogue.FILES for row in catalogue.vocabulary(code, cls).values()}
    used |= {country.source for country in catalogue.jurisdictions()}
    common = {row.source for cls, name in catalogue.FILES.items() for row in read_rows(_common(name), cls).values()}
    assert set(catalogue.sources()) - used - common == set()


def _common(name: str) -> Path:
    return catalogue.DATA / catalogue.COMMON / f"{name}.toml"


@pytest.mark.parametrize("code", CODES)
class TestReferences:
    """Codes inside a row lead to rows that exist."""

    def test_events_name_known_exits_and_leave_only_where_they_are_possible(self, code: str) -> None:
        exits = {row.code for row in catalogue.exit_kinds(code)}
        for kind in catalogue.event_kinds(code):
            assert not kind.exit or kind.exit in exits, kind.code
            assert kind.unlikely_from <= (kind.from_stages or frozenset(Stage)), kind.code
            assert set(kind.instead) <= (kind.from_stages or frozenset(Stage)), kind.code

    def test_events_ask_for_known_fields_and_every_field_is_asked_somewhere(self, code: str) -> None:
        known = catalogue.vocabulary(code, EventField)
        asked = {name for kind in catalogue.event_kinds(code) for name in kind.fields}
        assert asked <= set(known)
        assert set(known) <= asked
        for field in known.values():
            assert bool(field.options) is (field.answer in (AnswerKind.CHOICE, AnswerKind.CHOICES)), field.code
            assert all(set(names) == INTERFACE for names in field.options.values()), field.code

    def test_events_run_in_the_order_of_a_prosecution(self, code: str) -> None:
        kinds = catalogue.event_kinds(code)
        assert [kind.rank for kind in kinds] == list(range(len(kinds)))
        phases = [list(Phase).index(kind.phase) for kind in kinds]
        assert phases == sorted(phases)

    def test_credit_rules_name_known_measures_and_regimes(self, code: str) -> None:
        measures = {row.code for row in catalogue.measures(code)}
        targets = {row.code for row in (*catalogue.regimes(code), *catalogue.sentence_kinds(code))}
        for rule in catalogue.credit_rules(code):
            assert rule.from_measure in measures
            assert rule.to
            assert set(rule.to) <= targets
            assert rule.factor > 0
            assert rule.valid_from or not rule.reaches_back, rule.code

    def test_every_stage_can_be_reached(self, code: str) -> None:
        kinds, seen, waiting = catalogue.event_kinds(code), {START}, [START]
        while waiting:
            stage = waiting.pop()
            after = {advance(stage, kind) for kind in kinds if possible(stage, kind)} - seen
            seen |= after
            waiting += after
        assert seen == set(Stage)

    def test_nobody_is_stuck_where_a_new_event_cannot_be_recorded(self, code: str) -> None:
        for stage in Stage:
            assert [kind.code for kind in catalogue.event_kinds(code) if possible(stage, kind)], stage

    def test_levels_of_courts_are_known(self, code: str) -> None:
        for row in catalogue.courts(code):
            assert row.level in {"supreme", "regional", "district", "special"}
            assert not row.region or row.region.startswith(f"{code}-")

    def test_no_two_courts_carry_one_name(self, code: str) -> None:
        names = [name.casefold() for row in catalogue.courts(code) for name in set(row.names.values())]
        assert sorted(names) == sorted(set(names))

    def test_a_rule_that_reaches_back_replaces_a_rule_or_is_the_only_one(self, code: str) -> None:
        rules = catalogue.credit_rules(code)
        for rule in (rule for rule in rules if rule.reaches_back):
            same = [one for one in rules if one.from_measure == rule.from_measure and set(one.to) & set(rule.to)]
            assert all(one is rule or one.valid_to for one in same), rule.code

    def test_two_credit_rules_never_answer_for_one_day(self, code: str) -> None:
        rules = catalogue.credit_rules(code)
        for number, one in enumerate(rules):
            for other in rules[number + 1 :]:
                if one.from_measure == other.from_measure and set(one.to) & set(other.to):
                    first, second = sorted((one, other), key=lambda rule: rule.valid_from or date.min)
                    assert first.valid_to
                    assert second.valid_from
                    assert first.valid_to < second.valid_from

    def test_what_is_taken_is_said_in_known_words(self, code: str) -> None:
        taken = {row.takes for row in catalogue.sentence_kinds(code)} | {row.takes for row in catalogue.measures(code)}
        assert taken <= {"life", "liberty", "freedom", "nothing"}

    def test_facilities_are_of_known_kinds_and_regimes(self, code: str) -> None:
        regimes = {row.code for row in catalogue.regimes(code)}
        kinds = {"colony", "settlement", "juvenile_colony", "prison", "sizo", "temporary", "open_type", "security"}
        for place in catalogue.facilities(code):
            assert place.kind in kinds
            assert set(place.regimes) <= regimes
            assert not place.region or place.region.startswith(f"{code}-")

    def test_no_name_or_alias_means_two_facilities(self, code: str) -> None:
        for place in catalogue.facilities(code):
            for name in (place.code, *place.names.values(), *place.aliases):
                assert catalogue.find_facility(code, name) == place, name

    def test_articles_are_unique_by_law_and_number(self, code: str) -> None:
        rows, laws = catalogue.articles(code), {law.code for law in catalogue.laws(code)}
        assert {row.law for row in rows} <= laws
        assert len({(row.law, row.number) for row in rows}) == len(rows)
        for row in rows:
            assert row.code == f"{row.law}-{row.number}"
            assert not row.successor or catalogue.article(code, row.successor).code == row.successor


# The articles that human-rights groups have met in political cases of Belarus.
MET = """130 130-1 130-2 188 191 193-1 203-1 209 210 211 218 228 243 285 287 289 290-1 290-4 290-5 293 295 309 328 339
341 342 342-2 349 352 356 357 358 358-1 360 361 361-1 361-2 361-3 361-4 361-5 363 364 366 367 368 369 369-1 369-3 370
371 375-1 380 389 391 407 411 413 414 415 421 424 425 426"""
MET_ADMINISTRATIVE = "19.1 19.10 19.11 24.3 24.15 24.23"


def test_articles_that_are_met_in_political_cases_are_known() -> None:
    known = catalogue.vocabulary("BY", Article)
    assert [number for number in MET.split() if f"uk-{number}" not in known] == []
    assert [number for number in MET_ADMINISTRATIVE.split() if f"koap2021-{number}" not in known] == []


def test_every_punishment_and_regime_of_belarus_that_takes_liberty_is_credited_for_custody() -> None:
    credited = {
        to for rule in catalogue.credit_rules("BY") if rule.from_measure == "pre_trial_custody" for to in rule.to
    }
    # Deprivation of liberty is credited by its regime, life and death have no end, treatment is no term.
    without = {"deprivation_of_liberty", "life", "death", "coercive_treatment"}
    limiting = {row.code for row in catalogue.sentence_kinds("BY") if row.takes != "nothing"} - without
    assert {row.code for row in catalogue.regimes("BY")} | limiting <= credited


def test_credit_changed_on_19_june_2021() -> None:
    def factor(day: date) -> list[str]:
        rules = (rule for rule in catalogue.credit_rules("BY") if rule.from_measure == "pre_trial_custody")
        return [str(rule.factor) for rule in rules if "general" in rule.to and rule.valid_on(day)]

    assert factor(date(2021, 6, 18)) == ["1"]
    assert factor(date(2021, 6, 19)) == ["3/2"]


def test_ukraine_counted_a_day_of_custody_twice_for_a_year_and_a_half() -> None:
    def factor(day: date) -> list[str]:
        return [str(rule.factor) for rule in catalogue.credit_rules("UA") if rule.valid_on(day)]

    days = [date(2015, 12, 23), date(2015, 12, 24), date(2017, 6, 20), date(2017, 6, 21)]
    assert [factor(day) for day in days] == [["1"], ["2"], ["2"], ["1"]]


def test_what_nobody_has_checked_is_marked() -> None:
    guess = Source(code="x", title="A guess", publisher="A", published="2026", kind="general_knowledge")
    assert not guess.verified


def test_a_successor_begins_when_its_predecessor_has_ended() -> None:
    for code in CODES:
        for row in catalogue.articles(code):
            if row.successor:
                after = catalogue.article(code, row.successor)
                assert row.valid_to
                assert after.valid_from
                assert row.valid_to < after.valid_from


def test_one_country_does_not_find_the_places_of_another() -> None:
    found = catalogue.find_facility("IR", "Evin")
    assert found
    assert found.names["fa"] == "زندان اوین"
    assert catalogue.find_facility("BY", "Evin") is None


def test_what_is_out_of_prison_under_restrictions_is_not_released() -> None:
    told = [catalogue.event_kind("VE", code) for code in ("detention", "released_under_restrictions")]
    stage = START
    for kind in told:
        stage = advance(stage, kind)
    assert stage is Stage.RESTRICTED_FREEDOM
    assert catalogue.label(told[-1], "es") == "Excarcelación con medidas"


def test_own_row_replaces_the_common_one() -> None:
    assert "extremists" in catalogue.event_kind("BY", "listed").names["en"]
    assert [kind.code for kind in catalogue.event_kinds("BY")].count("listed") == 1


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("be", "Турма № 1, Гродна"),
        ("be_BY", "Турма № 1, Гродна"),
        ("uk", "Турма № 1, Гродна"),
        ("fr", "Prison No. 1, Hrodna"),
    ],
)
def test_label_falls_back_to_a_language_the_reader_knows(language: str, expected: str) -> None:
    assert catalogue.label(catalogue.facility("BY", "prison-1"), language) == expected


def test_facility_is_found_as_it_is_written() -> None:
    found = catalogue.find_facility("BY", "  ик № 3 ")
    assert found
    assert found.code == "ik-3"
    assert catalogue.find_facility("BY", "ИК") is None
    assert catalogue.find_facility("BY", " - ") is None


@pytest.mark.parametrize("code", ["XX", "../BY", "common", ""])
def test_unknown_country_is_not_found(code: str) -> None:
    with pytest.raises(NotFound):
        catalogue.jurisdiction(code)
    with pytest.raises(NotFound):
        catalogue.facilities(code)


def test_unknown_code_is_not_found() -> None:
    with pytest.raises(NotFound, match="ik-99"):
        catalogue.facility("BY", "ik-99")


GOOD = 'names = {en = "A"}\nsource = "x"\n'


@pytest.mark.parametrize(
    ("cls", "text", "complaint"),
    [
        (Facility, f'[a]\n{GOOD}kind = "colony"\n[a]\n', "common.toml"),
        (Facility, '[a]\nnames = {be = "А"}\nsource = "x"\nkind = "colony"', "English"),
        (Facility, f"[a]\n{GOOD}", "kind is missing"),
        (Facility, '[a]\nnames = {en = "A"}\nkind = "colony"', "source is missing"),
        (Facility, f'[a]\n{GOOD}kind = "colony"\nvalid_to = "2021-01-01"', "valid_to"),
        (Facility, f'[a]\n{GOOD}kind = "colony"\nvalid_to = 2021-02-31', "common.toml"),
        (Facility, f'[a]\n{GOOD}kind = "colony"\ntown = "B"', "no field 'town'"),
        (Article, f'[a]\n{GOOD}law = "uk"\nnumber = 342', "number"),
        (EventKind, f'[a]\n{GOOD}phase = "arrest"\nmoves_to = "jailed"', "moves_to"),
        (EventKind, f'[a]\n{GOOD}phase = "arrest"\nfrom_stages = ["everywhere"]', "from_stages"),
        (EventKind, f'[a]\n{GOOD}phase = "dawn"', "phase"),
        (EventKind, f'[a]\n{GOOD}phase = "arrest"\nreverses = "yes"', "reverses"),
        (Jurisdiction, f'[a]\n{GOOD}gaps = ["Everything"]', "gaps"),
        (CreditRule, f'[a]\n{GOOD}from_measure = "m"\nto = ["general"]\nfactor = 1.5', "factor"),
    ],
)
def test_broken_row_is_named(tmp_path: Path, cls: type[Item], text: str, complaint: str) -> None:
    path = tmp_path / "common.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenVocabulary, match=complaint):
        read_rows(path, cls)
