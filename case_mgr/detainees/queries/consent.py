"""Reads of who agreed to what, and what may be disclosed by it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, bindparam, select

from case_mgr.access.actor import Actor
from case_mgr.core import clock
from case_mgr.core.blocks import among, blocks
from case_mgr.core.errors import NotFound
from case_mgr.core.statements import kept
from case_mgr.core.text import N_
from case_mgr.detainees import liberty
from case_mgr.detainees.consent import decide
from case_mgr.detainees.models import Consent, Detainee
from case_mgr.detainees.policy import visible
from case_mgr.detainees.queries.people import get_row
from case_mgr.detainees.types import Answer, ConsentView, Decision, Giver, Purpose, Sensitivity, Standing
from case_mgr.extensions import db

_BLOCK = 400


def list_consents(actor: Actor, public_id: str) -> list[ConsentView]:
    """List every answer about a person, the latest recorded first."""
    row = get_row(actor, public_id)
    found = select(Consent).where(Consent.detainee_id == row.id).order_by(Consent.id.desc())
    return [_view(consent) for consent in db.session.scalars(found)]


def get_consent_row(actor: Actor, public_id: str, consent_id: str) -> Consent:
    """Return the record behind an answer, for services."""
    row = get_row(actor, public_id)
    wanted = (Consent.detainee_id == row.id, Consent.public_id == consent_id)
    found = db.session.scalar(select(Consent).where(*wanted))
    if found is None:
        raise NotFound(N_("There is no such answer."))
    return found


def may_disclose(actor: Actor, people: Iterable[str], purpose: Purpose) -> dict[str, Decision]:
    """Decide for each person whether they may be disclosed for a purpose today; whoever is hidden is left out."""
    return {public_id: of_person[purpose] for public_id, of_person in _decisions(actor, people, (purpose,)).items()}


def list_plain_of(actor: Actor, people: Iterable[str]) -> frozenset[str]:
    """Return which of these people the actor may open and nobody withholds: the others are in no file, whoever asks."""
    rows = select(Detainee.public_id).where(visible(actor), Detainee.sensitivity == Sensitivity.NORMAL)
    return frozenset(among(db.session, rows, Detainee.public_id, people))


def list_decisions(actor: Actor, public_id: str) -> list[Decision]:
    """Decide every purpose for one person."""
    get_row(actor, public_id)
    return list(_decisions(actor, [public_id], tuple(Purpose))[public_id].values())


def _decisions(
    actor: Actor, people: Iterable[str], purposes: tuple[Purpose, ...]
) -> dict[str, dict[Purpose, Decision]]:
    wanted, out, today = sorted(set(people)), {}, clock.today()
    for block in blocks(wanted, _BLOCK):
        rows = db.session.execute(_asked(actor), {"people": block}).all()
        given = list_answers([row.id for row in rows])
        free = liberty.free(actor, [row.public_id for row in rows])
        for row in rows:
            standing = _standing(row, free=row.public_id in free)
            answers = given.get(row.id, [])
            out[row.public_id] = {purpose: decide(answers, purpose, standing, today) for purpose in purposes}
    return out


@kept
def _asked(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (Detainee.id, Detainee.public_id, Detainee.sensitivity, Detainee.publication_hold, Detainee.gag_order)
    return select(*told).where(visible(actor), Detainee.public_id.in_(bindparam("people", expanding=True)))


def list_answers(ids: list[int]) -> dict[int, list[ConsentView]]:
    """List every answer by the number of its person, for decisions and for rules that name nobody."""
    out: dict[int, list[ConsentView]] = {}
    for consent in db.session.scalars(_given(), {"people": ids}):
        out.setdefault(consent.detainee_id, []).append(_view(consent))
    return out


@kept
def _given() -> Select[Consent]:
    return select(Consent).where(Consent.detainee_id.in_(bindparam("people", expanding=True))).order_by(Consent.id)


def _standing(row: Any, *, free: bool) -> Standing:
    return Standing(
        restricted=row.sensitivity != Sensitivity.NORMAL,
        hold=row.publication_hold,
        gag=row.gag_order,
        free=free,
    )


def _view(consent: Consent) -> ConsentView:
    return ConsentView(
        public_id=consent.public_id,
        giver=Giver(consent.giver),
        answer=Answer(consent.answer),
        purposes=frozenset(Purpose(code) for code in consent.purposes.split(",")),
        language=consent.language,
        obtained=consent.obtained,
        expires=consent.expires,
        withdrawn=consent.withdrawn,
        has_evidence=consent.evidence_sealed is not None,
        recorded=consent.created_at,
        joined=consent.joined_at,
    )
