"""Lists of names that somebody published as a table: whom each row names, for batches of releases."""

from __future__ import annotations

from dataclasses import replace

from case_mgr.core.text import N_
from case_mgr.imports import columns, dryrun, plan
from case_mgr.imports.types import NAME_PARTS, RowDraft
from case_mgr.pardons import lines
from case_mgr.pardons.lines import Line, Named, Skip
from case_mgr.tables.types import Rejected

NO_NAMES = N_(
    "No column of this table is known to hold names. Write “Name” over the column that does, "
    "or say that it is one person a line."
)
# What a row says beside the name, in the order in which a person reads it.
_BESIDE = ("sex", "nationality", "charges", "sentence", "place_of_detention", "occupation", "notes")


def read_printed(data: bytes) -> tuple[Line, ...]:
    """Read a table by its columns: who stands on each row, or why nobody does."""
    table = dryrun.read_list(data, "list.csv", encoding="utf-8")
    mapping = columns.make_mapping(columns.resolve(table))
    if not mapping.keys() & {"full_name", *NAME_PARTS}:
        raise Rejected(NO_NAMES, "name_not_mapped")
    return tuple(_line(draft) for draft in columns.clean(table, mapping))


def _line(draft: RowDraft) -> Line:
    raw = " | ".join(draft.raw)
    name = plan.text_of(draft.fields, "full_name")
    if draft.skipped:
        return Line(draft.line, raw, skipped=Skip.CAPTION)
    # A cell may name several people, or say a birth year or another script in brackets, as lines do.
    told = [named for line in lines.parse(f"- {name}") for named in line.names] if name else []
    if len(told) > 1 and not draft.would_import:
        return Line(draft.line, raw, tuple(told))
    if not draft.would_import or not name:
        return Line(draft.line, raw, skipped=Skip.NOT_A_NAME)
    return Line(draft.line, raw, (_named(draft, name, told),))


def _named(draft: RowDraft, name: str, told: list[Named]) -> Named:
    fields = draft.fields
    one = told[0] if len(told) == 1 and told[0].spellings else Named(name)
    spellings = tuple(dict.fromkeys((*one.spellings, *plan.other_names(fields))))
    beside = [text for field in _BESIDE if (text := plan.text_of(fields, field).strip())]
    birth = plan.date_of(fields, "date_of_birth") or one.birth
    return replace(one, spellings=spellings, birth=birth, note="; ".join(filter(None, (one.note, *beside))))
