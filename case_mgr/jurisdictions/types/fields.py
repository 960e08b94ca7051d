"""What a kind of event asks for beside date, place and text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from case_mgr.jurisdictions.enums import AnswerKind
from case_mgr.jurisdictions.types.rows import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class EventField(Item):
    """One question; a restricted one belongs to health, and its answer is opened one look at a time."""

    answer: AnswerKind
    restricted: bool = False
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
