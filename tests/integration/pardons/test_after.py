"""After a release: somebody is asked to ask, and an arrest that undid it shows on the batch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from case_mgr.cases import queries as known
from case_mgr.cases import service as cases
from case_mgr.cases.types import (
    CaseDraft,
    Documents,
    EventDraft,
    ExitDraft,
    ExitFacts,
    Health,
    NeedKind,
    NeedState,
    Support,
)
from case_mgr.core.dates import PartialDate
from case_mgr.core.paging import PageRequest
from case_mgr.extensions import db
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons import queries, service
from case_mgr.pardons.figures import Division, Fact
from case_mgr.tasks.models import Task
from tests import cast
from tests.client import PageClient
from tests.factories.tasks import checked
from tests.integration.pardons import walk


@pytest.fixture(autouse=True)
def clock(here: Flask) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2025, 9, 12, 9, tzinfo=UTC), tick=False) as moved:
        yield moved


def released(facts: ExitFacts | None = None) -> tuple[str, str, str]:
    """Confirm a release; return the batch, the case and the exit."""
    walk.alone()
    who = cast.CASEWORKER.actor()
    ours = walk.person(who, "Сяргей Вярбіцкі")
    case = walk.held(who, ours)
    reference = walk.batch(who)
    walk.paste(who, reference)
    service.decide(who, reference, 1, walk.matched(ours))
    proof = service.confirm(who, reference, 1, replace(walk.proof(), facts=facts) if facts else walk.proof())
    db.session.commit()
    assert proof.exit is not None
    return reference, case.reference, proof.exit.public_id


def asked() -> list[tuple[str, str]]:
    db.session.expire_all()
    rows = db.session.scalars(select(Task).where(Task.rule == "after_release").order_by(Task.id))
    return [(str(task.basis), str(task.state)) for task in rows]


def test_somebody_is_asked_until_destination_conditions_and_documents_are_known(client: PageClient) -> None:
    _batch, case, exit_ = released()
    checked()
    assert asked() == [(f"exit:{exit_}", "open")]
    client.sign_in(cast.CASEWORKER)
    assert f"After the release in {case}: ask about conditions" in client.visit("/tasks?whose=all").text
    known = ExitFacts("Vilnius", "told not to come back", Documents.WITHHELD)
    cases.amend_exit(cast.CASEWORKER.actor(), case, exit_, known, 1)
    db.session.commit()
    checked()
    # Nobody has said yet how the person is, and whether anything is needed.
    assert [state for _basis, state in asked()] == ["open"]
    known = replace(known, health=Health.WELL, support=Support.NONE)
    cases.amend_exit(cast.CASEWORKER.actor(), case, exit_, known, 2)
    db.session.commit()
    checked()
    assert [state for _basis, state in asked()] == ["done"]


def test_whatever_is_needed_is_a_task_until_it_is_met_and_a_figure_of_the_batch(client: PageClient) -> None:
    batch, case, exit_ = released()
    who = cast.CASEWORKER.actor()
    needs = ((NeedKind.MEDICAL, NeedState.NEEDED), (NeedKind.DOCUMENTS, NeedState.UNDER_WAY))
    facts = ExitFacts("Vilnius", health=Health.CARE, needs=needs)
    cases.amend_exit(who, case, exit_, facts, 1)
    db.session.commit()
    checked()
    (task,) = db.session.scalars(select(Task).where(Task.rule == "support_needed"))
    assert (task.state, task.due.edtf if task.due else None) == ("open", "2025-09-19")
    client.sign_in(cast.CASEWORKER)
    assert "See to the support that is needed" in client.visit("/tasks?whose=all").text
    parts = {one.division: one.parts for one in queries.list_divided(who, queries.get_row(who, batch))}
    assert {(part.key, part.count) for part in parts[Division.SUPPORT]} == {
        ("documents", 1),
        ("medical", 1),
        ("", 3),
    }
    assert "Health after the release" in client.visit(f"/pardons/{batch}/divided").text
    # Care that cannot wait does not wait for the days of the rule.
    cases.amend_exit(who, case, exit_, replace(facts, health=Health.URGENT), 2)
    db.session.commit()
    checked()
    old, now = db.session.scalars(select(Task).where(Task.rule == "support_needed").order_by(Task.id)).all()
    assert (old.state, now.state, now.due.edtf if now.due else None) == ("done", "open", "2025-09-12")
    met = replace(facts, needs=tuple((kind, NeedState.MET) for kind in NeedKind), support=Support.NONE)
    cases.amend_exit(who, case, exit_, met, 3)
    db.session.commit()
    checked()
    db.session.refresh(now)
    parts = {one.division: one.parts for one in queries.list_divided(who, queries.get_row(who, batch))}
    assert (now.state, [part.key for part in parts[Division.SUPPORT]]) == ("done", ["none", ""])


def test_a_further_link_of_one_release_asks_nothing_twice_and_an_arrest_ends_it() -> None:
    """Confirmed at the border and then free, somebody is one person with one list of needs."""
    batch, case, exit_ = released()
    who = cast.CASEWORKER.actor()
    facts = ExitFacts("Vilnius", health=Health.CARE, needs=((NeedKind.HOUSING, NeedState.NEEDED),))
    cases.amend_exit(who, case, exit_, facts, 1)
    further = service.confirm(who, batch, 1, replace(walk.proof(ReleaseLink.BORDER), facts=ExitFacts("Berlin"))).exit
    db.session.commit()
    assert further is not None
    assert (further.health, further.support, list(further.needs)) == ("care", "needed", ["housing"])
    checked()
    open_ = select(Task).where(Task.rule.in_(["support_needed", "after_release"]), Task.state == "open")
    assert sorted(str(task.basis) for task in db.session.scalars(open_)) == [
        f"exit:{further.public_id}",
        f"needed:{further.public_id}",
    ]
    # A link that the page of the case tells stands behind no evidence of the batch, and says how they are all the same.
    cases.record_exit(who, case, ExitDraft("pardon", "free", evidence="He wrote from Berlin"))
    db.session.commit()
    (*_, last) = known.get_case(who, case).exits
    parts = {one.division: one.parts for one in queries.list_divided(who, queries.get_row(who, batch))}
    assert [(part.key, part.count) for part in parts[Division.HEALTH]] == [("care", 1), ("", 3)]
    checked()
    assert {task.rule for task in db.session.scalars(open_)} == {"after_release", "support_needed"}
    cases.withdraw_exit(who, case, last.public_id, "Written down twice")
    db.session.commit()
    met = ExitFacts("Berlin", health=Health.WELL, needs=((NeedKind.HOUSING, NeedState.MET),))
    cases.amend_exit(who, case, further.public_id, met, further.version)
    db.session.commit()
    parts = {one.division: one.parts for one in queries.list_divided(who, queries.get_row(who, batch))}
    assert [(part.key, part.count) for part in parts[Division.HEALTH]] == [("well", 1), ("", 3)]
    assert "housing" not in {part.key for part in parts[Division.SUPPORT]}
    cases.amend_exit(who, case, further.public_id, replace(met, needs=facts.needs), further.version)
    person = queries.get_place(who, batch, 1).row.person
    assert person is not None
    db.session.commit()
    back = cases.record_exit(who, case, ExitDraft("pardon", str(ReleaseLink.RETURNED), evidence="Seen in the colony"))
    db.session.commit()
    checked()
    assert (back.support, [t for t in db.session.scalars(open_) if t.rule == "support_needed"]) == ("unknown", [])
    cases.withdraw_exit(who, case, back.public_id, "It was another man")
    db.session.commit()
    cases.open_case(who, CaseDraft(person.public_id, "BY", 2025, reverses=further.public_id))
    db.session.commit()
    checked()
    assert not [task for task in db.session.scalars(open_) if task.rule == "support_needed"]


def test_where_everything_is_known_or_the_release_was_taken_back_nobody_is_asked() -> None:
    facts = ExitFacts("Vilnius", "none", Documents.HELD, health=Health.WELL)
    _batch, case, exit_ = released(facts)
    cases.amend_exit(cast.CASEWORKER.actor(), case, exit_, replace(facts, support=Support.NONE), 1)
    db.session.commit()
    checked()
    assert asked() == []


def test_an_arrest_that_undid_the_release_is_a_figure_and_a_list() -> None:
    reference, case, exit_ = released()
    who = cast.CASEWORKER.actor()
    person = queries.get_place(who, reference, 1).row.person
    assert person is not None
    assert queries.get_batch(who, reference).figures.of(Fact.REARRESTED) == 0
    again = cases.open_case(who, CaseDraft(person.public_id, "BY", 2025, reverses=exit_))
    detained = EventDraft("detention", PartialDate.parse("2025-09-12"), source="a neighbour")
    cases.record_event(who, again.reference, detained)
    db.session.commit()
    assert queries.get_batch(who, reference).figures.of(Fact.REARRESTED) == 1
    (row,) = queries.list_places(who, reference, Fact.REARRESTED, PageRequest()).items
    assert (row.number, row.rearrested, row.case) == (1, True, case)
