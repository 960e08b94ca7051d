"""The base of every table: names of constraints, types, and marks that other rooms read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import Enum, auto
from functools import cache
from typing import Any

from sqlalchemy import Date, DateTime, Dialect, Integer, MetaData, String, TypeDecorator, inspect
from sqlalchemy.orm import (
    Composite,
    DeclarativeBase,
    InstrumentedAttribute,
    LoaderCallableStatus,
    Mapped,
    composite,
    declared_attr,
    mapped_column,
)
from sqlalchemy.orm.attributes import instance_state

from case_mgr.core import clock, ids
from case_mgr.core.dates import PartialDate
from case_mgr.core.sealed import Sealed

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
DERIVED = {"derived": True}
PUBLIC_ID = 24


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware on both sides, UTC in the column."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant without a time zone is not stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The declarative base of all models."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UtcDateTime()}  # noqa: RUF012 - SQLAlchemy reads it from the class

    def __init__(self, **values: Any) -> None:
        model, held = type(self), instance_state(self).dict
        kinds, dates, seals = _kinds_of(model), _columns_of(model)[1], _secrets_of(model)
        told = _bound(self, values, kinds)
        for name, value in values.items():
            match kinds.get(name):
                case _Kind.PLAIN:
                    told[name] = value
                case _Kind.DATE:
                    parts = (None,) * len(dates[name]) if value is None else value.__composite_values__()
                    held[name] = value
                    told.update(zip(dates[name], parts, strict=True))
                case _Kind.SEALED:
                    told[seals[name].column] = seals[name].seal(self, value)
                case _Kind.RELATION if value is None:
                    # Nobody, and nothing to be looked up: it need not be told to the other side.
                    held[name] = None
                case None:
                    raise TypeError(f"{model.__name__} has no field {name}")
                case _:
                    setattr(self, name, value)
        _set_at_once(self, told)


def _bound(row: Base, values: dict[str, Any], kinds: dict[str, _Kind]) -> dict[str, Any]:
    """Say first which row it is and whose: sealed fields are bound to both."""
    told: dict[str, Any] = {}
    if kinds.get("public_id") is _Kind.PLAIN:
        told["public_id"] = values.pop("public_id", None) or ids.new_public_id()
    if "organisation_id" in values and kinds.get("organisation_id") is _Kind.PLAIN:
        told["organisation_id"] = values.pop("organisation_id")
    instance_state(row).dict.update(told)
    for name in ("organisation_id", "organisation"):
        if name in values:
            setattr(row, name, values.pop(name))
    return told


class _Kind(Enum):
    """How a value is given to a new row."""

    PLAIN = auto()
    DATE = auto()
    SEALED = auto()
    RELATION = auto()
    OTHER = auto()


def _set_at_once(row: Base, told: dict[str, Any]) -> None:
    """Set the columns of a new row together, as if one after another: most rows of a long list are made so."""
    state = instance_state(row)
    state.dict.update(told)
    # Whoever asks whether it was written, and what was added, is told of each column.
    state.committed_state.update(dict.fromkeys(told, LoaderCallableStatus.NO_VALUE))
    state.modified = True


@cache
def _kinds_of(model: type[Base]) -> dict[str, _Kind]:
    """Return the fields of a model, and how each is given."""
    plain, dates = _columns_of(model)
    kinds = dict.fromkeys(dir(model), _Kind.OTHER)
    kinds |= dict.fromkeys((one.key for one in inspect(model).relationships if not one.uselist), _Kind.RELATION)
    kinds |= dict.fromkeys(_secrets_of(model), _Kind.SEALED) | dict.fromkeys(dates, _Kind.DATE)
    return kinds | dict.fromkeys(plain, _Kind.PLAIN)


@cache
def _columns_of(model: type[Base]) -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """Return the columns of a model to which nobody listens, and those that a date stands in, by its name."""
    mapper = inspect(model)
    columns = frozenset(one.key for one in mapper.column_attrs if not one.class_attribute.impl.dispatch.set)
    dates = {one.key: tuple(part.key for part in one.props) for one in mapper.composites}
    return columns, {name: parts for name, parts in dates.items() if columns.issuperset(parts)}


@cache
def _secrets_of(model: type[Base]) -> dict[str, Sealed]:
    """Return what is sealed in a model, by its name; a column that somebody listens to is set as any other."""
    plain, _ = _columns_of(model)
    found = {name: getattr(model, name) for name in dir(model) if not name.startswith("_")}
    return {name: one for name, one in found.items() if isinstance(one, Sealed) and one.column in plain}


class Numbered:
    """A surrogate key that never leaves the database."""

    id: Mapped[int] = mapped_column(Integer, primary_key=True)


class Public:
    """A random identifier for addresses."""

    public_id: Mapped[str] = mapped_column(String(PUBLIC_ID), unique=True)


class Timed:
    """When the row was made."""

    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class Versioned:
    """A counter that grows with every change, so that a stale edit is noticed."""

    version: Mapped[int] = mapped_column(Integer, default=1, info=DERIVED)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        """Let SQLAlchemy count versions and refuse to write over a newer one."""
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]  # set before mapping


class Audited:
    """A mark: a change of such a row must be told to the audit log before the commit."""

    __audit_skip__: frozenset[str] = frozenset()

    def audit_root(self) -> Any:
        """Return the record in whose history a change of this row is shown."""
        return self


def partial_date(name: str, *, index: bool = False) -> Composite[PartialDate | None]:
    """Map a partial date to three columns: EDTF as written, and its earliest and latest day for sorting."""
    return composite(
        _load_partial_date,
        mapped_column(f"{name}_edtf", String(48), nullable=True),
        mapped_column(f"{name}_from", Date, nullable=True, index=index, info=DERIVED),
        mapped_column(f"{name}_to", Date, nullable=True, info=DERIVED),
    )


def earliest(model: type[Base], name: str) -> InstrumentedAttribute[date | None]:
    """Return the column of the first day that a partial date may mean, for sorting and bounds."""
    column: InstrumentedAttribute[date | None] = getattr(model, f"{name}_from")
    return column


def latest(model: type[Base], name: str) -> InstrumentedAttribute[date | None]:
    """Return the column of the last day that a partial date may mean."""
    column: InstrumentedAttribute[date | None] = getattr(model, f"{name}_to")
    return column


def _load_partial_date(edtf: str | None, earliest: date | None, latest: date | None) -> PartialDate | None:
    return None if edtf is None else PartialDate.parse(edtf)
