"""Tables of the stock: derived from timelines and recognitions, counted anew, never edited and never the only copy."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from case_mgr.core.db import Base, Numbered


class StockChange(Numbered, Base):
    """Somebody entered the stock, or left it, for one reason; and from when to when that was what was known."""

    __tablename__ = "stock_change"
    # A ledger reads nothing else of a row: it is counted along the index alone.
    __table_args__ = (
        Index(
            "ix_stock_change_day", "organisation_id", "day", "sign", "reason", "known_at", "forgotten_at", "person_id"
        ),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"), index=True)
    day: Mapped[date] = mapped_column(Date)
    sign: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(String(40))
    known_at: Mapped[datetime] = mapped_column()
    forgotten_at: Mapped[datetime | None] = mapped_column()


class StockPerson(Base):
    """What a person's rows looked like when they were counted: whoever looks otherwise is counted anew."""

    __tablename__ = "stock_person"

    person_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"), primary_key=True, autoincrement=False)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    print: Mapped[str] = mapped_column(String(64))


class StockCount(Base):
    """When the stock of an organisation was counted last."""

    __tablename__ = "stock_count"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True, autoincrement=False)
    counted_at: Mapped[datetime | None] = mapped_column()
