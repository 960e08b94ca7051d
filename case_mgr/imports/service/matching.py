"""Finds for a block of rows whom the records know already; a machine proposes with reasons, a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.core.dates import PartialDate
from case_mgr.detainees import queries as people
from case_mgr.imports import plan
from case_mgr.imports.models import ImportRow
from case_mgr.imports.plan import Fields
from case_mgr.imports.states import Verdict
from case_mgr.names.score import score
from case_mgr.names.types import Reason, Score
from case_mgr.names.types import Verdict as Likeness

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Match:
    """What is thought of one row."""

    verdict: Verdict
    candidates: tuple[dict[str, Any], ...] = ()


def match_block(actor: Actor, block: Sequence[Fields], unseen: set[int] | None = None) -> list[Match]:
    """Compare a block of rows with the people whom the actor may open; one search for the whole block.

    `unseen` takes the numbers of others whom the rows may mean: nobody is told but those who guard them.
    """
    sides = [plan.evidence(fields) for fields in block]
    births: dict[str, list[PartialDate]] = {}
    for side in sides:
        if side.birth is not None:
            births.setdefault(side.name, []).append(side.birth)
    pool = people.match_pool(actor, [side.name for side in sides], births=births, unseen=unseen)
    found = []
    for side in sides:
        scored = [(score(side, candidate.evidence), candidate) for candidate in pool.get(side.name, ())]
        likely = [(result, who) for result, who in scored if result.verdict is not Likeness.DIFFERENT]
        likely.sort(key=lambda pair: (-pair[0].value, pair[1].reference))
        same = sum(result.verdict is Likeness.SAME for result, _ in likely)
        # Two people who both fit are a question, never an answer.
        verdict = Verdict.NEW if not likely else Verdict.SAME if same == 1 else Verdict.UNSURE
        if same == 1 and likely[0][0].verdict is not Likeness.SAME:
            likely.sort(key=lambda pair: pair[0].verdict is not Likeness.SAME)
        found.append(Match(verdict, tuple(_said(result, who.public_id) for result, who in likely[:_SHOWN])))
    return found


def likeness(one: ImportRow, other: ImportRow) -> dict[str, Any]:
    """Say how alike two rows of a list are, and why."""
    sides = (plan.evidence(plan.from_json(row.fields)) for row in (one, other))
    return _said(score(*sides), "")


def may_be_same(one: Fields, other: Fields) -> bool:
    """Whether two rows of a list may be one person."""
    return score(plan.evidence(one), plan.evidence(other)).verdict is not Likeness.DIFFERENT


def _said(result: Score, person: str) -> dict[str, Any]:
    return {
        "person": person,
        "score": round(result.value * 100),
        "verdict": str(result.verdict),
        "for": [_reason(reason) for reason in result.reasons_for],
        "against": [_reason(reason) for reason in result.reasons_against],
    }


def _reason(reason: Reason) -> list[Any]:
    return [reason.template, dict(reason.params)]
