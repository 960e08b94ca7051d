"""Reads what proves entries, and where the same receipt is used again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.extensions import db
from case_mgr.files.models import StoredFile
from case_mgr.support.models import SupportEntry, SupportReceipt, SupportShare
from case_mgr.support.policy import visible_entries
from case_mgr.support.queries.entries import get_row
from case_mgr.support.results import DeclarationView, Papers, ReceiptView, Twin

_MOST = 200


def get_papers(actor: Actor, public_id: str) -> Papers:
    """Return the receipts of an entry and its declaration."""
    row = get_row(actor, public_id)
    standing = [one for one in row.receipts if one.withdrawn_at is None]
    twins = find_twins(actor, row, {one.file.sha256 for one in standing})
    receipts = tuple(
        ReceiptView(
            public_id=one.public_id,
            format=one.format,
            size=one.file.size,
            sha256=one.file.sha256,
            added_by=one.added_by.name,
            added_at=one.created_at,
            twins=tuple(twins.get(one.file.sha256, ())),
        )
        for one in standing
    )
    told = row.declaration
    declaration = told and DeclarationView(
        text=told.text or "",
        declared_by=told.declared_by.name,
        declared_by_id=told.declared_by.public_id,
        signed_by=told.signed_by.name if told.signed_by else "",
        signed_at=told.signed_at,
    )
    return Papers(receipts, len(row.receipts) - len(standing), declaration or None)


def find_twins(actor: Actor, row: SupportEntry, hashes: Iterable[str]) -> dict[str, list[Twin]]:
    """Find other entries that use the same receipts, among those that the actor may open; of others nothing is said."""
    wanted = sorted(set(hashes))
    if not wanted:
        return {}
    rows = db.session.execute(
        select(StoredFile.sha256, SupportEntry)
        .join(SupportReceipt, SupportReceipt.file_id == StoredFile.id)
        .join(SupportEntry, SupportEntry.id == SupportReceipt.entry_id)
        .where(visible_entries(actor), StoredFile.sha256.in_(wanted), SupportReceipt.withdrawn_at.is_(None))
        .where(SupportEntry.id != row.id)
        .options(selectinload(SupportEntry.shares).options(joinedload(SupportShare.grant)))
        .order_by(SupportEntry.id)
        .limit(_MOST)
    )
    own = {share.grant_id for share in row.shares}
    out: defaultdict[str, list[Twin]] = defaultdict(list)
    for sha256, other in rows:
        grants = tuple(dict.fromkeys(share.grant.code for share in other.shares))
        others = {share.grant_id for share in other.shares}
        out[sha256].append(Twin(other.public_id, other.reference, grants, other_grant=bool(others - own)))
    return out
