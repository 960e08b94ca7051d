"""Lays a country's vocabulary out as tables, one for each kind of row, every row with its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel.numbers import format_decimal
from flask_babel import get_locale
from flask_babel import gettext as _

from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.jurisdictions import catalogue, words
from case_mgr.jurisdictions.showing import named
from case_mgr.jurisdictions.stages import STAGE_LABELS
from case_mgr.jurisdictions.types import (
    Article,
    Court,
    CreditRule,
    EventField,
    EventKind,
    ExitKind,
    Facility,
    Item,
    Law,
    Measure,
    OwnKind,
    OwnPlaceView,
    SentenceKind,
    Source,
)
from case_mgr.web.wording import when

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One row as a page shows it: its name, the same in other languages, what else is known, and whence."""

    name: str
    others: tuple[tuple[str, str], ...]
    cells: Sequence[str]
    valid: str
    note: str
    source: Source


@dataclass(frozen=True, slots=True)
class Section:
    """One table of a country's vocabulary."""

    code: str
    title: str
    columns: tuple[str, ...]
    page: Page[Row]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class OwnRow:
    """An own place as a page shows it."""

    public_id: str
    name: str
    others: tuple[tuple[str, str], ...]
    kind: str
    region: str
    valid: str
    source: str
    note: str


def section(jurisdiction: str, code: str, asked: PageRequest, law: str = "") -> Section:
    """Lay out one page of a table of a country; of the articles, those of one law where one is named."""
    cls = catalogue.TYPES[code]
    items = [item for item in catalogue.vocabulary(jurisdiction, cls).values() if _of_law(item, law)]
    at = settle(asked, len(items))
    shown = items[(at.number - 1) * at.size : at.number * at.size]
    cells = [_CELLS.get(cls, _no_cells)(jurisdiction, item) for item in shown]
    rows = tuple(
        Row(named(item), others(item.names), tuple(found.values()), valid(item), item.note, catalogue.source_of(item))
        for item, found in zip(shown, cells, strict=True)
    )
    sources = tuple(dict.fromkeys(row.source for row in rows))
    columns = tuple(cells[0]) if cells else ()
    return Section(code, _(words.SECTIONS[code]), columns, Page(rows, len(items), at.number, at.size), sources)


def laws_of(jurisdiction: str, code: str) -> tuple[tuple[str, str], ...]:
    """List the codes and laws whose articles a table may be cut down to; other tables have none."""
    if catalogue.TYPES[code] is not Article:
        return ()
    held = {row.law for row in catalogue.articles(jurisdiction)}
    return tuple((law.code, named(law)) for law in catalogue.laws(jurisdiction) if law.code in held)


def _of_law(item: Item, law: str) -> bool:
    return not law or not isinstance(item, Article) or item.law == law


def counts(jurisdiction: str) -> tuple[tuple[str, str, int], ...]:
    """Count the rows of each table of a country, with its name."""
    return tuple(
        (code, _(title), len(catalogue.vocabulary(jurisdiction, catalogue.TYPES[code])))
        for code, title in words.SECTIONS.items()
    )


def unverified(jurisdiction: str) -> int:
    """Count the rows of a country that rest on nothing that can be read again."""
    rows = (row for cls in catalogue.FILES for row in catalogue.vocabulary(jurisdiction, cls).values())
    return sum(not catalogue.source_of(row).verified for row in rows)


def own_row(own: OwnPlaceView) -> OwnRow:
    """Lay out a place that the organisation has added."""
    place = own.place
    item: Item = own.facility() if place.kind is OwnKind.FACILITY else own.court()
    kinds = words.FACILITY_KINDS if place.kind is OwnKind.FACILITY else words.COURT_LEVELS
    spellings = (*others(place.names), *(("", alias) for alias in place.aliases))
    told = _since(when(place.valid_from), when(place.valid_to))
    kind = _(kinds.get(place.sort, kinds["other"]))
    return OwnRow(own.public_id, named(item), spellings, kind, place.region, told, place.source, place.note)


