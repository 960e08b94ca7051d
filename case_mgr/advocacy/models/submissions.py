"""Tables of submissions: letters, urgent actions, petitions, communications, and what an organisation writes itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.advocacy.models.contacts import Contact
from case_mgr.cases.models import Case
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import DERIVED, Audited, Base, Numbered, Public, Timed, Versioned, partial_date
from case_mgr.core.sealed import SECRET, Sealed, SealedData
from case_mgr.files.models import StoredFile


class Submission(Audited, Numbered, Public, Timed, Versioned, Base):
    """Something that is submitted for people: its text, when it was sent, and what was answered."""

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("organisation_id", "reference"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    reference: Mapped[str] = mapped_column(String(16))
    contact_id: Mapped[int] = mapped_column(ForeignKey("advocacy_contact.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    mechanism: Mapped[str] = mapped_column(String(40), default="")
    language: Mapped[str] = mapped_column(String(12))
    priority: Mapped[str] = mapped_column(String(8), default="normal")
    state: Mapped[str] = mapped_column(String(8), default="draft")
    subject_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    text_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    # What was written by hand to questions; once sent, all answers as they were sent.
    answers_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    # The version of the questionnaire that was sent; 0 is the one that came with the product.
    form_number: Mapped[int | None] = mapped_column(Integer)
    sent: Mapped[PartialDate | None] = partial_date("sent")
    response: Mapped[str] = mapped_column(String(12), default="none")
    responded: Mapped[PartialDate | None] = partial_date("responded")
    response_note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    impact: Mapped[str] = mapped_column(String(12), default="unknown")
    status: Mapped[str] = mapped_column(String(12), default="under_way")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()

    contact: Mapped[Contact] = relationship()
    author: Mapped[User | None] = relationship()
    raised: Mapped[list[SubmissionCase]] = relationship(back_populates="submission")
    files: Mapped[list[SubmissionFile]] = relationship(back_populates="submission", order_by="SubmissionFile.id")

    subject = Sealed()
    text = Sealed()
    answers = SealedData()
    response_note = Sealed()


class SubmissionCase(Audited, Base):
    """That a submission is about a case."""

    __tablename__ = "submission_case"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"), primary_key=True, index=True)

    submission: Mapped[Submission] = relationship(back_populates="raised")
    case: Mapped[Case] = relationship()

    def audit_root(self) -> Submission:
        """Show the cases in the history of the submission."""
        return self.submission


class SubmissionFile(Audited, Numbered, Public, Timed, Base):
    """A file of a submission: what was sent, or what came back; its bytes stand encrypted and never change."""

    __tablename__ = "submission_file"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True, info=DERIVED)
    way: Mapped[str] = mapped_column(String(8))
    title_sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)
    format: Mapped[str] = mapped_column(String(8))
    added_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    submission: Mapped[Submission] = relationship(back_populates="files")
    file: Mapped[StoredFile] = relationship()
    added_by: Mapped[User] = relationship()

    title = Sealed()
    reason = Sealed()

    def audit_root(self) -> Submission:
        """Show the files in the history of the submission."""
        return self.submission


class LetterTemplate(Audited, Numbered, Public, Timed, Versioned, Base):
    """A letter that an organisation wrote to begin from."""

    __tablename__ = "letter_template"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(12))
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)


class QuestionnaireVersion(Audited, Numbered, Public, Timed, Base):
    """A questionnaire as an organisation corrected it; every version stays."""

    __tablename__ = "questionnaire_version"
    __table_args__ = (UniqueConstraint("organisation_id", "code", "number"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    code: Mapped[str] = mapped_column(String(20))
    number: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(String(500), default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)

    author: Mapped[User | None] = relationship()
