"""The base of every table: names of constraints, types, and marks that other rooms read."""

from __future__ import annotations

from datetime import UTC, date, datetime
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
        # Sealed fields are bound to row and organisation, so both are known before any other value is set.
        plain, dates = _columns_of(type(self))
        bound: dict[str, Any] = {}
        if "public_id" in plain:
            bound["public_id"] = values.pop("public_id", None) or ids.new_public_id()
        if "organisation_id" in plain and "organisation_id" in values:
            bound["organisation_id"] = values.pop("organisation_id")
        _set_at_once(self, bound, plain)
        for name in ("organisation_id", "organisation"):
            if name in values:
                setattr(self, name, values.pop(name))
        told, secrets = dict[str, Any](), _secrets_of(type(self))
        for name, value in values.items():
            if name in plain:
                told[name] = value
            elif name in dates:
                parts = (None,) * len(dates[name]) if value is None else value.__composite_values__()
                told |= {name: value, **dict(zip(dates[name], parts, strict=True))}
            elif name in secrets:
                told[secrets[name].column] = secrets[name].seal(self, value)
            elif name in _fields_of(type(self)):
                setattr(self, name, value)
            else:
                raise TypeError(f"{type(self).__name__} has no field {name}")
        _set_at_once(self, told, plain)


def _set_at_once(row: Base, told: dict[str, Any], plain: frozenset[str]) -> None:
    """Set the columns of a new row together, as if one after another: most rows of a long list are made so."""
    state = instance_state(row)
    state.dict.update(told)
    # Whoever asks whether it was written, and what was added, is told of each column.
    state.committed_state.update({name: LoaderCallableStatus.NO_VALUE for name in told if name in plain})
    state.modified = True


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


@cache
def _fields_of(model: type[Base]) -> frozenset[str]:
    return frozenset(dir(model))


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
