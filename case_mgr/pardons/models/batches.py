"""Tables of pardon batches: lists and their lines, places, proposals and decisions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.cases.models import Case, Exit
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import DERIVED, Audited, Base, Numbered, Public, Timed, Versioned, partial_date
from case_mgr.core.sealed import SECRET, Sealed
from case_mgr.detainees.models import Detainee


class Batch(Audited, Numbered, Public, Timed, Versioned, Base):
    """One announced release of several people. It holds no number: numbers are claims, or counted."""

    __tablename__ = "pardon_batch"
    __table_args__ = (UniqueConstraint("organisation_id", "reference"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    reference: Mapped[str] = mapped_column(String(20))
    jurisdiction: Mapped[str] = mapped_column(String(2))
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(12))
    decree: Mapped[PartialDate | None] = partial_date("decree")
    announced: Mapped[PartialDate | None] = partial_date("announced")
    released: Mapped[PartialDate | None] = partial_date("released")
    announced_by: Mapped[str] = mapped_column(String(200), default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column()


class NameList(Audited, Numbered, Public, Timed, Base):
    """One version of a published list. A page that grows is pasted again and becomes a further version."""

    __tablename__ = "pardon_list"
    __table_args__ = (UniqueConstraint("batch_id", "label", "list_version"),)

    batch_id: Mapped[int] = mapped_column(ForeignKey("pardon_batch.id"), index=True)
    label: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(500), default="")
    # A page that was published, or what one of us saw and wrote down on the spot.
    kind: Mapped[str] = mapped_column(String(8), default="page")
    list_version: Mapped[int] = mapped_column(Integer, default=1)
    digest: Mapped[str] = mapped_column(String(64))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)

    batch: Mapped[Batch] = relationship()
    author: Mapped[User | None] = relationship()
    mentions: Mapped[list[Mention]] = relationship(back_populates="name_list", order_by="Mention.id")

    def audit_root(self) -> Batch:
        """Show a list in the history of its batch."""
        return self.batch


class Mention(Audited, Numbered, Public, Base):
    """One name on one line of a list, or a line left out with the reason; the printed form is kept for ever."""

    __tablename__ = "pardon_mention"

    list_id: Mapped[int] = mapped_column(ForeignKey("pardon_list.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("pardon_place.id"), index=True)
    line: Mapped[int] = mapped_column(Integer)
    raw: Mapped[str] = mapped_column(Text)
    printed: Mapped[str] = mapped_column(String(300), default="")
    spellings: Mapped[list[str]] = mapped_column(JSON, default=list)
    birth: Mapped[PartialDate | None] = partial_date("birth")
    note: Mapped[str] = mapped_column(Text, default="")
    skipped: Mapped[str | None] = mapped_column(String(20))

    name_list: Mapped[NameList] = relationship(back_populates="mentions")
    place: Mapped[Place | None] = relationship(back_populates="mentions")

    def audit_root(self) -> Batch:
        """Show a line in the history of its batch."""
        return self.name_list.batch


class Place(Audited, Numbered, Public, Timed, Versioned, Base):
    """A presumed person of a batch, with four facts that do not depend on one another."""

    __tablename__ = "pardon_place"
    __table_args__ = (UniqueConstraint("batch_id", "number"),)

    batch_id: Mapped[int] = mapped_column(ForeignKey("pardon_batch.id"))
    number: Mapped[int] = mapped_column(Integer)
    note: Mapped[str] = mapped_column(String(500), default="")
    # Who: decided by a person; `candidate` only says that there is somebody to look at.
    identity: Mapped[str] = mapped_column(String(12), default="unmatched", index=True)
    decided_at: Mapped[datetime | None] = mapped_column()
    person_id: Mapped[int | None] = mapped_column(ForeignKey("detainee.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("prison_case.id"), index=True)
    same_as_id: Mapped[int | None] = mapped_column(ForeignKey("pardon_place.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    # Whether, which link of the chain, and when: as the last proof that stands says. Whether political.
    verification: Mapped[str] = mapped_column(String(12), default="reported", index=True)
    link: Mapped[str | None] = mapped_column(String(20))
    happened: Mapped[PartialDate | None] = partial_date("happened")
    scope: Mapped[str] = mapped_column(String(16), default="unknown", index=True)

    batch: Mapped[Batch] = relationship()
    person: Mapped[Detainee | None] = relationship()
    case: Mapped[Case | None] = relationship()
    same_as: Mapped[Place | None] = relationship(remote_side="Place.id")
    mentions: Mapped[list[Mention]] = relationship(back_populates="place", order_by="Mention.id")
    decisions: Mapped[list[Decision]] = relationship(
        back_populates="place", order_by="Decision.id", foreign_keys="Decision.place_id"
    )
    proofs: Mapped[list[Proof]] = relationship(back_populates="place", order_by="Proof.id")
    proposals: Mapped[list[Proposal]] = relationship(
        back_populates="place", order_by="Proposal.rank", cascade="all, delete-orphan"
    )

    def audit_root(self) -> Batch:
        """Show a place in the history of its batch."""
        return self.batch


class Proof(Audited, Numbered, Public, Timed, Base):
    """Evidence that a release happened up to one link of its chain, or did not happen. Taken back, never edited."""

    __tablename__ = "pardon_proof"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("pardon_place.id"), index=True)
    verification: Mapped[str] = mapped_column(String(12))
    link: Mapped[str | None] = mapped_column(String(20))
    happened: Mapped[PartialDate | None] = partial_date("happened")
    evidence_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    source: Mapped[str] = mapped_column(String(500))
    exit_id: Mapped[int | None] = mapped_column(ForeignKey("custody_exit.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    # Confirmed by the duty officer alone: somebody else looks at it within two days.
    alone: Mapped[bool] = mapped_column(default=False)
    reviewed_at: Mapped[datetime | None] = mapped_column()
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    withdrawn_reason: Mapped[str] = mapped_column(String(500), default="")

    place: Mapped[Place] = relationship(back_populates="proofs")
    exit: Mapped[Exit | None] = relationship()
    author: Mapped[User | None] = relationship(foreign_keys=[author_id])
    reviewer: Mapped[User | None] = relationship(foreign_keys=[reviewed_by_id])

    evidence = Sealed()

    @property
    def written(self) -> bool:
        """Whether it stands in a case: it was neither taken back here nor there."""
        return self.withdrawn_at is None and self.exit is not None and self.exit.withdrawn_at is None

    def audit_root(self) -> Batch:
        """Show a proof in the history of its batch."""
        return self.place.batch


class Proposal(Numbered, Timed, Base):
    """A person whom the machine proposes for a place, with its score in ten-thousandths and its reasons."""

    __tablename__ = "pardon_proposal"
    __table_args__ = (UniqueConstraint("place_id", "person_id"),)

    place_id: Mapped[int] = mapped_column(ForeignKey("pardon_place.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"), index=True)
    rank: Mapped[int] = mapped_column(Integer)
    score: Mapped[int] = mapped_column(Integer)
    verdict: Mapped[str] = mapped_column(String(12))
    reasons: Mapped[dict[str, Any]] = mapped_column(JSON)
    rules: Mapped[str] = mapped_column(String(12))

    place: Mapped[Place] = relationship(back_populates="proposals")
    person: Mapped[Detainee] = relationship()


class Decision(Audited, Numbered, Public, Timed, Base):
    """An answer of a person about a place, with what was known then; undoing it keeps it readable."""

    __tablename__ = "pardon_decision"

    place_id: Mapped[int] = mapped_column(ForeignKey("pardon_place.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    answer: Mapped[str] = mapped_column(String(12))
    same_as_id: Mapped[int | None] = mapped_column(ForeignKey("pardon_place.id"), index=True)
    comment: Mapped[str] = mapped_column(String(500), default="")
    before: Mapped[str] = mapped_column(String(12))
    undone_at: Mapped[datetime | None] = mapped_column()
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)

    place: Mapped[Place] = relationship(back_populates="decisions", foreign_keys=[place_id])
    same_as: Mapped[Place | None] = relationship(foreign_keys=[same_as_id])
    author: Mapped[User | None] = relationship(foreign_keys=[author_id])
    undone_by: Mapped[User | None] = relationship(foreign_keys=[undone_by_id])
    candidates: Mapped[list[DecidedCandidate]] = relationship(back_populates="decision", order_by="DecidedCandidate.id")

    def audit_root(self) -> Batch:
        """Show a decision in the history of its batch."""
        return self.place.batch


class DecidedCandidate(Audited, Numbered, Base):
    """One candidate of a decision with score and reasons of that moment, and whether the answer to them was no."""

    __tablename__ = "pardon_decided_candidate"

    decision_id: Mapped[int] = mapped_column(ForeignKey("pardon_decision.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"), index=True)
    chosen: Mapped[bool] = mapped_column(default=False)
    refused: Mapped[bool] = mapped_column(default=False)
    score: Mapped[int | None] = mapped_column(Integer)
    reasons: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=DERIVED)

    decision: Mapped[Decision] = relationship(back_populates="candidates")
    person: Mapped[Detainee] = relationship()

    def audit_root(self) -> Batch:
        """Show a candidate in the history of the batch."""
        return self.decision.place.batch
