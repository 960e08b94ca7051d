"""Permissions, events and roles are closed lists with sentences, and the table of roles is the one below."""

from case_mgr.access import permissions, roles
from case_mgr.access.permissions import Permission as P
from case_mgr.access.roles import Role
from case_mgr.audit import types as audit
from tests.house import app_rules as rules

# Written by hand, not computed: whoever changes a right changes it twice, and is seen.
EXPECTED = """
                   adm coo cas adv dat rev aud don
account             x   x   x   x   x   x   x   x
person.read         .   x   x   x   x   x   .   .
person.write        .   x   x   .   .   .   .   .
person.notes        .   x   x   .   .   .   .   .
person.identity     .   x   x   .   .   .   .   .
person.health       .   x   x   .   .   .   .   .
family.read         .   x   x   .   .   .   .   .
family.write        .   x   x   .   .   .   .   .
duplicate.read      .   x   x   .   .   .   .   .
person.merge        .   x   .   .   .   .   .   .
case.read           .   x   x   x   x   x   .   .
case.write          .   x   x   .   .   .   .   .
document.read       .   x   x   x   .   x   .   .
document.download   .   x   x   x   .   x   .   .
document.add        .   x   x   .   .   .   .   .
task.read           .   x   x   x   .   x   .   .
task.write          .   x   x   x   .   x   .   .
task.check          .   x   .   .   .   .   .   .
case.oversee        .   x   .   .   .   .   .   .
recognition.request .   x   x   .   .   .   .   .
recognition.decide  .   x   .   .   .   x   .   .
import.stage        .   x   x   .   x   x   .   .
import.apply        .   x   x   .   .   x   .   .
batch.read          .   x   x   x   .   x   .   .
batch.write         .   x   x   x   .   .   .   .
batch.confirm       .   x   x   .   .   .   .   .
contact.read        .   x   x   x   .   x   .   .
contact.write       .   x   x   x   .   .   .   .
grant.read          .   x   .   x   .   x   .   .
grant.write         .   x   .   .   .   .   .   .
support.read        .   x   x   .   .   x   .   .
support.write       .   x   x   .   .   .   .   .
support.approve     .   x   .   .   .   x   .   .
support.names       .   x   x   .   .   .   .   .
support.sample      .   .   .   .   .   x   x   .
report.read         .   x   .   .   .   x   x   x
report.build        .   x   .   .   .   .   .   .
report.approve      .   .   .   .   .   x   .   .
audit.read          x   x   .   .   .   .   x   .
export              .   x   .   .   .   x   .   .
export.approve      .   x   .   .   .   x   .   .
place.write         .   x   .   .   .   .   .   .
member.read         x   x   x   x   .   x   .   .
member.manage       x   x   .   .   .   .   .   .
settings.write      x   x   .   .   .   .   .   .
case.share          .   x   .   .   .   .   .   .
share.accept        .   x   .   .   .   .   .   .
work.lead           .   x   .   .   .   .   .   .
"""


def _expected() -> dict[Role, set[P]]:
    head, *lines = EXPECTED.strip("\n").splitlines()
    columns = [next(role for role in Role if role.startswith(short)) for short in head.split()]
    table: dict[Role, set[P]] = {role: set() for role in columns}
    for line in lines:
        name, *marks = line.split()
        for role, mark in zip(columns, marks, strict=True):
            if mark == "x":
                table[role].add(P(name))
    return table


def test_permissions_and_roles_are_the_expected_table() -> None:
    assert {role: set(given) for role, given in roles.ROLES.items()} == _expected()
    assert set(_expected()) == set(Role)


def test_every_permission_stands_in_the_table() -> None:
    assert {line.split()[0] for line in EXPECTED.strip("\n").splitlines()[1:]} == set(P)


def test_every_permission_has_a_sentence() -> None:
    assert rules.unnamed(P, {str(p): said for p, said in permissions.SENTENCES.items()}) == []


def test_every_event_has_a_sentence() -> None:
    assert rules.unnamed(audit.Event, {str(e): said for e, said in audit.SENTENCES.items()}) == []


def test_every_role_has_a_label() -> None:
    assert set(roles.LABELS) == set(Role)


def test_required_facts_are_of_known_events() -> None:
    assert set(audit.REQUIRED) <= set(audit.Event)


def test_a_missing_and_a_repeated_sentence_are_found() -> None:
    said = {"a": "Something was done", "b": "Something was done"}
    assert rules.unnamed(["a", "b", "c"], said) == ["c has no sentence", "'Something was done' is said twice"]
