"""An organisation settles who is the second person of its acts, and after how many days its rules ask."""

from __future__ import annotations

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts import settled
from case_mgr.accounts.models import Organisation, OrganisationSettings
from case_mgr.accounts.types import (
    CONFIRMATION_WAYS,
    DAYS,
    EXPORT_LIMIT,
    LEAST_DAYS,
    MONEY_WAYS,
    MOST_DAYS,
    MOST_EXPORT_DAYS,
    MOST_LINES,
    RECOGNITION_WAYS,
    SettingsDraft,
    Way,
)
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import Conflict, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db


class Unsettled(Refused):
    """One of the settings cannot be so; the field that it stands in is named."""

    def __init__(self, field: str, sentence: str, **params: object) -> None:
        super().__init__(sentence, **params)
        self.field = field


def settle(actor: Actor, draft: SettingsDraft, seen: int) -> OrganisationSettings:
    """Settle how the organisation works; every change is in the log, before and after."""
    actor.require(Permission.SETTINGS_WRITE)
    row = db.session.get(OrganisationSettings, actor.organisation_id)
    if (row.version if row else 0) != seen:
        raise Stale(
            N_("Somebody else changed this while you were editing. Nothing was written."),
            Conflict(version=row.version if row else 0),
        )
    if draft.recognition not in RECOGNITION_WAYS:
        raise Unsettled("recognition", N_("Choose who is the second person."))
    if draft.confirmation not in CONFIRMATION_WAYS:
        raise Unsettled("confirmation", N_("Choose who is the second person."))
    if draft.money not in MONEY_WAYS:
        raise Unsettled("money", N_("Choose who is the second person."))
    partner = _partner(actor, draft)
    _require_bounds(draft)
    limit = row.export_limit if row else EXPORT_LIMIT
    if draft.export_limit > limit and actor.may(Permission.EXPORT):
        raise Unsettled("export_limit", N_("Whoever takes lists out cannot raise this alone: ask an administrator."))
    if row is None:
        row = OrganisationSettings(organisation_id=actor.organisation_id)
        row.organisation = db.session.get_one(Organisation, actor.organisation_id)
        db.session.add(row)
    for act, way in (("recognition", draft.recognition), ("confirmation", draft.confirmation), ("money", draft.money)):
        if getattr(row, act) != way:
            setattr(row, act, str(way))
            setattr(row, f"{act}_since", clock.now())
    row.partner = partner
    row.days = {rule: days for rule, days in sorted(draft.days.items()) if days != DAYS.get(rule)}
    row.export_limit, row.export_days = draft.export_limit, draft.export_days
    audit.record(actor, Event.SETTINGS_CHANGED, row.organisation, label=row.organisation.name)
    db.session.flush()
    settled.forget()
    return row


def _require_bounds(draft: SettingsDraft) -> None:
    for rule, days in draft.days.items():
        if not LEAST_DAYS <= days <= MOST_DAYS:
            sentence = N_("Write a number of days between %(least)d and %(most)d.")
            raise Unsettled(f"days_{rule}", sentence, least=LEAST_DAYS, most=MOST_DAYS)
    for name, number, least, most in (
        ("export_limit", draft.export_limit, 0, MOST_LINES),
        ("export_days", draft.export_days, 1, MOST_EXPORT_DAYS),
    ):
        if not least <= number <= most:
            raise Unsettled(name, N_("Write a number between %(least)d and %(most)d."), least=least, most=most)


def _partner(actor: Actor, draft: SettingsDraft) -> Organisation | None:
    found = db.session.scalar(
        select(Organisation).where(Organisation.public_id == draft.partner, Organisation.id != actor.organisation_id)
    )
    if found is None and (draft.partner or draft.recognition is Way.PARTNER):
        raise Unsettled("partner", N_("Choose the organisation whose members may be the second person."))
    return found
