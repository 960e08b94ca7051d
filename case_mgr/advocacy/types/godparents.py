"""Drafts and results of parliamentary godparenthoods."""

from __future__ import annotations

from dataclasses import dataclass

from case_mgr.core.dates import PartialDate


@dataclass(frozen=True, slots=True)
class GodparentDraft:
    """Since when somebody is a godparent, until when, and why it ended."""

    since: PartialDate | None = None
    until: PartialDate | None = None
    ended: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class GodparentView:
    """A godparenthood as pages show it."""

    public_id: str
    contact: str
    contact_id: str
    case: str
    person: str
    draft: GodparentDraft
    author: str
    version: int

    @property
    def stands(self) -> bool:
        """Whether it goes on, as far as is known."""
        return self.draft.until is None
