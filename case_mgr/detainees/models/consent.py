"""The table of who agreed to what."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.core.dates import PartialDate
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, partial_date
from case_mgr.core.sealed import SECRET, SealedData
from case_mgr.detainees.models.person import Detainee


class Consent(Audited, Numbered, Public, Timed, Base):
    """One answer of one giver: never rewritten, only withdrawn; who they are by name stands encrypted."""

    __tablename__ = "consent"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    detainee_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"), index=True)
    giver: Mapped[str] = mapped_column(String(16))
    answer: Mapped[str] = mapped_column(String(8))
    purposes: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(12), default="")
    obtained: Mapped[PartialDate | None] = partial_date("obtained")
    expires: Mapped[PartialDate | None] = partial_date("expires")
    withdrawn: Mapped[PartialDate | None] = partial_date("withdrawn")
    # When it came from a record that turned out to be the same person: the stricter of both records holds.
    joined_at: Mapped[datetime | None] = mapped_column()
    evidence_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    detainee: Mapped[Detainee] = relationship()

    evidence = SealedData()

    def audit_root(self) -> Detainee:
        """Show an answer in the history of the person."""
        return self.detainee
