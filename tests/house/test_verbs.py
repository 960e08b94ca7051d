"""Each verb of each room's service writes its entry: all are enumerated, and those that run are watched."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from case_mgr.access.actor import Actor
from case_mgr.core import clock
from case_mgr.core.errors import Refused
from case_mgr.extensions import db
from case_mgr.web.models import Draft
from tests import cast
from tests.house import verb_rules as rules
from tests.house.crossings import crossings
from tests.house.lists import LISTS
from tests.house.test_strangers import RECORDS

# Verbs that leave no entry of their own, each with the reason.
SILENT = {
    "accounts.switch_organisation": "the session goes to another organisation of the same person",
    "advocacy.count_kept_back": "reads",
    "advocacy.find_named": "reads",
    "advocacy.list_consents": "reads",
    "advocacy.list_consents_of_list": "reads",
    "advocacy.mark_of": "reads",
    "advocacy.seal_file": "seals bytes; attaching them to a talk is the verb that tells",
    "audit.entry_of": "makes an entry",
    "audit.note_served": "is a note beside the chain, which a batch seals",
    "bulk.pick": "keeps which rows somebody ticked, until they act",
    "bulk.pick_all": "keeps which rows somebody ticked, until they act",
    "bulk.planned": "reads",
    "bulk.prepare": "keeps what an act would do, until somebody confirms it",
    "bulk.preview": "reads",
    "cases.check_round": "reads",
    "cases.look": "keeps when somebody looked last, for what is new to them",
    "detainees.move_person": "is a part of a merge, which tells",
    "detainees.read_photograph": "reads a picture before it is kept",
    "documents.read_preview": "reads what the opening of the document told already",
    "documents.take_in": "seals bytes; adding the document is the verb that tells",
    "duplicates.compare": "reads",
    "duplicates.counts_of": "reads",
    "duplicates.fields_of": "reads",
    "duplicates.foresee": "reads",
    "duplicates.notice": "notes whom a machine compares next",
    "duplicates.require_unchanged": "reads",
    "duplicates.seen": "reads",
    "exports.look_over": "reads",
    "files.seal": "seals bytes; whoever keeps the file tells",
    "files.store": "keeps bytes; whoever keeps the file tells",
    "imports.get_saved": "reads",
    "imports.preview": "reads",
    "imports.undo_block": "is a block of an undo, which tells at its end; each record tells too",
    "jobs.cancel": "stops work that was asked for; its room tells what became of it",
    "jobs.enqueue": "asks for work; the verb that asks tells",
    "pardons.count_stock": "counts what is in the records for charts",
    "pardons.move_person": "is a part of a merge, which tells",
    "pardons.seal_copy": "seals bytes; adding the source is the verb that tells",
    "recognition.to_decide": "reads",
    "reports.ask": "enqueues the work, which tells what it built in the transaction of the draft",
    "reports.compare": "reads",
    "sources.claim": "keeps what a list said beside the record; the verb of the record tells",
    "sources.claim_all": "keeps what a list said beside the record; the verb of the record tells",
    "sources.repoint": "is a part of a merge, which tells",
    "sources.retract": "is a part of the undo of an import, which tells",
    "support.list_donors": "reads",
    "support.look_over": "reads",
    "support.to_approve": "reads",
    "tasks.move_person": "is a part of a merge, which tells",
    "support.give_codes_back": "is a part of taking a merge back, which tells",
    "support.move_person": "is a part of a merge, which tells",
    "tasks.touch_link": "keeps when a calendar was fetched last",
}
ENOUGH = 45


@pytest.fixture(scope="module")
def calls(root: Path) -> rules.Calls:
    """All functions of the product."""
    return rules.Calls(root)


def silent(calls: rules.Calls, verbs: dict[str, Callable[..., Any]]) -> set[str]:
    """Return the verbs from which no event of the log is reached."""
    return {name for name, verb in verbs.items() if not calls.events(verb.__module__, verb.__name__)}


def test_every_verb_writes_an_entry_or_says_why_not(calls: rules.Calls) -> None:
    verbs = rules.verbs()
    assert len(verbs) > 200, "the verbs are enumerated by what the rooms export"
    found = silent(calls, verbs)
    assert sorted(found - SILENT.keys()) == [], "these verbs tell the log nothing"
    known = {name for name in SILENT if name in verbs and name not in found} - {"audit.note_served"}
    assert sorted(known) == [], "these tell the log by now: take them off the list"


def test_a_verb_that_tells_nothing_is_found(calls: rules.Calls) -> None:
    module = "case_mgr.desk.service"
    breach = ast.parse("def quietly(actor): return quieter(actor)\n\ndef quieter(actor): return 1")
    named = {node.name: node for node in breach.body if isinstance(node, ast.FunctionDef)}
    calls.modules[module].functions |= named
    try:
        assert calls.events(module, "quietly") == frozenset()
        assert "EXPORT_MADE" in calls.events(module, "note_calendar")
    finally:
        for name in named:
            del calls.modules[module].functions[name]


def _makers() -> list[Callable[[], object]]:
    fills = {page.fill for page in LISTS}
    return [
        *RECORDS.values(),
        *(lambda fill=fill: fill(2) for fill in fills),
        *(one.address for one in crossings().values()),
    ]


def test_verbs_that_run_write_their_entry_in_the_same_transaction(here: Flask) -> None:
    wanted = {name: verb for name, verb in rules.verbs().items() if name not in SILENT}
    with rules.watched(wanted) as watch:
        for make in _makers():
            try:
                make()
                db.session.commit()
            except Refused:
                # Two makers gave the same code to two grants: nothing was written.
                db.session.rollback()
    assert sorted(watch.untold) == []
    assert len(watch.ran) >= ENOUGH, sorted(watch.ran)


def test_a_verb_that_writes_and_tells_nothing_is_seen(here: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    from case_mgr.desk import service

    def note_calendar(actor: Actor, rows: int) -> None:
        who = {"user_id": actor.user_id, "organisation_id": actor.organisation_id}
        db.session.add(Draft(**who, place="/x", at=clock.now(), typed=[]))

    monkeypatch.setattr(service, "note_calendar", note_calendar)
    with rules.watched({"desk.note_calendar": note_calendar}) as watch:
        service.note_calendar(cast.COORDINATOR.actor(), 1)
    assert watch.untold == {"desk.note_calendar"}
