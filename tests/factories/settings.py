"""Settings of an organisation for tests, made through the service: needs an application context; the test commits."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.accounts import service
from case_mgr.accounts.models import OrganisationSettings
from case_mgr.accounts.settled import settings_of
from case_mgr.accounts.types import SettingsDraft, Way
from tests import cast


def settled(
    recognition: Way = Way.MEMBER,
    confirmation: Way = Way.MEMBER,
    partner: str = "",
    by: Actor | None = None,
    *,
    money: Way = Way.MEMBER,
    **days: Any,
) -> OrganisationSettings:
    """Settle how an organisation works."""
    who = by or cast.COORDINATOR.actor()
    now = settings_of(who.organisation_id)
    return service.settle(
        who, SettingsDraft(recognition, confirmation, partner, {**now.days} | days, money=money), now.version
    )
