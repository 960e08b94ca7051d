"""What an organisation has settled, read by the rooms that act by it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from case_mgr.accounts.models import Organisation, OrganisationSettings
from case_mgr.accounts.types import DAYS, DELAY, Settings, Way
from case_mgr.core import clock
from case_mgr.extensions import db

_MOST = 200
_KEPT = "settings_of_organisations"


def settings_of(organisation_id: int) -> Settings:
    """Return what holds in an organisation now; asked once in a transaction, however many rows of a list want it."""
    session = db.session
    # An organisation that settled nothing has no row, and what is not there no session remembers.
    begun, known = session.info.get(_KEPT, (None, {}))
    if begun is None or begun is not session.get_transaction():
        known = {}
    if organisation_id not in known:
        known[organisation_id] = _read(organisation_id)
    session.info[_KEPT] = (session.get_transaction(), known)
    return known[organisation_id]


def forget() -> None:
    """Read anew what holds, after it was changed in this transaction."""
    db.session.info.pop(_KEPT, None)


def _read(organisation_id: int) -> Settings:
    row = db.session.get(OrganisationSettings, organisation_id)
    if row is None:
        return Settings()
    return Settings(
        recognition=Way(row.recognition),
        confirmation=Way(row.confirmation),
        partner=row.partner.public_id if row.partner else "",
        partner_id=row.partner_id,
        days={**DAYS} | {rule: days for rule, days in row.days.items() if rule in DAYS},
        export_limit=row.export_limit,
        export_days=row.export_days,
        version=row.version,
        recognition_since=row.recognition_since,
        confirmation_since=row.confirmation_since,
        money=Way(row.money),
        money_since=row.money_since,
    )


def days_of(organisation_id: int, rule: str) -> int:
    """Return the days of a rule that opens tasks; one that counts none has no setting."""
    return settings_of(organisation_id).days.get(rule, 0)


def list_partners(organisation_id: int) -> list[tuple[str, str]]:
    """List the other organisations of the installation, by name."""
    others = select(Organisation.public_id, Organisation.name).where(Organisation.id != organisation_id)
    rows = db.session.execute(others.order_by(Organisation.name, Organisation.id).limit(_MOST))
    return [(public_id, name) for public_id, name in rows]


def ripe_at(asked_at: datetime, since: datetime | None) -> datetime:
    """Return from when whoever asked may decide alone: everybody has a day to object, of the way and of the request."""
    return max(asked_at, since or asked_at) + DELAY


def is_ripe(asked_at: datetime, since: datetime | None) -> bool:
    """Whether everybody had long enough to object to what was asked."""
    return clock.now() >= ripe_at(asked_at, since)
