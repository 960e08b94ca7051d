"""Charges of a list stand in the legal room: read article by article, kept as written, taken back with the import."""

import pytest
from flask import Flask
from sqlalchemy import select

from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases import queries as cases
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import PageRequest
from case_mgr.detainees import queries as people
from case_mgr.extensions import db
from case_mgr.imports import queries, service
from case_mgr.imports.states import Undo
from case_mgr.legal import queries as legal
from case_mgr.legal import service as law
from case_mgr.legal.models import Charge
from case_mgr.legal.types.drafts import ChargesDraft
from case_mgr.legal.types.results import ChargeView
from tests import cast
from tests.integration.imports import lists

HEADER = "Full name,Date of birth,Date of arrest,Charges\n"
TWO_ARTICLES = HEADER + 'Вербалоз Андрэй,1985,2021-05-01,"ч. 1 ст. 342, ст. 368 УК"\n'
NO_SUCH_ARTICLE = HEADER + "Вербалоз Андрэй,1985,2021-05-01,ст. 999 УК\n"
NO_ARTICLE = HEADER + "Вербалоз Андрэй,1985,2021-05-01,за камент\n"


def brought(text: str, app: Flask) -> tuple[str, tuple[ChargeView, ...]]:
    """Import a list of one row; returns the import and the charges of its case."""
    actor = cast.CASEWORKER.actor()
    public_id = lists.imported(app, actor, text)
    reference = str(lists.lines(actor, public_id)[0].case_reference)
    return public_id, legal.get_legal(actor, reference).charges


def test_each_article_is_a_charge_and_the_text_stays_as_written(here: Flask) -> None:
    public_id, charges = brought(TWO_ARTICLES, here)
    assert [(charge.ref.article, charge.ref.part) for charge in charges] == [("342", "1"), ("368", "")]
    written = db.session.scalars(select(Charge.written)).all()
    assert list(written) == ["ч. 1 ст. 342, ст. 368 УК"] * 2
    actor = cast.CASEWORKER.actor()
    case = cases.get_case(actor, str(lists.lines(actor, public_id)[0].case_reference))
    assert [event.kind for event in case.events] == ["charge", "detention"], "one event tells of both charges"
    assert case.row.stage == "charged"
    entry = log.list_entries(cast.AUDITOR.actor(), EntryFilter(event=Event.CHARGE_BROUGHT), PageRequest()).items[0]
    assert entry.facts["articles"] == ["342", "368"]
    assert log.verify().ok


def test_an_article_that_nobody_knows_is_kept_and_said_before_the_run(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.checked(actor, NO_SUCH_ARTICLE)
    problem = lists.lines(actor, public_id)[0].problems[0]
    assert (problem["code"], problem["column"], problem["severity"]) == ("article_unknown", 3, "warning")
    assert queries.list_problem_rows(lists.row_of(actor, public_id), PageRequest()).total == 1
    lists.run(here, actor, public_id)
    charge = db.session.scalars(select(Charge)).one()
    assert (charge.article, charge.unlisted, charge.written) == ("999", True, "ст. 999 УК")


def test_a_text_without_an_article_stays_a_text(here: Flask) -> None:
    public_id, charges = brought(NO_ARTICLE, here)
    assert charges == ()
    actor = cast.CASEWORKER.actor()
    case = cases.get_case(actor, str(lists.lines(actor, public_id)[0].case_reference))
    assert (case.row.charges, case.events[0].kind, case.events[0].text) == ("за камент", "charge", "за камент")


def test_taking_the_import_back_takes_the_charges_with_it(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id, _charges = brought(TWO_ARTICLES, here)
    reference = str(lists.lines(actor, public_id)[0].case_reference)
    assert lists.undone(here, actor, public_id) == {"reversed": 1, "kept": 0, "failed": 0}
    with pytest.raises(NotFound):
        legal.get_legal(actor, reference)
    assert people.count_people(actor) == 0


def test_who_changed_a_charge_since_keeps_the_case(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id, _charges = brought(TWO_ARTICLES, here)
    line = lists.lines(actor, public_id)[0]
    law.charge(actor, str(line.case_reference), ChargesDraft("ст. 361 УК"))
    db.session.commit()
    assert service.preview(actor, public_id)["kept"] == 1
    assert lists.undone(here, actor, public_id)["kept"] == 1
    assert lists.lines(actor, public_id)[0].undo == Undo.KEPT
    assert len(legal.get_legal(actor, str(line.case_reference)).charges) == 3
