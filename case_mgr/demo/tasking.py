"""What is to be done in the invented world: what rules find, and what people set; days count from today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from case_mgr.access.actor import Actor
from case_mgr.cases import service as cases
from case_mgr.cases.types import EventDraft
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.paging import PageRequest
from case_mgr.demo.world import InventedPerson
from case_mgr.tasks import queries, service
from case_mgr.tasks.types import Filter, TaskDraft

HELD = frozenset({"serving", "sentenced", "detained"})
# The last that anybody heard of six people.
SIGNS = ("2025-08-14", "2025-08", "2025-09-02", "2025-09-20", "2025-10-01", "2025-10")
SET = (
    ("Ask the lawyer for the text of the verdict", -9),
    ("Send the parcel before the holidays", -2),
    ("Tell the family what the appeal can bring", 0),
    ("Answer the letter of the working group", 3),
    ("Check the names on the list of the ministry", 6),
    ("Ask for the new address of the sister", 18),
    ("Write the half-yearly summary", 45),
    ("Find somebody who reads the handwriting", None),
)


@dataclass(frozen=True, slots=True)
class Workers:
    """Who coordinates, who works on cases, and who writes to mechanisms."""

    coordinates: Actor
    works: Actor
    lobbies: Actor


def load(workers: Workers, people: Sequence[tuple[InventedPerson, str]]) -> None:
    """Let a few people be silent for long, check the rules, and set what people set."""
    held = [case for person, case in people if person.story in HELD]
    for case, day in zip(held[3::9], SIGNS, strict=False):
        letter = EventDraft("last_sign_of_life", PartialDate.parse(day), source="family", text="A letter came.")
        cases.record_event(workers.coordinates, case, letter)
    today = clock.today()
    for number, (what, days) in enumerate(SET):
        _set(workers, number, what, _day(today, days), held[number * 5])
    service.check_now(workers.coordinates)
    _answer(workers)


def _set(workers: Workers, number: int, what: str, due: PartialDate | None, case: str) -> None:
    whose = (workers.coordinates, workers.works, workers.lobbies)[number % 3]
    draft = TaskDraft(what, due, whose.public_id, "" if number > 5 else case)
    service.add(workers.coordinates, draft)


def _answer(workers: Workers) -> None:
    """Put one off, close one, and drop one, so that every state can be seen."""
    rows = queries.list_tasks(workers.coordinates, Filter(rule="silence"), PageRequest()).items
    answers = (
        lambda row: service.snooze(
            workers.coordinates,
            row.public_id,
            clock.today() + timedelta(21),
            "The lawyer visits next month.",
        ),
        lambda row: service.finish(
            workers.works, row.public_id, "The mother had a call: alive, in the punishment cell."
        ),
        lambda row: service.drop(workers.works, row.public_id, "The family asks us not to write for now."),
    )
    for row, answer in zip(rows, answers, strict=False):
        answer(row)


def _day(today: date, days: int | None) -> PartialDate | None:
    return None if days is None else PartialDate.from_date(today + timedelta(days))
