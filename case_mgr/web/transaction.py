"""One transaction a request: opened before anything is read, committed at the door or rolled back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from case_mgr.core.errors import Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.web import incoming

T = TypeVar("T")
READS = "case_mgr_reads"
# How many milliseconds a transaction waits for the lock of SQLite, where it must not wait as long as others.
PATIENCE = "case_mgr_patience"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_BUSY_MS = 15_000
CHANGED_MEANWHILE = N_("Somebody else changed this while you were editing. Nothing was written.")


class CaseMgr(Flask):
    """Flask with a door: what a view returns leaves only after its transaction was committed."""

    request_class = incoming.Incoming

    def preprocess_request(self) -> ResponseReturnValue | None:
        """Open the transaction before the guard reads who asks."""
        view = self.view_functions.get(request.endpoint or "")
        incoming.bound(request, view)
        if request.endpoint != "static":
            open_transaction(writes=request.method not in _SAFE and not getattr(view, "asks", False))
        return super().preprocess_request()

    def dispatch_request(self) -> ResponseReturnValue:
        """Commit what the view did when it ends well; else roll back."""
        response = self.make_response(super().dispatch_request())
        if request.endpoint == "static":
            return response
        if response.status_code < 400:
            close_transaction(response)
        else:
            abandon()
        return response


def open_transaction(*, writes: bool) -> None:
    """Begin: a writing transaction takes the write lock at once on SQLite, a reading one never."""
    if writes and request.mimetype in ("application/x-www-form-urlencoded", "multipart/form-data"):
        # A slow upload must not hold the lock: the body is read before the transaction begins.
        _ = request.form
    session = db.session
    session.info["reads_only"] = not writes
    session.connection(execution_options={} if writes else {READS: True})


def open_snapshot() -> None:
    """End whatever transaction there is and begin one that reads: all its statements see the same moment."""
    session = db.session
    session.rollback()
    options: dict[str, Any] = {READS: True}
    bind = session.get_bind()
    # SQLite sees one moment anyway; whoever bound the session to a connection has begun its transaction already.
    if isinstance(bind, Engine) and bind.dialect.name == "postgresql":
        options["isolation_level"] = "REPEATABLE READ"
    session.connection(execution_options=options)


def begin_writing() -> None:
    """End the reading transaction of this request and go on in a writing one."""
    db.session.rollback()
    open_transaction(writes=True)


def beforehand(step: Callable[[], T]) -> T:
    """Do a step in a short writing transaction of its own, whatever becomes of the request's, which begins anew."""
    begin_writing()
    result = step()
    db.session.commit()
    open_transaction(writes=True)
    return result


def close_transaction(response: Response) -> None:
    """Commit; a record that somebody else changed meanwhile is a stale edit."""
    for step in g.pop("before_commit", ()):
        step(response)
    try:
        db.session.commit()
    except StaleDataError as error:
        raise Stale(CHANGED_MEANWHILE) from error


def abandon() -> None:
    """Roll back; an error page may still read."""
    db.session.rollback()
    open_transaction(writes=False)


def before_commit(step: Callable[[Response], None]) -> None:
    """Do a last thing inside the transaction, once the response is known."""
    g.setdefault("before_commit", []).append(step)


def afterwards(step: Callable[[], None]) -> None:
    """Do a thing in a short writing transaction of its own, whatever became of the request's."""
    g.setdefault("afterwards", []).append(step)


def apart(app: Flask, step: Callable[[], None], patience: int = 1000) -> None:
    """Do a thing in a short writing transaction of its own when the answer has left; it does not wait for long."""
    with app.app_context():
        db.session.info["reads_only"] = False
        db.session.connection(execution_options={PATIENCE: patience})
        step()
        db.session.commit()


def _run_afterwards(response: Response) -> Response:
    steps = g.pop("afterwards", None)
    if steps:
        db.session.rollback()
        open_transaction(writes=True)
        for step in steps:
            step()
        db.session.commit()
    return response


def install(app: Flask) -> None:
    """Attach the rules of transactions to the application and its engines."""
    app.after_request(_run_afterwards)
    with app.app_context():
        for engine in db.engines.values():
            if engine.dialect.name == "sqlite":
                event.listen(engine, "connect", _sqlite_connect)
                event.listen(engine, "begin", _sqlite_begin)
            else:
                event.listen(engine, "begin", _postgres_begin)


def _sqlite_connect(connection: Any, record: Any) -> None:
    # The driver's own transactions begin too late and lose updates: ours begin where we say.
    connection.isolation_level = None
    cursor = connection.cursor()
    # The timeout comes first: switching to WAL may itself have to wait.
    for pragma in (
        f"busy_timeout={_BUSY_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "trusted_schema=OFF",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _sqlite_begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if patience := options.get(PATIENCE):
        connection.exec_driver_sql(f"PRAGMA busy_timeout={int(patience)}")
    try:
        connection.exec_driver_sql("BEGIN DEFERRED" if options.get(READS) else "BEGIN IMMEDIATE")
    finally:
        if patience:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={_BUSY_MS}")


def _postgres_begin(connection: Connection) -> None:
    # The driver says it in its BEGIN: a statement of its own would be one more way to the server and back.
    driver: Any = connection.connection.dbapi_connection
    driver.read_only = bool(connection.get_execution_options().get(READS))


def is_busy(error: OperationalError) -> bool:
    """Return whether the database could not be written just now."""
    return "locked" in str(error.orig) or "busy" in str(error.orig)


def engine_of(app: Flask) -> Engine:
    """Return the engine that writes."""
    with app.app_context():
        return db.engine
