"""Tables of detention acts, remedies and state lists."""

from __future__ import annotations

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from case_mgr.core.dates import PartialDate
from case_mgr.core.db import Base, partial_date
from case_mgr.legal.models.shared import InCase, OnTimeline


class DetentionAct(InCase, OnTimeline, Base):
    """How somebody was taken: by whom, with which paper, on whose order and on which legal basis."""

    __tablename__ = "detention_act"

    form: Mapped[str] = mapped_column(String(24))
    happened: Mapped[PartialDate | None] = partial_date("happened")
    arrest_days: Mapped[int | None] = mapped_column(Integer)
    place: Mapped[str] = mapped_column(String(300), default="")
    forces: Mapped[str] = mapped_column(String(500), default="")
    warrant: Mapped[str] = mapped_column(String(12))
    authority: Mapped[str] = mapped_column(String(500), default="")
    reasons: Mapped[str] = mapped_column(Text, default="")
    legal_basis: Mapped[str] = mapped_column(String(500), default="")


class Remedy(InCase, Base):
    """A domestic step with its result, or why it was not taken."""

    __tablename__ = "remedy"

    step: Mapped[str] = mapped_column(String(24))
    outcome: Mapped[str] = mapped_column(String(12))
    body: Mapped[str] = mapped_column(String(300), default="")
    filed: Mapped[PartialDate | None] = partial_date("filed")
    answered: Mapped[PartialDate | None] = partial_date("answered")
    result: Mapped[str] = mapped_column(Text, default="")
    why_not: Mapped[str] = mapped_column(Text, default="")


class Listing(InCase, OnTimeline, Base):
    """A line of a state list that means this person."""

    __tablename__ = "listing"

    state_list: Mapped[str] = mapped_column(String(20))
    list_name: Mapped[str] = mapped_column(String(300), default="")
    number: Mapped[str] = mapped_column(String(60), default="")
    printed: Mapped[str] = mapped_column(String(300), default="")
    added: Mapped[PartialDate | None] = partial_date("added")
    removed: Mapped[PartialDate | None] = partial_date("removed")
