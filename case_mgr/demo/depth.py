"""What is known of some invented people beside their case: facts, relatives, consent, a biography. Nobody exists."""

from __future__ import annotations

from collections.abc import Mapping

from case_mgr.access.actor import Actor
from case_mgr.core.dates import PartialDate
from case_mgr.demo.world import InventedPerson
from case_mgr.detainees import service as people
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import (
    Answer,
    ChannelKind,
    ConsentDraft,
    DocumentDraft,
    DocumentKind,
    FamilyChannel,
    FamilyDraft,
    Giver,
    Holder,
    Purpose,
    RelationDraft,
    Tie,
    VulnerabilityDraft,
    VulnerabilityKind,
    Walk,
)

_WALKS = {
    "journalist": Walk.JOURNALIST,
    "teacher": Walk.TEACHER,
    "doctor": Walk.MEDIC,
    "student": Walk.STUDENT,
    "worker": Walk.WORKER,
    "lawyer": Walk.LAWYER,
    "musician": Walk.ARTIST,
}
_OUTWARD = (Purpose.PARTNERS, Purpose.GOVERNMENTS, Purpose.UN)


def deepen(actor: Actor, people_: Mapping[int, tuple[InventedPerson, Detainee]]) -> None:
    """Say more of every third person, and how some stand to one another."""
    for number, (person, row) in people_.items():
        walk = _WALKS.get(person.occupation)
        if walk is not None:
            spoken = ("be", "ru") if number % 2 else ("be", "ru", "pl")
            people.amend(actor, row.public_id, {"groups": (walk,), "languages": spoken})
        if number % 3 == 0:
            _family(actor, person, row)
            _consent(actor, number, row)
        if number % 12 == 0:
            _rest(actor, number, row)
    numbers = sorted(people_)
    for first, second in zip(numbers[5::20], numbers[6::20], strict=False):
        draft = RelationDraft(people_[second][1].reference, Tie.CO_DEFENDANT, source="court papers")
        people.relate(actor, people_[first][1].public_id, draft)


def _family(actor: Actor, person: InventedPerson, row: Detainee) -> None:
    relative = "sister" if person.sex == "male" else "brother"
    channel = FamilyChannel(ChannelKind.SIGNAL, f"@invented-{person.number:03d}", safe=person.number % 2 == 0)
    draft = FamilyDraft(f"Relative {person.number}", relative, "be", "after 18:00 in Vilnius", channels=(channel,))
    people.add_family_contact(actor, row.public_id, draft)


def _consent(actor: Actor, number: int, row: Detainee) -> None:
    asked = PartialDate.month(2024, 1 + number % 12)
    purposes = (*_OUTWARD, Purpose.PUBLISH) if number % 2 else _OUTWARD
    given = ConsentDraft(
        Giver.SIBLING, Answer.GIVEN, purposes, "be", asked, evidence="a message, kept by the coordinator"
    )
    people.record_consent(actor, row.public_id, given)
    if number % 9 == 0:
        refused = ConsentDraft(Giver.SPOUSE, Answer.REFUSED, (Purpose.PUBLISH,), "ru", asked)
        people.record_consent(actor, row.public_id, refused)


def _rest(actor: Actor, number: int, row: Detainee) -> None:
    kind = VulnerabilityKind.HEALTH if number % 24 else VulnerabilityKind.SINGLE_PARENT
    detail = "Invented: needs medicine that the facility gives only now and then."
    people.add_vulnerability(actor, row.public_id, VulnerabilityDraft(kind, PartialDate.year(2022), "family", detail))
    paper = DocumentDraft(DocumentKind.PASSPORT, f"XX {number:07d}", "BY", holder=Holder.AUTHORITIES, source="family")
    people.add_document(actor, row.public_id, paper)
    text = "Invented. Worked in a small town, and was detained after a peaceful march."
    people.write_biography(actor, row.public_id, "en", text, ready=number % 24 == 0, seen_version=0)
