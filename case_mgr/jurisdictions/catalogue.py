"""Answers what a country's vocabulary holds; reads each data file once and never writes."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, cast

from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.jurisdictions.enums import Phase
from case_mgr.jurisdictions.loading import BrokenVocabulary, read_rows
from case_mgr.jurisdictions.types import (
    Article,
    Court,
    CreditRule,
    EventField,
    EventKind,
    ExitKind,
    Facility,
    Item,
    Jurisdiction,
    Law,
    Measure,
    Regime,
    SentenceKind,
    Source,
)

DATA = Path(__file__).parent / "data"
COMMON = "common"
FALLBACK_LANGUAGE = "en"
# A Belarusian reader can read Russian sooner than English, and the other way round.
NEAR_LANGUAGES: Mapping[str, tuple[str, ...]] = {"be": ("ru",), "ru": ("be",), "uk": ("be", "ru")}
FILES: Mapping[type[Item], str] = {
    Facility: "facilities",
    Court: "courts",
    Law: "laws",
    Article: "articles",
    SentenceKind: "sentence_kinds",
    Regime: "regimes",
    Measure: "measures",
    CreditRule: "credit_rules",
    EventField: "event_fields",
    EventKind: "event_kinds",
    ExitKind: "exit_kinds",
}
TYPES = {file: cls for cls, file in FILES.items()}
PHASES = {phase: number for number, phase in enumerate(Phase)}

ItemT = TypeVar("ItemT", bound=Item)


@lru_cache(maxsize=1)
def sources() -> Mapping[str, Source]:
    """Give every source that a row may name, by code; each country's file adds its own."""
    found: dict[str, Source] = {}
    for path in sorted(DATA.glob("*/sources.toml")):
        for code, source in read_rows(path, Source).items():
            if code in found:
                raise BrokenVocabulary(
                    f"{path.parent.name}/{path.name} [{code}]: another file has a source of this code"
                )
            found[code] = source
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def _jurisdictions() -> Mapping[str, Jurisdiction]:
    found: dict[str, Jurisdiction] = {}
    for path in sorted(DATA.glob("*/jurisdiction.toml")):
        found |= read_rows(path, Jurisdiction)
    return MappingProxyType(found)


def jurisdictions() -> tuple[Jurisdiction, ...]:
    """List the countries whose vocabulary is shipped."""
    return tuple(_jurisdictions().values())


def jurisdiction(code: str) -> Jurisdiction:
    """Get one country by its ISO 3166 code."""
    try:
        return _jurisdictions()[code]
    except KeyError:
        raise NotFound(N_("There is no vocabulary for the jurisdiction “%(code)s”."), code=code) from None


def vocabulary(code: str, cls: type[ItemT]) -> Mapping[str, ItemT]:
    """Give a country's rows of one type by code; its own row replaces the common one of the same code."""
    return cast("Mapping[str, ItemT]", _vocabulary(code, FILES[cls]))


@lru_cache(maxsize=512)
def _vocabulary(code: str, file: str) -> Mapping[str, Item]:
    country = jurisdiction(code)
    cls, name = TYPES[file], f"{file}.toml"
    rows = read_rows(DATA / COMMON / name, cls) | read_rows(DATA / country.code / name, cls)
    if cls is EventKind:
        return MappingProxyType(_ranked([row for row in rows.values() if isinstance(row, EventKind)]))
    return MappingProxyType(rows)


def _ranked(kinds: list[EventKind]) -> dict[str, Item]:
    # A re-arrest at the prison gate follows the release of the same day, whichever file that release stands in.
    ordered = sorted(kinds, key=lambda kind: (PHASES[kind.phase], kind.opens_new_case))
    return {kind.code: dataclasses.replace(kind, rank=rank) for rank, kind in enumerate(ordered)}


def _one(code: str, cls: type[ItemT], key: str) -> ItemT:
    try:
        return vocabulary(code, cls)[key]
    except KeyError:
        raise NotFound(
            N_("The vocabulary of %(jurisdiction)s has no “%(code)s”."), jurisdiction=code, code=key
        ) from None


