"""What a list says stands readable only where the records themselves are readable."""

import sqlite3

import sqlalchemy as sa
from flask import Flask

from case_mgr.cli import migrate
from case_mgr.config import read
from case_mgr.extensions import db
from case_mgr.imports import service
from case_mgr.imports.states import Decision
from case_mgr.sources import queries as sources
from tests import cast
from tests.databases import Database
from tests.integration.imports import lists

CANARIES = {
    "Notes": "canary-note-51a",
    "Mother's telephone": "canary-cell-7c2",
    "Date of birth": "canary-date-e09",
    "Heading canary-head-3f4": "x",
}
TEXT = f"""Full name,{",".join(CANARIES)}
Ясень Кацярына,{",".join(CANARIES.values())}
Клён Пятро,canary-note-51a,canary-cell-7c2,,
"""
WORDS = ("canary-note-51a", "canary-cell-7c2", "canary-date-e09", "canary-head-3f4")


def stored(database: Database) -> bytes:
    """Return everything that the database holds, as bytes: the files of SQLite, or each row of PostgreSQL as text."""
    if database.kind == "sqlite":
        raw = sqlite3.connect(database.url.removeprefix("sqlite:///"))
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.close()
        return b"".join(path.read_bytes() for path in database.instance.glob("*sqlite3*"))
    engine = sa.create_engine(read(database.environ()).database_url, poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        rows = [
            row
            for table in tables
            for row in connection.scalars(sa.text(f'SELECT CAST(t AS text) FROM "{table}" t'))  # noqa: S608 - our own tables
        ]
    return "".join(rows).encode()


def readable(database: Database) -> list[str]:
    """Return the canaries that can be read, as they are or as the hexadecimal digits of their bytes."""
    found = stored(database)
    return [word for word in WORDS if word.encode() in found or word.encode().hex().encode() in found]


def test_no_cell_of_a_list_is_readable_in_the_database(fresh_app: Flask, own_database: Database) -> None:
    with fresh_app.app_context():
        actor = cast.CASEWORKER.actor()
        public_id = lists.imported(fresh_app, actor, TEXT)
        again = lists.checked(actor, TEXT.replace("Клён", "Клен"))
        service.decide(actor, again, 1, Decision.CREATE)
        lists.run(fresh_app, actor, again)
        first, second = lists.lines(actor, public_id)
        assert first.raw == ["Ясень Кацярына", *CANARIES.values()], "whoever may see the list reads every cell"
        assert [problem["raw"] for problem in first.problems] == ["canary-date-e09"]
        claims = {claim.field: claim for claim in sources.list_claims(actor, str(second.person))}
        assert claims["notes"].value == claims["notes"].raw == "canary-note-51a"
        db.session.rollback()
    assert "Ясень".encode() in stored(own_database), "the test does not see what is stored"
    assert readable(own_database) == []


def test_what_a_merge_filled_in_is_not_readable_either(fresh_app: Flask, own_database: Database) -> None:
    with fresh_app.app_context():
        actor = cast.CASEWORKER.actor()
        lists.imported(fresh_app, actor, "Full name,Date of birth\nЯсень Кацярына,1990-01-02\n")
        text = "Full name,Date of birth,Notes\nЯсень Кацярына,1990-01-02,canary-note-51a\n"
        public_id = lists.imported(fresh_app, actor, text, on_match="fill")
        assert lists.lines(actor, public_id)[0].differences["fields"]["notes"] == [None, "canary-note-51a"]
        assert readable(own_database) == []
        assert lists.undone(fresh_app, actor, public_id)["reversed"] == 1
    assert readable(own_database) == []


def test_rows_of_an_older_version_are_sealed_by_the_upgrade(fresh_app: Flask, own_database: Database) -> None:
    url = read(own_database.environ()).database_url
    with fresh_app.app_context():
        actor = cast.CASEWORKER.actor()
        public_id = lists.imported(fresh_app, actor, TEXT)
        before = [(line.raw, line.fields, line.problems, line.differences) for line in lists.lines(actor, public_id)]
        db.session.rollback()
        db.engine.dispose()
    migrate.downgrade(url, "0011")
    assert len(readable(own_database)) == len(WORDS), "an older version kept it readable"
    migrate.upgrade(url)
    if own_database.kind == "postgres":
        engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)
        with engine.connect() as connection:
            connection.execute(sa.text("VACUUM"))
    assert readable(own_database) == []
    with fresh_app.app_context():
        after = [(line.raw, line.fields, line.problems, line.differences) for line in lists.lines(actor, public_id)]
        assert after == before
        assert lists.row_of(actor, public_id).header[1:] == list(CANARIES)
        person = str(lists.lines(actor, public_id)[1].person)
        claims = {claim.field: claim.raw for claim in sources.list_claims(actor, person)}
        assert claims["notes"] == "canary-note-51a"
