"""Holds a block of rows against what earlier lists and earlier answers tell of them: nothing is asked twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.core import clock
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.imports import known, queries
from case_mgr.imports.marks import digest_of, mark_of
from case_mgr.imports.models import Import
from case_mgr.imports.service.matching import Match
from case_mgr.imports.splitting import part_of
from case_mgr.imports.states import ASKED, Verdict
from case_mgr.imports.types import RowDraft
from case_mgr.names.types import Verdict as Likeness

_FOLLOWED = N_("The earlier version of this list, import %(reference)s, has this person with the same dates.")
_ANSWERED = N_("Somebody answered so before: import %(reference)s, line %(line)s.")


class Recalled:
    """What is known of the rows of one block beside their names."""

    def __init__(self, actor: Actor, row: Import, block: Sequence[RowDraft]) -> None:
        organisation = row.organisation_id
        self._row = row
        self.digests = {draft.row: digest_of(organisation, draft.raw, part_of(draft.row)) for draft in block}
        self.marks = {draft.row: mark_of(organisation, draft.fields) for draft in block}
        by_line = queries.imported_before(row, [draft.line for draft in block])
        places = {draft.row: (draft.line, part_of(draft.row)) for draft in block}
        self.before = {number: by_line[place] for number, place in places.items() if place in by_line}
        marks = [mark for mark in self.marks.values() if mark]
        self._same: dict[str, str] = {}
        if row.follows is not None:
            unchanged = known.list_unchanged(row.follows.id, self.digests.values())
            self.before |= {n: unchanged[digest] for n, digest in self.digests.items() if digest in unchanged}
            self._same = known.list_same(organisation, row.follows.id, marks)
        self._answers = known.list_answers(row, marks)
        named = {*self._same.values(), *(one.person for one in self._answers.values() if one.person)}
        standing = {person: people.standing(actor, person) for person in named}
        # Who may not be opened any more is not named: the row is then like any other.
        visible = people.list_known(actor, standing.values())
        self._now = {person: there for person, there in standing.items() if there in visible}

    def weigh(self, number: int, match: Match) -> Match:
        """Return what is thought of a row, once earlier answers are counted: who was told apart is not proposed."""
        mark = self.marks.get(number)
        if mark is None:
            return match
        answers = self._answers.get(mark, known.Answers())
        others = {self._now.get(person, person) for person in answers.others}
        left = tuple(one for one in match.candidates if one["person"] not in others)
        person = self._now.get(answers.person or self._same.get(mark, ""))
        if person is not None:
            why = _said(answers, self._row) | {"person": person}
            return Match(Verdict.SAME, (why, *(one for one in left if one["person"] != person)))
        if len(left) == len(match.candidates):
            return match
        same = [one for one in left if one["verdict"] == Likeness.SAME]
        verdict = Verdict.NEW if not left else Verdict.SAME if len(same) == 1 else Verdict.UNSURE
        return Match(verdict, tuple(sorted(left, key=lambda one: one["verdict"] != Likeness.SAME)))

    def answered(self, number: int, match: Match) -> dict[str, Any]:
        """Return the columns of a decision that holds from before, so that the row is not asked about again."""
        answers = self._answers.get(self.marks.get(number) or "")
        person = self._now.get(answers.person or "") if answers is not None else None
        if answers is None or person is None or match.verdict in {Verdict.IMPORTED, *ASKED}:
            return dict.fromkeys(("decision", "target", "decided_by_id", "decided_at"))
        return {
            "decision": answers.decision,
            "target": person,
            "decided_by_id": answers.by_id,
            "decided_at": clock.now(),
        }


def _said(answers: known.Answers, row: Import) -> dict[str, Any]:
    if answers.person is not None:
        reason: list[Any] = [_ANSWERED, {"reference": answers.reference, "line": answers.line}]
    else:
        reason = [_FOLLOWED, {"reference": row.follows.reference if row.follows else ""}]
    return {"score": 100, "verdict": str(Likeness.SAME), "for": [reason], "against": []}
