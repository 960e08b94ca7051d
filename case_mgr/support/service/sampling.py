"""An auditor draws a sample of the ledger by codes: amounts and the hashes of receipts, never a name."""

from __future__ import annotations

import re
import secrets
from datetime import date
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.support.models import Grant, SupportSample
from case_mgr.support.policy import chargeable
from case_mgr.support.queries.grants import find_row
from case_mgr.support.queries.samples import list_population
from case_mgr.support.sampling import draw
from case_mgr.support.service.shared import Misfilled

MOST = 200
_SEED = re.compile(r"[A-Za-z0-9]{1,40}", re.ASCII)


def draw_sample(
    actor: Actor, grant_id: str, period: tuple[date | None, date | None], size: str, seed: str = ""
) -> SupportSample:
    """Draw so many payments of a grant at random; the seed is written down, so that the draw can be repeated."""
    actor.require(Permission.SUPPORT_SAMPLE)
    grant = find_row(Grant.public_id == grant_id, chargeable(actor))
    if grant is None:
        raise NotFound(N_("There is no such grant."))
    since, until = period[0] or grant.starts, period[1] or grant.ends
    typed, number = seed.strip(), size.strip()
    if until < since:
        raise Misfilled("until", N_("The period ends before it begins. Exchange its two days."))
    if typed and not _SEED.fullmatch(typed):
        raise Misfilled("seed", N_("A seed has up to 40 Latin letters and digits. Empty: the product makes one."))
    if not (number.isascii() and number.isdigit() and len(number) < 6 and 1 <= int(number) <= MOST):
        raise Misfilled("size", N_("Write a number between 1 and %(n)d."), n=MOST)
    ids = list_population(actor, grant, since, until)
    if not ids:
        raise Misfilled("size", N_("Nothing was paid by this grant in this period: there is nothing to draw from."))
    row = SupportSample(
        organisation_id=actor.organisation_id,
        grant=grant,
        since=since,
        until=until,
        seed=typed or secrets.token_hex(8),
        population=len(ids),
        chosen=[],
        drawn_by_id=actor.user_id,
    )
    row.chosen = draw(ids, int(number), row.seed)
    db.session.add(row)
    db.session.flush()
    facts: dict[str, Any] = {"seed": row.seed, "drawn": len(row.chosen), "population": row.population}
    audit.record(actor, Event.SUPPORT_SAMPLED, row, label=grant.code, **facts)
    return row
