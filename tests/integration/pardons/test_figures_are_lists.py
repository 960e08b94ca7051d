"""Every figure of a batch is as long as the list that it opens, for whoever may see batches, withheld people or not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask

from case_mgr.access.permissions import Permission
from case_mgr.access.roles import ROLES, Role
from case_mgr.cases.types import Documents, ExitFacts
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.legal.estimate import Length
from case_mgr.pardons import queries, service
from case_mgr.pardons.figures import Division, Fact
from case_mgr.pardons.types import Answer, ClaimDraft, DecisionDraft, ProofDraft, Scope, Topic
from tests import cast
from tests.client import PageClient
from tests.factories import law
from tests.integration.pardons import walk

READERS = [cast.COORDINATOR, cast.CASEWORKER, cast.SECOND_CASEWORKER, cast.ADVOCACY_OFFICER, cast.REVIEWER]
PRINTED = (
    "1. Siarhiej Vierbicki\n2. Иван Дубравин (1985)\n3. Anna Rachnaya\n4. Zakhar Nichyi\n5. Piotr Halka\n6. Ihar Les"
)


@pytest.fixture(params=[False, True], ids=["open", "withheld"])
def batch(here: Flask, request: pytest.FixtureRequest) -> str:
    """A batch in which everything occurs: matched, withheld, refused, refuted, new, joined, without a name."""
    walk.alone()
    keeper = cast.CASEWORKER.actor()
    hidden = Sensitivity.RESTRICTED if request.param else Sensitivity.NORMAL
    people = [
        walk.person(keeper, "Сяргей Вярбіцкі", sensitivity=hidden),
        walk.person(keeper, "Іван Дубравін"),
        walk.person(keeper, "Ганна Рачная", sensitivity=hidden),
    ]
    cases = [walk.held(keeper, one) for one in people]
    walk.held(keeper, walk.person(keeper, "Марыя Недзіцкая", sensitivity=hidden))
    walk.held(keeper, walk.person(keeper, "Пётр Незгадка"))
    reference = walk.batch(keeper)
    parts = {Topic.NATIONALITY: {"BY": 5, "PL": 2}, Topic.SEX: {"female": 1}}
    service.add_claim(keeper, reference, ClaimDraft("A ministry", 5, parts=parts))
    walk.paste(keeper, reference, PRINTED)
    service.add_anonymous(keeper, reference, 2, "Two more at the crossing")
    for number, (one, case) in enumerate(zip(people, cases, strict=True), 1):
        service.decide(keeper, reference, number, walk.matched(one, case))
    service.decide(keeper, reference, 4, DecisionDraft(Answer.NEW_TO_US))
    service.decide(keeper, reference, 5, DecisionDraft(Answer.UNSURE))
    service.decide(keeper, reference, 6, DecisionDraft(Answer.SAME, same_as=4))
    facts = ExitFacts("Vilnius", documents=Documents.WITHHELD)
    service.confirm(keeper, reference, 1, replace(walk.proof(ReleaseLink.BORDER), facts=facts))
    service.confirm(keeper, reference, 2, replace(walk.proof(ReleaseLink.REFUSED), facts=ExitFacts("Vilnius")))
    service.refute(keeper, reference, 3, ProofDraft("A letter from inside", "family"))
    service.decide_scope(keeper, reference, 1, Scope.POLITICAL, "Recognised")
    db.session.commit()
    return reference


@pytest.mark.parametrize("reader", READERS, ids=lambda member: member.name.split()[0])
def test_every_figure_is_as_long_as_its_list(batch: str, reader: cast.Member) -> None:
    who = reader.actor()
    shown = queries.get_batch(who, batch).figures
    for fact in Fact:
        page = queries.list_places(who, batch, fact, PageRequest(size=25))
        assert (fact, shown.of(fact)) == (fact, page.total)
        assert len(page.items) == page.total
    assert shown.places == queries.list_places(who, batch, None, PageRequest()).total
    assert queries.count_ours_not_listed(who, batch) == queries.list_ours_not_listed(who, batch, PageRequest()).total
    divided = queries.list_divided(who, queries.get_row(who, batch))
    assert [one.division for one in divided] == list(Division)
    for one in divided:
        for part in one.parts:
            page = queries.list_part(who, batch, one.division, part.key, PageRequest(size=25))
            assert (one.division, part.key, part.count) == (one.division, part.key, page.total)
            assert len(page.items) == page.total
        assert sum(part.count for part in one.parts) >= shown.places


def test_every_role_is_looked_at_and_whoever_may_not_read_batches_sees_no_figure(
    client: PageClient, batch: str
) -> None:
    may = {role for role, allowed in ROLES.items() if Permission.BATCH_READ in allowed}
    assert {role for reader in READERS for role in reader.roles} == may
    for role in set(Role) - may:
        client.sign_in(cast.BY_ROLE[role])
        for page in ("", "/places", "/divided", "/not-listed", "/sheet"):
            answer = client.get(f"/pardons/{batch}{page}")
            assert (role, answer.status_code in (403, 404)) == (role, True), page
            assert "figure-row" not in answer.text
        client.sign_out()


def test_who_is_withheld_is_not_stated_to_others_and_counted_by_the_team(batch: str) -> None:
    def documents(member: cast.Member) -> dict[str, int]:
        who = member.actor()
        divided = queries.list_divided(who, queries.get_row(who, batch))
        found = next(one for one in divided if one.division is Division.DOCUMENTS)
        return {part.key: part.count for part in found.parts}

    seen = documents(cast.CASEWORKER)
    assert seen == {"withheld": 1, "": 6}
    other = queries.get_batch(cast.SECOND_CASEWORKER.actor(), batch).figures
    if other.of(Fact.MATCHED) == 1:
        assert documents(cast.SECOND_CASEWORKER) == {"": 7}
    else:
        assert documents(cast.SECOND_CASEWORKER) == seen


@pytest.mark.parametrize("reader", READERS, ids=lambda member: member.name.split()[0])
def test_every_number_on_the_pages_opens_a_list_of_that_length(
    client: PageClient, batch: str, reader: cast.Member
) -> None:
    client.sign_in(reader)
    page = client.visit(f"/pardons/{batch}")
    opened = 0
    for item in page.main.all("a"):
        if "figure-row__link" not in (item.get("class") or "") or "/pardons/" not in (item.get("href") or ""):
            continue
        number = re.match(r"\s*(\d+)", item.text)
        assert number, item.text
        assert _listed(client, item.get("href") or "") == int(number.group(1)), item.text
        opened += 1
    assert opened == 6
    for item in client.visit(f"/pardons/{batch}/divided").main.all("a"):
        if "by=" in (item.get("href") or ""):
            assert _listed(client, item.get("href") or "") == int(item.text), item.get("href")


def _listed(client: PageClient, href: str) -> int:
    text = client.visit(href).text
    found = re.search(r"(\d+) (?:place|places|case|cases)\b", text.partition("History")[2])
    assert found, text
    return int(found.group(1))


def test_who_would_have_been_free_soon_anyway_is_counted_by_the_estimate(here: Flask) -> None:
    walk.alone()
    who = cast.COORDINATOR.actor()
    reference = walk.batch(who)
    walk.paste(who, reference)
    for number, (name, years) in enumerate((("Сяргей Вярбіцкі", 3), ("Іван Дубравін", 12)), 1):
        one = walk.person(who, name)
        case = walk.held(who, one)
        law.a_sentence(case.reference, Length(years, 0, 0), by=who)
        law.charges(case.reference, by=who)
        service.decide(who, reference, number, walk.matched(one, case))
    db.session.commit()
    divided = {one.division: one.parts for one in queries.list_divided(who, queries.get_row(who, reference))}
    assert {part.key: part.count for part in divided[Division.DAYS_LEFT]} == {"within_90": 1, "longer": 1, "": 2}
    (article, _none) = divided[Division.ARTICLE]
    assert article.count == 2
