"""Tables of what a submission is in public: whose action it is, until when, who signed, what was decided."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.advocacy.models.contacts import Contact
from case_mgr.advocacy.models.submissions import Submission
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, Versioned, partial_date
from case_mgr.core.sealed import SECRET, Sealed


class SubmissionCourse(Audited, Numbered, Public, Timed, Versioned, Base):
    """What an urgent action, a petition or a communication has beside its text."""

    __tablename__ = "submission_course"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), unique=True)
    # Who issued an urgent action, or where a petition is signed.
    host: Mapped[str] = mapped_column(String(200), default="")
    number: Mapped[str] = mapped_column(String(100), default="")
    languages: Mapped[str] = mapped_column(String(200), default="")
    # Addresses of such pages often hold the name of the prisoner.
    address_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    opened: Mapped[PartialDate | None] = partial_date("opened")
    closed: Mapped[PartialDate | None] = partial_date("closed")
    handed: Mapped[PartialDate | None] = partial_date("handed")
    expires: Mapped[date | None] = mapped_column(Date)
    goal: Mapped[int | None] = mapped_column(Integer)
    decision: Mapped[str] = mapped_column(String(100), default="")
    decided: Mapped[PartialDate | None] = partial_date("decided")
    finding: Mapped[str] = mapped_column(String(16), default="none")

    submission: Mapped[Submission] = relationship()

    address = Sealed()

    def audit_root(self) -> Submission:
        """Show it in the history of the submission."""
        return self.submission


class SubmissionTarget(Audited, Numbered, Base):
    """That an urgent action or a petition is addressed to a contact, beside the first addressee."""

    __tablename__ = "submission_target"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("advocacy_contact.id"), index=True)

    submission: Mapped[Submission] = relationship()
    contact: Mapped[Contact] = relationship()

    def audit_root(self) -> Submission:
        """Show targets in the history of the submission."""
        return self.submission


class SubmissionStep(Audited, Numbered, Public, Timed, Base):
    """A dated step: an update, a new day on which it ends, a count of signatures; none is ever changed or removed."""

    __tablename__ = "submission_step"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    happened: Mapped[PartialDate | None] = partial_date("happened")
    # How many had signed by then, and whether that corrects a higher figure: its note says why.
    signatures: Mapped[int | None] = mapped_column(Integer)
    corrects: Mapped[bool] = mapped_column(Boolean, default=False)
    # Until when it was prolonged.
    until: Mapped[date | None] = mapped_column(Date)
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)

    submission: Mapped[Submission] = relationship()
    author: Mapped[User | None] = relationship()

    note = Sealed()

    def audit_root(self) -> Submission:
        """Show steps in the history of the submission."""
        return self.submission
