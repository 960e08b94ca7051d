"""What can go wrong, said so that a page can repeat it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class DomainError(Exception):
    """A sentence about the domain: a template for translation and its parameters."""

    def __init__(self, sentence: str, **params: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.params = params

    def __str__(self) -> str:
        return self.sentence % self.params if self.params else self.sentence


def plain(params: Mapping[str, object]) -> dict[str, str | int]:
    """Return the parameters of a sentence in a form that can be stored; numbers stay numbers."""
    return {name: value if isinstance(value, int) else str(value) for name, value in params.items()}


class Refused(DomainError):
    """The act is not possible as asked; the sentence says what to do instead."""


class NotFound(DomainError):
    """There is no such record for this person: missing and hidden are the same."""


class Forbidden(DomainError):
    """The person may see the place but not do this there."""

    def __init__(self, sentence: str, permission: str = "", **params: object) -> None:
        super().__init__(sentence, **params)
        self.permission = permission


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One field of a stale edit: what it was when opened, what it is now, what the editor typed."""

    field: str
    opened: str
    now: str
    yours: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Everything that the page about a stale edit must show, so that nothing typed is lost."""

    rows: tuple[ConflictRow, ...] = ()
    changed_by: str | None = None
    changed_at: object | None = None
    version: int | None = field(default=None)
    href: str | None = None


class Stale(DomainError):
    """Somebody else changed the record since this person opened it."""

    def __init__(self, sentence: str, conflict: Conflict | None = None, **params: object) -> None:
        super().__init__(sentence, **params)
        self.conflict = conflict or Conflict()
