"""Tables of recognitions: what holds now, and every step that led there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.cases.models import Case
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, Versioned, partial_date
from case_mgr.core.sealed import SECRET, Sealed, SealedData


class Recognition(Audited, Numbered, Public, Timed, Versioned, Base):
    """A request to recognise somebody in one case by one standard, and what became of it."""

    __tablename__ = "recognition"
    __table_args__ = (Index("ix_recognition_list", "organisation_id", "stage"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"), index=True)
    standard: Mapped[str] = mapped_column(String(40))
    stage: Mapped[str] = mapped_column(String(30))
    requested_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    # The day of a decision and the moment it was written down differ: counts ask for both.
    decided: Mapped[PartialDate | None] = partial_date("decided")
    decided_at: Mapped[datetime | None] = mapped_column()
    after_the_fact: Mapped[bool] = mapped_column(Boolean, default=False)
    ended: Mapped[PartialDate | None] = partial_date("ended")
    ended_at: Mapped[datetime | None] = mapped_column()
    end_kind: Mapped[str | None] = mapped_column(String(12))
    statement_title: Mapped[str] = mapped_column(String(300), default="")
    statement_url: Mapped[str] = mapped_column(String(500), default="")
    published: Mapped[PartialDate | None] = partial_date("published")
    statement_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    signatories_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    case: Mapped[Case] = relationship()
    requester: Mapped[User] = relationship(foreign_keys=[requested_by_id])
    decider: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    steps: Mapped[list[RecognitionStep]] = relationship(back_populates="recognition", order_by="RecognitionStep.id")

    statement = Sealed()
    signatories = SealedData()

    def audit_root(self) -> Case:
        """Show a recognition in the history of its case."""
        return self.case


class RecognitionStep(Audited, Numbered, Public, Timed, Base):
    """One step of a recognition: who did what, for which day, and why. Never rewritten."""

    __tablename__ = "recognition_step"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    recognition_id: Mapped[int] = mapped_column(ForeignKey("recognition.id"), index=True)
    act: Mapped[str] = mapped_column(String(30))
    happened: Mapped[PartialDate | None] = partial_date("happened")
    end_kind: Mapped[str | None] = mapped_column(String(12))
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    author_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)

    recognition: Mapped[Recognition] = relationship(back_populates="steps")
    author: Mapped[User] = relationship()
    reasons: Mapped[list[RecognitionReason]] = relationship(back_populates="step", order_by="RecognitionReason.id")

    note = Sealed()

    def audit_root(self) -> Case:
        """Show a step in the history of its case."""
        return self.recognition.case


class RecognitionReason(Audited, Numbered, Public, Timed, Base):
    """That a criterion is met, as somebody reasoned at one step."""

    __tablename__ = "recognition_reason"
    __table_args__ = (UniqueConstraint("step_id", "criterion"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    step_id: Mapped[int] = mapped_column(ForeignKey("recognition_step.id"))
    criterion: Mapped[str] = mapped_column(String(40))
    reasoning_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    step: Mapped[RecognitionStep] = relationship(back_populates="reasons")

    reasoning = Sealed()

    def audit_root(self) -> Case:
        """Show a reason in the history of its case."""
        return self.step.recognition.case
