"""What a share opens, by level, compartment and the own role: arithmetic of who is a guest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission as P
from case_mgr.access.roles import Role
from case_mgr.access.shares import ACTS, Act, Compartment, Guest, Level


def member(*roles: Role) -> Actor:
    return Actor(7, "u", "Stella", "s@b.example", 2, "org-b", "Beta", frozenset(roles))


def guest(level: Level, *compartments: Compartment, role: Role = Role.COORDINATOR) -> Actor:
    home = member(role)
    share = Guest("share", 11, "BY-2021-00042", 12, "person", level, frozenset(compartments), home)
    return replace(home, organisation_id=1, guest=share)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("role", Role)
def test_a_guest_never_gains_what_the_role_lacks_at_home(level: Level, role: Role) -> None:
    who = guest(level, *Compartment, role=role)
    assert who.permissions <= member(role).permissions
    reads = {P.ACCOUNT, P.PERSON_READ, P.CASE_READ, P.DOCUMENT_READ, P.DOCUMENT_DOWNLOAD}
    assert who.permissions <= reads | {P.FAMILY_READ, P.PERSON_HEALTH, P.PERSON_IDENTITY}


@pytest.mark.parametrize("role", [Role.DATA_CLERK, Role.REVIEWER])
def test_whoever_opens_no_documents_at_home_opens_none_as_a_guest(role: Role) -> None:
    opens = role is Role.REVIEWER
    who = guest(Level.EDIT, role=role)
    assert (who.may(P.DOCUMENT_READ), who.may(P.DOCUMENT_DOWNLOAD), who.may(P.DOCUMENT_ADD)) == (opens, opens, False)


@pytest.mark.parametrize("level", Level)
def test_levels_hold_each_other_and_none_steers(level: Level) -> None:
    who = guest(level)
    assert {act for act in Act if who.does(act)} == set(ACTS[level])
    assert not who.does(Act.STEER)
    assert ACTS[Level.VIEW] < ACTS[Level.CONTRIBUTE] < ACTS[Level.EDIT]


def test_whoever_writes_nothing_at_home_writes_nothing_as_a_guest() -> None:
    assert {act for act in Act if guest(Level.EDIT, role=Role.REVIEWER).does(act)} == {Act.READ}


@pytest.mark.parametrize("named", Compartment)
def test_a_compartment_opens_itself_alone(named: Compartment) -> None:
    opens = {Compartment.FAMILY: P.FAMILY_READ, Compartment.HEALTH: P.PERSON_HEALTH}
    permission = opens.get(named, P.PERSON_IDENTITY)
    others = {P.FAMILY_READ, P.PERSON_HEALTH, P.PERSON_IDENTITY} - {permission}
    who = guest(Level.EDIT, named)
    assert who.may(permission)
    assert not others & who.permissions
    assert who.sees("detainee.father") is (named is Compartment.FAMILY)
    assert who.sees("vulnerability.kind") is (named is Compartment.HEALTH)
    assert who.sees("detainee.religion") is (named is Compartment.IDENTITY)
    assert not who.sees("detainee.notes")
    assert who.sees("detainee.occupation")


def test_to_members_roles_alone_decide() -> None:
    who = member(Role.CASEWORKER)
    assert all(who.does(act) for act in Act)
    assert who.sees("detainee.notes")
    assert {act for act in Act if member(Role.REVIEWER).does(act)} == {Act.READ}
