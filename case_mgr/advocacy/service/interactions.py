"""Recording what was said, and which cases it raised."""

from __future__ import annotations

import re

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import queries
from case_mgr.advocacy.kinds import Discretion
from case_mgr.advocacy.models import Interaction, InteractionCase, InteractionReader
from case_mgr.advocacy.service.readers import reader_ids
from case_mgr.advocacy.service.referring import draw
from case_mgr.advocacy.task_rules import PROMISE, promise_of
from case_mgr.advocacy.types import InteractionDraft
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.tasks import service as tasking

MOST_CASES = 500
_BETWEEN = re.compile(r"[\s,;]+")
_REFERENCE = re.compile(r"[A-Z0-9-]{1,20}", re.ASCII)


def read_references(text: str) -> tuple[str, ...]:
    """Read references as people paste them: one a line, or with commas and spaces between."""
    return tuple(dict.fromkeys(part.upper() for part in _BETWEEN.split(text) if part))


def record_interaction(actor: Actor, contact_id: str, draft: InteractionDraft) -> Interaction:
    """Record an interaction with every case that it raised; one unknown reference, and nothing is written."""
    actor.require(Permission.CONTACT_WRITE)
    contact = queries.get_row(actor, contact_id, lock=True)
    require_sense(draft)
    keys = case_keys(actor, draft.cases)
    readers = reader_ids(actor, draft.readers) if draft.level is Discretion.NAMED else []
    row = Interaction(
        organisation_id=actor.organisation_id,
        reference=draw(Interaction, actor.organisation_id, "I"),
        contact=contact,
        happened=draft.happened,
        medium=str(draft.medium),
        direction=str(draft.direction),
        outcome=str(draft.outcome),
        participants=draft.participants.strip() or None,
        summary=draft.summary.strip(),
        follow_up=draft.follow_up.strip() or None,
        follow_up_due=draft.follow_up_due,
        batch=draft.batch.strip().upper() or None,
        level=str(draft.level),
        author_id=actor.user_id,
        raised=[InteractionCase(case_id=key) for key in keys],
        readers=[InteractionReader(user_id=key) for key in readers],
    )
    db.session.add(row)
    audit.record(actor, Event.INTERACTION_RECORDED, row, label=row.reference)
    db.session.flush()
    if row.follow_up:
        closed = draft.level is not Discretion.OPEN or queries.is_about_withheld(row.id)
        tasking.follow(actor, PROMISE, promise_of(row, closed=closed))
    return row


def settle_follow_up(actor: Actor, interaction_id: str, result: str) -> Interaction:
    """Write down what became of a promised follow-up; without a result it is not done."""
    actor.require(Permission.CONTACT_WRITE)
    row = queries.get_interaction_row(actor, interaction_id)
    if not row.follow_up:
        raise Refused(N_("No follow-up was promised here."))
    if row.follow_up_done:
        raise Refused(N_("This follow-up is settled already."))
    if not result.strip():
        raise Refused(N_("Say what became of it."))
    row.follow_up_done = result.strip()
    audit.record(actor, Event.FOLLOW_UP_SETTLED, row, label=row.reference)
    tasking.follow_no_more(actor, PROMISE, f"talk:{row.public_id}")
    db.session.flush()
    return row


def require_sense(draft: InteractionDraft) -> None:
    """Refuse what cannot be so of a talk."""
    if draft.happened is None:
        raise Refused(N_("Say when it was, as exactly as you know."))
    if draft.happened.earliest is not None and draft.happened.earliest > clock.today():
        raise Refused(N_("This day lies in the future: record the interaction when it has taken place."))
    if not draft.summary.strip():
        raise Refused(N_("Write in a sentence or two what was said."))
    if draft.follow_up_due and not draft.follow_up.strip():
        raise Refused(N_("Say what the follow-up is, or clear its date."))
    if len(draft.batch.strip()) > 20:
        raise Refused(N_("A reference of a batch has at most 20 characters."))


def case_keys(actor: Actor, references: tuple[str, ...]) -> list[int]:
    """Return the keys of the cases that were named; one that the actor cannot open, and all is refused."""
    if len(references) > MOST_CASES:
        raise Refused(N_("At most %(n)d cases at once: record the rest as a second interaction."), n=MOST_CASES)
    # What is foreign, hidden or misspelt is refused in the same words.
    known = queries.list_case_ids(actor, [text for text in references if _REFERENCE.fullmatch(text)])
    unknown = [reference for reference in references if reference not in known]
    if unknown:
        raise Refused(
            N_("You can open no case with this reference: %(references)s. Correct it or take it out."),
            references=", ".join(text[:20] for text in unknown[:10]),
        )
    return [known[reference] for reference in references]
