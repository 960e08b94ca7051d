"""The table of flags."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.cases.models import Case
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, Versioned
from case_mgr.core.sealed import SECRET, Sealed


class CaseFlag(Audited, Numbered, Public, Timed, Versioned, Base):
    """That somebody should look at a case, and why; lowered with what came of it, and never deleted."""

    __tablename__ = "case_flag"
    __table_args__ = (Index("ix_case_flag_open", "organisation_id", "lowered_at", "kind"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    raised_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    lowered_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    lowered_at: Mapped[datetime | None] = mapped_column()
    outcome_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    case: Mapped[Case] = relationship()
    raiser: Mapped[User] = relationship(foreign_keys=[raised_by_id])
    lowerer: Mapped[User | None] = relationship(foreign_keys=[lowered_by_id])

    reason = Sealed()
    outcome = Sealed()

    def audit_root(self) -> Case:
        """Show a flag in the history of its case."""
        return self.case
