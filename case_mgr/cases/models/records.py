"""Tables of cases: timeline, custody, exits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.cases.written import LONGEST
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import DERIVED, Audited, Base, Numbered, Public, Timed, Versioned, partial_date
from case_mgr.core.sealed import SECRET, Sealed, SealedData
from case_mgr.detainees.models import Detainee


class Case(Audited, Numbered, Public, Timed, Versioned, Base):
    """One prosecution of one person, from first detention to release."""

    __tablename__ = "prison_case"
    __table_args__ = (
        UniqueConstraint("organisation_id", "reference"),
        # Each list is read along an index in its own order.
        Index("ix_prison_case_list", "organisation_id", "arrested_from", "id"),
        Index("ix_prison_case_stage", "organisation_id", "stage", "arrested_from", "id", "state"),
        Index("ix_prison_case_place", "organisation_id", "place", "id"),
        Index("ix_prison_case_state", "organisation_id", "state", "arrested_from", "id", "stage"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    detainee_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"), index=True)
    reference: Mapped[str] = mapped_column(String(20))
    jurisdiction: Mapped[str] = mapped_column(String(2))
    charges: Mapped[str] = mapped_column(Text, default="")
    summary_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    # The release of an earlier case of the same person that this arrest undid.
    reverses_exit_id: Mapped[int | None] = mapped_column(ForeignKey("custody_exit.id", use_alter=True), index=True)
    # What follows is computed from events and custody, and kept only so that lists filter and sort.
    stage: Mapped[str] = mapped_column(String(20), default="reported", info=DERIVED)
    state: Mapped[str] = mapped_column(String(12), default="unknown", info=DERIVED)
    place: Mapped[str] = mapped_column(String(300), default="", info=DERIVED)
    arrested: Mapped[PartialDate | None] = partial_date("arrested")
    released: Mapped[PartialDate | None] = partial_date("released")

    detainee: Mapped[Detainee] = relationship()
    owner: Mapped[User | None] = relationship()
    events: Mapped[list[TimelineEvent]] = relationship(back_populates="case", order_by="TimelineEvent.id")
    custody: Mapped[list[CustodyPeriod]] = relationship(back_populates="case", order_by="CustodyPeriod.id")
    # Two keys join cases and exits: the other one is `reverses_exit_id`.
    exits: Mapped[list[Exit]] = relationship(back_populates="case", order_by="Exit.id", foreign_keys="Exit.case_id")
    team: Mapped[list[CaseMember]] = relationship(back_populates="case", order_by="CaseMember.id")
    handovers: Mapped[list[Handover]] = relationship(back_populates="case", order_by="Handover.id")
    written: Mapped[list[WrittenArticle]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="WrittenArticle.number"
    )
    # Its table stands in the file beside this one, which needs this class first.
    correspondence: Mapped[list[Any]] = relationship(
        "Correspondence", back_populates="case", order_by="Correspondence.id"
    )

    summary = Sealed()


class WrittenArticle(Base):
    """A number of an article in the charges of a case as they were written, so that it is found.

    Computed, and kept only until charges are recorded: then a search asks these.
    """

    __tablename__ = "written_article"
    __table_args__ = (Index("ix_written_article_number", "organisation_id", "number", "case_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"), primary_key=True)
    number: Mapped[str] = mapped_column(String(LONGEST), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))

    case: Mapped[Case] = relationship(back_populates="written")


class TimelineEvent(Audited, Numbered, Public, Timed, Base):
    """Something that happened. Never rewritten: a correction is a further row that points at it."""

    __tablename__ = "timeline_event"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    happened: Mapped[PartialDate | None] = partial_date("happened")
    place: Mapped[str] = mapped_column(String(300), default="")
    facility: Mapped[str | None] = mapped_column(String(60))
    text_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    source: Mapped[str] = mapped_column(String(500), default="")
    certainty: Mapped[str] = mapped_column(String(12), default="reported")
    reason: Mapped[str] = mapped_column(String(500), default="")
    batch: Mapped[str | None] = mapped_column(String(20), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("timeline_event.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    # Who may see it; a correction is as confidential as what it corrects.
    level: Mapped[str] = mapped_column(String(8), default="normal")
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    # What the kind asks for beside the text; what belongs to health is sealed by itself.
    details_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    health_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    # Another source that tells the same otherwise points at the event as it was told first.
    version_of_id: Mapped[int | None] = mapped_column(ForeignKey("timeline_event.id"), index=True)
    taken_as_true: Mapped[bool] = mapped_column(Boolean, default=False)
    ruling_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    ruled_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)

    case: Mapped[Case] = relationship(back_populates="events")
    author: Mapped[User | None] = relationship(foreign_keys=[author_id])
    handler: Mapped[User | None] = relationship(foreign_keys=[handler_id])
    deputy: Mapped[User | None] = relationship(foreign_keys=[deputy_id])
    ruled_by: Mapped[User | None] = relationship(foreign_keys=[ruled_by_id])
    corrects: Mapped[TimelineEvent | None] = relationship(foreign_keys=[corrects_id], remote_side="TimelineEvent.id")
    version_of: Mapped[TimelineEvent | None] = relationship(
        foreign_keys=[version_of_id], remote_side="TimelineEvent.id"
    )

    text, ruling = Sealed(), Sealed()
    details, health = SealedData(), SealedData()

    def audit_root(self) -> Case:
        """Show an event in the history of its case."""
        return self.case


class CustodyPeriod(Audited, Numbered, Public, Timed, Base):
    """A time in one facility or under one measure, as a source tells it; accepted ones do not overlap."""

    __tablename__ = "custody_period"
    __table_args__ = (Index("ix_custody_period_facility", "facility", "case_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"), index=True)
    facility: Mapped[str | None] = mapped_column(String(60))
    place: Mapped[str] = mapped_column(String(300), default="")
    regime: Mapped[str | None] = mapped_column(String(40))
    began: Mapped[PartialDate | None] = partial_date("began")
    ended: Mapped[PartialDate | None] = partial_date("ended")
    source: Mapped[str] = mapped_column(String(500), default="")
    accepted: Mapped[bool] = mapped_column(Boolean, default=True)
    contact: Mapped[str] = mapped_column(String(8), default="unknown")
    # Never rewritten: a correction is a further row, and what was taken back stays readable with its reason.
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("custody_period.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    reason: Mapped[str] = mapped_column(String(500), default="")
    # Who may see it; an accepted period counts in what everybody reads, so only a claim can be closed.
    level: Mapped[str] = mapped_column(String(8), default="normal")
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)

    case: Mapped[Case] = relationship(back_populates="custody")
    handler: Mapped[User | None] = relationship(foreign_keys=[handler_id])
    deputy: Mapped[User | None] = relationship(foreign_keys=[deputy_id])

    def audit_root(self) -> Case:
        """Show a period in the history of its case."""
        return self.case


class Exit(Audited, Numbered, Public, Timed, Versioned, Base):
    """An exit from custody, with the link of the release chain that is known and the batch that it is tagged with."""

    __tablename__ = "custody_exit"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("timeline_event.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40), index=True)
    link: Mapped[str] = mapped_column(String(20))
    happened: Mapped[PartialDate | None] = partial_date("happened")
    batch: Mapped[str | None] = mapped_column(String(20), index=True)
    evidence_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    source: Mapped[str] = mapped_column(String(500), default="")
    destination: Mapped[str] = mapped_column(String(300), default="")
    conditions: Mapped[str] = mapped_column(String(500), default="")
    documents: Mapped[str] = mapped_column(String(10), default="unknown")
    documents_note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    petition: Mapped[str] = mapped_column(String(10), default="unknown")
    consent: Mapped[str] = mapped_column(String(10), default="unknown")
    health: Mapped[str] = mapped_column(String(10), default="unknown")
    support: Mapped[str] = mapped_column(String(10), default="unknown")
    # Of each kind of support its state and the day on which that was said.
    needs: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
    support_note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    # Whether its event was written with it; one that told of the release before stays when the exit is taken back.
    own_event: Mapped[bool] = mapped_column(Boolean, default=True)

    case: Mapped[Case] = relationship(back_populates="exits", foreign_keys=[case_id])
    event: Mapped[TimelineEvent] = relationship()

    evidence, documents_note, support_note = Sealed(), Sealed(), Sealed()

    def audit_root(self) -> Case:
        """Show an exit in the history of its case."""
        return self.case


class CaseMember(Audited, Numbered, Public, Timed, Base):
    """Somebody who works on a case beside its owner."""

    __tablename__ = "case_member"
    __table_args__ = (UniqueConstraint("case_id", "user_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    part: Mapped[str] = mapped_column(String(200), default="")

    case: Mapped[Case] = relationship(back_populates="team")
    user: Mapped[User] = relationship()

    def audit_root(self) -> Case:
        """Show the team in the history of its case."""
        return self.case


class Handover(Audited, Numbered, Public, Timed, Base):
    """An offer to follow a case, with what must be known; the owner changes when it is accepted."""

    __tablename__ = "case_handover"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    answer: Mapped[str] = mapped_column(String(12), default="waiting")
    answered_at: Mapped[datetime | None] = mapped_column()

    case: Mapped[Case] = relationship(back_populates="handovers")
    giver: Mapped[User] = relationship(foreign_keys=[from_id])
    taker: Mapped[User] = relationship(foreign_keys=[to_id])

    note = Sealed()

    def audit_root(self) -> Case:
        """Show a handover in the history of its case."""
        return self.case
