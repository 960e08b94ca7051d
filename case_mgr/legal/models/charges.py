"""Tables of charges and what became of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.cases.models import Case
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import DERIVED, Audited, Base, Numbered, Public, Timed, partial_date
from case_mgr.legal.models.shared import InCase, OnTimeline


class Charge(InCase, Base):
    """One article that somebody is charged with, as read and as written."""

    __tablename__ = "charge"
    __table_args__ = (Index("ix_charge_article", "organisation_id", "article", "case_id", "part", "withdrawn_at"),)

    law: Mapped[str] = mapped_column(String(20))
    article: Mapped[str] = mapped_column(String(20))
    part: Mapped[str] = mapped_column(String(12), default="")
    paragraph: Mapped[str] = mapped_column(String(12), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    raw: Mapped[str] = mapped_column(String(300))
    written: Mapped[str] = mapped_column(Text, default="")
    # Somebody said that an article which the vocabulary does not have stands so in the source.
    unlisted: Mapped[bool] = mapped_column(Boolean, default=False)
    state: Mapped[str] = mapped_column(String(12), default="brought", info=DERIVED)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("charge.id"), index=True)

    replaces: Mapped[Charge | None] = relationship(remote_side="Charge.id")
    statuses: Mapped[list[ChargeStatus]] = relationship(back_populates="charge", order_by="ChargeStatus.id")


class ChargeStatus(Audited, Numbered, Public, Timed, OnTimeline, Base):
    """A dated update of a charge; the first says that it was brought."""

    __tablename__ = "charge_status"

    charge_id: Mapped[int] = mapped_column(ForeignKey("charge.id"), index=True)
    state: Mapped[str] = mapped_column(String(12))
    happened: Mapped[PartialDate | None] = partial_date("happened")
    source: Mapped[str] = mapped_column(String(500), default="")
    note: Mapped[str] = mapped_column(String(500), default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column()

    charge: Mapped[Charge] = relationship(back_populates="statuses")

    def audit_root(self) -> Case:
        """Show an update in the history of the case."""
        return self.charge.case
