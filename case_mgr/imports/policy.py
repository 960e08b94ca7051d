"""Which imports an actor may see, and whose run must wait for a reviewer."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core.errors import Conflict, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.imports.models import Import, Mapping, ValueMeaning
from case_mgr.imports.states import EDITABLE, State

_STARTED = N_("This import was started already: its columns cannot be changed now. Upload the list again.")

_CHANGED = N_("Somebody else worked on this import while you were looking at it. Nothing was written.")


def visible(actor: Actor) -> ColumnElement[bool]:
    """Imports of the own organisation; raw rows are shown only to whoever prepares imports."""
    return and_(visible_of(actor), Import.state != State.DISCARDED)


def visible_of(actor: Actor) -> ColumnElement[bool]:
    """The same with those of which only the log is left, for a list of who uploaded what."""
    if not actor.may(Permission.IMPORT_STAGE):
        return false()
    return Import.organisation_id == actor.organisation_id


def visible_mappings(actor: Actor) -> ColumnElement[bool]:
    """Saved mappings of the own organisation."""
    if not actor.may(Permission.IMPORT_STAGE):
        return false()
    return Mapping.organisation_id == actor.organisation_id


def visible_meanings(actor: Actor) -> ColumnElement[bool]:
    """What words mean in the lists of the own organisation."""
    if not actor.may(Permission.IMPORT_STAGE):
        return false()
    return ValueMeaning.organisation_id == actor.organisation_id


def must_be_reviewed(actor: Actor) -> bool:
    """A data clerk's import waits for somebody who may write it."""
    return not actor.may(Permission.IMPORT_APPLY)


def require_editable(row: Import) -> None:
    """Refuse what can only be done before an import is started."""
    if row.state not in EDITABLE:
        raise Refused(_STARTED)


def require_fresh(row: Import, seen_version: int | None) -> None:
    """Refuse what was decided on a page that shows an older state of the import."""
    if seen_version is not None and seen_version != row.version:
        raise Stale(_CHANGED, Conflict(version=row.version))
