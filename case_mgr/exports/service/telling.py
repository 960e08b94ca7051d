"""What the log says of a list on its way out."""

from __future__ import annotations

from typing import Any

from case_mgr.exports import registry
from case_mgr.exports.models import Export


def facts_of(row: Export) -> dict[str, Any]:
    """Return what the log says of a list on its way out."""
    facts: dict[str, Any] = {
        "what": row.kind,
        "rows": row.rows,
        "form": row.form,
        "purpose": row.purpose or "own work",
        "why": row.why or "",
        "left_out": sum(registry.screen().to_others(row.left).values()),
        "filter": row.told or {},
    }
    return facts | ({"picked": True} if (row.asked or {}).get("only") else {})
