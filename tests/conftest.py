"""What every test may ask for: an application on each database, rolled back afterwards, a client, a browser."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from case_mgr.accounts import passwords
from case_mgr.app import create_app
from case_mgr.extensions import db
from tests import browser as browsers
from tests.client import PageClient
from tests.databases import HOW_TO_GET_POSTGRES, KINDS, Database, Databases, isolation

pytest.register_assert_rewrite("tests.journeys.walk")
pytest_plugins = ["tests.journeys.fixtures"]
NEEDS = {"postgres": HOW_TO_GET_POSTGRES, "browser": browsers.HOW_TO_GET}

hypothesis.settings.register_profile(
    "house",
    deadline=None,
    max_examples=60,
    derandomize="CI" in os.environ or "CASE_MGR_TEST_REQUIRE" in os.environ,
    database=None,
)
hypothesis.settings.load_profile("house")

# --- what could not run is said, and may be a failure ---------------------------------------------------------------

_missing: dict[str, str] = {}
_databases: list[Databases] = []
_ran: Counter[str] = Counter()
_skipped: Counter[str] = Counter()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Start PostgreSQL and look for Chromium once, when a selected test needs them."""
    wanted = {name for item in session.items for name in NEEDS if item.get_closest_marker(name)}
    if session.config.option.collectonly:
        return
    if "browser" in wanted and browsers.find_chromium() is None:
        _missing["browser"] = NEEDS["browser"]
    if "postgres" in wanted:
        # Every process of the run holds the server from here on, so that it lives until the last one ends.
        try:
            _ = _make_databases(session.config).postgres.address
        except Exception as error:  # noqa: BLE001 - whatever the reason, the summary names it
            _missing["postgres"] = f"{NEEDS['postgres']} ({type(error).__name__}: {error})"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs something that this machine does not have."""
    for name, how in _missing.items():
        if item.get_closest_marker(name):
            pytest.skip(f"not run: {how}")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count which tests of each kind ran."""
    for name, how in NEEDS.items():
        if name in report.keywords:
            _ran[name] += report.when == "call" and not report.skipped
            if report.skipped:
                _skipped[name] += 1
                _missing.setdefault(name, how)


def _unmet() -> list[str]:
    required = os.environ.get("CASE_MGR_TEST_REQUIRE", "").replace(",", " ").split()
    return [name for name in required if _skipped[name] or not _ran[name]]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run when required tests did not run."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    for made in _databases:
        made.finish()
    if _unmet() and not session.config.option.collectonly:
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was not run and how to get it."""
    for name, how in _missing.items():
        if _skipped[name]:
            terminalreporter.write_line(f"not run: {_skipped[name]} tests marked {name} — {how}", yellow=True)
    for name in _unmet():
        terminalreporter.write_line(f"FAILED: tests marked {name} are required, and not all of them ran", red=True)


# --- databases and applications -------------------------------------------------------------------------------------


def _make_databases(config: pytest.Config) -> Databases:
    if not _databases:
        factory: pytest.TempPathFactory = config._tmp_path_factory  # type: ignore[attr-defined]  # no public way before a fixture
        own = factory.getbasetemp()
        shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"{os.getpid():x}")[:12]
        _databases.append(Databases(shared, own, run))
    return _databases[0]


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest) -> Databases:
    """Whoever makes databases for this process."""
    return _make_databases(request.config)


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Hash passwords by the same function at a low price; the real price is checked in unit/accounts."""
    real = passwords._hasher
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    passwords._nobody.cache_clear()
    yield
    passwords._hasher = real


@pytest.fixture(
    scope="session",
    params=[pytest.param(kind, marks=[pytest.mark.postgres] if kind == "postgres" else []) for kind in KINDS],
)
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database: whatever asks for it runs on both."""
    return str(request.param)


@pytest.fixture(scope="session")
def database(kind: str, databases: Databases) -> Iterator[Database]:
    """This process's database with schema and cast; only `app` uses it, and rolls back."""
    made = databases.copy(kind)
    yield made
    databases.discard(made)


@pytest.fixture(scope="session")
def application(database: Database) -> Iterator[Flask]:
    """The application of this process on its database."""
    app = create_app(database.environ())
    yield app
    close(app)


@pytest.fixture
def app(application: Flask) -> Iterator[Flask]:
    """The application, on both databases; whatever the test commits is rolled back after it."""
    with isolation(application):
        yield application


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A browser without JavaScript that checks every page it opens."""
    return page_client(app)


@pytest.fixture
def here(app: Flask) -> Iterator[Flask]:
    """An application context for tests of services and queries: commit with `db.session.commit()`."""
    with app.app_context():
        yield app


@pytest.fixture
def own_database(kind: str, databases: Databases) -> Iterator[Database]:
    """A database of this test alone, with schema and cast; for other processes and threads."""
    made = databases.copy(kind)
    yield made
    databases.discard(made)


@pytest.fixture
def fresh_app(own_database: Database) -> Iterator[Flask]:
    """An application on a database of its own: real commits, threads, other processes."""
    app = create_app(own_database.environ())
    yield app
    close(app)


def close(app: Flask) -> None:
    """Close the connections of an application."""
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def page_client(app: Flask) -> PageClient:
    """Return a new client with its own cookies."""
    made: FlaskClient = PageClient(app, app.response_class, use_cookies=True)
    assert isinstance(made, PageClient)
    return made


@pytest.fixture
def another_client(app: Flask) -> PageClient:
    """A second browser."""
    return page_client(app)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return Path(__file__).resolve().parent.parent
