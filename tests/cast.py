"""A small named cast: two organisations and somebody in every role, all invented."""

from __future__ import annotations

from dataclasses import dataclass

from case_mgr.access.actor import Actor, Operator
from case_mgr.access.roles import Role
from case_mgr.accounts import queries, service
from case_mgr.accounts.types import MemberDraft

PASSWORD = "seven quiet herons cross"
OWN = "harbour-watch"
OTHER = "lantern-committee"
ORGANISATIONS = {OWN: "Harbour Watch", OTHER: "Lantern Committee"}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who can sign in."""

    name: str
    email: str
    roles: frozenset[Role]
    organisation: str = OWN
    password: str = PASSWORD

    def actor(self) -> Actor:
        """Return this person as the rules see them; needs an application context."""
        found = queries.find_actor(self.email, self.organisation)
        assert found is not None, f"{self.name} is not in the database"
        return found


def _member(name: str, *roles: Role, organisation: str = OWN) -> Member:
    return Member(name, f"{name.split(maxsplit=1)[0].lower()}@{organisation}.example", frozenset(roles), organisation)


ADMINISTRATOR = _member("Ada Brandt", Role.ADMINISTRATOR)
COORDINATOR = _member("Cora Lindqvist", Role.COORDINATOR)
CASEWORKER = _member("Wanda Okafor", Role.CASEWORKER)
SECOND_CASEWORKER = _member("Tomas Ilves", Role.CASEWORKER)
ADVOCACY_OFFICER = _member("Olive Marchetti", Role.ADVOCACY_OFFICER)
DATA_CLERK = _member("Denis Roux", Role.DATA_CLERK)
REVIEWER = _member("Rita Solheim", Role.REVIEWER)
AUDITOR = _member("Aubrey Kvist", Role.AUDITOR)
DONOR = _member("Dora Whitfield", Role.DONOR)
STRANGER_ADMINISTRATOR = _member("Ansel Petrov", Role.ADMINISTRATOR, organisation=OTHER)
STRANGER = _member("Stella Moravec", Role.COORDINATOR, organisation=OTHER)
STRANGER_CASEWORKER = _member("Walter Nyman", Role.CASEWORKER, organisation=OTHER)

MEMBERS = (
    ADMINISTRATOR,
    COORDINATOR,
    CASEWORKER,
    SECOND_CASEWORKER,
    ADVOCACY_OFFICER,
    DATA_CLERK,
    REVIEWER,
    AUDITOR,
    DONOR,
    STRANGER_ADMINISTRATOR,
    STRANGER,
    STRANGER_CASEWORKER,
)
BY_ROLE: dict[Role, Member] = {next(iter(m.roles)): m for m in reversed(MEMBERS) if m.organisation == OWN}


def found() -> None:
    """Write the cast into an empty database through the services; the caller commits."""
    operator = Operator()
    made = {slug: service.found_organisation(operator, name, slug) for slug, name in ORGANISATIONS.items()}
    for member in MEMBERS:
        draft = MemberDraft(member.email, member.roles)
        service.add_member(operator, made[member.organisation], draft, member.name, member.password)
