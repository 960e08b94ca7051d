"""What shares say on the pages of a case and its person."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Guest
from case_mgr.shares import queries
from case_mgr.shares.words import share_level
from case_mgr.web.hooks import Panel
from case_mgr.web.wording import when


def shared_by(actor: Actor, reference: str) -> dict[str, str] | None:
    """Return the tag that tells a guest whose case this is."""
    if actor.guest is None:
        return None
    return {"text": _("Shared by %(organisation)s", organisation=actor.organisation_name), "kind": "info"}


def shared_with(actor: Actor, reference: str) -> Panel | None:
    """List with whom a case is shared today; to a guest, for what and until when it is shared with them."""
    if actor.guest is not None:
        return _with_you(actor.guest)
    if not actor.may(Permission.CASE_READ):
        return None
    href = url_for("shares.of_case", reference=reference)
    standing = [row for row in queries.list_of_case(actor, reference) if row.stands]
    lines = tuple(
        (
            row.partner,
            href,
            _("%(level)s, until %(until)s", level=share_level(row.level), until=when(row.expires_on)),
        )
        for row in standing
    )
    return Panel(_("Shared with"), "shared-with", lines) if lines else None


def _with_you(guest: Guest) -> Panel | None:
    row = next((row for row in queries.list_with_us(guest.home) if row.public_id == guest.share), None)
    if row is None:
        return None
    note = _("%(level)s, until %(until)s", level=share_level(row.level), until=when(row.expires_on))
    lines = ((row.other, url_for("shares.index"), note), (row.purpose, url_for("shares.index"), ""))
    return Panel(_("Shared with you"), "shared-with", lines)
