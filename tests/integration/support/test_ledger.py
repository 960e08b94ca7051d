"""Entries of the ledger: written down, approved by another, paid, confirmed, reversed and never edited."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from case_mgr.core.errors import Forbidden, NotFound, Refused, Stale
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.support import queries, service
from case_mgr.support.models import Grant, SupportEntry
from case_mgr.support.types import EntryFact, GrantDraft, Kind, LineDraft, RateDraft, State
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, a_person
from tests.factories.support import a_grant, a_share, ago, an_entry, approved, paid, receipted


def facts(grant: Grant | None = None, since: int = 1000, until: int = -1000) -> tuple[EntryFact, ...]:
    return queries.read_entries(cast.COORDINATOR.actor(), ago(since), ago(until), grant.id if grant else None)


def test_an_entry_goes_its_way_by_two_people(here: Flask) -> None:
    case, grant = a_case(), a_grant(None, ("A", "1000"), ("B", "500"))
    entry = an_entry(a_share(grant, line="A"), case=case.reference, for_person=True, purpose="Lawyer of May")
    assert entry.reference == "S-000001"
    assert entry.state == State.PLANNED
    assert facts() == ()
    approved(entry)
    service.pay(cast.SECOND_CASEWORKER.actor(), entry.public_id, ago(5))
    db.session.commit()
    (fact,) = facts(grant)
    assert (fact.id, fact.case_id, fact.person_id) == (entry.id, case.id, case.detainee_id)
    assert (fact.line, fact.amount, fact.currency, fact.converted) == ("A", Decimal(10), "EUR", Decimal(10))
    assert (fact.happened, fact.state, fact.kind) == (ago(5), State.PAID, Kind.LEGAL)
    assert fact.code.startswith("B-")
    with pytest.raises(Refused, match="Nothing proves it yet"):
        service.confirm(cast.CASEWORKER.actor(), entry.public_id, "Told by letter")
    receipted(entry)
    service.confirm(cast.CASEWORKER.actor(), entry.public_id, "Told by letter")
    db.session.commit()
    seen = queries.get_entry(cast.REVIEWER.actor(), entry.public_id)
    assert [step.act for step in seen.steps] == ["planned", "approved", "paid", "confirmed"]
    assert (seen.row.recorded_by, seen.row.approved_by) == (cast.CASEWORKER.name, cast.COORDINATOR.name)


def test_nobody_approves_their_own(here: Flask) -> None:
    who, grant = cast.COORDINATOR.actor(), a_grant()
    entry = an_entry(a_share(grant), by=who)
    with pytest.raises(Refused, match="Rita Solheim"):
        service.approve(who, entry.public_id)
    with pytest.raises(Forbidden):
        service.approve(cast.CASEWORKER.actor(), entry.public_id)
    service.approve(cast.REVIEWER.actor(), entry.public_id)
    with pytest.raises(Stale):
        service.approve(cast.REVIEWER.actor(), entry.public_id)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"amount": "-5"}, "amount", "above zero"),
        ({"amount": "0"}, "amount", "above zero"),
        ({"amount": "999999999999999"}, "amount", "Check its digits"),
        ({"amount": "ten"}, "amount", "in digits"),
        ({"amount": "10.1234"}, "amount", "2 decimals"),
        ({"currency": "XXQ"}, "currency", "three letters"),
        ({"happened": None}, "happened", "Enter the day"),
        ({"happened": ago(2000)}, "happened", "outside the period"),
        ({"happened": ago(-2000)}, "happened", "outside the period"),
        ({"case": "BY-1999-99999"}, "case", "no such case"),
        ({"for_person": True}, "case", "Name the case"),
        ({"kind": Kind.STAFF, "beneficiary": "Somebody"}, "kind", "nobody in particular"),
        ({"beneficiary": "x" * 301}, "beneficiary", "too long"),
        ({"purpose": "x" * 2001}, "purpose", "too long"),
    ],
)
def test_what_cannot_be_gets_a_sentence_and_leaves_nothing(
    here: Flask, change: dict[str, Any], field: str, words: str
) -> None:
    grant = a_grant()
    with pytest.raises(service.Misfilled, match=words) as caught:
        an_entry(a_share(grant), **change)
    assert caught.value.field == field
    assert db.session.query(SupportEntry).count() == 0


def test_shares_are_whole_and_of_grants_that_pay(here: Flask) -> None:
    grant, other = a_grant(None, ("A", "100"), ("B", "100")), a_grant()
    strange = a_grant(cast.STRANGER.actor())
    for shares, words in (
        ((), "Choose the grant"),
        ((a_share(strange),), "Choose the grant"),
        ((a_share(grant),), "choose one of its lines"),
        ((a_share(other, "9.99"),), "shares make 9.99"),
        ((a_share(other, "6"), a_share(grant, "5", "A")), "shares make 11"),
        ((a_share(other), a_share(other)), "pays already"),
        ((a_share(grant, "10", "A"), a_share(grant, "", "B")), "shares make 10"),
        ((a_share(other, rate="1.1"),), "leave the rate empty"),
    ):
        with pytest.raises(service.Misfilled, match=words):
            an_entry(*shares)
    entry = an_entry(a_share(grant, "", "A"), a_share(grant, "", "B"), a_share(other))
    assert [share.amount for share in entry.shares] == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]


def test_a_currency_without_a_rate_is_no_sum_until_somebody_gives_it(here: Flask) -> None:
    grant = a_grant()
    entry = paid(an_entry(a_share(grant), currency="BYN", amount="100"))
    (fact,) = facts()
    assert (fact.amount, fact.currency, fact.converted) == (Decimal(100), "BYN", None)
    with pytest.raises(service.Misfilled, match="payments up to this day have no rate"):
        service.close_period(cast.COORDINATOR.actor(), grant.public_id, ago(1))
    who, share = cast.CASEWORKER.actor(), entry.shares[0].public_id
    for told, words in (
        (RateDraft(""), "Enter the rate"),
        (RateDraft("x", ago(5), "Bank"), "in digits"),
        (RateDraft("0.29", None, "Bank"), "its day and its source"),
        (RateDraft("0.29", ago(5)), "its day and its source"),
        (RateDraft("0.29", ago(-2), "Bank"), "in the future"),
        (RateDraft("0.00001", ago(5), "Bank"), "which way round"),
    ):
        with pytest.raises(service.Misfilled, match=words):
            service.give_rate(who, entry.public_id, share, told)
    service.give_rate(who, entry.public_id, share, RateDraft("0,28915", ago(5), "National bank"))
    assert facts()[0].converted == Decimal("28.92")
    with pytest.raises(Stale):
        service.give_rate(who, entry.public_id, share, RateDraft("2", ago(5), "National bank"))
    service.close_period(cast.COORDINATOR.actor(), grant.public_id, ago(1))


def test_what_was_reversed_before_it_had_a_rate_gets_one_and_the_books_close(here: Flask, client: PageClient) -> None:
    who, grant = cast.COORDINATOR.actor(), a_grant()
    entry = paid(an_entry(a_share(grant), currency="BYN", amount="100"))
    counter = service.reverse(who, entry.public_id, "Paid twice")
    db.session.commit()
    told = RateDraft("0.28915", ago(5), "National bank")
    with pytest.raises(Stale):
        service.give_rate(who, counter.public_id, counter.shares[0].public_id, told)
    client.sign_in(cast.CASEWORKER)
    address = f"/support/{entry.public_id}/rate/{entry.shares[0].public_id}"
    assert address in client.visit(f"/support/{entry.public_id}").html
    client.visit(address)
    service.give_rate(who, entry.public_id, entry.shares[0].public_id, told)
    db.session.commit()
    share, twin = entry.shares[0], counter.shares[0]
    assert (share.converted, twin.converted) == (Decimal("28.92"), Decimal("-28.92"))
    assert (twin.rate, twin.rate_day, twin.rate_source) == (share.rate, ago(5), "National bank")
    service.close_period(who, grant.public_id, ago(1))


def test_a_closed_period_stays_and_corrections_post_to_the_open_one(here: Flask) -> None:
    who, grant = cast.COORDINATOR.actor(), a_grant()
    entry, waiting = paid(an_entry(a_share(grant)), ago(9)), an_entry(a_share(grant), amount="7")
    approved(waiting)
    for until, words in ((None, "Enter"), (ago(999), "outside"), (ago(0), "are over"), (ago(-5), "are over")):
        with pytest.raises(service.Misfilled, match=words):
            service.close_period(who, grant.public_id, until)
    service.close_period(who, grant.public_id, ago(8))
    with pytest.raises(service.Misfilled, match="closed up to"):
        service.close_period(who, grant.public_id, ago(8))
    closed = facts(grant, until=8)
    with pytest.raises(service.Misfilled, match="tick that it is late"):
        an_entry(a_share(grant), happened=ago(20))
    late = paid(an_entry(a_share(grant), happened=ago(20), amount="3", late=True), ago(19))
    assert (late.paid_on, late.booked) == (ago(19), ago(7))
    service.pay(cast.CASEWORKER.actor(), waiting.public_id, ago(30))
    counter = service.reverse(who, entry.public_id, "Paid twice")
    db.session.commit()
    assert facts(grant, until=8) == closed
    assert counter.booked == ago(0)
    assert {(fact.amount, fact.state) for fact in facts(grant, since=7)} == {
        (Decimal(3), State.PAID),
        (Decimal(7), State.PAID),
        (Decimal(-10), State.REVERSAL),
    }
    assert sum(fact.amount for fact in facts()) == Decimal(10)
    with pytest.raises(Stale):
        service.reverse(who, entry.public_id, "Again")


def test_a_grant_that_is_closed_to_its_end_takes_nothing_more(here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    grant = a_grant(starts=ago(100), ends=ago(50))
    entry = paid(an_entry(a_share(grant), happened=ago(60)), ago(60))
    service.close_period(who, grant.public_id, ago(50))
    with pytest.raises(Refused, match="no open day left"):
        service.reverse(who, entry.public_id, "Paid twice")


def test_void_and_reversal_need_a_reason_and_their_state(here: Flask) -> None:
    who, grant = cast.COORDINATOR.actor(), a_grant()
    entry = an_entry(a_share(grant))
    with pytest.raises(service.Misfilled, match="why it is void"):
        service.void(who, entry.public_id, " ")
    with pytest.raises(Stale):
        service.reverse(who, entry.public_id, "Mistake")
    service.void(who, entry.public_id, "Not needed")
    for act in (lambda: service.approve(who, entry.public_id), lambda: service.void(who, entry.public_id, "x")):
        with pytest.raises(Stale):
            act()
    spent = approved(an_entry(a_share(grant)))
    for day, words in ((None, "Enter"), (ago(-1), "not come"), (ago(700), "outside the period")):
        with pytest.raises(service.Misfilled, match=words):
            service.pay(cast.CASEWORKER.actor(), spent.public_id, day)
    service.pay(cast.CASEWORKER.actor(), spent.public_id, ago(1))
    with pytest.raises(service.Misfilled, match="why it is reversed"):
        service.reverse(who, spent.public_id, "")
    with pytest.raises(Forbidden):
        service.reverse(cast.CASEWORKER.actor(), spent.public_id, "Mistake")


def test_codes_are_of_a_person_and_a_grant(here: Flask) -> None:
    grant, other, case = a_grant(), a_grant(), a_case()
    mine: dict[str, Any] = {"case": case.reference, "for_person": True}
    first, second = an_entry(a_share(grant), **mine), an_entry(a_share(grant, "5"), a_share(other), **mine)
    mother = an_entry(a_share(grant), case=case.reference, beneficiary="Вольга Прыдуманая")
    again = an_entry(a_share(grant), case=case.reference, beneficiary="вольга  прыдуманая")
    cost = an_entry(a_share(grant), kind=Kind.BANK)
    assert first.shares[0].code == second.shares[0].code
    assert second.shares[1].code not in ("", first.shares[0].code)
    assert mother.shares[0].code == again.shares[0].code != first.shares[0].code
    assert cost.shares[0].code == ""
    assert b"\xd0\x92" not in (mother.beneficiary_sealed or b"")


def test_strangers_and_whoever_is_not_near_find_nothing_and_totals_count_all(here: Flask) -> None:
    who = cast.CASEWORKER.actor()
    hidden = a_case(who, a_person(who, sensitivity=Sensitivity.RESTRICTED))
    grant = a_grant()
    entry = an_entry(a_share(grant), case=hidden.reference, for_person=True, by=who)
    for member in (cast.SECOND_CASEWORKER, cast.REVIEWER, cast.STRANGER, cast.ADVOCACY_OFFICER, cast.AUDITOR):
        with pytest.raises(NotFound):
            queries.get_entry(member.actor(), entry.public_id)
        assert queries.list_known(member.actor(), [entry.public_id]) == set()
    assert queries.list_known(who, [entry.public_id]) == {entry.public_id}
    with pytest.raises((NotFound, Forbidden)):
        service.approve(cast.REVIEWER.actor(), entry.public_id)
    assert queries.list_approvers(who, entry.public_id) == []


def test_a_grant_is_amended_never_so_that_money_falls_out_of_it(here: Flask) -> None:
    who, grant = cast.COORDINATOR.actor(), a_grant(None, ("A", "100"))
    paid(an_entry(a_share(grant, line="A")), ago(9))
    service.close_period(who, grant.public_id, ago(6))
    good = GrantDraft(grant.code, "Other Fund", "Help", "EUR", ago(300), ago(0))
    for change, words in (
        ({"currency": "USD"}, "can no longer change"),
        ({"starts": ago(9)}, "cannot begin later"),
        ({"ends": ago(7)}, "cannot end earlier"),
        ({"starts": ago(-1), "ends": ago(0)}, "ends before"),
        ({"code": "two words"}, "no spaces"),
        ({"code": "OTHER-CODE"}, "its code can no longer change"),
        ({"donor": ""}, "name of its donor"),
    ):
        told = {name: getattr(good, name) for name in GrantDraft.__slots__} | change
        with pytest.raises(service.Misfilled, match=words):
            service.amend_grant(who, grant.public_id, GrantDraft(**told), grant.version)
    seen = grant.version
    service.amend_grant(who, grant.public_id, good, seen)
    with pytest.raises(Stale):
        service.amend_grant(who, grant.public_id, good, seen)
    line = grant.lines[0]
    with pytest.raises(service.Misfilled, match="with this code already"):
        service.add_line(who, grant.public_id, LineDraft("A", "Again", "5"))
    service.amend_line(who, grant.public_id, line.public_id, LineDraft("A", "Legal aid", "150,5"), line.version)
    assert line.amount == Decimal("150.50")
    with pytest.raises(Stale):
        service.amend_line(who, grant.public_id, line.public_id, LineDraft("A", "Legal aid", "1"), 1)
    whole = a_grant()
    an_entry(a_share(whole))
    with pytest.raises(Refused, match="as a whole"):
        service.add_line(who, whole.public_id, LineDraft("A", "Late", "5"))


ACTS = ("enter", "enter", "pay", "pay", "confirm", "void", "reverse", "close")


@dataclass
class Books:
    """Two grants, and what was done with entries that they pay for; the sum is kept beside."""

    grants: tuple[Grant, Grant]
    entries: list[SupportEntry] = field(default_factory=list)
    spent: Decimal = Decimal(0)
    closed: dict[int, tuple[date, tuple[Decimal, Decimal]]] = field(default_factory=dict)

    def do(self, act: str, which: int, days: int) -> None:
        """Do one thing; what is not possible is refused and changes nothing."""
        who, hand = cast.COORDINATOR.actor(), cast.CASEWORKER.actor()
        if act == "enter":
            shares = (a_share(self.grants[0]), a_share(self.grants[1], rate="1.0837"))[: 1 + which % 2]
            self.entries.append(an_entry(*shares, amount=f"{days}.0{which}", happened=ago(days), late=True))
        elif act == "close":
            grant = service.close_period(who, self.grants[which % 2].public_id, ago(days))
            self.closed[grant.id] = (ago(days), self.sums(grant, ago(days)))
        elif self.entries:
            entry = self.entries[which % len(self.entries)]
            if act == "pay":
                service.approve(who, entry.public_id)
                service.pay(hand, entry.public_id, ago(days))
                self.spent += entry.amount
            elif act == "reverse":
                service.reverse(who, entry.public_id, "Mistake")
                self.spent -= entry.amount
            else:
                if act == "confirm":
                    receipted(entry)
                last: Any = service.confirm if act == "confirm" else service.void
                last(hand, entry.public_id, "Said")

    def sums(self, grant: Grant, until: date) -> tuple[Decimal, Decimal]:
        """Add up what a grant paid up to a day, in the currency of the entries and in its own."""
        found = queries.read_entries(cast.COORDINATOR.actor(), ago(999), until, grant.id)
        return sum((one.amount for one in found), Decimal(0)), sum(
            (one.converted or Decimal(0) for one in found), Decimal(0)
        )


@settings(
    max_examples=10,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
)
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 9), st.integers(1, 60)), max_size=25))
def test_totals_add_up_and_closed_periods_stay_in_any_order_of_acts(
    here: Flask, acts: list[tuple[str, int, int]]
) -> None:
    books = Books((a_grant(), a_grant(currency="USD")))
    for act, which, days in acts:
        with suppress(Refused, Stale), db.session.begin_nested():
            books.do(act, which, days)
    assert sum(books.sums(grant, ago(-999))[0] for grant in books.grants) == books.spent
    for grant in books.grants:
        until, before = books.closed.get(grant.id, (ago(999), (Decimal(0), Decimal(0))))
        assert books.sums(grant, until) == before
    for entry in books.entries:
        assert sum(share.amount for share in entry.shares) == entry.amount
