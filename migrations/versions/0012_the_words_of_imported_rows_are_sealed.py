"""The words of imported rows are sealed

What stood readable in rows of lists and in the claims made from them is encrypted in place; going back makes it
readable again. Only the keys and the form of a sealed value are taken from the product: that form is fixed by its
first byte. PostgreSQL keeps old versions of changed rows until it is vacuumed.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from case_mgr.config import read
from case_mgr.core import crypto

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_BLOCK = 500
_ROW = ("raw", "fields", "problems", "notes", "differences")


def upgrade() -> None:
    """Move the schema forward."""
    _forget()
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.add_column(sa.Column("public_id", sa.String(length=24), nullable=True))
        batch_op.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("remarked", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("decisions", sa.Integer(), nullable=True))
        for name in _ROW:
            batch_op.add_column(sa.Column(f"{name}_sealed", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("value_claim", schema=None) as batch_op:
        batch_op.add_column(sa.Column("public_id", sa.String(length=24), nullable=True))
        batch_op.add_column(sa.Column("said_sealed", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("list_import", schema=None) as batch_op:
        batch_op.add_column(sa.Column("header_sealed", sa.LargeBinary(), nullable=True))

    _change("list_import", ("header",), lambda row: {"header_sealed": _seal("list_import", "header", row, row.header)})
    _change("import_row", _ROW, _seal_row)
    _change("value_claim", ("value", "raw"), _seal_claim)

    with op.batch_alter_table("import_row", schema=None) as batch_op:
        for name in _ROW:
            batch_op.drop_column(name)
            batch_op.alter_column(f"{name}_sealed", existing_type=sa.LargeBinary(), nullable=False)
        batch_op.alter_column("public_id", existing_type=sa.String(length=24), nullable=False)
        batch_op.alter_column("organisation_id", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("remarked", existing_type=sa.Boolean(), nullable=False)
        batch_op.alter_column("decisions", existing_type=sa.Integer(), nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_import_row_public_id"), ["public_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_import_row_organisation_id_organisation"), "organisation", ["organisation_id"], ["id"]
        )
    with op.batch_alter_table("value_claim", schema=None) as batch_op:
        batch_op.drop_column("value")
        batch_op.drop_column("raw")
        batch_op.alter_column("said_sealed", existing_type=sa.LargeBinary(), nullable=False)
        batch_op.alter_column("public_id", existing_type=sa.String(length=24), nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_value_claim_public_id"), ["public_id"])
    with op.batch_alter_table("list_import", schema=None) as batch_op:
        batch_op.drop_column("header")


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("list_import", schema=None) as batch_op:
        batch_op.add_column(sa.Column("header", sa.JSON(), nullable=True))
    with op.batch_alter_table("value_claim", schema=None) as batch_op:
        batch_op.add_column(sa.Column("value", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("raw", sa.Text(), nullable=True))
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        for name in _ROW:
            batch_op.add_column(sa.Column(name, sa.JSON(), nullable=True))

    _change("list_import", ("header_sealed",), lambda row: {"header": _open("list_import", "header", row) or []})
    _change(
        "import_row",
        [f"{name}_sealed" for name in _ROW],
        lambda row: {name: _open("import_row", name, row) for name in _ROW},
    )
    _change(
        "value_claim",
        ("said_sealed",),
        lambda row: dict(zip(("value", "raw"), _open("value_claim", "said", row), strict=True)),
    )

    with op.batch_alter_table("list_import", schema=None) as batch_op:
        batch_op.alter_column("header", existing_type=sa.JSON(), nullable=False)
        batch_op.drop_column("header_sealed")
    with op.batch_alter_table("value_claim", schema=None) as batch_op:
        batch_op.alter_column("value", existing_type=sa.Text(), nullable=False)
        batch_op.alter_column("raw", existing_type=sa.Text(), nullable=False)
        batch_op.drop_constraint(batch_op.f("uq_value_claim_public_id"), type_="unique")
        batch_op.drop_column("said_sealed")
        batch_op.drop_column("public_id")
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_import_row_organisation_id_organisation"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_import_row_public_id"), type_="unique")
        for name in _ROW:
            batch_op.alter_column(name, existing_type=sa.JSON(), nullable=False)
            batch_op.drop_column(f"{name}_sealed")
        for name in ("decisions", "remarked", "organisation_id", "public_id"):
            batch_op.drop_column(name)


def _forget() -> None:
    """Let SQLite write zeros over what is dropped, so that no readable page is left in the file."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA secure_delete=ON")


