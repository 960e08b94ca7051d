"""Which saved mappings fit a list, by its headings and never by position."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.imports.models import Import, Mapping
from case_mgr.imports.remembered import list_mappings
from case_mgr.imports.vocabulary import fold


def list_fitting(actor: Actor, row: Import) -> list[tuple[Mapping, dict[str, str], int]]:
    """List saved mappings that share headings with a list: each with its fields by column, and how many are missing.

    The fullest stands first: one all of whose headings are here is applied by itself.
    """
    here = {fold(text): str(index) for index, text in enumerate(row.header or ())}
    found = []
    for saved in list_mappings(actor):
        columns = {here[heading]: field for heading, field in saved.headings.items() if heading in here}
        if columns:
            found.append((saved, columns, len(saved.headings) - len(columns)))
    return sorted(found, key=lambda one: (-len(one[1]), one[2], one[0].name))
