"""Loads the invented world through the same verbs that people use, so that the log knows every step."""

from __future__ import annotations

from dataclasses import dataclass

from case_mgr.access.actor import Actor, Operator
from case_mgr.access.roles import LABELS, Role
from case_mgr.accounts import queries as accounts
from case_mgr.accounts import service as members
from case_mgr.accounts.types import MemberDraft
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases import service as cases
from case_mgr.cases.types import CaseDraft, CustodyDraft, EventDraft
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.demo import world
from case_mgr.demo.world import InventedPerson, Step
from case_mgr.detainees import service as people
from case_mgr.detainees.types import NameDraft, NameKind, NationalityDraft, PersonDraft, Sex
from case_mgr.extensions import db

PASSWORD = "invented people only"  # noqa: S105 - known on purpose: demo data is never loaded in production
ORGANISATIONS = (("Zhuravel Initiative", "zhuravel"), ("North Lantern Fund", "north-lantern"))
REASON = "As the list of the family says."


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the demo made, for whoever signs in next."""

    organisations: list[dict[str, str]]
    users: list[dict[str, str]]
    batches: list[str]
    grants: list[str]


def load(seed: int = world.SEED) -> Loaded:
    """Load the world into an empty database."""
    if accounts.count_users():
        raise Refused(N_("The demo goes into an empty database only: this one has users."))
    users = [user for name, slug in ORGANISATIONS for user in _organisation(name, slug)]
    db.session.flush()
    actor = _actor("coordinator", ORGANISATIONS[0][1])
    made = world.make(seed)
    references = {person.number: _person(actor, person) for person in made.people}
    audit.record(Operator(), Event.DEMO_LOADED, people=len(references), seed=seed)
    return Loaded([{"slug": slug, "name": name} for name, slug in ORGANISATIONS], users, [], [])


def _organisation(name: str, slug: str) -> list[dict[str, str]]:
    """Found an organisation with a member in every role."""
    operator = Operator()
    organisation = members.found_organisation(operator, name, slug)
    doer = Operator(organisation_public_id=organisation.public_id)
    users = []
    for role in Role:
        email = f"{str(role).replace('_', '-')}@{slug}.example"
        draft = MemberDraft(email, frozenset({role}))
        members.add_member(doer, organisation, draft, f"{LABELS[role]} ({name.split(maxsplit=1)[0]})", PASSWORD)
        users.append({"email": email, "password": PASSWORD, "role": str(role), "organisation": slug})
    return users


def _actor(role: str, slug: str) -> Actor:
    found = accounts.find_actor(f"{role}@{slug}.example", slug)
    if found is None:
        raise Refused(N_("The demo could not sign its own people in."))
    return found


def _person(actor: Actor, person: InventedPerson) -> str:
    """Register a person with their names and open their case; returns the reference of the case."""
    name = person.name
    draft = PersonDraft(
        names=(
            NameDraft(name.be, "be", NameKind.LEGAL, "passport", primary=True),
            NameDraft(name.ru, "ru", NameKind.LEGAL, "court papers"),
        ),
        sex=Sex(person.sex),
        born=person.born,
        nationalities=tuple(NationalityDraft(country) for country in person.countries),
        occupation=person.occupation,
    )
    row = people.register(actor, draft)
    years = [step.when.earliest.year for step in person.steps if step.when.earliest]
    case = cases.open_case(actor, CaseDraft(row.public_id, year=min(years), charges=person.article))
    for step in person.steps:
        _step(actor, case.reference, step)
    return case.reference


def _step(actor: Actor, reference: str, step: Step) -> None:
    cases.record_event(
        actor, reference, EventDraft(step.kind, step.when, facility=step.facility, source="family", reason=REASON)
    )
    if step.facility:
        cases.record_custody(actor, reference, CustodyDraft(step.facility, began=step.when, source="family"))
