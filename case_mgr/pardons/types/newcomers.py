"""Somebody on a list who was in no record of ours, as they are recorded from there."""

from __future__ import annotations

from dataclasses import dataclass

from case_mgr.core.dates import PartialDate
from case_mgr.detainees.types import Sensitivity, Sex
from case_mgr.names.types import Reason


@dataclass(frozen=True, slots=True)
class NewcomerDraft:
    """The person and the case that are opened; `seen` are those of our records who were shown as perhaps the same."""

    name: str
    others: tuple[str, ...] = ()
    sex: Sex = Sex.UNKNOWN
    born: PartialDate | None = None
    country: str = ""
    jurisdiction: str = "BY"
    year: int | None = None
    charges: str = ""
    source: str = ""
    sensitivity: Sensitivity = Sensitivity.NORMAL
    seen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Namesake:
    """A record of ours that may be the same person, with the reasons."""

    public_id: str
    reference: str
    name: str
    birth: PartialDate | None
    score: int
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
