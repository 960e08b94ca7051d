"""Facilities and courts that an organisation adds to the vocabulary of a country for itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from case_mgr.core.dates import PartialDate
from case_mgr.jurisdictions.types.rows import Court, Facility

# Begins the code of every own row, so that a code of a file can never mean one of them.
OWN = "own-"


class OwnKind(StrEnum):
    """What an organisation may add: a place where people are held, or a court."""

    FACILITY = "facility"
    COURT = "court"


@dataclass(frozen=True, slots=True)
class OwnPlaceDraft:
    """A facility or a court as it was filled in; `sort` is the kind of facility or the level of the court."""

    kind: OwnKind
    jurisdiction: str
    names: Mapping[str, str] = field(hash=False)
    sort: str
    source: str
    aliases: tuple[str, ...] = ()
    region: str = ""
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class OwnPlaceView:
    """A facility or a court of the reader's organisation."""

    public_id: str
    code: str
    version: int
    place: OwnPlaceDraft

    def facility(self) -> Facility:
        """Return it as a row of the vocabulary of facilities."""
        place = self.place
        ended = place.valid_to.latest if place.valid_to else None
        return Facility(
            code=self.code,
            names=place.names,
            source="",
            valid_to=ended,
            kind=place.sort,
            region=place.region,
            aliases=place.aliases,
        )

    def court(self) -> Court:
        """Return it as a row of the vocabulary of courts."""
        place = self.place
        return Court(code=self.code, names=place.names, source="", level=place.sort, region=place.region)
