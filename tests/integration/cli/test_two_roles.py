"""On PostgreSQL the application's role adds to the log, and has no right to change or remove anything of it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from unittest import mock

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from sqlalchemy.engine import make_url

from case_mgr.access.actor import Operator
from case_mgr.app import create_app
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.cli import migrate
from case_mgr.cli.running import upgrade
from case_mgr.extensions import db
from tests import cast
from tests.conftest import close, page_client
from tests.databases import Database, Databases
from tests.factories.people import a_person

PASSWORD = "only for this test"


@pytest.fixture
def roles(databases: Databases) -> Iterator[tuple[Database, str, str]]:
    """An empty database that a role owns, and another role for the application; both go with the test."""
    made = databases.copy("postgres", empty=True)
    run = secrets.token_hex(4)
    owner, app = f"owner_{run}", f"app_{run}"
    server = sa.create_engine(made.url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        for role in (owner, app):
            connection.exec_driver_sql(f"CREATE ROLE {role} LOGIN PASSWORD '{PASSWORD}'")
        connection.exec_driver_sql(f'ALTER DATABASE "{make_url(made.url).database}" OWNER TO {owner}')
        connection.exec_driver_sql(f"GRANT ALL ON SCHEMA public TO {owner}")
    as_owner, as_app = (
        make_url(made.url).set(username=role, password=PASSWORD).render_as_string(hide_password=False)
        for role in (owner, app)
    )
    yield made, as_owner, as_app
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP OWNED BY {app}")
        connection.exec_driver_sql(f"REASSIGN OWNED BY {owner} TO CURRENT_USER")
        connection.exec_driver_sql(f"DROP OWNED BY {owner}")
        for role in (app, owner):
            connection.exec_driver_sql(f"DROP ROLE {role}")
    server.dispose()
    databases.discard(made)


@pytest.mark.postgres
def test_the_application_works_and_cannot_touch_the_log(roles: tuple[Database, str, str]) -> None:
    database, owner, app_url = roles
    environ = database.environ() | {"CASE_MGR_DATABASE_URL": app_url, "CASE_MGR_OWNER_URL": owner}
    with mock.patch.dict("os.environ", environ):
        said = CliRunner().invoke(upgrade, catch_exceptions=False)
        assert "can add to the audit log" in said.output
        again = CliRunner().invoke(upgrade, catch_exceptions=False)
        assert "up to date" in again.output
    app = create_app(environ)
    with app.app_context():
        cast.found()
        a_person()
        db.session.commit()
    client = page_client(app)
    client.sign_in(cast.COORDINATOR)
    client.visit("/people")
    with app.app_context():
        assert log.count_unsealed()[0] > 0
        made = audit.checkpoint(Operator())
        db.session.commit()
        assert log.count_unsealed()[0] == 0
        assert log.verify(made).ok
        db.session.rollback()
        for act in (
            *(f"{verb} {table}" for verb in ("DELETE FROM", "TRUNCATE") for table in migrate._ADDED_TO),
            "UPDATE audit_entry SET body = body",
            "UPDATE audit_detail SET salt = salt",
            "UPDATE audit_head SET id = id",
            "UPDATE names_served SET people = people, actor = actor",
            "ALTER TABLE audit_entry DISABLE TRIGGER USER",
            "DROP TABLE audit_entry",
            "UPDATE alembic_version SET version_num = '0001'",
        ):
            with pytest.raises(sa.exc.ProgrammingError, match=r"permission denied|must be owner"):
                db.session.execute(sa.text(act))
            db.session.rollback()
    close(app)


@pytest.mark.postgres
def test_one_role_for_both_has_nothing_taken_away(roles: tuple[Database, str, str]) -> None:
    _database, owner, app_url = roles
    assert migrate.protect(owner, owner) is None
    assert migrate.protect("sqlite:///x", app_url) is None
