"""Making the file of a list: read anew by the rights that its asker has now, screened, encrypted, kept for days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, BinaryIO, cast

from flask_babel import force_locale, gettext
from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.settled import settings_of
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import DomainError, NotFound, Refused, plain
from case_mgr.core.spool import Spool
from case_mgr.core.text import N_
from case_mgr.exports import registry, writing
from case_mgr.exports.models import Export
from case_mgr.exports.service.screening import kept_out
from case_mgr.exports.service.telling import facts_of
from case_mgr.exports.types import Cells, Form, Line, ListKind, Recipient, State, Told
from case_mgr.extensions import db
from case_mgr.files import service as files
from case_mgr.jobs import service as jobs
from case_mgr.jobs.types import Handler, JobContext

KIND = "exports.make"
LARGEST = 512 * 1024 * 1024
_TITLE = N_("Making a list to take out")
_GROWN = N_("The list has %(n)d lines now, and %(most)d may be taken out. Ask for it again.")


def enqueue(actor: Actor, row: Export) -> None:
    """Let the file be made in the background, as the person who asked for it."""
    lane, where = f"exports:{row.organisation_id}", f"/exports/{row.public_id}"
    job = jobs.enqueue(actor, KIND, {"export": row.public_id}, title=_TITLE, lane=lane, where=where, total=row.rows)
    # Whoever approves starts the work; it is done by the rights of whoever asked.
    job.user_id = row.user_id
    row.state, row.job, row.expires_at = str(State.MAKING), job.public_id, None
    db.session.flush()


def run(job: JobContext) -> Mapping[str, Any]:
    """Make the file; done once, it is not made again."""
    row = _row(job.actor, str(job.payload["export"]))
    if row.state == State.MAKING:
        make(job.actor, row, job)
    return {"rows": row.rows}


def failed(actor: Actor, payload: Mapping[str, Any], error: DomainError) -> None:
    """Say why there is no file."""
    row = _row(actor, str(payload["export"]))
    row.state, row.about = str(State.FAILED), None
    row.fault = {"sentence": error.sentence, "params": plain(error.params)}
    audit.record(actor, Event.EXPORT_FAILED, row, label=row.reference, what=row.kind, why=str(error))


HANDLER = Handler(run, failed)


def make(actor: Actor, row: Export, job: JobContext | None = None) -> None:
    """Read the list, keep whoever may not be in it out, and put the file away for some days."""
    kind = registry.get_kind(row.kind)
    actor.require(Permission.EXPORT)
    actor.require(kind.permission)
    settings = settings_of(row.organisation_id)
    most = settings.export_limit if row.approved_rows is None else row.approved_rows
    told = Told()
    with Spool() as spool, force_locale(row.language):
        _write(actor, row, kind, cast("BinaryIO", spool), told, job)
        if told.rows > most:
            raise Refused(_GROWN, n=told.rows, most=most)
        if not told.rows:
            raise Refused(N_("No line may be in this file, so none was made."))
        spool.seek(0)
        stored = files.store(actor, cast("BinaryIO", spool), f"{row.name}.{row.form}", largest=LARGEST)
    row.file, row.rows, row.left, row.about = stored, told.rows, dict(told.left), sorted(told.people)
    row.state, row.expires_at = str(State.READY), clock.now() + timedelta(days=settings.export_days)
    audit.record(actor, Event.EXPORT_MADE, row, label=row.reference, **facts_of(row))
    db.session.flush()


def _write(actor: Actor, row: Export, kind: ListKind, out: BinaryIO, told: Told, job: JobContext | None) -> None:
    sheet = kind.sheet(actor, row.asked, Recipient(row.purpose, row.why or ""))

    def blocks() -> Iterator[Sequence[Cells]]:
        for block in sheet.blocks:
            yield [line.cells for line in _kept(actor, block, row.purpose, told)]
            if job is not None:
                # Nothing is written yet that a stop could leave behind.
                job.checkpoint(told.rows, max(row.rows, told.rows))

    writing.write(out, Form(row.form), sheet.header, blocks(), list(_about(actor, row, kind)))


def _kept(actor: Actor, block: Sequence[Line], purpose: str, told: Told) -> Iterable[Line]:
    for line, why in zip(block, kept_out(actor, [line.about for line in block], purpose), strict=True):
        if why is not None:
            told.left[why] += 1
            continue
        told.rows += 1
        told.people.update(line.about)
        yield line


def _about(actor: Actor, row: Export, kind: ListKind) -> Iterator[Cells]:
    """Say on a sheet beside the list what it is, who took it out and what for."""
    screen = registry.screen()
    yield gettext("List"), gettext(kind.title)
    yield gettext("Export"), row.reference
    yield gettext("Organisation"), actor.organisation_name
    yield gettext("Taken out by"), row.user.name
    yield gettext("Made (UTC)"), f"{clock.now():%Y-%m-%d %H:%M}"
    yield gettext("For whom"), screen.name(row.purpose) if row.purpose else gettext("For our own work")
    yield gettext("What for"), row.why or ""
    for name, value in sorted((row.told or {}).items()):
        yield gettext("Filter: %(name)s", name=name), value


def _row(actor: Actor, public_id: str) -> Export:
    own = (Export.organisation_id == actor.organisation_id, Export.user_id == actor.user_id)
    row = db.session.scalar(select(Export).where(Export.public_id == public_id, *own))
    if row is None:
        raise NotFound(N_("There is no such export."))
    return row
