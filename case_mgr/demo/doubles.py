"""Two people whom the invented organisation recorded twice."""

from __future__ import annotations

from collections.abc import Mapping

from case_mgr.access.actor import Actor
from case_mgr.core.dates import PartialDate
from case_mgr.demo.world import InventedPerson
from case_mgr.detainees import service as people
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import NameDraft, NameKind, PersonDraft, Sex
from case_mgr.duplicates.service.looking import look_block

# The number of somebody of the world, and what the second record says of their birth.
TWICE: Mapping[int, str] = {5: "year", 17: "day"}


def load(actor: Actor, people_of_world: Mapping[int, tuple[InventedPerson, Detainee]]) -> None:
    """Register two of them once more, as a hurried colleague did, and let the machine look."""
    for number, precision in TWICE.items():
        person, _ = people_of_world[number]
        draft = PersonDraft(
            names=(NameDraft(person.name.ru, "ru", NameKind.PRESS, "a newspaper"),),
            sex=Sex(person.sex),
            born=_born(person.born, precision),
            occupation="works at the Invented Mill",
        )
        people.register(actor, draft)
    while look_block(actor.organisation_id):
        pass


def _born(when: PartialDate, precision: str) -> PartialDate:
    first = when.earliest
    return PartialDate.year(first.year) if precision == "year" and first else when
