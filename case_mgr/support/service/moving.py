"""Codes of a record that turned out to be another person's: whoever is one person has one code in a grant."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.moving import Mover
from case_mgr.extensions import db
from case_mgr.support.codes import code_of
from case_mgr.support.models import SupportEntry, SupportShare


def move_person(actor: Actor, mover: Mover) -> None:
    """Give the shares of the old record the codes of the surviving person; their cases have moved already."""
    for share in db.session.scalars(_shares(mover.taking.id)).all():
        grant, named = share.grant.public_id, share.entry.beneficiary or ""
        if share.code == code_of(grant, mover.giving.public_id, named):
            mover.change(share, {"code": code_of(grant, mover.taking.public_id, named)})


def give_codes_back(survivor: Detainee, absorbed: Detainee) -> None:
    """After a merge was taken back: what was written meanwhile in cases that went back bears their own code."""
    for share in db.session.scalars(_shares(absorbed.id)).all():
        grant, named = share.grant.public_id, share.entry.beneficiary or ""
        if share.code == code_of(grant, survivor.public_id, named):
            share.code = code_of(grant, absorbed.public_id, named)


def _shares(person: int) -> Select[SupportShare]:
    return (
        select(SupportShare)
        .join(SupportShare.entry)
        .join(SupportEntry.case)
        .where(Case.detainee_id == person, SupportShare.code != "")
        .options(contains_eager(SupportShare.entry), joinedload(SupportShare.grant))
        .order_by(SupportShare.id)
    )
