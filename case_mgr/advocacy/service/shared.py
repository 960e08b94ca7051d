"""What the verbs of this room share: a refusal that names its field, and a look at whether something changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from case_mgr.advocacy.models import Contact
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Conflict, Refused, Stale
from case_mgr.core.text import N_

LONGEST_REASON = 500


class Misfilled(Refused):
    """One thing of a draft cannot be so; the field that it stands in is named."""

    def __init__(self, field: str, sentence: str, **params: object) -> None:
        super().__init__(sentence, **params)
        self.field = field


class MechanismClosed(Misfilled):
    """A mechanism takes nothing about a state any more; the reason stands in its data, by language."""

    def __init__(self, field: str, reasons: Mapping[str, str]) -> None:
        super().__init__(field, reasons["en"])
        self.reasons = reasons


def require_current(seen: int | None, version: int) -> None:
    """Refuse an edit of an older state of a record."""
    if seen is not None and seen != version:
        raise Stale(
            N_("Somebody else changed this while you were editing. Nothing was written."), Conflict(version=version)
        )


def require_past(field: str, when: PartialDate | None, today: date | None = None) -> None:
    """Refuse a day on which nothing can have happened yet."""
    if when is not None and when.earliest is not None and when.earliest > (today or clock.today()):
        raise Misfilled(field, N_("This day lies in the future: record it when it has come."))


def require_contactable(contact: Contact) -> None:
    """Refuse to begin anything for somebody who must not be contacted."""
    if contact.do_not_contact:
        raise Misfilled("contact", N_("This contact must not be contacted: %(reason)s."), reason=contact.reason)


def require_reason(text: str) -> str:
    """Return why something is done, in words; without any it is not done."""
    if not text.strip():
        raise Misfilled("reason", N_("Say why, so that a colleague understands it later."))
    if len(text.strip()) > LONGEST_REASON:
        raise Misfilled("reason", N_("This is too long: write at most %(n)d characters."), n=LONGEST_REASON)
    return text.strip()
