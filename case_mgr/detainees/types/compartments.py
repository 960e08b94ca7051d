"""What is opened one look at a time: the detail of vulnerabilities, and family contacts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_


class VulnerabilityKind(StrEnum):
    """What makes somebody vulnerable, in a word that the whole team may know."""

    HEALTH = "health"
    DISABILITY = "disability"
    PREGNANCY = "pregnancy"
    SINGLE_PARENT = "single_parent"
    CHILDREN = "children"
    CARER = "carer"
    OLD_AGE = "old_age"
    MINOR = "minor"
    OTHER = "other"


class ChannelKind(StrEnum):
    """By what a relative can be reached."""

    PHONE = "phone"
    SIGNAL = "signal"
    TELEGRAM = "telegram"
    WHATSAPP = "whatsapp"
    EMAIL = "email"
    POST = "post"
    OTHER = "other"


VULNERABILITY_LABELS = {
    VulnerabilityKind.HEALTH: N_("Poor health"),
    VulnerabilityKind.DISABILITY: N_("Disability"),
    VulnerabilityKind.PREGNANCY: N_("Pregnancy"),
    VulnerabilityKind.SINGLE_PARENT: N_("Single parent"),
    VulnerabilityKind.CHILDREN: N_("Small children at home"),
    VulnerabilityKind.CARER: N_("Cares for a relative"),
    VulnerabilityKind.OLD_AGE: N_("Old age"),
    VulnerabilityKind.MINOR: N_("Under age"),
    VulnerabilityKind.OTHER: N_("Vulnerable in another way"),
}
CHANNEL_LABELS = {
    ChannelKind.PHONE: N_("Phone"),
    ChannelKind.SIGNAL: N_("Signal"),
    ChannelKind.TELEGRAM: N_("Telegram"),
    ChannelKind.WHATSAPP: N_("WhatsApp"),
    ChannelKind.EMAIL: N_("E-mail"),
    ChannelKind.POST: N_("Postal address"),
    ChannelKind.OTHER: N_("Another way"),
}


@dataclass(frozen=True, slots=True)
class VulnerabilityDraft:
    """What makes a person vulnerable, as somebody wants it recorded; no detail leaves the one there is."""

    kind: VulnerabilityKind
    since: PartialDate | None = None
    source: str = ""
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class VulnerabilityView:
    """What makes a person vulnerable, without the detail."""

    public_id: str
    kind: VulnerabilityKind
    since: PartialDate | None
    source: str
    version: int


@dataclass(frozen=True, slots=True)
class HealthView:
    """A vulnerability whose detail was opened."""

    row: VulnerabilityView
    detail: str


@dataclass(frozen=True, slots=True)
class FamilyChannel:
    """One way to reach a relative."""

    kind: ChannelKind
    value: str
    safe: bool = False


@dataclass(frozen=True, slots=True)
class FamilyDraft:
    """A relative and how to reach them."""

    name: str
    relation: str = ""
    language: str = ""
    best_time: str = ""
    notes: str = ""
    channels: tuple[FamilyChannel, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyView(FamilyDraft):
    """A relative who was opened."""

    public_id: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """Who exactly answered and how that is known, opened once."""

    giver_name: str
    text: str
