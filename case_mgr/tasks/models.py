"""Tables of tasks, of requests for help, and of when their rules were last checked."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.cases.models import Case
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import DERIVED, Audited, Base, Numbered, Public, Timed, Versioned, partial_date
from case_mgr.core.sealed import SECRET, Sealed
from case_mgr.detainees.models import Detainee


class Task(Audited, Numbered, Public, Timed, Versioned, Base):
    """Something to be done, set by a person or by a rule; what a person wrote stands encrypted."""

    __tablename__ = "task"
    __table_args__ = (
        # Two workers at once open no task twice, and what somebody answered is asked again only about another date.
        UniqueConstraint("organisation_id", "rule", "basis", "base_edtf"),
        Index("ix_task_list", "organisation_id", "state", "due_from"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("prison_case.id"), index=True)
    detainee_id: Mapped[int | None] = mapped_column(ForeignKey("detainee.id"), index=True)
    what_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    rule: Mapped[str | None] = mapped_column(String(40))
    # The record that the rule looked at, and the date of it from which the day follows.
    basis: Mapped[str | None] = mapped_column(String(40), info=DERIVED)
    base: Mapped[PartialDate | None] = partial_date("base")
    due: Mapped[PartialDate | None] = partial_date("due")
    due_before: Mapped[PartialDate | None] = partial_date("due_before")
    due_moved_at: Mapped[datetime | None] = mapped_column(info=DERIVED)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    # A task that one member alone may know of: of whom it warns, among others, may be a colleague.
    only_for_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    state: Mapped[str] = mapped_column(String(10), default="open")
    snoozed_until: Mapped[date | None] = mapped_column(Date)
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    outcome_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    # Of something that only some may know of: only whoever it is for and whoever set it see that it is there.
    confidential: Mapped[bool] = mapped_column(Boolean, default=False)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    closed_at: Mapped[datetime | None] = mapped_column(info=DERIVED)
    # Nobody, and closed all the same: the rule saw that its reason was gone.
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)

    case: Mapped[Case | None] = relationship()
    detainee: Mapped[Detainee | None] = relationship()
    assignee: Mapped[User | None] = relationship(foreign_keys=[assignee_id])
    creator: Mapped[User | None] = relationship(foreign_keys=[created_by_id])
    closer: Mapped[User | None] = relationship(foreign_keys=[closed_by_id])

    what = Sealed()
    reason = Sealed()
    outcome = Sealed()


class HelpRequest(Audited, Numbered, Public, Timed, Versioned, Base):
    """That somebody asked for help, what was decided, and that they were told; what people wrote stands encrypted."""

    __tablename__ = "help_request"
    __table_args__ = (
        UniqueConstraint("organisation_id", "reference"),
        Index("ix_help_request_list", "organisation_id", "stage", "received_from"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    reference: Mapped[str] = mapped_column(String(16))
    # None before there is a case.
    case_id: Mapped[int | None] = mapped_column(ForeignKey("prison_case.id"), index=True)
    # Who asks is a word and no name: how to reach them stands with the family contacts, where each look is logged.
    asker: Mapped[str] = mapped_column(String(12))
    kind: Mapped[str] = mapped_column(String(16))
    asked_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    received: Mapped[PartialDate | None] = partial_date("received")
    channel: Mapped[str] = mapped_column(String(12))
    urgency: Mapped[str] = mapped_column(String(8), default="normal")
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    stage: Mapped[str] = mapped_column(String(12), default="received")
    decision: Mapped[str | None] = mapped_column(String(12))
    decided: Mapped[PartialDate | None] = partial_date("decided")
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    answered: Mapped[PartialDate | None] = partial_date("answered")
    answer_channel: Mapped[str | None] = mapped_column(String(12))
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    withdrawn_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    # Why the last step that was taken back did not hold; what the step said stays in the log.
    taken_back_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)

    case: Mapped[Case | None] = relationship()
    assignee: Mapped[User | None] = relationship(foreign_keys=[assignee_id])
    decider: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    answerer: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])
    creator: Mapped[User | None] = relationship(foreign_keys=[created_by_id])

    asked = Sealed()
    reason = Sealed()
    note = Sealed()
    withdrawn = Sealed()
    taken_back = Sealed()


class TaskRound(Base):
    """When the rules of an organisation were last checked; whoever checks them holds this row."""

    __tablename__ = "task_round"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True, autoincrement=False)
    checked_at: Mapped[datetime | None] = mapped_column()


class CalendarLink(Numbered, Timed, Base):
    """The address by which a calendar application reads one member's days; only its digest is kept."""

    __tablename__ = "calendar_link"
    __table_args__ = (UniqueConstraint("user_id", "organisation_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    used_at: Mapped[datetime | None] = mapped_column()
