"""Answers by which standards somebody can be recognised and what each asks; reads each data file once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.jurisdictions.loading import BrokenVocabulary, read_rows
from case_mgr.jurisdictions.types import Item, Source

DATA = Path(__file__).parent / "data"
GROUND, EXCLUSION = "ground", "exclusion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard(Item):
    """A definition of who is a political prisoner, and the countries that it was written for."""

    countries: str = ""

    def fits(self, jurisdiction: str) -> bool:
        """Say whether the standard is meant for cases of a country."""
        return not self.countries or jurisdiction in self.countries.split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Item):
    """One criterion of a standard under its letter; its names are its meaning in our words."""

    standard: str
    letter: str
    kind: str = GROUND


@lru_cache(maxsize=1)
def standards() -> Mapping[str, Standard]:
    """Give every standard by code."""
    return MappingProxyType(read_rows(DATA / "standards.toml", Standard))


@lru_cache(maxsize=1)
def sources() -> Mapping[str, Source]:
    """Give the sources of standards and criteria by code."""
    return MappingProxyType(read_rows(DATA / "sources.toml", Source))


@lru_cache(maxsize=1)
def _criteria() -> Mapping[str, Criterion]:
    found = read_rows(DATA / "criteria.toml", Criterion)
    for row in found.values():
        if row.standard not in standards() or row.kind not in (GROUND, EXCLUSION):
            raise BrokenVocabulary(f"criteria.toml [{row.code}]: unknown standard or kind")
    return MappingProxyType(found)


def standard(code: str) -> Standard:
    """Get one standard."""
    try:
        return standards()[code]
    except KeyError:
        raise NotFound(N_("There is no standard “%(code)s”."), code=code) from None


def for_country(jurisdiction: str) -> tuple[Standard, ...]:
    """List the standards by which cases of a country are judged."""
    return tuple(row for row in standards().values() if row.fits(jurisdiction))


def grounds(code: str) -> tuple[Criterion, ...]:
    """List the criteria of a standard of which one is enough, in its order."""
    return tuple(row for row in _criteria().values() if row.standard == code and row.kind == GROUND)


def exclusions(code: str) -> tuple[Criterion, ...]:
    """List what rules a recognition by this standard out."""
    return tuple(row for row in _criteria().values() if row.standard == code and row.kind == EXCLUSION)


def find_criterion(code: str) -> Criterion | None:
    """Find a criterion; one that was taken out of the data is none."""
    return _criteria().get(code)


def source_of(row: Item) -> Source:
    """Get the source of a standard or a criterion."""
    return sources()[row.source]
