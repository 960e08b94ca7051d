"""What an actor may do follows from the roles, and from nothing else."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.roles import ROLES, Role, permissions_of, roles_with
from case_mgr.core.errors import Forbidden

some_roles = st.frozensets(st.sampled_from(Role))


def actor(*roles: Role) -> Actor:
    """Return somebody with these roles."""
    return Actor(1, "a" * 24, "Ada Brandt", "ada@harbour-watch.example", 1, "b" * 24, "Harbour Watch", frozenset(roles))


@given(some_roles, st.sampled_from(Permission))
def test_roles_add_up(roles: frozenset[Role], permission: Permission) -> None:
    assert actor(*roles).may(permission) == any(permission in ROLES[role] for role in roles)


@given(some_roles, some_roles)
def test_another_role_takes_nothing_away(roles: frozenset[Role], more: frozenset[Role]) -> None:
    assert permissions_of(roles) <= permissions_of(roles | more)


def test_nobody_may_do_nothing() -> None:
    assert not any(actor().may(permission) for permission in Permission)


@given(st.sampled_from(Role), st.sampled_from(Permission))
def test_a_refusal_names_the_permission(role: Role, permission: Permission) -> None:
    if actor(role).may(permission):
        actor(role).require(permission)
    else:
        with pytest.raises(Forbidden) as refusal:
            actor(role).require(permission)
        assert refusal.value.permission == permission


@given(st.sampled_from(Permission))
def test_every_permission_is_somebodys(permission: Permission) -> None:
    assert roles_with(permission)
    assert all(permission in ROLES[role] for role in roles_with(permission))


def test_an_unknown_permission_is_not_given() -> None:
    assert not actor(*Role).may("everything")


def test_an_actor_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        actor().roles = frozenset(Role)  # type: ignore[misc]  # the attempt is the test
