"""What was submitted and handed over for invented prisoners, and a talk of which only two members know."""

from __future__ import annotations

from collections.abc import Sequence

from case_mgr.access.actor import Actor
from case_mgr.advocacy import queries, service
from case_mgr.advocacy.kinds import (
    Direction,
    Discretion,
    Impact,
    Medium,
    NameAnswer,
    Priority,
    Response,
    Spelling,
    SubmissionKind,
)
from case_mgr.advocacy.types import (
    AnswerDraft,
    InteractionDraft,
    ListDraft,
    ReplyDraft,
    SubmissionDraft,
)
from case_mgr.core.dates import PartialDate
from case_mgr.detainees import service as people
from case_mgr.detainees.types import Answer, ConsentDraft, Giver, Purpose

HANDED = PartialDate.day(2025, 7, 3)
_ENVOY, _UN, _DEPUTY = "Ilze Vētraine", "Working Group on Detention", "Marek Jesionowicz"


def load(actor: Actor, knows: Actor, references: Sequence[str]) -> None:
    """Hand a list to the envoy, submit to the mechanisms, and talk behind a closed door."""
    envoy, group, deputy = (service.find_named(actor, name) for name in (_ENVOY, _UN, _DEPUTY))
    _list(actor, knows, envoy, tuple(references[:47]))
    closed = InteractionDraft(
        PartialDate.day(2025, 8, 19),
        Medium.MEETING,
        Direction.FROM_THEM,
        "envoy, coordinator",
        "Invented: names a week in which something may happen.",
        follow_up="Ask whether the list reached the other side",
        level=Discretion.NAMED,
        readers=(knows.public_id,),
    )
    service.record_interaction(actor, envoy, closed)
    _agree(knows, references[2:5])
    letter = SubmissionDraft(
        deputy,
        SubmissionKind.GODPARENTHOOD,
        "en",
        (references[2],),
        priority=Priority.HIGH,
        subject="Godparenthood for a political prisoner",
        text="Invented: we ask you to take this person under your care.",
    )
    _sent(actor, letter, PartialDate.day(2025, 6, 12), Response.PLEDGE, Impact.BETTER)
    late = SubmissionDraft(
        group, SubmissionKind.UN_COMMUNICATION, "en", (references[3],), "hrc", text="Invented: the facts in order."
    )
    _sent(actor, late, PartialDate.day(2023, 2, 3), Response.NONE, Impact.UNKNOWN)
    service.begin_submission(
        actor, SubmissionDraft(group, SubmissionKind.UN_COMMUNICATION, "en", (references[4],), "wgad", Priority.URGENT)
    )


def _list(actor: Actor, knows: Actor, envoy: str, references: tuple[str, ...]) -> None:
    draft = ListDraft(envoy, references, "Held longest, or ill.", spelling=Spelling.LATIN, readers=(knows.public_id,))
    row = service.make_list(actor, draft)
    service.hand_over(actor, row.public_id, HANDED, "By hand, on paper.", None)
    for name in queries.get_list(actor, row.public_id).names[:9]:
        answer = AnswerDraft(NameAnswer.NOTED if name.number % 3 else NameAnswer.PROMISED, PartialDate.month(2025, 8))
        service.answer_name(actor, row.public_id, name.public_id, answer, None)


def _agree(actor: Actor, references: Sequence[str]) -> None:
    known = queries.list_people_of(actor, references)
    for _key, person, _born in known.values():
        agreed = ConsentDraft(Giver.SPOUSE, Answer.GIVEN, (Purpose.UN, Purpose.GOVERNMENTS, Purpose.PARTNERS))
        people.record_consent(actor, person, agreed)


def _sent(actor: Actor, draft: SubmissionDraft, day: PartialDate, response: Response, impact: Impact) -> None:
    row = service.begin_submission(actor, draft)
    service.send_submission(actor, row.public_id, day, None)
    if response is not Response.NONE:
        service.record_reply(actor, row.public_id, ReplyDraft(response, impact=impact), None)
