"""Officials as somebody wants them recorded, and as pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from case_mgr.core.dates import PartialDate
from case_mgr.legal.types.kinds import OfficialKind, Part, What


@dataclass(frozen=True, slots=True)
class OfficialDraft:
    """An official as a source prints them."""

    name: str
    kind: OfficialKind = OfficialKind.OTHER
    body: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NamingDraft:
    """That an official had a part in an act: somebody known already, or a new one."""

    official: OfficialDraft
    part: Part
    known: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """An official and their part in an act, as the act shows them."""

    act_id: str
    public_id: str
    name: str
    part: Part


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """An official as lists show them; only the cases that the reader may open are counted."""

    public_id: str
    reference: str
    name: str
    kind: OfficialKind
    body: str
    cases: int = 0


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name of an official as a source prints it."""

    full: str
    source: str


@dataclass(frozen=True, slots=True)
class OfficialView:
    """An official with every spelling."""

    row: OfficialRow
    names: tuple[Spelling, ...]
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act of an official in one case."""

    reference: str
    person: str
    what: What
    part: Part
    happened: PartialDate | None
    source: str


@dataclass(frozen=True, slots=True)
class OfficialFilter:
    """Which officials somebody wants to see."""

    words: str = ""
    kind: OfficialKind | None = None
