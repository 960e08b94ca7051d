"""By what a row is known again: its cells as they stand, and the facts that tell a person; both as keyed digests."""

from __future__ import annotations

import json
from collections.abc import Sequence

from case_mgr.core import crypto
from case_mgr.imports import plan
from case_mgr.imports.plan import Fields
from case_mgr.imports.values import fold_name


def digest_of(organisation_id: int, cells: Sequence[str], part: int = 0) -> str:
    """Return the digest of the cells of a row as they stand in the file, but for empty ones at the end.

    `part` tells apart the people whom one row names.
    """
    held = list(cells)
    while held and not held[-1].strip():
        held.pop()
    held += [f"\0{part}"] if part else []
    return crypto.ring().blind(json.dumps(held, ensure_ascii=False), f"import row {organisation_id}")


def mark_of(organisation_id: int, fields: Fields) -> str | None:
    """Return the digest of name, birth and arrest; a name alone is no mark, since others have the same one."""
    told = [plan.date_of(fields, name) for name in ("date_of_birth", "date_of_arrest")]
    if not any(told):
        return None
    name = fold_name(plan.text_of(fields, "full_name"))
    days = [day.edtf if day else "" for day in told]
    return crypto.ring().blind(json.dumps([name, *days], ensure_ascii=False), f"import person {organisation_id}")
