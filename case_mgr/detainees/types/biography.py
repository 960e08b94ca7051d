"""What is told of a person, as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class BiographyView:
    """A biography in one language."""

    language: str
    text: str
    is_ready: bool
    version: int
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True)
class PhotographView:
    """A photograph, without its bytes."""

    public_id: str
    width: int
    height: int
    source: str
    added_at: datetime
