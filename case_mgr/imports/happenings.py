"""What a row puts on the timeline of a case: what it dates, and what its words of status and release mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from case_mgr.cases.types import EventDraft
from case_mgr.core.dates import PartialDate
from case_mgr.imports.plan import AS_LISTED, Fields, date_of, text_of
from case_mgr.imports.statuses import RELEASE, RELEASE_EVENTS, STAGE, STAGE_EVENTS
from case_mgr.jurisdictions import catalogue, stages
from case_mgr.jurisdictions.enums import Stage
from case_mgr.jurisdictions.stages import Happened, ImpossibleMove
from case_mgr.legal.service import names_articles

_FREE = "free"


def events(fields: Fields, jurisdiction: str, source: str, statuses: Mapping[str, str]) -> tuple[EventDraft, ...]:
    """Return the events of a row; a status adds one without a date where no column tells of it, and never a date."""

    def event(kind: str, happened: PartialDate | None, place: str = "", text: str = "") -> EventDraft:
        return EventDraft(kind, happened, place[:300], None, text, source[:500], reason=AS_LISTED)

    arrested, judged, freed = (date_of(fields, f"date_of_{name}") for name in ("arrest", "verdict", "release"))
    found: list[EventDraft] = []
    place = text_of(fields, "place_of_arrest")
    if "date_of_arrest" in fields or place:
        found.append(event("detention", arrested, place))
    charges = text_of(fields, "charges")
    # Charges whose articles can be read are brought by the legal room, with their event.
    if charges and not names_articles(jurisdiction, charges):
        found.append(event("charge", None, "", charges))
    said = [text_of(fields, name) for name in ("sentence", "judge", "prosecutor")]
    # A cell that could not be read as a date (“expected”, “postponed”) sentences and frees nobody: it stays a problem.
    if judged is not None or said[0]:
        found.append(event("verdict", judged, text_of(fields, "court"), "\n".join(text for text in said if text)))
    how = statuses.get(RELEASE)
    # A word that nobody has explained, without a date, may as well be a death or an escape: it frees nobody.
    released = freed is not None or how is not None
    stage = _stage_event(jurisdiction, statuses.get(STAGE, ""))
    if stage and not _told(stage, found, charges=bool(charges), released=released):
        found.append(event(stage, None, "", text_of(fields, STAGE)))
    if released:
        kind = RELEASE_EVENTS.get(how or "", _FREE)
        if kind != _FREE and not _possible(jurisdiction, found, kind, freed):
            kind = _FREE
        found.append(event(kind, freed, "", text_of(fields, RELEASE)))
    return tuple(found)


def _stage_event(jurisdiction: str, stage: str) -> str | None:
    known = {kind.code for kind in catalogue.event_kinds(jurisdiction)}
    return next((kind for kind in STAGE_EVENTS.get(stage, ()) if kind in known), None)


def _told(kind: str, found: Sequence[EventDraft], *, charges: bool, released: bool) -> bool:
    """Whether another column of the row tells the same already, and with more."""
    if kind == STAGE_EVENTS[Stage.CHARGED][0]:
        return charges
    return any(event.kind == kind for event in found) or (kind == _FREE and released)


def _possible(jurisdiction: str, found: Sequence[EventDraft], kind: str, happened: PartialDate | None) -> bool:
    known = [_happened(jurisdiction, event.kind, event.happened, number) for number, event in enumerate(found)]
    try:
        stages.place(known, _happened(jurisdiction, kind, happened, len(known)))
    except ImpossibleMove:
        return False
    return True


def _happened(jurisdiction: str, kind: str, when: PartialDate | None, number: int) -> Happened:
    return Happened(
        catalogue.event_kind(jurisdiction, kind), when.earliest if when else None, when.latest if when else None, number
    )
