"""Builds a report: counts, hides, and freezes it as a draft that another person may approve."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.service import next_number
from case_mgr.audit import service as audit
from case_mgr.audit.chain import canonical
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.reports import queries, snapshot, spending
from case_mgr.reports.builders import Builder
from case_mgr.reports.choice import Choice
from case_mgr.reports.figures import Json
from case_mgr.reports.learned import known_by
from case_mgr.reports.models import Report
from case_mgr.reports.restating import Earlier, restate
from case_mgr.reports.service.statement import integrity, statement
from case_mgr.reports.tally import Tally
from case_mgr.reports.types import Facts, Period, State
from case_mgr.support import queries as grants
from case_mgr.support.models import Grant
from case_mgr.support.threshold import USUAL, require_enough


@dataclass(frozen=True, slots=True)
class Frozen:
    """A report as it was counted, with everything hidden that must be; it has no number yet."""

    content: Json
    behind: str


def build(actor: Actor, period: Period, grant_code: str | None = None, choice: Choice | None = None) -> Report:
    """Count the indicators of a period and freeze them as a draft that another person may approve."""
    choice = choice or Choice()
    return keep(actor, period, grant_code, choice, freeze(actor, period, grant_code, choice))


def rebuild(actor: Actor, reference: str, choice: Choice) -> Report:
    """Count a draft anew, as known now."""
    row = require_draft(actor, reference)
    found = _freeze(actor, Period(row.starts, row.ends), row.grant, row.replaces, choice, queries.Reading())
    return renew(actor, reference, found)


def freeze(
    actor: Actor,
    period: Period,
    grant_code: str | None,
    choice: Choice,
    reading: queries.Reading | None = None,
) -> Frozen:
    """Count and hide; nothing is written."""
    grant, replaced = require_buildable(actor, period, grant_code, choice.replaces)
    return _freeze(actor, period, grant, replaced, choice, reading or queries.Reading())


def keep(actor: Actor, period: Period, grant_code: str | None, choice: Choice, found: Frozen) -> Report:
    """Write what was counted down as a new draft."""
    grant, replaced = require_buildable(actor, period, grant_code, choice.replaces)
    row = Report(
        organisation_id=actor.organisation_id,
        reference=f"DR-{next_number(actor.organisation_id, 'DR'):04d}",
        grant=grant,
        starts=period.starts,
        ends=period.ends,
        state=str(State.DRAFT),
        built_by_id=actor.user_id,
        edition=replaced.edition + 1 if replaced else 1,
        replaces=replaced,
    )
    _put(row, found)
    db.session.add(row)
    _note(actor, row)
    return row


def renew(actor: Actor, reference: str, found: Frozen) -> Report:
    """Write what was counted anew into its draft."""
    row = require_draft(actor, reference)
    _put(row, found)
    _note(actor, row)
    return row


def require_buildable(
    actor: Actor, period: Period, grant_code: str | None, replaces: str
) -> tuple[Grant | None, Report | None]:
    """Return grant and replaced version of a report that can be built; refuse any other."""
    actor.require(Permission.REPORT_BUILD)
    require_sense(period)
    grant = find_grant(actor, grant_code)
    return grant, _replaced(actor, replaces, period, grant)


def require_draft(actor: Actor, reference: str) -> Report:
    """Return a draft that somebody may count anew."""
    actor.require(Permission.REPORT_BUILD)
    row = queries.get_row(actor, reference)
    if row.state != State.DRAFT:
        raise Refused(N_("This report is published already."))
    if row.built_by_id != actor.user_id:
        raise Refused(N_("Somebody else built this draft. Build one of your own."))
    return row


def usual_threshold(actor: Actor, grant: Grant | None) -> int:
    """Return the threshold of a grant; without one, that of the last report that was published, or the house's own."""
    if grant is not None:
        return grant.threshold
    last = queries.find_last(actor, None)
    threshold: int = snapshot.load(last.snapshot)["data"]["threshold"] if last else USUAL
    return threshold


def count(facts: Facts, period: Period, heard: Callable[[], object] = lambda: None) -> dict[str, Tally]:
    """Count every indicator of a period; whoever waits hears of each."""
    return Builder(facts, period).build(heard)