def _change(table: str, names: Any, change: Callable[[Any], Mapping[str, Any]]) -> None:
    """Give every row of a table new values, block by block."""
    kinds = {"raw": sa.Text(), "value": sa.Text()} if table == "value_claim" else {}
    columns = [
        sa.column(name, kinds.get(name, sa.LargeBinary() if name.endswith("_sealed") else sa.JSON())) for name in names
    ]
    bind, changed = op.get_bind(), None
    for rows in _blocks(table, columns):
        values = [{"at": row.id, **change(row)} for row in rows]
        if changed is None:
            written = [name for name in values[0] if name != "at"]
            types = {name: sa.JSON() for name in (*_ROW, "header")} | kinds
            target = sa.table(table, sa.column("id"), *(sa.column(name, types.get(name)) for name in written))
            changed = (
                sa.update(target)
                .where(target.c.id == sa.bindparam("at"))
                .values({name: sa.bindparam(f"new_{name}", type_=types.get(name)) for name in written})
            )
        bind.execute(
            changed, [{name if name == "at" else f"new_{name}": v for name, v in one.items()} for one in values]
        )


def _blocks(table: str, columns: list[Any]) -> Iterator[list[Any]]:
    listed = sa.table("list_import", sa.column("id"), sa.column("organisation_id"))
    own = sa.table(
        table, sa.column("id"), sa.column("public_id"), sa.column("organisation_id"), sa.column("import_id"), *columns
    )
    wanted = [own.c[column.name] for column in columns]
    if table == "import_row":
        query = sa.select(own.c.id, own.c.public_id, listed.c.organisation_id, *wanted).join(
            listed, listed.c.id == own.c.import_id
        )
    else:
        query = sa.select(own.c.id, own.c.public_id, own.c.organisation_id, *wanted)
    last = 0
    while rows := op.get_bind().execute(query.where(own.c.id > last).order_by(own.c.id).limit(_BLOCK)).all():
        yield list(rows)
        last = rows[-1].id


def _seal_row(row: Any) -> dict[str, Any]:
    public_id = secrets.token_hex(12)
    sealed = {f"{name}_sealed": _seal("import_row", name, row, getattr(row, name), public_id) for name in _ROW}
    return sealed | {
        "public_id": public_id,
        "organisation_id": row.organisation_id,
        "remarked": bool(row.problems),
        "decisions": 0,
    }


def _seal_claim(row: Any) -> dict[str, Any]:
    public_id = secrets.token_hex(12)
    return {
        "public_id": public_id,
        "said_sealed": _seal("value_claim", "said", row, [row.value, row.raw], public_id),
    }


def _place(table: str, name: str, row: Any, public_id: str | None = None) -> str:
    return f"{table}|{name}_sealed|{public_id or row.public_id}|{row.organisation_id}"


def _seal(table: str, name: str, row: Any, value: Any, public_id: str | None = None) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return _ring().seal(text.encode("utf-8"), _place(table, name, row, public_id))


def _open(table: str, name: str, row: Any) -> Any:
    sealed = getattr(row, f"{name}_sealed")
    return None if sealed is None else json.loads(_ring().open(sealed, _place(table, name, row)))


def _ring() -> crypto.Keyring:
    """Return the keys of this installation; an empty database needs none."""
    if not _keys:
        try:
            _keys.append(crypto.ring())
        except crypto.KeysMissing:
            _keys.append(crypto.Keyring.load(read(os.environ).keys))
    return _keys[0]


_keys: list[crypto.Keyring] = []
