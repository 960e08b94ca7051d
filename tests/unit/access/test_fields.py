"""Which role sees which part of a person's record: written by hand, so that whoever changes a right is seen."""

import pytest

from case_mgr.access import fields
from case_mgr.access.fields import Group, Level
from case_mgr.access.roles import ROLES, Role
from case_mgr.core.db import Base
from case_mgr.detainees.types import FIELD_LABELS
from case_mgr.rooms import models

models.load()
# w: sees and changes, r: sees, .: hidden
EXPECTED = """
           adm coo cas adv dat rev aud don
biography   .   w   w   r   r   r   .   .
case        .   w   w   r   r   r   .   .
notes       .   w   w   .   .   .   .   .
identity    .   w   w   .   .   .   .   .
health      .   w   w   .   .   .   .   .
family      .   w   w   .   .   .   .   .
"""
MARKS = {"w": Level.WRITE, "r": Level.READ, ".": Level.HIDDEN}


def test_the_table_is_the_expected_one() -> None:
    head, *lines = EXPECTED.strip("\n").splitlines()
    columns = [next(role for role in Role if role.startswith(short)) for short in head.split()]
    expected = {
        (role, Group(line.split()[0])): MARKS[mark]
        for line in lines
        for role, mark in zip(columns, line.split()[1:], strict=True)
    }
    assert {(role, group): fields.level_of(role, group) for role in Role for group in Group} == expected


@pytest.mark.parametrize("words", [fields.LABELS, fields.HOLDS, fields.NEEDS])
def test_every_part_is_described(words: dict[Group, object]) -> None:
    assert set(words) == set(Group)


def test_every_table_beneath_a_person_belongs_to_a_part() -> None:
    beneath = {
        table.name
        for table in Base.metadata.sorted_tables
        if table.name in fields.TABLES
        or any(key.column.table.name == "detainee" for key in table.foreign_keys if table.name in _own_tables())
    }
    # How somebody is found, and who stands close to them, are no parts of what is told of them.
    assert beneath - {"name_key", "name_word", "person_keeper"} == set(fields.TABLES)


def _own_tables() -> set[str]:
    return {
        str(mapper.local_table.name)  # type: ignore[attr-defined]  # a mapped class has a table
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.startswith("case_mgr.detainees.")
    }


def test_every_column_of_the_table_exists() -> None:
    for name in fields.COLUMNS:
        table, _, column = name.partition(".")
        there = set(Base.metadata.tables[table].columns.keys())
        assert there & {column, f"{column}_sealed", f"{column}_edtf"}, name


def test_every_amendable_field_belongs_to_a_part() -> None:
    assert all(fields.group_of(f"detainee.{name}") for name in FIELD_LABELS)


def test_a_sealed_column_is_never_public_biography() -> None:
    for table in fields.TABLES:
        for column in Base.metadata.tables[table].columns:
            if column.info.get("secret") and table != "biography":
                assert fields.group_of(f"{table}.{column.name}") is not Group.BIOGRAPHY, f"{table}.{column.name}"


@pytest.mark.parametrize("role", Role)
def test_whoever_changes_a_part_sees_it(role: Role) -> None:
    for name in fields.COLUMNS:
        if fields.changes(ROLES[role], name):
            assert fields.sees(ROLES[role], name)


def test_records_of_other_rooms_are_not_decided_here() -> None:
    assert fields.group_of("prison_case.charges") is None
    assert fields.sees(frozenset(), "prison_case.charges")
