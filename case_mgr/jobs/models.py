"""The table of background work."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from case_mgr.core.db import Base, Numbered, Public, Timed

_RUNS = text("state = 'running' AND lane <> ''")


class Job(Numbered, Public, Timed, Base):
    """One piece of work for a worker: enqueued in the transaction of the change that wants it, run at least once."""

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_waiting", "state", "id"),
        # Jobs of one lane run one after another: the database says so, whichever worker asks first.
        Index("uq_job_lane", "lane", unique=True, sqlite_where=_RUNS, postgresql_where=_RUNS),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    lane: Mapped[str] = mapped_column(String(80), default="")
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    where: Mapped[str] = mapped_column("leads_to", String(200), default="")
    # Nobody but whoever asked for it sees it: it leads to what only they may open.
    own: Mapped[bool] = mapped_column(Boolean, default=False)
    state: Mapped[str] = mapped_column(String(12), default="queued")
    holder: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None] = mapped_column()
    not_before: Mapped[datetime | None] = mapped_column()
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    cancelling: Mapped[bool] = mapped_column(Boolean, default=False)
    done: Mapped[int] = mapped_column(Integer, default=0)
    total: Mapped[int] = mapped_column(Integer, default=0)
    message: Mapped[str] = mapped_column(String(500), default="")
    params: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    started_at: Mapped[datetime | None] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()
