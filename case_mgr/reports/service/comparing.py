"""Tells a draft whose numbers are no longer those of the records: what changed since, and behind which records."""

from __future__ import annotations

import json
from dataclasses import dataclass

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.reports import queries
from case_mgr.reports.indicators import BY_KEY, Indicator
from case_mgr.reports.queries.behind import Line, list_lines
from case_mgr.reports.service.building import count
from case_mgr.reports.types import Period


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that would be another today; of records that the reader may not open only how many there are."""

    indicator: Indicator
    before: int
    after: int
    came: tuple[Line, ...]
    left: tuple[Line, ...]
    withheld: int


def compare(actor: Actor, reference: str) -> list[Change]:
    """Count the period of a report as known now, and return what differs; for staff who build reports."""
    actor.require(Permission.REPORT_BUILD)
    row = queries.get_row(actor, reference)
    stored = json.loads(row.behind)
    found = []
    period = Period(row.starts, row.ends)
    for key, tally in count(queries.read_facts(actor, row.grant, period), period).items():
        told, now = set(stored.get(key, {}).get("ids", ())), set(tally.ids)
        if key in stored and told != now:
            came = tuple(list_lines(actor, BY_KEY[key].unit, sorted(now - told)))
            left = tuple(list_lines(actor, BY_KEY[key].unit, sorted(told - now)))
            hidden = len(told ^ now) - len(came) - len(left)
            found.append(Change(BY_KEY[key], len(told), len(now), came, left, hidden))
    return found
