"""Tables of shares: with whom, how far, for what, until when, and how each ended."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import Organisation, User
from case_mgr.cases.models import Case
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, Versioned
from case_mgr.core.sealed import SECRET, Sealed


class CaseShare(Audited, Numbered, Public, Timed, Versioned, Base):
    """A case opened to another organisation. Never deleted: what ended stays with who ended it and why."""

    __tablename__ = "case_share"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"), index=True)
    level: Mapped[str] = mapped_column(String(12))
    compartments: Mapped[str] = mapped_column(String(60), default="")
    whole: Mapped[bool] = mapped_column(Boolean, default=True)
    purpose_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    why_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    expires_on: Mapped[date] = mapped_column(Date)
    given_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    answer: Mapped[str] = mapped_column(String(12), default="waiting")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    answered_at: Mapped[datetime | None] = mapped_column()
    said_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    ending: Mapped[str | None] = mapped_column(String(12))
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    ended_at: Mapped[datetime | None] = mapped_column()
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    case: Mapped[Case] = relationship()
    owner: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])
    partner: Mapped[Organisation] = relationship(foreign_keys=[to_id])
    giver: Mapped[User] = relationship(foreign_keys=[given_by_id])
    answerer: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])
    ender: Mapped[User | None] = relationship(foreign_keys=[ended_by_id])
    recipients: Mapped[list[ShareRecipient]] = relationship(back_populates="share", order_by="ShareRecipient.id")

    purpose = Sealed()
    why = Sealed()
    said = Sealed()
    reason = Sealed()

    def audit_root(self) -> Case:
        """Show a share in the history of its case."""
        return self.case


class ShareRecipient(Audited, Numbered, Base):
    """Somebody of the other organisation to whom alone a case is shared."""

    __tablename__ = "share_recipient"
    __table_args__ = (UniqueConstraint("share_id", "user_id"),)

    share_id: Mapped[int] = mapped_column(ForeignKey("case_share.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)

    share: Mapped[CaseShare] = relationship(back_populates="recipients")
    user: Mapped[User] = relationship()

    def audit_root(self) -> Case:
        """Show recipients in the history of the case."""
        return self.share.case