def others(names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the names in other languages than the one that the page shows, each once."""
    shown = catalogue.in_language(names, str(get_locale() or "en"))
    rest = {name: language for language, name in names.items() if name != shown}
    return tuple((language, name) for name, language in rest.items())


def valid(item: Item) -> str:
    """Say from when until when a row was true, as far as its source says."""
    return _since(when(item.valid_from), when(item.valid_to))


def _since(begins: str, ends: str) -> str:
    if begins and ends:
        return _("%(begins)s to %(ends)s", begins=begins, ends=ends)
    if begins:
        return _("from %(day)s", day=begins)
    return _("until %(day)s", day=ends) if ends else ""


def _no_cells(jurisdiction: str, item: Any) -> Cells:
    return {}


def _facility(jurisdiction: str, item: Facility) -> Cells:
    regimes = {row.code: named(row) for row in catalogue.regimes(jurisdiction)}
    return {
        _("Kind"): _(words.FACILITY_KINDS.get(item.kind, words.FACILITY_KINDS["other"])),
        _("Region"): item.region,
        _("Regimes"): ", ".join(regimes[code] for code in item.regimes),
        _("Other spellings"): ", ".join(item.aliases),
    }


def _court(jurisdiction: str, item: Court) -> Cells:
    level = words.COURT_LEVELS.get(item.level, words.COURT_LEVELS["other"])
    return {_("Level"): _(level), _("Region"): item.region}


def _law(jurisdiction: str, item: Law) -> Cells:
    return {_("Short"): item.short}


def _article(jurisdiction: str, item: Article) -> Cells:
    short = {law.code: law.short for law in catalogue.laws(jurisdiction)}
    after = catalogue.article(jurisdiction, item.successor) if item.successor else None
    return {
        _("Number"): f"{item.number} {short[item.law]}",
        _("Its number since"): f"{after.number} {short[after.law]}" if after else "",
    }


def _takes(jurisdiction: str, item: SentenceKind | Measure) -> Cells:
    return {_("What it takes"): _(words.TAKES[item.takes])}


def _sentence(jurisdiction: str, item: SentenceKind) -> Cells:
    kind = _("in addition to another") if item.additional else _("by itself")
    return _takes(jurisdiction, item) | {_("Imposed"): kind}


def _credit(jurisdiction: str, item: CreditRule) -> Cells:
    measures = {row.code: named(row) for row in catalogue.measures(jurisdiction)}
    rows = (*catalogue.regimes(jurisdiction), *catalogue.sentence_kinds(jurisdiction))
    targets = {row.code: named(row) for row in rows}
    return {
        _("One day of"): measures[item.from_measure],
        _("Counts for days"): format_decimal(float(item.factor), locale=get_locale()),
        _("Of"): ", ".join(targets[code] for code in item.to),
        _("Earlier days"): _("count too, for terms that still ran") if item.reaches_back else "",
        _("Not for"): item.exclusions,
    }


def _event(jurisdiction: str, item: EventKind) -> Cells:
    return {
        _("Part of the story"): _(words.PHASE_LABELS[item.phase]),
        _("Stage after it"): _(STAGE_LABELS[item.moves_to]) if item.moves_to else "",
        _("Asks for"): ", ".join(named(field) for field in catalogue.fields_of(jurisdiction, item)),
    }


def _field(jurisdiction: str, item: EventField) -> Cells:
    language = str(get_locale() or "en")
    options = (catalogue.in_language(names, language) for names in item.options.values())
    return {
        _("Answered by"): _(words.ANSWERS[item.answer]),
        _("Choices"): ", ".join(options),
        _("Opened one look at a time"): _("yes") if item.restricted else _("no"),
    }


def _exit(jurisdiction: str, item: ExitKind) -> Cells:
    return {_("Free by it"): _("yes") if item.free else _("no")}


_CELLS: Mapping[type[Item], Callable[[str, Any], Cells]] = {
    Facility: _facility,
    Court: _court,
    Law: _law,
    Article: _article,
    SentenceKind: _sentence,
    Measure: _takes,
    CreditRule: _credit,
    EventField: _field,
    EventKind: _event,
    ExitKind: _exit,
}
