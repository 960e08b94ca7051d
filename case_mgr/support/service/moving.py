"""Codes of a record that turned out to be another person's: whoever is one person has one code in a grant."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case
from case_mgr.detainees.moving import Mover
from case_mgr.extensions import db
from case_mgr.support.codes import code_of
from case_mgr.support.models import SupportEntry, SupportShare


def move_person(actor: Actor, mover: Mover) -> None:
    """Give the shares of the old record the codes of the surviving person; their cases have moved already."""
    shares = (
        select(SupportShare)
        .join(SupportShare.entry)
        .join(SupportEntry.case)
        .where(Case.detainee_id == mover.taking.id, SupportShare.code != "")
        .options(contains_eager(SupportShare.entry), joinedload(SupportShare.grant))
        .order_by(SupportShare.id)
    )
    for share in db.session.scalars(shares).all():
        grant, named = share.grant.public_id, share.entry.beneficiary or ""
        if share.code == code_of(grant, mover.giving.public_id, named):
            mover.change(share, {"code": code_of(grant, mover.taking.public_id, named)})
