"""Every page with a box for a long text beside those of tests/house/crossings.py: where it stands.

A page with such a box adds a line, by its endpoint.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from case_mgr.accounts.types import Way
from case_mgr.advocacy import service as advocacy
from case_mgr.advocacy.types import ContactDraft
from case_mgr.bulk import service as bulk
from case_mgr.bulk.types import ActKind
from case_mgr.cases.models import Case
from case_mgr.cases.types import CaseFilter
from case_mgr.pardons import service as pardons
from case_mgr.reports import service as reports
from case_mgr.reports.types import Period
from tests import cast
from tests.factories import law
from tests.factories.advocacy import (
    a_contact,
    a_file_of,
    a_godparent,
    a_list,
    a_paper_of,
    a_submission,
    a_talk,
    an_action,
)
from tests.factories.documents import a_document
from tests.factories.duplicates import a_pair
from tests.factories.letters import a_letter
from tests.factories.people import a_case, a_person, an_event, an_exit
from tests.factories.recognition import a_request
from tests.factories.settings import settled
from tests.factories.shares import a_share, an_offer
from tests.factories.support import a_grant, an_entry, paid, receipted
from tests.factories.support import a_share as a_share_of
from tests.integration.pardons import walk

Address = Callable[[], str]


def _of_case(make: Callable[[Case], str]) -> Address:
    def address() -> str:
        case = a_case()
        an_event(case, day="2021-05-10")
        return f"/cases/{case.reference}/{make(case)}"

    return address


def _receipt() -> str:
    receipt = receipted(an_entry(a_share_of(a_grant())))
    return f"/support/{receipt.entry.public_id}/receipts/{receipt.public_id}/withdraw"


def _entry() -> str:
    a_grant()
    return "/support/new"


def _of_event(act: str) -> Address:
    return _of_case(lambda case: f"events/{an_event(case, day='2021-06-01').public_id}/{act}")


def _of_person(act: str) -> Address:
    return lambda: f"/people/{a_person().public_id}/{act}"


def _custody(case: Case) -> str:
    from case_mgr.cases import service
    from case_mgr.cases.types import CustodyDraft

    draft = CustodyDraft(place="A cell", began=law.on("2021-05"))
    period = service.record_custody(cast.COORDINATOR.actor(), case.reference, draft)
    return f"custody/{period.public_id}/withdraw"


def _settle(case: Case) -> str:
    from case_mgr.cases import service
    from case_mgr.cases.types import EventDraft

    event = an_event(case, day="2021-06-01")
    draft = EventDraft("detention", law.on("2021-06-02"), source="Another neighbour")
    service.tell_otherwise(cast.COORDINATOR.actor(), case.reference, event.public_id, draft)
    return f"events/{event.public_id}/settle"


def _plan() -> str:
    return reports.plan(cast.COORDINATOR.actor(), Period(date(2025, 1, 1), date(2025, 3, 31))).public_id


def _contact(act: str) -> Address:
    def address() -> str:
        row = advocacy.add_contact(cast.COORDINATOR.actor(), ContactDraft("Office of Invented Affairs"))
        return f"/contacts/{row.public_id}/{act}"

    return address


def _talk(act: str) -> Address:
    def address() -> str:
        row = a_talk()
        there = f"/contacts/{row.contact.public_id}/interactions/{row.public_id}"
        return f"{there}/{act.replace('…', a_file_of(row))}"

    return address


def _same() -> str:
    return f"/contacts/{a_contact().public_id}/same/{a_contact().public_id}"


def _godparents() -> str:
    return f"/contacts/{a_godparent().contact.public_id}/godparenthoods/new"


def _godparent() -> str:
    row = a_godparent()
    return f"/contacts/{row.contact.public_id}/godparenthoods/{row.public_id}/withdraw"


def _paper() -> str:
    row = a_submission()
    return f"/contacts/submissions/{row.public_id}/files/{a_paper_of(row)}/withdraw"


def _bulk() -> str:
    act = bulk.pick(cast.COORDINATOR.actor(), ActKind.FLAG, [a_case().reference], CaseFilter(), {})
    return f"/bulk/{act.public_id}"


def _batch(act: str) -> Address:
    return lambda: f"/pardons/{walk.batch(cast.COORDINATOR.actor())}/{act}"


def _claim() -> str:
    actor = cast.COORDINATOR.actor()
    reference = walk.batch(actor)
    from case_mgr.pardons import queries

    return f"/pardons/{reference}/claims/{queries.get_batch(actor, reference).claims[0].public_id}/withdraw"


def _newcomer() -> str:
    from case_mgr.pardons.types import Answer, DecisionDraft

    actor = cast.COORDINATOR.actor()
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    pardons.decide(actor, reference, 1, DecisionDraft(Answer.NEW_TO_US))
    return f"/pardons/{reference}/places/1/record"


def _source() -> str:
    from case_mgr.pardons.types import SourceDraft

    actor = cast.COORDINATOR.actor()
    reference = walk.batch(actor)
    row = pardons.add_source(actor, reference, SourceDraft("A page", "https://example.org"))
    return f"/pardons/{reference}/sources/{row.public_id}/withdraw"


def _mediator() -> str:
    from case_mgr.pardons.types import MediatorDraft

    actor = cast.COORDINATOR.actor()
    reference = walk.batch(actor)
    contact = advocacy.add_contact(actor, ContactDraft("Office of Invented Affairs"))
    row = pardons.add_mediator(actor, reference, MediatorDraft(contact.reference, "An agency"))
    return f"/pardons/{reference}/mediators/{row.public_id}/withdraw"


def _concession() -> str:
    from case_mgr.pardons.types import ConcessionDraft

    draft = ConcessionDraft("An invented state", "An airline", "Landing rights", "A newspaper")
    row = pardons.record_concession(cast.COORDINATOR.actor(), draft)
    return f"/pardons/concessions/{row.public_id}/withdraw"


def _claim_of_a_concession() -> str:
    from case_mgr.pardons.types import BatchDraft, ClaimDraft, LinkDraft, Says

    page = _concession().removesuffix("/withdraw")
    actor = cast.COORDINATOR.actor()
    batch = pardons.create(actor, BatchDraft("A batch"), ClaimDraft("An agency", 2)).reference
    link = pardons.link_concession(actor, page.rpartition("/")[2], LinkDraft(batch, Says.REPORTED, "An agency"))
    return f"{page}/claims/{link.public_id}/withdraw"


def _proof() -> str:
    walk.alone()
    actor = cast.COORDINATOR.actor()
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    proof: Any = pardons.confirm(actor, reference, 1, walk.proof())
    return f"/pardons/{reference}/places/1/evidence/{proof.public_id}/withdraw"


def _asked(act: str) -> Address:
    def address() -> str:
        actor = cast.COORDINATOR.actor()
        settled(confirmation=Way.DELAY)
        reference = walk.batch(actor)
        walk.paste(actor, reference)
        row = pardons.ask_to_confirm(actor, reference, 1, walk.proof())
        return f"/pardons/{reference}/places/1/asked/{row.public_id}/{act}"

    return address


def _judge(case: Case) -> str:
    return f"legal/officials/{law.a_judge(case.reference, law.a_hearing(case.reference)).public_id}/withdraw"


def _large_list() -> str:
    from case_mgr.accounts import service
    from case_mgr.accounts.settled import settings_of
    from case_mgr.accounts.types import SettingsDraft
    from case_mgr.desk.asking import of_people
    from case_mgr.detainees.types import PersonFilter
    from case_mgr.exports import service as exports
    from case_mgr.exports.types import Recipient, Wish

    who = cast.COORDINATOR.actor()
    now = settings_of(who.organisation_id)
    service.settle(who, SettingsDraft(Way.MEMBER, Way.MEMBER, "", now.days, export_limit=0), now.version)
    a_person()
    wish = Wish("people", of_people(PersonFilter()), {}, Recipient(why="x"))
    return f"/exports/{exports.ask(cast.REVIEWER.actor(), wish).public_id}/refuse"


def _broken_log() -> str:
    from case_mgr.audit.models import ChainCheck
    from case_mgr.core import clock
    from case_mgr.extensions import db

    told: dict[str, Any] = {"actor": "-", "actor_name": "A worker", "entries": 1, "since": 0, "head": "0" * 64}
    db.session.add(ChainCheck(at=clock.now(), ok=False, fault_seq=1, fault_kind="altered", **told))
    return "/audit/integrity"


LONG_TEXTS: dict[str, Address] = {
    "advocacy.new_contact": lambda: "/contacts/new",
    "advocacy.new_submission": lambda: "/contacts/submissions/new",
    "advocacy.new_step": lambda: f"/contacts/submissions/{an_action().public_id}/steps/new",
    "advocacy.new_template": lambda: "/contacts/letters/new",
    "advocacy.new_list": lambda: "/contacts/lists/new",
    "advocacy.put_on_list": lambda: f"/contacts/lists/{a_list().public_id}/names",
    "advocacy.new_interaction": _contact("interactions/new"),
    "advocacy.quick_interaction": lambda: "/talks/new",
    "advocacy.new_godparent": _godparents,
    "advocacy.withdraw_godparent": _godparent,
    "advocacy.same": _same,
    "advocacy.withdraw_interaction": _talk("withdraw"),
    "advocacy.withdraw_file": _talk("files/…/withdraw"),
    "advocacy.withdraw_paper": _paper,
    "bulk.show": _bulk,
    "cases.correct_event": _of_event("correct"),
    "cases.handover": _of_case(lambda case: "handover"),
    "cases.new": _of_person("cases/new"),
    "cases.new_event": _of_case(lambda case: "events/new?kind=note"),
    "cases.new_exit": _of_case(lambda case: "exit"),
    "cases.new_letter": _of_case(lambda case: "correspondence/new"),
    "cases.settle": _of_case(_settle),
    "cases.signs_of_life": lambda: "/signs-of-life",
    "cases.tell_otherwise": _of_event("otherwise"),
    "cases.withdraw_custody": _of_case(_custody),
    "cases.withdraw_event": _of_event("withdraw"),
    "cases.withdraw_exit": _of_case(
        lambda case: f"exits/{an_exit(case, 'pardon', 'free', evidence='seen').public_id}/withdraw"
    ),
    "cases.withdraw_letter": _of_case(lambda case: f"correspondence/{a_letter(case).public_id}/withdraw"),
    "detainees.new_consent": _of_person("consent/new"),
    "detainees.new_family": _of_person("family/new"),
    "detainees.new_vulnerability": _of_person("vulnerabilities/new"),
    "documents.new": _of_case(lambda case: "documents/new"),
    "documents.newer": _of_case(lambda case: f"documents/{a_document(case).public_id}/newer"),
    "documents.withdraw": _of_case(lambda case: f"documents/{a_document(case).public_id}/withdraw"),
    "duplicates.merge": lambda: f"/duplicates/{a_pair(a_person(), a_person()).public_id}/merge",
    "desk.integrity": _broken_log,
    "exports.refuse": _large_list,
    "flags.of_case": _of_case(lambda case: "flags"),
    "jurisdictions.add": lambda: "/jurisdictions/BY/facilities/new",
    "legal.new_charges": _of_case(lambda case: "legal/charges/new"),
    "legal.new_detention": _of_case(lambda case: "legal/detention/new"),
    "legal.new_hearing": _of_case(lambda case: "legal/hearings/new"),
    "legal.new_remedy": _of_case(lambda case: "legal/remedies/new"),
    "legal.take_back": _of_case(lambda case: f"legal/hearings/{law.a_hearing(case.reference).public_id}/withdraw"),
    "legal.unname_official": _of_case(_judge),
    "pardons.add_claim": _batch("claims/new"),
    "pardons.drop_asked": _asked("drop"),
    "pardons.names": _batch("names"),
    "pardons.new": lambda: "/pardons/new",
    "pardons.object_to": _asked("object"),
    "pardons.record_newcomer": _newcomer,
    "pardons.withdraw_claim": _claim,
    "pardons.withdraw_concession": _concession,
    "pardons.withdraw_link": _claim_of_a_concession,
    "pardons.withdraw_mediator": _mediator,
    "pardons.withdraw_proof": _proof,
    "pardons.withdraw_source": _source,
    "recognition.new": _of_case(lambda case: "recognition/new?standard=pace-1900"),
    "recognition.object_to": _of_case(lambda case: f"recognition/{a_request(case).public_id}/object"),
    "reports.step": lambda: f"/reports/plans/{_plan()}/words",
    "shares.end": _of_case(lambda case: f"sharing/{a_share(case).public_id}/end"),
    "shares.new": _of_case(lambda case: "sharing/new"),
    "support.confirm": lambda: f"/support/{paid(an_entry(a_share_of(a_grant()))).public_id}/confirm",
    "support.declare": lambda: f"/support/{an_entry(a_share_of(a_grant())).public_id}/declaration",
    "support.new": _entry,
    "support.object_to": lambda: f"/support/{an_entry(a_share_of(a_grant())).public_id}/object",
    "support.reverse": lambda: f"/support/{paid(an_entry(a_share_of(a_grant()))).public_id}/reverse",
    "support.void": lambda: f"/support/{an_entry(a_share_of(a_grant())).public_id}/void",
    "support.withdraw_receipt": _receipt,
    "tasks.new": lambda: "/tasks/new",
    "tasks.new_help": lambda: "/help/new",
}
# Declined by the other organisation.
OF_PARTNERS: dict[str, Address] = {"shares.decline": lambda: f"/shared/{an_offer(a_case()).public_id}/decline"}
