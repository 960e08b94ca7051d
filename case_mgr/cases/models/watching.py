"""The table of who looks on at a case without working on it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from case_mgr.core.db import Base


class CaseWatch(Base):
    """Somebody wants to see on their own page that a case changed, without working on it."""

    __tablename__ = "case_watch"

    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), primary_key=True, index=True)
    seen_at: Mapped[datetime] = mapped_column()
