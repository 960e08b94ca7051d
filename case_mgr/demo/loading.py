"""Loads the invented world through the same verbs that people use, so that the log knows every step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from case_mgr.access.actor import Actor, Operator
from case_mgr.access.roles import LABELS, Role
from case_mgr.accounts import queries as accounts
from case_mgr.accounts import service as members
from case_mgr.accounts.types import MemberDraft
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases import service as cases
from case_mgr.cases.types import CaseDraft, CustodyDraft, Documents, EventDraft, ExitDraft, Petition
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.demo import (
    depth,
    doubles,
    helping,
    keeping,
    law,
    letters,
    lobbying,
    places,
    raising,
    recognising,
    release,
    sharing,
    spending,
    tasking,
    waves,
    working,
    world,
)
from case_mgr.demo.world import InventedPerson, Step
from case_mgr.detainees import service as people
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import NameDraft, NameKind, NationalityDraft, PersonDraft, Sex
from case_mgr.extensions import db
from case_mgr.pardons import service as pardons

PASSWORD = "invented people only"  # noqa: S105 - known on purpose: demo data is never loaded in production
ORGANISATIONS = (("Zhuravel Initiative", "zhuravel"), ("North Lantern Fund", "north-lantern"))
AGAIN = date(2025, 9, 2)
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
    others = _actor("coordinator", ORGANISATIONS[1][1])
    made = world.make(seed)
    rows, references = {}, []
    for person in made.people:
        rows[person.number], reference = _person(actor if person.number <= world.OURS else others, person)
        references += [reference] if person.number <= world.OURS else []
    ours = {person.number: (person, rows[person.number]) for person in made.people if person.number <= world.OURS}
    depth.deepen(actor, ours)
    law.load(actor, made.people[: world.OURS], references)
    deciding = recognising.Members(_actor("caseworker", ORGANISATIONS[0][1]), _actor("reviewer", ORGANISATIONS[0][1]))
    recognising.load(deciding, zip(made.people, references, strict=False))
    keeping.load(deciding.asks, list(zip(made.people, references, strict=False)))
    sharing.load(actor, others, references)
    letters.load(actor, zip(made.people, references, strict=False))
    batch = release.load(actor, deciding.asks, made, rows)
    waved = waves.load(actor, deciding.asks)
    grant = lobbying.load(actor, batch, references)
    release.tell(actor, batch)
    raising.load(_actor("advocacy-officer", ORGANISATIONS[0][1]), actor, references)
    places.load(actor)
    workers = tasking.Workers(actor, deciding.asks, _actor("advocacy-officer", ORGANISATIONS[0][1]))
    helping.load(actor, deciding.asks, list(zip(made.people, references, strict=False)))
    tasking.load(workers, list(zip(made.people, references, strict=False)))
    doubles.load(actor, ours)
    spending.load(deciding.asks, actor, grant, references)
    working.load(_actor("caseworker", ORGANISATIONS[0][1]), actor, references)
    pardons.count_stock(actor)
    audit.record(Operator(), Event.DEMO_LOADED, people=len(rows), seed=seed)
    return Loaded([{"slug": slug, "name": name} for name, slug in ORGANISATIONS], users, [batch, *waved], [grant])


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


def _person(actor: Actor, person: InventedPerson) -> tuple[Detainee, str]:
    """Register a person with their names and open their case; an arrest after a release opens another."""
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
    owner = accounts.find_user(f"caseworker@{_slug(actor)}.example") if person.number % 3 == 0 else None
    years = [step.when.earliest.year for step in person.steps if step.when.earliest]
    case = cases.open_case(
        actor,
        CaseDraft(row.public_id, year=min(years), charges=person.article, owner=owner.public_id if owner else None),
    )
    for step in person.steps:
        _step(actor, case.reference, step)
    if person.story == "rearrested":
        again = cases.open_case(
            actor,
            CaseDraft(
                row.public_id, year=AGAIN.year, charges=person.article, reverses=_freed(actor, case.reference, person)
            ),
        )
        _step(actor, again.reference, Step("detention", PartialDate.from_date(AGAIN), "sizo-1"))
    return row, case.reference


def _freed(actor: Actor, reference: str, person: InventedPerson) -> str:
    """Record how somebody came out whose term was served, and return the exit that the next arrest undid."""
    day = next(step.when for step in person.steps if step.kind == "term_served")
    draft = ExitDraft(
        "served",
        "free",
        day,
        evidence="The family met them at the gate",
        source="family",
        documents=Documents.HELD,
        petition=Petition.NOT_ASKED,
    )
    return cases.record_exit(actor, reference, draft).public_id


def _slug(actor: Actor) -> str:
    return actor.email.partition("@")[2].removesuffix(".example")


def _step(actor: Actor, reference: str, step: Step) -> None:
    draft = EventDraft(step.kind, step.when, facility=step.facility, source="family")
    try:
        cases.record_event(actor, reference, draft)
    except cases.NeedsReason:
        cases.record_event(actor, reference, replace(draft, reason=REASON))
    if step.facility:
        cases.record_custody(actor, reference, CustodyDraft(step.facility, began=step.when, source="family"))
