"""A shared case opens to whom the share names, on the pages that say so, and to nobody and nowhere else.

Every route under a case and a person is walked with the address of a shared one, by everybody who is no guest of it:
to them it is what a missing one is. A new route is in the walk by itself, and closed to guests until it says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from case_mgr.access.shares import Act, Level
from case_mgr.core import clock
from case_mgr.detainees import service as people
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.shares import service
from case_mgr.shares.models import CaseShare
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, a_person, an_event
from tests.factories.shares import a_share, an_offer
from tests.house.test_strangers import _address, _answer, _routes

PREFIXES = {"/cases/<reference>": "reference", "/people/<public_id>": "public_id"}
# What a guest of each level may reach; whoever opens a route to guests adds it here and says why in its review.
READ = {
    "cases.case",
    "cases.correspondence",
    "cases.custody",
    "cases.event_health",
    "cases.history",
    "cases.letter",
    "cases.letter_who",
    "cases.of_person",
    "cases.timeline",
    "desk.person",
    "detainees.biography",
    "detainees.family",
    "detainees.health",
    "detainees.identity",
    "detainees.names",
    "detainees.nationalities",
    "detainees.photograph_file",
    "detainees.vulnerabilities",
    "documents.document",
    "documents.download",
    "documents.of_case",
    "documents.preview",
    "legal.legal",
    "recognition.of_case",
}
ADD = {
    "cases.correct_event",
    "cases.edit_letter",
    "cases.follow_letter",
    "cases.new_custody",
    "cases.new_event",
    "cases.new_letter",
    "cases.record_event",
    "cases.sign_of_life",
    "cases.tell_otherwise",
    "cases.withdraw_event",
    "cases.withdraw_letter",
    "cases.withdraw_step",
    "documents.edit",
    "documents.new",
    "documents.newer",
    "documents.withdraw",
    "legal.new_charges",
    "legal.new_detention",
    "legal.new_hearing",
    "legal.new_listing",
    "legal.new_remedy",
    "legal.new_sentence",
}
# What a guest of a trusted partner may do beside, when the owner has settled it so.
PARTNER = {"recognition.decide", "recognition.review"}
AMEND = {
    "cases.amend_exit",
    "cases.correct_custody",
    "cases.edit",
    "cases.new_exit",
    "cases.record_exit",
    "cases.weigh_custody",
    "cases.withdraw_custody",
    "cases.withdraw_exit",
    "legal.change_charge",
    "legal.change_sentence",
    "legal.edit_detention",
    "legal.edit_hearing",
    "legal.edit_listing",
    "legal.edit_remedy",
    "legal.hold_hearing",
    "legal.postpone_hearing",
    "legal.take_back",
}


def _share(level: Level = Level.EDIT, *recipients: cast.Member) -> CaseShare:
    case = a_case()
    an_event(case)
    return a_share(case, *recipients, level=level)


def _unaccepted() -> CaseShare:
    return an_offer(a_case(), level=Level.EDIT)


def _declined() -> CaseShare:
    return service.decline(cast.STRANGER.actor(), _unaccepted().public_id, "We cannot.")


def _ended() -> CaseShare:
    row = _share()
    return service.end(cast.COORDINATOR.actor(), row.case.reference, row.public_id, "It is over.")


def _last_day(share: str, day: date) -> None:
    """Write the last day as the calendar would bring it about: no verb makes a share that is over."""
    db.session.execute(update(CaseShare).where(CaseShare.public_id == share).values(expires_on=day))


def _expired() -> CaseShare:
    row = _share()
    _last_day(row.public_id, clock.today() - timedelta(days=1))
    return row


def _replaced() -> CaseShare:
    row = _share()
    an_offer(row.case)
    return row


def _of_others() -> CaseShare:
    return _share(Level.EDIT, cast.STRANGER_CASEWORKER)


def _withheld_since() -> CaseShare:
    row = _share()
    changes = {"sensitivity": str(Sensitivity.RESTRICTED)}
    people.amend(cast.COORDINATOR.actor(), row.case.detainee.public_id, changes)
    return row


CLOSED: dict[str, tuple[Callable[[], CaseShare], cast.Member]] = {
    "offered": (_unaccepted, cast.STRANGER),
    "declined": (_declined, cast.STRANGER),
    "ended": (_ended, cast.STRANGER),
    "expired": (_expired, cast.STRANGER),
    "replaced": (_replaced, cast.STRANGER),
    "of other recipients": (_of_others, cast.STRANGER),
    "of somebody restricted since": (_withheld_since, cast.STRANGER),
    "own": (_share, cast.COORDINATOR),
}


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("why", CLOSED)
def test_a_share_that_does_not_open_is_as_if_missing(app: Flask, client: PageClient, prefix: str, why: str) -> None:
    make, member = CLOSED[why]
    with app.app_context():
        row = make()
        record = row.case.reference if prefix.startswith("/cases") else row.case.detainee.public_id
        share = row.public_id
        db.session.commit()
    page = client.sign_in(member)
    token = page.root.all("input", name="csrf_token")[0].get("value") or ""
    name, faults = PREFIXES[prefix], []
    for method, rule in _routes(app, prefix):
        value, nothing = f"{record}~{share}", f"{record}~{'0' * 24}"
        shared = _answer(client, method, _address(rule, name, value), token, value)
        missing = _answer(client, method, _address(rule, name, nothing), token, nothing)
        if shared != missing or shared[0] != 404:
            faults.append(f"{method} {rule}: {shared[0]}, a missing one {missing[0]}")
    assert faults == []


@pytest.mark.parametrize("level", Level)
def test_a_guest_reaches_what_says_so_and_nothing_else(app: Flask, client: PageClient, level: Level) -> None:
    with app.app_context():
        row = _share(level)
        records = {"reference": row.case.reference, "public_id": row.case.detainee.public_id}
        share = row.public_id
        db.session.commit()
    client.sign_in(cast.STRANGER)
    open_ = {Level.VIEW: READ, Level.CONTRIBUTE: READ | ADD, Level.EDIT: READ | ADD | AMEND}[level]
    faults = []
    for prefix, name in PREFIXES.items():
        for rule in app.url_map.iter_rules():
            if not (rule.rule == prefix or rule.rule.startswith(prefix + "/")) or "GET" not in (rule.methods or set()):
                continue
            path = _address(rule.rule, name, f"{records[name]}~{share}")
            status = client.get(path).status_code
            listed = rule.endpoint in READ | ADD | AMEND | PARTNER
            # A record below the case that does not exist is missing to guests as to members.
            expected = {200, 404} if rule.endpoint in open_ else {403, 404} if listed else {404}
            if rule.endpoint in _COMPARTMENTS | PARTNER:
                expected = {403, 404}
            elif rule.endpoint in open_ and rule.rule.count("<") == 1:
                expected = {200}
            if status not in expected:
                faults.append(f"{rule.endpoint}: {status}, not {sorted(expected)}")
    assert faults == []


# Open to a guest only when the share names them; see tests/integration/shares.
_COMPARTMENTS = {
    "cases.event_health",
    "cases.letter_who",
    "detainees.family",
    "detainees.health",
    "detainees.identity",
    "detainees.vulnerabilities",
}


def test_the_lists_above_are_the_marks_at_the_routes(app: Flask) -> None:
    marks: dict[Act, set[str]] = {act: set() for act in Act}
    for rule in app.url_map.iter_rules():
        mark = getattr(app.view_functions[rule.endpoint], "shared", None)
        if mark is not None:
            marks[mark].add(rule.endpoint)
    assert marks == {Act.READ: READ | PARTNER, Act.ADD: ADD, Act.AMEND: AMEND, Act.STEER: set()}


def test_the_own_case_of_the_same_reference_stays_the_own_one(app: Flask, client: PageClient) -> None:
    with app.app_context():
        row = _share()
        own = a_case(cast.STRANGER.actor(), a_person(cast.STRANGER.actor(), "Сцяпан Уласны"))
        assert own.reference == row.case.reference
        theirs, address = row.case.detainee.name, f"/cases/{row.case.reference}~{row.public_id}"
        db.session.commit()
    client.sign_in(cast.STRANGER)
    mine = client.visit(f"/cases/{address.split('/')[2].split('~', maxsplit=1)[0]}")
    assert "Сцяпан Уласны" in mine.text
    assert theirs not in mine.text
    shared = client.visit(address)
    assert theirs in shared.text
    assert "Сцяпан Уласны" not in shared.text
    # Every link on a guest's pages that names the case keeps the share, so that nobody writes into the wrong case.
    plain = address.split("~", maxsplit=1)[0]
    for page in (shared, client.visit(f"{address}/timeline"), client.visit(f"{address}/legal")):
        links = [link.get("href") or "" for link in page.root.all("a")]
        forms = [form.get("action") or "" for form in page.root.all("form")]
        assert [href for href in links + forms if href == plain or href.startswith(f"{plain}/")] == []


def test_the_last_day_is_open_and_the_next_is_not(app: Flask, client: PageClient) -> None:
    with app.app_context():
        row = _share()
        path, share = f"/cases/{row.case.reference}~{row.public_id}", row.public_id
        _last_day(share, clock.today())
        db.session.commit()
    client.sign_in(cast.STRANGER)
    client.visit(path)
    with app.app_context():
        _last_day(share, clock.today() - timedelta(days=1))
        db.session.commit()
    client.visit(path, 404)
