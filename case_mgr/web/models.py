"""Two small tables of the front door: forms already taken, and tries counted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from case_mgr.core.db import Base, Numbered


class TakenForm(Numbered, Base):
    """A form that was sent once; sending it again leads to where it led the first time."""

    __tablename__ = "taken_form"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    location: Mapped[str | None] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(index=True)


class Tries(Base):
    """How often something was tried in a window of time; counted in the database, so on every machine."""

    __tablename__ = "tries"

    bucket: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)
    since: Mapped[datetime] = mapped_column(index=True)
