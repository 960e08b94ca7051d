"""Who was lobbied for whom in the invented world, and with whose money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from case_mgr.access.actor import Actor
from case_mgr.advocacy import service as advocacy
from case_mgr.advocacy.kinds import ChannelKind, ContactKind, Direction, Medium, Outcome
from case_mgr.advocacy.types import Channel, ContactDraft, InteractionDraft
from case_mgr.core.dates import PartialDate
from case_mgr.support import service as support
from case_mgr.support.types import GrantDraft

GRANT = "NLF-2025-07"
CONTACTS = (
    ("Desk for Eastern Europe", ContactKind.MINISTRY, "LT", True, "eastern-europe@ministry.example"),
    ("Ilze Vētraine", ContactKind.ENVOY, "LV", False, "+000 555 0101"),
    ("Working Group on Detention", ContactKind.UN, "CH", True, "petitions@mechanism.example"),
    ("Marek Jesionowicz", ContactKind.PARLIAMENT, "PL", False, "office@parliament.example"),
)


def load(actor: Actor, batch: str, references: Sequence[str]) -> str:
    """Add contacts, what was said to them, and a grant; returns the code of the grant."""
    for number, (name, kind, country, is_body, value) in enumerate(CONTACTS):
        contact = advocacy.add_contact(
            actor, ContactDraft(name, is_body=is_body, kind=kind, country=country, languages=("en",), post="")
        )
        way = ChannelKind.PHONE if value.startswith("+") else ChannelKind.EMAIL
        advocacy.add_channel(actor, contact.public_id, Channel(way, value, safe=True, best_time="mornings"))
        raised = tuple(references[number * 7 : number * 7 + 7])
        draft = InteractionDraft(
            happened=PartialDate.day(2025, 9, 4 + number),
            medium=Medium.MEETING,
            direction=Direction.TO_THEM,
            participants="coordinator",
            summary="Raised the people below and asked to name them in the talks.",
            outcome=Outcome.PROMISED if number == 0 else Outcome.NONE_YET,
            follow_up="Ask for the answer" if number == 0 else "",
            follow_up_due=date(2025, 11, 3) if number == 0 else None,
            cases=raised,
            batch=batch if number < 2 else "",
        )
        advocacy.record_interaction(actor, contact.public_id, draft)
    grant = GrantDraft(
        code=GRANT,
        donor="North Lantern Fund",
        title="Legal and medical help for prisoners and their families",
        currency="EUR",
        starts=date(2025, 7, 1),
        ends=date(2026, 6, 30),
    )
    made = support.add_grant(actor, grant)
    donors = [reader.public_id for reader in support.list_donors(actor)]
    support.choose_readers(actor, made.public_id, donors)
    return GRANT
