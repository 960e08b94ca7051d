"""Tables of what goes between a prisoner and the world: letters, parcels, visits, calls, and how far each came."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.cases.models.records import Case
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, Versioned, partial_date
from case_mgr.core.sealed import SECRET, Sealed, SealedData


class Correspondence(Audited, Numbered, Public, Timed, Versioned, Base):
    """A letter, a parcel, a visit or a call; what became of it stands in its steps."""

    __tablename__ = "correspondence"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    direction: Mapped[str] = mapped_column(String(8))
    items: Mapped[int | None] = mapped_column(Integer)
    content_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    # What somebody is to the prisoner is no name; who they are belongs to the family's compartment.
    party: Mapped[str] = mapped_column(String(16), default="unknown")
    who_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    source: Mapped[str] = mapped_column(String(500), default="")
    level: Mapped[str] = mapped_column(String(8), default="normal")
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("sign_round.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    reason: Mapped[str] = mapped_column(String(500), default="")

    case: Mapped[Case] = relationship(back_populates="correspondence")
    handler: Mapped[User | None] = relationship(foreign_keys=[handler_id])
    deputy: Mapped[User | None] = relationship(foreign_keys=[deputy_id])
    steps: Mapped[list[CorrespondenceStep]] = relationship(back_populates="item", order_by="CorrespondenceStep.id")

    content, who = Sealed(), Sealed()

    @property
    def author_id(self) -> int | None:
        """Who recorded it: whoever took its first step."""
        return self.steps[0].author_id

    def audit_root(self) -> Case:
        """Show it in the history of its case."""
        return self.case


class CorrespondenceStep(Audited, Numbered, Public, Timed, Base):
    """How far a letter, a parcel, a visit or a call came, and when. Never rewritten, only taken back."""

    __tablename__ = "correspondence_step"

    item_id: Mapped[int] = mapped_column(ForeignKey("correspondence.id"), index=True)
    status: Mapped[str] = mapped_column(String(12))
    happened: Mapped[PartialDate | None] = partial_date("happened")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()

    item: Mapped[Correspondence] = relationship(back_populates="steps")
    author: Mapped[User | None] = relationship()

    def audit_root(self) -> Case:
        """Show a step in the history of its case."""
        return self.item.case


class SignRound(Audited, Numbered, Public, Timed, Base):
    """Signs of life of many cases that were recorded in one act, and what became of each row."""

    __tablename__ = "sign_round"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    happened: Mapped[PartialDate | None] = partial_date("happened")
    source: Mapped[str] = mapped_column(String(500), default="")
    # What was typed is kept sealed: a line that is no reference may be a name.
    results_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    results = SealedData()
