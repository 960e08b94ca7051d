"""Rules about the application as it runs: each returns the breaches that it found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from flask import Flask
from sqlalchemy import ForeignKeyConstraint, MetaData, Table, UniqueConstraint

from case_mgr.access.permissions import Permission


def unguarded(app: Flask, public: Collection[str]) -> list[str]:
    """Closed unless listed: each route needs a permission or stands in the one list of public routes."""
    out = []
    for endpoint, view in app.view_functions.items():
        needs = getattr(view, "needs", None)
        if endpoint in public:
            out += [f"{endpoint} is public and asks for {needs}"] if needs else []
        elif not isinstance(needs, Permission):
            out.append(f"{endpoint} is neither guarded nor public")
    return out + [
        f"{endpoint} is public and does not exist" for endpoint in public if endpoint not in app.view_functions
    ]


def odd_methods(app: Flask) -> list[str]:
    """Pages are read by GET and changed by POST: what a form cannot send, or a token does not guard, is no route."""
    return [
        f"{rule} takes {sorted(rule.methods or ())}"
        for rule in app.url_map.iter_rules()
        if (rule.methods or set()) - {"GET", "HEAD", "OPTIONS", "POST"}
    ]


def unnamed(members: Iterable[str], sentences: Mapping[str, str]) -> list[str]:
    """Every permission and every event has a sentence that a person can read, of its own."""
    out = [f"{member} has no sentence" for member in members if len(sentences.get(member, "").split()) < 2]
    said = list(sentences.values())
    return out + [f"{text!r} is said twice" for text in sorted(set(said)) if said.count(text) > 1]


def unindexed(metadata: MetaData) -> list[str]:
    """Every foreign key is indexed, so that a list by parent never reads a whole table.

    Organisations are never deleted and a row is found by its parent within one, so that key alone needs no index.
    """
    return [
        f"{table.name}.{constraint.column_keys[0]} refers without an index"
        for table in metadata.sorted_tables
        for constraint in sorted(table.foreign_key_constraints, key=lambda c: c.column_keys[0])
        if constraint.referred_table.name != "organisation" and not _is_indexed(table, constraint)
    ]


def _is_indexed(table: Table, constraint: ForeignKeyConstraint) -> bool:
    first = constraint.column_keys[0]
    leading = [next(iter(index.columns)).name for index in table.indexes if len(index.columns)]
    leading += [next(iter(table.primary_key.columns)).name]
    leading += [next(iter(c.columns)).name for c in table.constraints if isinstance(c, UniqueConstraint)]
    return first in leading


def unbound_secrets(metadata: MetaData) -> list[str]:
    """A sealed column is bound to row and organisation, so its table has both."""
    return [
        f"{table.name}.{column.name} cannot be bound to its row and organisation"
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("_sealed") and not {"public_id", "organisation_id"} <= set(table.columns.keys())
    ]


def unmarked_secrets(metadata: MetaData) -> list[str]:
    """A sealed column is marked, so that no difference of it is written to the log."""
    return [
        f"{table.name}.{column.name} is sealed and not marked SECRET"
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("_sealed") and not column.info.get("secret")
    ]
