"""Tables of hearings and sentences."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.cases.models import Case
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, partial_date
from case_mgr.core.sealed import SECRET, Sealed
from case_mgr.legal.models.shared import InCase, OnTimeline


class Hearing(InCase, OnTimeline, Base):
    """One hearing, held or planned; who observes it stands encrypted."""

    __tablename__ = "hearing"

    # Of a planned one the day that was announced; no event tells of it before it was held.
    happened: Mapped[PartialDate | None] = partial_date("happened")
    planned: Mapped[bool] = mapped_column(Boolean, default=False, index=True)
    hour: Mapped[str] = mapped_column(String(5), default="")
    court: Mapped[str] = mapped_column(String(60), default="", index=True)
    court_written: Mapped[str] = mapped_column(String(300), default="")
    instance: Mapped[str] = mapped_column(String(12))
    mode: Mapped[str] = mapped_column(String(12))
    observer_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    result: Mapped[str] = mapped_column(Text, default="")

    observer = Sealed()

    postponements: Mapped[list[Postponement]] = relationship(back_populates="hearing", order_by="Postponement.id")


class Postponement(Audited, Numbered, Public, Timed, Base):
    """That a planned hearing was moved: the day that had been announced is kept."""

    __tablename__ = "hearing_postponement"

    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id"), index=True)
    decided: Mapped[PartialDate | None] = partial_date("decided")
    before: Mapped[PartialDate | None] = partial_date("before")
    after: Mapped[PartialDate | None] = partial_date("after")
    reason: Mapped[str] = mapped_column(String(500))
    source: Mapped[str] = mapped_column(String(500), default="")

    hearing: Mapped[Hearing] = relationship(back_populates="postponements")

    def audit_root(self) -> Case:
        """Show it in the history of the case."""
        return self.hearing.case


class Sentence(InCase, Base):
    """A punishment that a court imposed; what it is stands in its versions."""

    __tablename__ = "sentence"

    versions: Mapped[list[SentenceVersion]] = relationship(back_populates="sentence", order_by="SentenceVersion.number")


class SentenceVersion(Audited, Numbered, Public, Timed, OnTimeline, Base):
    """What a sentence was from some day on; an appeal or a mitigation adds one and rewrites none."""

    __tablename__ = "sentence_version"

    sentence_id: Mapped[int] = mapped_column(ForeignKey("sentence.id"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    cause: Mapped[str] = mapped_column(String(12))
    punishment: Mapped[str] = mapped_column(String(40))
    life: Mapped[bool] = mapped_column(Boolean, default=False)
    years: Mapped[int] = mapped_column(Integer, default=0)
    months: Mapped[int] = mapped_column(Integer, default=0)
    days: Mapped[int] = mapped_column(Integer, default=0)
    regime: Mapped[str] = mapped_column(String(40), default="")
    fine: Mapped[str] = mapped_column(String(200), default="")
    additional: Mapped[str] = mapped_column(String(200), default="")
    court: Mapped[str] = mapped_column(String(60), default="")
    court_written: Mapped[str] = mapped_column(String(300), default="")
    happened: Mapped[PartialDate | None] = partial_date("happened")
    in_force: Mapped[PartialDate | None] = partial_date("in_force")
    term_from: Mapped[PartialDate | None] = partial_date("term_from")
    # An end that a document or a lawyer states; it stands beside the estimate and takes no rule away.
    stated_end: Mapped[PartialDate | None] = partial_date("stated_end")
    source: Mapped[str] = mapped_column(String(500), default="")
    note: Mapped[str] = mapped_column(String(500), default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column()

    sentence: Mapped[Sentence] = relationship(back_populates="versions")

    def audit_root(self) -> Case:
        """Show a version in the history of the case."""
        return self.sentence.case