def facilities(code: str) -> tuple[Facility, ...]:
    """List the places of detention of a country."""
    return tuple(vocabulary(code, Facility).values())


def facility(code: str, key: str) -> Facility:
    """Get one place of detention."""
    return _one(code, Facility, key)


def find_facility(code: str, text: str) -> Facility | None:
    """Find the place that a list or a letter names exactly, by code, name or alias; one that is unclear is none."""
    found = _spellings(code).get(folded(text), ())
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=64)
def _spellings(code: str) -> Mapping[str, tuple[Facility, ...]]:
    found: dict[str, tuple[Facility, ...]] = {}
    for row in facilities(code):
        for spelling in {folded(name) for name in (row.code, *row.names.values(), *row.aliases)} - {""}:
            found[spelling] = (*found.get(spelling, ()), row)
    return MappingProxyType(found)


def folded(text: str) -> str:
    """Return what two spellings of a name have in common: letters and digits, without case."""
    return "".join(character for character in text.casefold() if character.isalnum())


def courts(code: str) -> tuple[Court, ...]:
    """List the courts of a country."""
    return tuple(vocabulary(code, Court).values())


def court(code: str, key: str) -> Court:
    """Get one court."""
    return _one(code, Court, key)


def laws(code: str) -> tuple[Law, ...]:
    """List the codes and laws under which people are prosecuted in a country."""
    return tuple(vocabulary(code, Law).values())


def articles(code: str) -> tuple[Article, ...]:
    """List the articles under which people are prosecuted in a country."""
    return tuple(vocabulary(code, Article).values())


def article(code: str, key: str) -> Article:
    """Get one article by law and number, as in `uk-361-4`."""
    return _one(code, Article, key)


def sentence_kinds(code: str) -> tuple[SentenceKind, ...]:
    """List the punishments of a country."""
    return tuple(vocabulary(code, SentenceKind).values())


def sentence_kind(code: str, key: str) -> SentenceKind:
    """Get one punishment."""
    return _one(code, SentenceKind, key)


def regimes(code: str) -> tuple[Regime, ...]:
    """List the regimes of deprivation of liberty of a country."""
    return tuple(vocabulary(code, Regime).values())


def measures(code: str) -> tuple[Measure, ...]:
    """List the holds on a person that are no sentence."""
    return tuple(vocabulary(code, Measure).values())


def credit_rules(code: str) -> tuple[CreditRule, ...]:
    """List the rules by which earlier custody counts towards a sentence."""
    return tuple(vocabulary(code, CreditRule).values())


def exit_kinds(code: str) -> tuple[ExitKind, ...]:
    """List the ways in which custody ends."""
    return tuple(vocabulary(code, ExitKind).values())


def exit_kind(code: str, key: str) -> ExitKind:
    """Get one way in which custody ends."""
    return _one(code, ExitKind, key)


def event_kinds(code: str) -> tuple[EventKind, ...]:
    """List a country's kinds of timeline events in the order of a prosecution."""
    return tuple(vocabulary(code, EventKind).values())


def event_kind(code: str, key: str) -> EventKind:
    """Get one kind of timeline event."""
    return _one(code, EventKind, key)


def event_fields(code: str) -> tuple[EventField, ...]:
    """List what a country's kinds of events ask for."""
    return tuple(vocabulary(code, EventField).values())


def fields_of(code: str, kind: EventKind) -> tuple[EventField, ...]:
    """List what one kind of event asks for, in its order."""
    return tuple(_one(code, EventField, key) for key in kind.fields)


def label(item: Item, language: str) -> str:
    """Name the item in a language, else in one that its readers know, else in English."""
    return in_language(item.names, language) or item.code


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Choose among the languages of a text the one that a reader knows best."""
    base = language.replace("_", "-").split("-")[0]
    for candidate in (language, base, *NEAR_LANGUAGES.get(base, ()), FALLBACK_LANGUAGE):
        if candidate in texts:
            return texts[candidate]
    return next(iter(texts.values()), "")


def source_of(item: Item) -> Source:
    """Get the source that a row rests on."""
    return sources()[item.source]
