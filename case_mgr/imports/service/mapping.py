"""Saying which column holds what: suggested, chosen by a person, remembered by headings."""

from __future__ import annotations

from collections.abc import Mapping as Mapped
from collections.abc import Sequence

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.imports import queries, remembered
from case_mgr.imports.columns import make_mapping, resolve, suggest
from case_mgr.imports.dryrun import NO_NAMES
from case_mgr.imports.fitting import list_fitting
from case_mgr.imports.models import Import, Mapping
from case_mgr.imports.policy import require_editable, require_fresh
from case_mgr.imports.service.reading import open_table
from case_mgr.imports.states import State
from case_mgr.imports.types import FIELDS
from case_mgr.imports.vocabulary import fold
from case_mgr.tables.types import Rejected

_TWICE = N_("Two columns are mapped to “%(field)s”. Choose one of them.")
_NAMES = frozenset({"full_name", "given_name", "surname"})


def suggest_columns(actor: Actor, row: Import, samples: Sequence[Sequence[str]]) -> dict[str, str]:
    """Guess the field of each column: by a saved mapping with the same headings, else by headings and values."""
    saved = _saved_for(actor, row)
    row.mapping_order = saved.date_order if saved is not None else None
    if saved is not None:
        row.splits = saved.splits
        here = {fold(text): str(index) for index, text in enumerate(row.header)}
        return {here[heading]: field for heading, field in saved.headings.items()}
    guesses = suggest(row.header, samples)
    return {str(guess.index): guess.field for guess in guesses if guess.field}


def map_columns(
    actor: Actor,
    public_id: str,
    columns: Mapped[int, str],
    on_match: str,
    *,
    splits: bool = False,
    save_as: str = "",
    saved: Mapping | None = None,
    seen_version: int | None = None,
) -> Import:
    """Say which column holds which field; optionally remember it for lists with the same headings.

    `saved` are the remembered columns that were looked at: their order of dates holds, unless another was said. Without
    them the order of those that were in use holds as long as their columns do.
    """
    actor.require(Permission.IMPORT_STAGE)
    row = queries.get_row(actor, public_id)
    require_editable(row)
    chosen = {index: field for index, field in columns.items() if field in FIELDS and 0 <= index < len(row.header)}
    require_fresh(row, seen_version)
    fields = list(chosen.values())
    for field in fields:
        if fields.count(field) > 1:
            raise Refused(_TWICE, field=field)
    if not _NAMES & set(fields):
        raise Refused(NO_NAMES)
    mapped = {str(index): field for index, field in sorted(chosen.items())}
    if saved is not None:
        row.mapping_order = saved.date_order
    elif not row.columns.items() <= mapped.items():
        # The columns of the mapping that was in use are not those any more.
        row.mapping_order = None
    row.columns = mapped
    row.on_match, row.splits, row.state = on_match, splits, str(State.MAPPED)
    if save_as.strip():
        keep_mapping(actor, row, save_as)
    audit.record(actor, Event.IMPORT_MAPPED, row, label=row.reference, fields=sorted(fields), on_match=on_match)
    db.session.flush()
    return row


def map_as_asked(actor: Actor, public_id: str, asked: Mapped[str, str], saved: str | None, on_match: str) -> Import:
    """Map as the command line says: by a saved mapping or by guesses, then single fields by heading or number."""
    row = queries.get_row(actor, public_id)
    known = get_saved(actor, saved)
    try:
        with open_table(row) as table:
            guesses = resolve(table, asked, known.headings if known else None)
    except Rejected as refusal:
        raise Refused(refusal.sentence, **refusal.params) from refusal
    columns = {index: field for field, index in make_mapping(guesses).items()}
    if known is None:
        # What is guessed has no order of dates, even where a mapping would have guessed the same.
        row.mapping_order = None
    return map_columns(actor, public_id, columns, on_match, splits=known is not None and known.splits, saved=known)


def get_saved(actor: Actor, name: str | None) -> Mapping | None:
    """Return a saved mapping by the name that somebody typed; None when they named none."""
    if name is None:
        return None
    known = remembered.find_mapping(actor, name.strip())
    if known is None:
        raise Refused(N_("There is no saved mapping “%(name)s”."), name=name)
    return known


def keep_mapping(actor: Actor, row: Import, name: str) -> Mapping:
    """Remember a mapping by the headings, so that further or exchanged columns do not matter."""
    name = name.strip()[:120]
    headings = {fold(row.header[int(index)]): field for index, field in row.columns.items()}
    headings.pop("", None)
    found = remembered.find_mapping(actor, name)
    if found is None:
        found = Mapping(organisation_id=actor.organisation_id, name=name, headings=headings)
        db.session.add(found)
    found.headings, found.date_order, found.splits = headings, row.order, row.splits
    audit.record(actor, Event.MAPPING_SAVED, found, label=name)
    return found


def _saved_for(actor: Actor, row: Import) -> Mapping | None:
    """Return the saved mapping all of whose headings this list has; of several the fullest."""
    fits = [saved for saved, _columns, missing in list_fitting(actor, row) if not missing]
    return fits[0] if fits else None
