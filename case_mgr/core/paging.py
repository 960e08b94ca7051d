"""Pages of long lists: numbered and counted as far as that is cheap, beyond it from one row to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
SIZES = (25, 50, 100)
LAST_SENSIBLE_PAGE = 10**6
BOUND = 1000
"""How many rows of a long list are counted and have numbered pages; what lies behind is reached row by row."""
_LONGEST_MARK = 40


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page of which size somebody asked for; far behind, after or before which row."""

    number: int = 1
    size: int = SIZES[0]
    after: str = ""
    before: str = ""

    @classmethod
    def read(
        cls, number: str | None, size: str | None = None, after: str | None = None, before: str | None = None
    ) -> PageRequest:
        """Read page and size as typed in an address; nonsense means the first page of the usual size."""
        wanted = _small_int(size)
        marks = ((mark or "")[:_LONGEST_MARK] for mark in (after, before))
        return cls(max(1, _small_int(number) or 1), wanted if wanted in SIZES else SIZES[0], *marks)

    @property
    def seeks(self) -> bool:
        """Whether the page lies beyond the numbered ones and says next to which row it begins."""
        return bool(self.after or self.before) and self.number > numbered(self.size)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list with what its controls need to know."""

    items: Sequence[T]
    total: int
    number: int
    size: int
    # Whether rows follow that have no number; the marks of the first and last row lead on to their neighbours.
    more: bool = False
    marks: tuple[str, str] = ("", "")
    asked: tuple[str, str] = ("", "")

    @property
    def pages(self) -> int:
        """How many numbered pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """The number, counted from 1, of the first item shown; 0 when there is none."""
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        """The number of the last item shown."""
        return self.first + len(self.items) - 1 if self.uncounted else min(self.total, self.number * self.size)

    @property
    def uncounted(self) -> bool:
        """Whether there are more than `total`: nobody counts so many only to show a page of them."""
        return self.more or self.number > self.pages

    @property
    def previous(self) -> int | None:
        """The page before this one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after this one."""
        follows = self.number < self.pages or (self.more and self.marks[1])
        return self.number + 1 if follows else None

    @property
    def window(self) -> list[int | None]:
        """Page numbers for the controls, None where an ellipsis stands."""
        near = range(max(1, self.number - 2), min(self.pages, self.number + 2) + 1)
        wanted = sorted({1, self.number, *near} | (set() if self.more else {self.pages}))
        out: list[int | None] = []
        for number in wanted:
            if out and out[-1] is not None and number - out[-1] > 1:
                out.append(None)
            out.append(number)
        return [*out, None] if self.more and (self.number != wanted[-1] or self.next) else out

    def key(self, number: int) -> dict[str, str]:
        """Return what the address of a page needs beside its number: beyond the numbered ones, next to which row."""
        if number <= numbered(self.size):
            return {}
        first, last = self.marks
        if number == self.number:
            after, before = self.asked
            return {"after": after} if after else {"before": before}
        return {"after": last} if number > self.number else {"before": first}

    def following(self) -> PageRequest | None:
        """Return the request for the next page, or None at the end."""
        return PageRequest(self.next, self.size, **self.key(self.next)) if self.next else None


def numbered(size: int) -> int:
    """Return how many pages of a size have numbers."""
    return max(1, BOUND // size)


def bound_of(request: PageRequest) -> int:
    """Return how many rows are worth counting: for the first few of an overview a hundred, for pages of a list all."""
    return BOUND if request.size >= SIZES[0] else min(BOUND, 10 * request.size)


def settle(request: PageRequest, total: int) -> PageRequest:
    """Return the request, or the first page when it lies beyond the end."""
    beyond = (request.number - 1) * request.size >= total
    return PageRequest(1, request.size) if beyond else request


def _small_int(text: str | None) -> int | None:
    # str.isdigit() accepts characters that int() refuses, and int() accepts very long ones slowly.
    if text is None or not (text.isascii() and text.isdigit() and len(text) <= len(str(LAST_SENSIBLE_PAGE))):
        return None
    return int(text)
