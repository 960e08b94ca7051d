"""Every vocabulary file of every country loads and is sound: adding a country is adding files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from case_mgr.core.errors import NotFound
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.enums import Phase, Stage
from case_mgr.jurisdictions.loading import BrokenVocabulary, read_rows
from case_mgr.jurisdictions.types import Article, CreditRule, EventKind, Facility, Item, Source

CODES = [country.code for country in catalogue.jurisdictions()]
ROWS = [
    pytest.param(code, row, id=f"{code}-{cls.__name__}-{row.code}")
    for code in CODES
    for cls in catalogue.FILES
    for row in catalogue.vocabulary(code, cls).values()
]
FILE_NAMES = {f"{name}.toml" for name in catalogue.FILES.values()}


def test_belarus_is_shipped_with_every_vocabulary() -> None:
    assert "BY" in CODES
    assert [cls.__name__ for cls in catalogue.FILES if not catalogue.vocabulary("BY", cls)] == []


def test_each_folder_is_one_country_named_by_its_code() -> None:
    folders = {path.name for path in catalogue.DATA.iterdir() if path.is_dir()} - {catalogue.COMMON}
    assert folders == set(CODES)


def test_no_file_lies_there_unread() -> None:
    read = {"sources.toml"} | {f"{catalogue.COMMON}/{name}" for name in FILE_NAMES}
    read |= {f"{code}/{name}" for code in CODES for name in FILE_NAMES | {"jurisdiction.toml"}}
    present = {str(path.relative_to(catalogue.DATA)) for path in catalogue.DATA.rglob("*") if path.is_file()}
    assert present <= read


@pytest.mark.parametrize(("code", "row"), ROWS)
def test_row_is_named_sourced_and_dated(code: str, row: Item) -> None:
    assert catalogue.source_of(row).title
    for language in ("en", *catalogue.jurisdiction(code).languages):
        assert row.names.get(language), f"no name in {language}"
    if row.valid_from and row.valid_to:
        assert row.valid_from <= row.valid_to


@pytest.mark.parametrize("source", catalogue.sources().values(), ids=lambda source: source.code)
def test_source_says_who_and_when(source: Source) -> None:
    kinds = {"law", "official", "ngo", "press", "reference", "collection", "general_knowledge"}
    assert source.kind in kinds
    assert source.title
    assert source.publisher
    assert source.published
    assert source.published == "unknown" or source.published[:4].isdigit()
    assert not source.url or source.url.startswith(("http://", "https://"))


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
        kinds = {"colony", "juvenile_colony", "prison", "sizo", "temporary", "open_type"}
        for place in catalogue.facilities(code):
            assert place.kind in kinds
            assert set(place.regimes) <= regimes
            assert not place.region or place.region.startswith(f"{code}-")

    def test_no_name_or_alias_means_two_facilities(self, code: str) -> None:
        for place in catalogue.facilities(code):
            for name in (place.code, *place.names.values(), *place.aliases):
                assert catalogue.find_facility(code, name) == place, name

    def test_articles_are_unique_by_law_and_number(self, code: str) -> None:
        rows = catalogue.articles(code)
        assert len({(row.law, row.number) for row in rows}) == len(rows)
        for row in rows:
            assert row.code == f"{row.law}-{row.number}"
            assert not row.successor or catalogue.article(code, row.successor).code == row.successor


def test_credit_changed_on_19_june_2021() -> None:
    def factor(day: date) -> list[str]:
        return [str(r.factor) for r in catalogue.credit_rules("BY") if "general" in r.to and r.valid_on(day)]

    assert factor(date(2021, 6, 18)) == ["1"]
    assert factor(date(2021, 6, 19)) == ["3/2"]


def test_unverified_facts_are_marked() -> None:
    assert not catalogue.source_of(catalogue.article("BY", "uk-389")).verified
    assert catalogue.source_of(catalogue.article("BY", "uk-411")).verified


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
        (CreditRule, f'[a]\n{GOOD}from_measure = "m"\nto = ["general"]\nfactor = 1.5', "factor"),
    ],
)
def test_broken_row_is_named(tmp_path: Path, cls: type[Item], text: str, complaint: str) -> None:
    path = tmp_path / "common.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenVocabulary, match=complaint):
        read_rows(path, cls)