def _freeze(
    actor: Actor,
    period: Period,
    grant: Grant | None,
    replaced: Report | None,
    choice: Choice,
    reading: queries.Reading,
) -> Frozen:
    threshold = require_enough(choice.threshold or usual_threshold(actor, grant), grant.threshold if grant else None)
    # Everything is read as of one moment, and this is it: what is recorded while it is counted is not known yet.
    now = clock.now()
    facts = queries.read_facts(actor, grant, period, recorded=replaced is not None, reading=reading)
    reading.step()
    tallies = count(facts, period, lambda: reading.read(0))
    head = {
        "reference": "",
        "version": replaced.edition + 1 if replaced else 1,
        "replaces": {"reference": replaced.reference, "sha256": replaced.sha256} if replaced else None,
        "organisation": actor.organisation_name,
        "grant": _grant_of(grant),
        "period": {"from": period.starts.isoformat(), "to": period.ends.isoformat()},
        "as_of": now.isoformat(timespec="seconds"),
        "narrative": [{"title": part.title, "text": part.text} for part in choice.narrative],
    }
    earlier = _earlier(replaced, facts, period)
    last = queries.find_last(actor, grant.id if grant else None)
    lines = queries.list_lines_of(grant) if grant else []
    # The statement speaks of the log as it was before this report: nothing is written yet.
    found = integrity(lambda seq: reading.read(0))
    content = snapshot.freeze(
        head,
        tallies,
        threshold,
        statement(actor, period, last.created_at if last else None, found),
        layout=choice.layout,
        before=queries.list_published(actor),
        restated=lambda figures: restate(figures, tallies, earlier) if earlier else [],
        money=partial(spending.money, facts, period, threshold, lines) if grant else None,
    )
    behind = {key: {"ids": list(tally.ids), "unsure": list(tally.unsure)} for key, tally in tallies.items()}
    return Frozen(content, canonical(behind))


def _put(row: Report, found: Frozen) -> None:
    """Write a frozen report into its row, with the number that it has only there."""
    data = found.content["data"] | {"reference": row.reference}
    content = found.content | {"data": data, "data_sha256": snapshot.sha256(data)}
    row.snapshot, row.sha256, row.behind = snapshot.dump(content), snapshot.sha256(content), found.behind


def _note(actor: Actor, row: Report) -> None:
    days = {"from": row.starts.isoformat(), "to": row.ends.isoformat()}
    grant = row.grant.code if row.grant else None
    audit.record(actor, Event.REPORT_BUILT, row, label=row.reference, grant=grant, sha256=row.sha256, **days)
    db.session.flush()


def _earlier(replaced: Report | None, facts: Facts, period: Period) -> Earlier | None:
    if replaced is None:
        return None
    content = snapshot.load(replaced.snapshot)
    then = known_by(facts, datetime.fromisoformat(content["data"]["as_of"]))
    figures: Mapping[str, Json] = {figure["key"]: figure for figure in content["data"]["figures"]}
    return Earlier(figures, snapshot.load(replaced.behind), count(then, period))


def _replaced(actor: Actor, reference: str, period: Period, grant: Grant | None) -> Report | None:
    if not reference:
        return None
    row = queries.get_row(actor, reference)
    if row.state != State.PUBLISHED:
        raise Refused(N_("Only a published report is replaced. Change the draft instead."))
    if queries.find_successor(actor, row.id) is not None:
        raise Refused(N_("A later version replaces this report already. Replace that one."))
    if (row.starts, row.ends, row.grant_id) != (period.starts, period.ends, grant.id if grant else None):
        raise Refused(N_("A new version has the period and the grant of the report that it replaces."))
    return row


def require_sense(period: Period) -> None:
    """Refuse a period over which nothing can be counted."""
    if period.ends < period.starts:
        raise Refused(N_("The period ends before it begins. Exchange its two dates."))
    if period.ends > clock.now().astimezone(UTC).date():
        raise Refused(N_("The period has not ended yet. Choose a last day up to today."))
    if (period.ends - period.starts).days > 3660:
        raise Refused(N_("The period is longer than ten years. Choose a shorter one."))


def find_grant(actor: Actor, code: str | None) -> Grant | None:
    """Return the grant of a code; none for no code."""
    if not code:
        return None
    found = grants.find_by_code(actor, code)
    if found is None:
        raise Refused(N_("There is no grant with the code %(code)s."), code=code)
    return found


def _grant_of(grant: Grant | None) -> dict[str, str] | None:
    return {"code": grant.code, "donor": grant.donor, "title": grant.title} if grant else None
