"""What every record of the law in a case has: its case, its source, its event on the timeline, its end."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from case_mgr.cases.models import Case, TimelineEvent
from case_mgr.core.db import Audited, Numbered, Public, Timed, Versioned


class OnTimeline:
    """Something of which the timeline tells; an event that was written with it is taken back with it."""

    event_id: Mapped[int | None] = mapped_column(ForeignKey("timeline_event.id"), index=True)
    own_event: Mapped[bool] = mapped_column(Boolean, default=False)

    @declared_attr
    @classmethod
    def event(cls) -> Mapped[TimelineEvent | None]:
        """The event of the timeline that tells of it."""
        return relationship()


class InCase(Audited, Numbered, Public, Timed, Versioned):
    """A record of the law in one case; never deleted, only taken back."""

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"), index=True)
    source: Mapped[str] = mapped_column(String(500), default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column()

    @declared_attr
    @classmethod
    def case(cls) -> Mapped[Case]:
        """The case that it belongs to."""
        return relationship()

    def audit_root(self) -> Case:
        """Show it in the history of its case."""
        return self.case
