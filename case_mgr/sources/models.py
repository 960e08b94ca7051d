"""What a source said: every imported value, with file, line and raw text."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from case_mgr.core.db import PUBLIC_ID, Base, Numbered, Timed


class ValueClaim(Numbered, Timed, Base):
    """One value of one record as one line of one list gave it. Never changed: a later list makes a later claim."""

    __tablename__ = "value_claim"
    __table_args__ = (Index("ix_value_claim_subject", "organisation_id", "subject"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    subject: Mapped[str] = mapped_column(String(PUBLIC_ID))
    field: Mapped[str] = mapped_column(String(40))
    value: Mapped[str] = mapped_column(Text)
    raw: Mapped[str] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(String(PUBLIC_ID), index=True)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    line: Mapped[int] = mapped_column(Integer)
