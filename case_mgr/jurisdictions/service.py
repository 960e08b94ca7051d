"""Verbs of an organisation's own facilities and courts: add, amend, end; nothing is deleted."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import ids
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Conflict, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jurisdictions import catalogue, queries
from case_mgr.jurisdictions.models import OwnPlace
from case_mgr.jurisdictions.types import OWN, OwnKind, OwnPlaceDraft
from case_mgr.jurisdictions.words import COURT_LEVELS, FACILITY_KINDS

_NAME, _TEXT = 300, 500


def add_place(actor: Actor, draft: OwnPlaceDraft) -> OwnPlace:
    """Add a facility or a court that the files do not have."""
    actor.require(Permission.PLACE_WRITE)
    values = _values(actor, draft)
    row = OwnPlace(
        organisation_id=actor.organisation_id,
        jurisdiction=catalogue.jurisdiction(draft.jurisdiction).code,
        kind=str(draft.kind),
        code=f"{OWN}{ids.new_public_id()[:12]}",
        **values,
    )
    db.session.add(row)
    audit.record(actor, Event.PLACE_ADDED, row, label=row.code, jurisdiction=row.jurisdiction)
    db.session.flush()
    return row


def amend_place(actor: Actor, public_id: str, draft: OwnPlaceDraft, seen_version: int | None) -> OwnPlace:
    """Change an own place; its former names stay as other spellings, so that what named it is still found."""
    actor.require(Permission.PLACE_WRITE)
    row = queries.get_row(actor, public_id)
    values = _values(actor, draft, row)
    _require_fresh(row, seen_version)
    known = queries.get_own(actor, public_id).place.names.values()
    former = [name for name in known if name not in draft.names.values()]
    values["aliases"] = "\n".join(dict.fromkeys([*values["aliases"].splitlines(), *former]))
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    audit.record(actor, Event.PLACE_AMENDED, row, label=row.code, jurisdiction=row.jurisdiction)
    db.session.flush()
    return row


def end_place(actor: Actor, public_id: str, when: PartialDate | None, seen_version: int | None) -> OwnPlace:
    """Say since when a place is no more; cases go on naming it."""
    actor.require(Permission.PLACE_WRITE)
    row = queries.get_row(actor, public_id)
    if when is None:
        raise Refused(N_("Say when it ended, as exactly as you know."))
    _require_fresh(row, seen_version)
    _require_order(row.valid_from, when)
    row.valid_to = when
    audit.record(actor, Event.PLACE_ENDED, row, label=row.code, jurisdiction=row.jurisdiction)
    db.session.flush()
    return row


def _values(actor: Actor, draft: OwnPlaceDraft, row: OwnPlace | None = None) -> dict[str, Any]:
    names = {language: " ".join(name.split()) for language, name in draft.names.items() if name.strip()}
    aliases = [" ".join(alias.split()) for alias in draft.aliases if alias.strip()]
    if not names:
        raise Refused(N_("Write the name in at least one language."))
    if any(len(name) > _NAME for name in (*names.values(), *aliases)):
        raise Refused(N_("A name has at most %(n)d characters."), n=_NAME)
    if draft.sort not in (FACILITY_KINDS if draft.kind is OwnKind.FACILITY else COURT_LEVELS):
        raise Refused(N_("Choose the kind from the list."))
    if not draft.source.strip():
        raise Refused(N_("Say where it is known from: nothing stands in a vocabulary without a source."))
    _require_order(draft.valid_from, draft.valid_to)
    _require_new(actor, draft, (*names.values(), *aliases), row)
    return {
        "names": "\n".join(f"{language}: {name}" for language, name in names.items()),
        "aliases": "\n".join(aliases),
        "sort": draft.sort,
        "region": draft.region.strip()[:100],
        "valid_from": draft.valid_from,
        "valid_to": draft.valid_to,
        "source": draft.source.strip()[:_TEXT],
        "note": draft.note.strip()[:_TEXT],
    }


def _require_order(begins: PartialDate | None, ends: PartialDate | None) -> None:
    if begins and ends and ends.before(begins):
        raise Refused(N_("The end lies before the beginning. Correct one of the two dates."))


def _require_new(actor: Actor, draft: OwnPlaceDraft, names: tuple[str, ...], row: OwnPlace | None) -> None:
    """Refuse a name that means another place already: a list that names it could not be read."""
    wanted = {catalogue.folded(name): name for name in names}
    if draft.kind is OwnKind.FACILITY:
        known = (
            (one.code, (*one.names.values(), *one.aliases)) for one in queries.facilities(actor, draft.jurisdiction)
        )
    else:
        known = ((one.code, tuple(one.names.values())) for one in queries.courts(actor, draft.jurisdiction))
    for code, spellings in known:
        taken = {catalogue.folded(name) for name in spellings} & wanted.keys()
        if taken and code != (row.code if row else None):
            raise Refused(N_("“%(name)s” is in the vocabulary already."), name=wanted[sorted(taken)[0]])


def _require_fresh(row: OwnPlace, seen_version: int | None) -> None:
    if seen_version == row.version:
        return
    raise Stale(
        N_("Somebody else changed this place while you were editing. Nothing was written."),
        Conflict(version=row.version),
    )
