"""Which shares stand today, and to whom of the other organisation they open the case."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case
from case_mgr.core import clock
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import Sensitivity
from case_mgr.shares.models import CaseShare, ShareRecipient
from case_mgr.shares.types import Answer


def stands(today: date) -> ColumnElement[bool]:
    """Shares that wait for an answer or are open: not declined, not ended, not expired."""
    return and_(CaseShare.ending.is_(None), CaseShare.answer != str(Answer.DECLINED), CaseShare.expires_on >= today)


def kept() -> ColumnElement[bool]:
    """Shares of a case and a person that were not taken back; the statement joins both."""
    return and_(Case.withdrawn_at.is_(None), Detainee.withdrawn_at.is_(None))


def received(actor: Actor) -> ColumnElement[bool]:
    """Shares that stand with the actor's organisation; the statement joins the case and its person."""
    return and_(CaseShare.to_id == actor.organisation_id, stands(clock.today()), kept())


def opens_to(actor: Actor) -> ColumnElement[bool]:
    """Whom an accepted share lets in: its recipients; all of the organisation when it names none and the person is
    not withheld."""
    named = exists().where(ShareRecipient.share_id == CaseShare.id, ShareRecipient.user_id == actor.user_id)
    everybody = and_(CaseShare.whole, Detainee.sensitivity == Sensitivity.NORMAL)
    return and_(received(actor), CaseShare.answer == str(Answer.ACCEPTED), or_(named, everybody))
