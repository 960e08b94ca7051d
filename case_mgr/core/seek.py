"""Reads one page of a long list by an index: never the rows before it, never all rows to count them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, literal, select, text, tuple_, union_all
from sqlalchemy.orm import Session

from case_mgr.core.paging import BOUND, Page, PageRequest, settle

# PostgreSQL makes one plan for a statement that it has seen often; filters differ so much in what they find that a plan
# for all of them read nearly every case.
_EACH_BY_ITSELF = text("SET LOCAL plan_cache_mode = force_custom_plan")
T = TypeVar("T")
Anchor = tuple[Any, int]


@dataclass(frozen=True, slots=True)
class Order:
    """A list's order: by a column and then by number, or by number alone; what has no value stands last."""

    tie: Any
    by: Any = None
    down: bool = False
    gaps: bool = False

    @property
    def columns(self) -> tuple[ColumnElement[Any], ColumnElement[int]]:
        """What says where a row stands."""
        return (literal(None) if self.by is None else self.by, self.tie)


def turned(orders: Mapping[str, Order], sort: str, usual: str) -> Order:
    """Return the order that a list was asked for, such as "-born"; nonsense means the usual one."""
    name = sort if sort.removeprefix("-") in orders else usual
    return replace(orders[name.removeprefix("-")], down=name.startswith("-"))


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that can be paged: the rows by number, their order, and where the row of a mark stands."""

    rows: Select[int]
    order: Order
    find: Callable[[str], Select[Any]]

    def page(
        self,
        session: Session,
        request: PageRequest,
        load: Callable[[list[int]], list[T]],
        mark: Callable[[T], str],
    ) -> Page[T]:
        """Return a page; one that lies beyond the end, or next to a row that is not there, is the first."""
        if session.connection().dialect.name == "postgresql":
            session.execute(_EACH_BY_ITSELF)
        if request.seeks:
            found = self._beyond(session, request)
            if found is not None:
                ids, more = found
                return _page(load(ids), request, BOUND, mark, more=more)
        bound = max(BOUND, request.size)
        known = list(session.scalars(self._statement(bound + 1)))
        total = min(len(known), bound)
        at = settle(PageRequest(request.number, request.size), total)
        start = (at.number - 1) * at.size
        items = load(known[start : min(start + at.size, bound)])
        return _page(items, at, total, mark, more=len(known) > bound)

    def _beyond(self, session: Session, request: PageRequest) -> tuple[list[int], bool] | None:
        back = not request.after
        anchor = session.execute(self.find(request.after or request.before)).first()
        if anchor is None:
            return None
        ids = list(session.scalars(self._statement(request.size + 1, (anchor[0], anchor[1]), back=back)))
        if not ids:
            return None
        shown = ids[: request.size]
        return (shown[::-1], True) if back else (shown, len(ids) > request.size)

    def _statement(self, limit: int, anchor: Anchor | None = None, *, back: bool = False) -> Select[int]:
        order, down = self.order, self.order.down != back
        tie = _turned(order.tie, down)
        if order.by is None:
            beyond = [] if anchor is None else [_beside(order.tie, anchor[1], down)]
            return self.rows.where(*beyond).order_by(tie).limit(limit)
        if not order.gaps:
            place = tuple_(order.by, order.tie)
            beyond = [] if anchor is None else [_beside(place, tuple_(*map(literal, anchor)), down)]
            return self.rows.where(*beyond).order_by(_turned(order.by, down), tie).limit(limit)
        return self._with_gaps(limit, anchor, down=down, back=back)

    def _with_gaps(self, limit: int, anchor: Anchor | None, *, down: bool, back: bool) -> Select[int]:
        """Read rows with a value and rows without one by the index each: no index has the gaps at both ends."""
        order, parts = self.order, []
        if order.by is None:
            raise ValueError("an order by number alone has no gaps")
        for rank, empty in enumerate((True, False) if back else (False, True)):
            beyond: list[ColumnElement[bool]] = [order.by.is_(None) if empty else order.by.is_not(None)]
            if anchor is not None:
                if empty == (anchor[0] is None):
                    beyond.append(self._past(anchor, empty=empty, down=down))
                elif rank == 0:
                    # The anchor stands in the second part: the first lies wholly on its other side.
                    continue
            part = self.rows.add_columns(order.by.label("by"), literal(rank).label("rank"))
            ordered = (order.tie,) if empty else (order.by, order.tie)
            parts.append(part.where(*beyond).order_by(*(_turned(by, down) for by in ordered)).limit(limit).subquery())
        both = union_all(*(select(part) for part in parts)).subquery()
        number, by, place = both.c
        return select(number).order_by(place, _turned(by, down), _turned(number, down)).limit(limit)

    def _past(self, anchor: Anchor, *, empty: bool, down: bool) -> ColumnElement[bool]:
        if empty or self.order.by is None:
            return _beside(self.order.tie, anchor[1], down)
        return _beside(tuple_(self.order.by, self.order.tie), tuple_(*map(literal, anchor)), down)


def _turned(column: ColumnElement[Any], down: bool) -> ColumnElement[Any]:
    return column.desc() if down else column.asc()


def _beside(column: Any, value: Any, down: bool) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column < value if down else column > value
    return found


def _page(items: list[T], at: PageRequest, total: int, mark: Callable[[T], str], *, more: bool) -> Page[T]:
    marks = (mark(items[0]), mark(items[-1])) if items else ("", "")
    return Page(items, total, at.number, at.size, more=more, marks=marks, asked=(at.after, at.before))


def in_order(ids: Sequence[int], rows: dict[int, T]) -> list[T]:
    """Return rows in the order of their numbers in a list."""
    return [rows[number] for number in ids if number in rows]
