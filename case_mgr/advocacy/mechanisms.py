"""Mechanisms to which cases are submitted, as data: their clocks, and for which state they are open until when."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from case_mgr.core.dates import PartialDate

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Validity:
    """That a mechanism takes nothing about a state from a day on, and why, by language."""

    state: str
    until: date
    reason: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A mechanism: who it is, which clock it runs by, and whether it needs the consent of the person or family."""

    code: str
    names: Mapping[str, str]
    languages: tuple[str, ...]
    reply_days: int
    extension_days: int
    public_after_days: int
    consent: bool
    questionnaire: str
    source: str
    checked: bool
    validity: tuple[Validity, ...]

    def closed(self, state: str) -> Validity | None:
        """Return since when the mechanism takes nothing about a state, if it is closed."""
        return next((one for one in self.validity if one.state == state), None)

    def takes(self, state: str, sent: PartialDate) -> bool | None:
        """Whether what was sent on a day is taken; none when the day is not known exactly enough to say."""
        closed = self.closed(state)
        if closed is None:
            return True
        if sent.latest is not None and sent.latest < closed.until:
            return True
        return False if sent.earliest is not None and sent.earliest >= closed.until else None

    def due(self, sent: PartialDate) -> PartialDate | None:
        """Return by when an answer is due by the clock of the mechanism."""
        return _later(sent, self.reply_days) if self.reply_days else None

    def public(self, sent: PartialDate) -> PartialDate | None:
        """Return when the mechanism makes public what was sent."""
        return _later(sent, self.public_after_days) if self.public_after_days else None


def _later(base: PartialDate, days: int) -> PartialDate | None:
    first, last = base.earliest or base.latest, base.latest or base.earliest
    if first is None or last is None:
        return None
    ends = PartialDate.from_date(first + timedelta(days)), PartialDate.from_date(last + timedelta(days))
    return ends[0] if ends[0] == ends[1] else PartialDate.between(*ends)


@lru_cache(1)
def every() -> tuple[Mechanism, ...]:
    """Return every mechanism that is known."""
    table = tomllib.loads((_DATA / "mechanisms.toml").read_text(encoding="utf-8"))
    return tuple(_made(row) for row in table["mechanism"])


def find(code: str) -> Mechanism | None:
    """Find a mechanism by its code."""
    return next((one for one in every() if one.code == code), None)


def _made(row: Mapping[str, Any]) -> Mechanism:
    return Mechanism(
        code=row["code"],
        names=row["names"],
        languages=tuple(row["languages"]),
        reply_days=row.get("reply_days", 0),
        extension_days=row.get("extension_days", 0),
        public_after_days=row.get("public_after_days", 0),
        consent=row.get("consent", False),
        questionnaire=row.get("questionnaire", ""),
        source=row["source"],
        checked=not row.get("general_knowledge", False),
        validity=tuple(
            Validity(one["state"], one["until"], one["reason"], one["source"]) for one in row.get("validity", ())
        ),
    )
