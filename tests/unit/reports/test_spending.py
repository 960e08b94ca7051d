"""Who was helped and what was spent, from the ledger: counted once, exact, and never a wrong sum."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from case_mgr.core.errors import Refused
from case_mgr.reports import spending
from case_mgr.reports.figures import Json
from case_mgr.reports.learned import known_by
from case_mgr.reports.restating import ANEW, GONE, PAID_LATE, Earlier, restate
from case_mgr.reports.types import Facts, Period, PersonFact
from case_mgr.support.types import EntryFact, Kind, State

PERIOD = Period(date(2026, 1, 1), date(2026, 3, 31))
DAY = date(2026, 2, 1)


def _entry(key: int, person: int | None = 1, **more: object) -> EntryFact:
    amount = Decimal("10.10")
    made = EntryFact(key, person, person, Kind.LEGAL, "1", amount, "EUR", amount, "EUR", DAY, "C", State.PAID)
    return replace(made, **more)  # type: ignore[arg-type]  # fields of the same fact


def _facts(*entries: EntryFact) -> Facts:
    people = {
        n: PersonFact(n, f"p{n}", datetime(2025, 1, 1, tzinfo=UTC), "male", ("BY",), withheld=False) for n in range(9)
    }
    return Facts(people, {}, {}, {}, (), entries=entries, currency="EUR")


def test_a_person_is_new_once_and_continuing_afterwards() -> None:
    before = _entry(1, 1, happened=date(2025, 12, 31))
    facts = _facts(before, _entry(2, 1), _entry(3, 2), _entry(4, 2, kind=Kind.PARCEL), _entry(5, 3, kind=Kind.STAFF))
    assert spending.helped(facts, PERIOD) == {1: spending.CONTINUING, 2: spending.NEW}


def test_a_service_counts_once_however_its_cost_is_split_and_a_reversal_is_none() -> None:
    entries = (_entry(1), _entry(1, line="2"), _entry(2, kind=Kind.PARCEL), _entry(3, state=State.REVERSAL))
    tally = spending.services(_facts(*entries), PERIOD)
    assert (tally.ids, tally.groups) == (("1", "2"), {"help": {"legal": 1, "parcel": 1}})


def test_money_is_added_as_decimals_and_a_reversal_is_taken_away() -> None:
    entries = [_entry(n, n % 6) for n in range(10)]
    entries.append(_entry(11, 7, state=State.REVERSAL, converted=Decimal("-10.10")))
    entries.append(_entry(12, None, kind=Kind.STAFF, line="", converted=Decimal("0.01")))
    figure = spending.money(_facts(*entries), PERIOD, 5, ["1"])
    assert (figure["value"], figure["currency"]) == ("90.91", "EUR")
    assert figure["tables"][0]["rows"] == [
        {"group": "1", "cells": ["90.90"]},
        {"group": spending.NO_LINE, "cells": ["0.01"]},
    ]


def test_what_was_spent_on_few_people_is_hidden_and_not_alone() -> None:
    entries = [_entry(n, n % 6) for n in range(10)] + [
        _entry(20, 1, line="2"),
        _entry(21, None, kind=Kind.BANK, line="3"),
    ]
    rows = spending.money(_facts(*entries), PERIOD, 5, ["1", "2", "3"])["tables"][0]["rows"]
    shown = {row["group"]: row["cells"][0] for row in rows}
    assert shown["2"] is None
    assert sum(value is None for value in shown.values()) == 2


def test_a_grant_without_budget_lines_has_one_sum() -> None:
    assert spending.money(_facts(_entry(1)), PERIOD, 5, [])["tables"] == []


def test_an_entry_without_a_rate_is_a_sentence_and_no_sum() -> None:
    with pytest.raises(Refused, match="no rate of exchange"):
        spending.money(_facts(_entry(1), _entry(2, converted=None)), PERIOD, 5, ["1"])


def test_an_empty_period_spent_nothing() -> None:
    figure = spending.money(_facts(_entry(1, happened=date(2025, 1, 1))), PERIOD, 5, ["1"])
    assert (figure["value"], figure["tables"]) == ("0.00", [])


def test_help_without_a_case_adds_nobody_and_alone_is_hidden() -> None:
    named = [_entry(n, n) for n in range(4)] + [_entry(20 + n, n, line="3") for n in range(5)]
    for entry in (_entry(8, None), _entry(9, None, line="2", kind=Kind.PARCEL)):
        rows = spending.money(_facts(*named, entry), PERIOD, 5, ["1", "2", "3"])["tables"][0]["rows"]
        shown = {row["group"]: row["cells"][0] for row in rows}
        assert shown["1"] is None
        assert shown.get("2") is None


def test_one_line_that_is_hidden_is_not_told_by_the_sum() -> None:
    figure = spending.money(_facts(_entry(1, 1), _entry(2, 2)), PERIOD, 5, ["1"])
    assert (figure["value"], figure["tables"]) == (None, [])


def test_two_versions_do_not_set_sums_side_by_side() -> None:
    before, after = (
        spending.money(_facts(*(_entry(n, n % 6) for n in range(number))), PERIOD, 5, ["1"]) for number in (10, 11)
    )
    (line,) = restate([after], {}, Earlier({spending.SPENT: before}, {}, {}))
    assert (line["before"], line["after"], line["group"]) == (None, None, "")
    assert restate([before], {}, Earlier({spending.SPENT: before}, {}, {})) == []


def test_a_payment_recorded_late_a_correction_and_a_reversal_are_told_apart() -> None:
    moment = datetime(2026, 4, 1, tzinfo=UTC)
    known = [_entry(n, n, recorded=moment) for n in (1, 2)]
    late, corrected = _entry(3, 3, recorded=moment.replace(day=2)), _entry(4, 4, recorded=moment)
    facts = _facts(*known, late, corrected)
    then = known_by(facts, moment)
    assert [entry.id for entry in then.entries] == [1, 2, 4]
    assert spending.services(then, PERIOD).ids == ("1", "2", "4")
    # The version before counted 8, which was reversed since, and not 4, whose kind was another then.
    before: Json = {"key": "services", "title": "", "unit": "services", "value": 3, "tables": []}
    after = before | {"value": 4}
    earlier = Earlier(
        {"services": before}, {"services": {"ids": ["1", "2", "8"]}}, {"services": spending.services(then, PERIOD)}
    )
    (line,) = restate([after], {"services": spending.services(facts, PERIOD)}, earlier)
    assert [(one["sentence"], one["params"]["n"]) for one in line["reasons"]] == [(PAID_LATE, 1), (ANEW, 1), (GONE, 1)]
