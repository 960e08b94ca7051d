"""What was spent in the invented world: entries at every step, one split, one reversed, one without a rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from case_mgr.access.actor import Actor
from case_mgr.documents import service as documents
from case_mgr.support import service as support
from case_mgr.support.queries import find_by_code
from case_mgr.support.types import EntryDraft, GrantDraft, Kind, LineDraft, RateDraft, ShareDraft

LINES = (("1.1", "Legal aid", "12000"), ("1.2", "Medical help", "4000"), ("2.1", "Parcels", "1500"))
OTHER = GrantDraft("HBR-2025", "Harbour Bridge", "Families of prisoners", "USD", date(2025, 9, 1), date(2026, 8, 31))
NO_RATE = RateDraft()
RATE = RateDraft("0.2891", date(2025, 11, 3), "National bank")


@dataclass(frozen=True, slots=True)
class Spent:
    """An entry of the world, by its line, and how far it came."""

    kind: Kind
    line: str
    amount: str
    day: date
    steps: int = 3
    currency: str = "EUR"
    rate: RateDraft = NO_RATE
    of_case: int | None = 0


CONFIRMED = 3
# Steps: 1 approved, 2 paid, 3 confirmed with a receipt.
ENTRIES = (
    Spent(Kind.LEGAL, "1.1", "850.00", date(2025, 10, 14)),
    Spent(Kind.LEGAL, "1.1", "1200.00", date(2025, 11, 5), 2, of_case=1),
    Spent(Kind.MEDICAL, "1.2", "310.50", date(2025, 11, 20), 3, of_case=2),
    Spent(Kind.PARCEL, "2.1", "420", date(2025, 12, 2), 2, "BYN", RATE, 3),
    Spent(Kind.PARCEL, "2.1", "95", date(2025, 12, 9), 2, "BYN", of_case=4),
    Spent(Kind.LEGAL, "1.1", "600.00", date(2026, 2, 3), 1, of_case=5),
    Spent(Kind.MEDICAL, "1.2", "140.00", date(2026, 3, 17), 0, of_case=6),
    Spent(Kind.BANK, "2.1", "18.40", date(2025, 12, 31), 2, of_case=None),
)


def load(writes: Actor, approves: Actor, code: str, references: Sequence[str]) -> None:
    """Write the entries down by one and approve them by another; split one over two grants, reverse one."""
    grant = find_by_code(approves, code)
    assert grant is not None, "the grant of the world is made before what it pays"
    payer = {
        line: support.add_line(approves, grant.public_id, LineDraft(line, *rest)).public_id for line, *rest in LINES
    }
    other = support.add_grant(approves, OTHER)
    for number, told in enumerate(ENTRIES):
        _spend(writes, approves, told, ShareDraft(payer[told.line], "", told.rate), references, number)
    half = RateDraft("1.16", date(2025, 11, 28), "Central bank")
    family = EntryDraft(
        Kind.FAMILY,
        date(2025, 11, 28),
        "500",
        "EUR",
        (ShareDraft(payer["1.1"], "200"), ShareDraft(other.public_id, "", half)),
        case=references[7],
        beneficiary="Ганна Прыдуманая",
    )
    split = support.record(writes, family)
    support.approve(approves, split.public_id)
    support.pay(writes, split.public_id, family.happened)
    support.declare(writes, split.public_id, "A receipt would be found when she is searched.")
    support.sign(approves, split.public_id)
    twice = EntryDraft(
        Kind.LEGAL, date(2025, 11, 5), "1200", "EUR", (ShareDraft(payer["1.1"]),), case=references[1], for_person=True
    )
    wrong = support.record(writes, twice)
    support.approve(approves, wrong.public_id)
    support.pay(writes, wrong.public_id, twice.happened)
    support.reverse(approves, wrong.public_id, "Written down twice.")
    support.close_period(approves, grant.public_id, date(2025, 10, 31))


def _spend(
    writes: Actor, approves: Actor, told: Spent, share: ShareDraft, references: Sequence[str], number: int
) -> None:
    case = "" if told.of_case is None else references[told.of_case]
    draft = EntryDraft(
        told.kind, told.day, told.amount, told.currency, (share,), case=case, for_person=told.of_case is not None
    )
    row = support.record(writes, draft)
    if told.steps > 0:
        support.approve(approves, row.public_id)
    if told.steps > 1:
        support.pay(writes, row.public_id, told.day)
    if told.steps > 2:
        text = f"Receipt {number} of an invented payment.\n".encode()
        support.add_receipt(writes, row.public_id, documents.take_in(writes, BytesIO(text), "receipt.txt"))
        support.confirm(writes, row.public_id)
