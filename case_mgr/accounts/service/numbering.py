"""Reference numbers: gapless enough for people, unique per organisation, safe when two ask at once."""

from __future__ import annotations

from sqlalchemy.dialects import postgresql, sqlite

from case_mgr.accounts.models import Series
from case_mgr.extensions import db


def next_number(organisation_id: int, series: str) -> int:
    """Return the next number of a series; the row of the series is locked until the transaction ends."""
    return next_numbers(organisation_id, series, 1)[0]


def next_numbers(organisation_id: int, series: str, count: int) -> range:
    """Return the next numbers of a series, for records that are written together."""
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Series).values(organisation_id=organisation_id, series=series, last=count)
    last = int(
        db.session.execute(
            statement.on_conflict_do_update(
                index_elements=["organisation_id", "series"], set_={"last": Series.last + count}
            ).returning(Series.last)
        ).scalar_one()
    )
    return range(last - count + 1, last + 1)
