"""What words of lists mean: a place, a nationality, a status that we do not know by name, said once by a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import crypto
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.imports import plan, queries, remembered
from case_mgr.imports.models import Import, ValueMeaning
from case_mgr.imports.plan import Fields
from case_mgr.imports.policy import require_editable
from case_mgr.imports.statuses import LONGEST, MEANINGS, UNSAID, read_status
from case_mgr.imports.types import RowDraft
from case_mgr.imports.values import read_nationalities, read_sex
from case_mgr.imports.vocabulary import fold
from case_mgr.jurisdictions.queries import facilities, facility_finder

PLACE = "place_of_detention"
_MOST, _SHOWN = 20_000, 100
_UNKNOWN = "value_unknown"
_NOT_A_PLACE = N_("There is no such place of detention here. Write its name or code, or add it under “Countries”.")
_NOT_A_COUNTRY = N_("This names no country. Write its name, or its code of two letters.")
_NOT_A_SEX = N_("Write “male”, “female” or “other”.")
_NOT_OFFERED = N_("Choose one of the meanings that are offered.")


class Meanings:
    """What people said that words mean, and how often unknown ones stand in the list at hand."""

    def __init__(self, actor: Actor, jurisdiction: str) -> None:
        self._organisation = actor.organisation_id
        rows = db.session.execute(
            select(ValueMeaning.field, ValueMeaning.digest, ValueMeaning.meaning)
            .where(ValueMeaning.organisation_id == actor.organisation_id)
            .order_by(ValueMeaning.id.desc())
            .limit(_MOST)
        )
        self._said = {(field, digest): meaning for field, digest, meaning in rows}
        self._facility = facility_finder(actor, jurisdiction)
        self._places: dict[str, str | None] = {}
        self._statuses: dict[tuple[str, str], str | None] = {}
        self._unknown: Counter[tuple[str, str]] = Counter()
        self._spelled: dict[tuple[str, str], str] = {}

    def of(self, field: str, word: str) -> str | None:
        """Return what somebody said that a word means, or None."""
        return self._said.get((field, digest_of(self._organisation, word))) if self._said else None

    def facility(self, text: str) -> str | None:
        """Return the code of a place of detention, by its names or by what somebody said."""
        if text not in self._places:
            self._places[text] = (self._facility(text) or self.of(PLACE, text)) if text else None
        return self._places[text]

    def statuses(self, fields: Fields) -> dict[str, str]:
        """Return what the words of status, release and recognition of a row mean, those that are understood."""
        found = {field: self._status(field, plan.text_of(fields, field)) for field in MEANINGS if field in fields}
        return {field: code for field, code in found.items() if code and code != UNSAID}

    def _status(self, field: str, text: str) -> str | None:
        key = field, text
        if key not in self._statuses:
            self._statuses[key] = (self.of(field, text) or read_status(field, text)) if text else None
        return self._statuses[key]

    def apply(self, drafts: Iterable[RowDraft]) -> Iterator[RowDraft]:
        """Give the drafts with every word understood that somebody explained; count the others."""
        for draft in drafts:
            place = plan.text_of(draft.fields, PLACE)
            if place and self.facility(place) is None:
                self._count(PLACE, place)
            for field in MEANINGS:
                text = plan.text_of(draft.fields, field)
                if text and len(text) <= LONGEST and self._status(field, text) is None:
                    self._count(field, text)
            yield self._understood(draft) if any(one.code == _UNKNOWN for one in draft.problems) else draft

    def _understood(self, draft: RowDraft) -> RowDraft:
        fields, problems = dict(draft.fields), []
        for problem in draft.problems:
            field, word = problem.field or "", (problem.raw or "").strip()
            meaning = self.of(field, word) if problem.code == _UNKNOWN else None
            if meaning is not None:
                fields[field] = meaning
                continue
            problems.append(problem)
            if problem.code == _UNKNOWN:
                self._count(field, word)
        return draft._replace(fields=fields, problems=tuple(problems))

    def _count(self, field: str, word: str) -> None:
        key = (field, fold(word))
        self._unknown[key] += 1
        self._spelled.setdefault(key, word)

    def told(self) -> list[dict[str, Any]]:
        """Return the unknown words of the list, the commonest first."""
        return [
            {"field": key[0], "word": self._spelled[key][:200], "rows": count}
            for key, count in self._unknown.most_common(_SHOWN)
        ]


def digest_of(organisation_id: int, word: str) -> str:
    """Return by what a word is found again, however it is spaced or capitalised."""
    return crypto.ring().blind(fold(word), f"import value {organisation_id}")


def explain(actor: Actor, public_id: str, said: Mapping[int, str]) -> dict[int, Refused]:
    """Remember what unknown words of a list mean, by their numbers; returns those that were not understood.

    All are remembered or none. The list is to be checked anew afterwards.
    """
    actor.require(Permission.IMPORT_STAGE)
    row = queries.get_row(actor, public_id)
    require_editable(row)
    unknown, find = row.unknown or [], _finder(actor, row)
    refused: dict[int, Refused] = {}
    understood: list[tuple[dict[str, Any], str]] = []
    for number, text in said.items():
        if not (text.strip() and 0 <= number < len(unknown)):
            continue
        meaning = _read(unknown[number]["field"], text.strip(), find)
        if isinstance(meaning, Refused):
            refused[number] = meaning
        else:
            understood.append((unknown[number], meaning))
    if not refused:
        for word, meaning in understood:
            remember(actor, word["field"], word["word"], meaning)
        db.session.flush()
    return refused


def forget(actor: Actor, public_id: str) -> ValueMeaning:
    """Forget what a word means: the next list with it asks anew; what was written by it stays."""
    actor.require(Permission.IMPORT_STAGE)
    row = remembered.get_meaning(actor, public_id)
    db.session.delete(row)
    db.session.flush()
    audit.record(actor, Event.MAPPING_SAVED, row, label=row.field, forgotten=True)
    return row


def _finder(actor: Actor, row: Import) -> Callable[[str], str | None]:
    """Return what finds a place by name, or by its code where two places have one name."""
    find = facility_finder(actor, row.jurisdiction)
    codes = {place.code.casefold(): place.code for place in facilities(actor, row.jurisdiction)}
    return lambda text: find(text) or codes.get(text.casefold())


def _read(field: str, text: str, find: Callable[[str], str | None]) -> str | Refused:
    if field in MEANINGS:
        return text if text in MEANINGS[field] else Refused(_NOT_OFFERED)
    if field == PLACE:
        return find(text) or Refused(_NOT_A_PLACE)
    if field == "sex":
        return read_sex(text) or Refused(_NOT_A_SEX)
    codes, unknown = read_nationalities(text)
    return ",".join(codes) if codes and not unknown else Refused(_NOT_A_COUNTRY)


def remember(actor: Actor, field: str, word: str, meaning: str) -> None:
    """Remember what a word means in the lists of the own organisation."""
    digest = digest_of(actor.organisation_id, word)
    known = db.session.scalar(
        select(ValueMeaning).where(
            ValueMeaning.organisation_id == actor.organisation_id,
            ValueMeaning.field == field,
            ValueMeaning.digest == digest,
        )
    )
    if known is None:
        known = ValueMeaning(
            organisation_id=actor.organisation_id, field=field, digest=digest, word=word, meaning=meaning
        )
        db.session.add(known)
    else:
        known.meaning = meaning
    audit.record(actor, Event.MAPPING_SAVED, known, label=field)
