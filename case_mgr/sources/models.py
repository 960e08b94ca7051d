"""What a source said: every imported value, with file, line and raw text."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from case_mgr.core.db import PUBLIC_ID, Base, Numbered, Public, Timed
from case_mgr.core.sealed import SECRET, SealedData


class ValueClaim(Numbered, Public, Timed, Base):
    """One value of one record as one line of one list gave it. Never changed: a later list makes a later claim.

    What it said is sealed: among the fields are notes, and the text of a cell may say more than its field.
    """

    __tablename__ = "value_claim"
    __table_args__ = (Index("ix_value_claim_subject", "organisation_id", "subject"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    subject: Mapped[str] = mapped_column(String(PUBLIC_ID))
    field: Mapped[str] = mapped_column(String(40))
    said_sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)
    origin: Mapped[str] = mapped_column(String(PUBLIC_ID), index=True)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    line: Mapped[int] = mapped_column(Integer)

    # The value, then the raw text of the cell.
    said = SealedData()
