"""Pages of long lists: bounded, numbered, never beyond the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
SIZES = (25, 50, 100)
LAST_SENSIBLE_PAGE = 10**6


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page of which size somebody asked for."""

    number: int = 1
    size: int = SIZES[0]

    @classmethod
    def read(cls, number: str | None, size: str | None = None) -> PageRequest:
        """Read page and size as typed in an address; nonsense means the first page of the usual size."""
        wanted = _small_int(size)
        return cls(max(1, _small_int(number) or 1), wanted if wanted in SIZES else SIZES[0])


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list with what its controls need to know."""

    items: Sequence[T]
    total: int
    number: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """The number, counted from 1, of the first item shown; 0 when there is none."""
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        """The number of the last item shown."""
        return min(self.total, self.number * self.size)

    @property
    def previous(self) -> int | None:
        """The page before this one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after this one."""
        return self.number + 1 if self.number < self.pages else None

    @property
    def window(self) -> list[int | None]:
        """Page numbers for the controls, None where an ellipsis stands."""
        wanted = sorted({1, self.pages, *range(max(1, self.number - 2), min(self.pages, self.number + 2) + 1)})
        out: list[int | None] = []
        for number in wanted:
            if out and out[-1] is not None and number - out[-1] > 1:
                out.append(None)
            out.append(number)
        return out


def settle(request: PageRequest, total: int) -> PageRequest:
    """Return the request, or the first page when it lies beyond the end."""
    beyond = (request.number - 1) * request.size >= total
    return PageRequest(1, request.size) if beyond else request


def _small_int(text: str | None) -> int | None:
    # str.isdigit() accepts characters that int() refuses, and int() accepts very long ones slowly.
    if text is None or not (text.isascii() and text.isdigit() and len(text) <= len(str(LAST_SENSIBLE_PAGE))):
        return None
    return int(text)
