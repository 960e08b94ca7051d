"""A facility and a court that the invented organisation has added to the vocabulary of Belarus."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.core.dates import PartialDate
from case_mgr.jurisdictions import service
from case_mgr.jurisdictions.types import OwnKind, OwnPlaceDraft

CAMP = OwnPlaceDraft(
    kind=OwnKind.FACILITY,
    jurisdiction="BY",
    names={"en": "Invented holding site at the Old Mill", "ru": "Выдуманное место содержания у Старой мельницы"},
    sort="temporary",
    source="Invented for the demo: two people who were held there",
    aliases=("Старая мельница", "Old Mill"),
    region="Invented district",
    valid_from=PartialDate.year(2024),
)
COURT = OwnPlaceDraft(
    kind=OwnKind.COURT,
    jurisdiction="BY",
    names={"en": "Invented District Court"},
    sort="district",
    source="Invented for the demo: a letter of a lawyer",
)


def load(actor: Actor) -> None:
    """Add both."""
    for draft in (CAMP, COURT):
        service.add_place(actor, draft)
