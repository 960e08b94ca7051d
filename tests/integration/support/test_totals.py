"""Totals per line, currency and grant: what waits apart, and nothing guessed where nobody gave a rate."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask import Flask

from case_mgr.core.errors import NotFound
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.support import queries, service
from case_mgr.support.results import Money
from case_mgr.support.types import Filter, Kind, State
from tests import cast
from tests.factories.people import a_case, a_person
from tests.factories.support import a_grant, a_share, ago, an_entry, approved, paid


def test_a_grant_adds_up_by_line_and_currency(here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    grant, other = a_grant(None, ("A", "100"), ("B", "50")), a_grant(currency="USD")
    paid(an_entry(a_share(grant, line="A"), amount="90"))
    paid(an_entry(a_share(grant, "20", "A"), a_share(other, rate="1.10"), amount="30"))
    paid(an_entry(a_share(grant, line="B", rate="0.3"), amount="100", currency="BYN"))
    paid(an_entry(a_share(grant, line="B"), amount="7.50", currency="BYN"))
    an_entry(a_share(grant, line="B"), amount="25")
    approved(an_entry(a_share(grant, line="B"), amount="1000", currency="JPY"))
    service.void(who, an_entry(a_share(grant, line="A"), amount="66").public_id, "Not needed")
    wrong = paid(an_entry(a_share(grant, line="A"), amount="5"))
    service.reverse(who, wrong.public_id, "Mistake")
    db.session.commit()
    seen, totals = queries.get_totals(who, grant.public_id)
    one, two = totals.lines
    assert (one.spent, one.pending, one.left, one.is_over) == (Decimal(110), Decimal(0), Decimal(-10), True)
    assert (two.spent, two.pending, two.is_over, two.will_be_over) == (Decimal(30), Decimal(25), False, True)
    assert totals.whole.spent == Decimal(140)
    assert (seen.budget, totals.whole.is_over, totals.whole.will_be_over) == (Decimal(150), False, True)
    assert totals.without_rate == (Money(Decimal("7.5"), "BYN"),)
    assert totals.pending_without_rate == (Money(Decimal(1000), "JPY"),)
    known = {row.currency: row for row in totals.currencies}
    assert (known["BYN"].spent, known["BYN"].converted) == (Decimal("107.5"), Decimal(30))
    assert known["BYN"].rate_from == known["BYN"].rate_to == ago(20)
    assert known["EUR"].spent == Decimal(110)
    dollars = queries.get_totals(who, other.public_id)[1]
    assert (dollars.whole.spent, dollars.whole.budget) == (Decimal(11), None)
    for member in (cast.STRANGER, cast.ADVOCACY_OFFICER, cast.AUDITOR, cast.DONOR):
        with pytest.raises(NotFound):
            queries.get_totals(member.actor(), grant.public_id)


def test_lists_are_filtered_and_their_sums_are_of_what_they_show(here: Flask) -> None:
    who, case = cast.CASEWORKER.actor(), a_case()
    grant, other = a_grant(), a_grant()
    paid(an_entry(a_share(grant, "4"), a_share(other), case=case.reference), ago(3))
    an_entry(a_share(other), kind=Kind.MEDICAL, happened=ago(30), amount="8")
    an_entry(a_share(other), currency="BYN", amount="9")
    db.session.commit()

    def shown(**wanted: object) -> tuple[int, list[tuple[str, Decimal, Decimal]]]:
        asked = Filter(**wanted)  # type: ignore[arg-type]  # as each case says
        page = queries.list_entries(who, asked, PageRequest())
        assert len(list(queries.walk_entries(who, asked))) == page.total == len(page.items)
        return page.total, [(one.currency, one.spent, one.pending) for one in queries.list_balances(who, asked)]

    zero = Decimal(0)
    assert shown() == (3, [("BYN", zero, Decimal(9)), ("EUR", Decimal(10), Decimal(8))])
    assert shown(grant=grant.public_id) == (1, [("EUR", Decimal(4), zero)])
    assert shown(grant=other.public_id, state=State.PAID) == (1, [("EUR", Decimal(6), zero)])
    assert shown(case=case.reference) == (1, [("EUR", Decimal(10), zero)])
    assert shown(kind=Kind.MEDICAL)[0] == 1
    assert shown(since=ago(5))[0] == 1
    assert shown(until=ago(11))[0] == 1
    assert shown(grant="nonsense") == (0, [])
    assert queries.count_entries(cast.STRANGER.actor(), Filter()) == 0


def test_who_is_withheld_counts_in_the_grant_and_in_no_list_of_others(here: Flask) -> None:
    who, grant = cast.CASEWORKER.actor(), a_grant()
    hidden = a_case(who, a_person(who, sensitivity=Sensitivity.RESTRICTED))
    an_entry(a_share(grant), case=hidden.reference, for_person=True)
    db.session.commit()
    for member, seen, more in ((cast.CASEWORKER, 1, 0), (cast.REVIEWER, 0, 1), (cast.STRANGER, 0, 0)):
        actor = member.actor()
        assert queries.count_entries(actor, Filter()) == seen
        assert queries.count_hidden(actor) == more
        assert len(queries.list_balances(actor, Filter())) == seen
    assert queries.get_totals(cast.REVIEWER.actor(), grant.public_id)[1].whole.pending == Decimal(10)


def test_a_statement_of_a_few_days_tells_of_nobody_withheld(here: Flask) -> None:
    near = cast.COORDINATOR.actor()
    grant = a_grant(None, ("A", "100"))
    team = cast.CASEWORKER.actor().public_id
    hidden = a_case(near, a_person(near, sensitivity=Sensitivity.RESTRICTED), owner=team)
    paid(an_entry(a_share(grant, line="A"), case=hidden.reference, for_person=True, amount="40"), ago(5))
    paid(an_entry(a_share(grant, line="A"), amount="2"), ago(5))
    db.session.commit()
    who = cast.REVIEWER.actor()
    day = service.state(who, grant.public_id, ago(5), ago(5))
    assert ([line.spent for line in day.totals.lines], len(day.rows)) == ([Decimal(2)], 1)
    assert day.is_partial is None, "it is said whether there is anybody or not"
    assert service.state(who, grant.public_id, ago(9), ago(9)).is_partial is None
    whole = service.state(who, grant.public_id, grant.starts, ago(0))
    assert ([line.spent for line in whole.totals.lines], whole.is_partial) == ([Decimal(42)], True)
