"""Tables of officials and of their parts in acts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.cases.models import Case
from case_mgr.core.db import DERIVED, Audited, Base, Numbered, Public, Timed, Versioned
from case_mgr.legal.models.acts import DetentionAct, Remedy
from case_mgr.legal.models.charges import Charge
from case_mgr.legal.models.trials import Hearing, SentenceVersion

_ACTS = ("charge_id", "hearing_id", "version_id", "detention_id", "remedy_id")


class Official(Audited, Numbered, Public, Timed, Versioned, Base):
    """A judge, prosecutor, officer, head of a prison, or a body, under the name that lists show."""

    __tablename__ = "official"
    __table_args__ = (
        UniqueConstraint("organisation_id", "reference"),
        Index("ix_official_list", "organisation_id", "sort_name"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    reference: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(300))
    sort_name: Mapped[str] = mapped_column(String(300), info=DERIVED)
    post: Mapped[str] = mapped_column(String(16))
    body: Mapped[str] = mapped_column(String(300), default="")
    note: Mapped[str] = mapped_column(String(1000), default="")
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)

    names: Mapped[list[OfficialName]] = relationship(back_populates="official", order_by="OfficialName.id")
    acts: Mapped[list[OfficialAct]] = relationship(back_populates="official", order_by="OfficialAct.id")


class OfficialName(Audited, Numbered, Public, Timed, Base):
    """A name of an official as some source prints it."""

    __tablename__ = "official_name"
    __table_args__ = (UniqueConstraint("official_id", "full"),)

    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    full: Mapped[str] = mapped_column(String(300))
    folded: Mapped[str] = mapped_column(String(300), info=DERIVED)
    source: Mapped[str] = mapped_column(String(300), default="")

    official: Mapped[Official] = relationship(back_populates="names")

    def audit_root(self) -> Official:
        """Show a spelling in the history of the official."""
        return self.official


class OfficialKey(Base):
    """A key by which spellings that may be the same are found with an indexed equality."""

    __tablename__ = "official_key"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), primary_key=True, index=True)


class OfficialAct(Audited, Numbered, Public, Timed, Base):
    """That an official had a part in one act of one case."""

    __tablename__ = "official_act"
    __table_args__ = (
        CheckConstraint(
            " + ".join(f"CASE WHEN {name} IS NULL THEN 0 ELSE 1 END" for name in _ACTS) + " = 1", name="act"
        ),
    )

    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"), index=True)
    part: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(500), default="")
    charge_id: Mapped[int | None] = mapped_column(ForeignKey("charge.id"), index=True)
    hearing_id: Mapped[int | None] = mapped_column(ForeignKey("hearing.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("sentence_version.id"), index=True)
    detention_id: Mapped[int | None] = mapped_column(ForeignKey("detention_act.id"), index=True)
    remedy_id: Mapped[int | None] = mapped_column(ForeignKey("remedy.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()

    official: Mapped[Official] = relationship(back_populates="acts")
    case: Mapped[Case] = relationship()
    charge: Mapped[Charge | None] = relationship()
    hearing: Mapped[Hearing | None] = relationship()
    version: Mapped[SentenceVersion | None] = relationship()
    detention: Mapped[DetentionAct | None] = relationship()
    remedy: Mapped[Remedy | None] = relationship()

    def audit_root(self) -> Case:
        """Show a part in the history of the case: the official's own history names no case."""
        return self.case
