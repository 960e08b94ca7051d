"""Taking a list in, reading it again another way, and throwing it away before it was written."""

from __future__ import annotations

from typing import BinaryIO

from sqlalchemy import delete

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.service import next_number
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.files import service as files
from case_mgr.imports import queries
from case_mgr.imports.columns import list_samples
from case_mgr.imports.models import Import, ImportRow
from case_mgr.imports.policy import require_editable, require_fresh
from case_mgr.imports.service import mapping
from case_mgr.imports.service.reading import open_table, take_down
from case_mgr.imports.states import State
from case_mgr.tables.types import Rejected

ORDERS = ("dmy", "mdy", "ymd")
_EMPTY = N_("The selected file is empty. Choose a file that holds a list.")
_NO_SUCH_ORDER = N_("Choose an order of day, month and year: dmy, mdy or ymd.")


def stage(actor: Actor, stream: BinaryIO, name: str, source: str = "") -> Import:
    """Take a list in: store it encrypted and read it once; a file that is no list is refused, and nothing is kept."""
    actor.require(Permission.IMPORT_STAGE)
    stored = files.store(actor, stream, name)
    if stored.size == 0:
        raise Refused(_EMPTY)
    row = Import(
        organisation_id=actor.organisation_id,
        user_id=actor.user_id,
        reference=f"IM-{next_number(actor.organisation_id, 'IM'):05d}",
        state=str(State.UPLOADED),
        file=stored,
        name=name[:300],
        source=source.strip()[:500],
        sha256=stored.sha256,
        size=stored.size,
        kind="",
    )
    _read(actor, row)
    db.session.add(row)
    audit.record(actor, Event.IMPORT_STAGED, row, label=row.reference, sha256=row.sha256, size=row.size)
    db.session.flush()
    return row


def read_again(
    actor: Actor,
    public_id: str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    header_row: str | None = None,
    sheet: str | None = None,
    date_order: str | None = None,
    seen_version: int | None = None,
) -> Import:
    """Read the file another way; whatever was checked before is forgotten.

    An empty `date_order` asks to find it out, whatever mapping fits; None says nothing of it.
    """
    actor.require(Permission.IMPORT_STAGE)
    row = queries.get_row(actor, public_id)
    require_editable(row)
    require_fresh(row, seen_version)
    if date_order and date_order not in ORDERS:
        raise Refused(_NO_SUCH_ORDER)
    row.encoding_asked, row.delimiter_asked = encoding or None, delimiter or None
    row.header_asked, row.sheet_asked, row.date_order = header_row or None, sheet or None, date_order
    db.session.execute(delete(ImportRow).where(ImportRow.import_id == row.id))
    _read(actor, row)
    row.state, row.counts, row.checked_at = str(State.UPLOADED), {}, None
    audit.record(actor, Event.IMPORT_STAGED, row, label=row.reference, again=True)
    db.session.flush()
    return row


def discard(actor: Actor, public_id: str) -> None:
    """Throw an uploaded list away: its file and rows go, the log keeps that it was there."""
    actor.require(Permission.IMPORT_STAGE)
    row = queries.get_row(actor, public_id)
    require_editable(row)
    db.session.execute(delete(ImportRow).where(ImportRow.import_id == row.id))
    if row.file is not None:
        stored, row.file = row.file, None
        db.session.flush()
        files.delete(stored)
    row.state, row.sample, row.name = str(State.DISCARDED), None, None
    audit.record(actor, Event.IMPORT_DISCARDED, row, label=row.reference, at=clock.now().isoformat())


def _read(actor: Actor, row: Import) -> None:
    try:
        with open_table(row) as table:
            take_down(row, table)
            row.columns = mapping.suggest_columns(actor, row, list_samples(table))
    except Rejected as refusal:
        raise Refused(refusal.sentence, **refusal.params) from refusal
