"""The list pages of the product: each opened with few rows and with many, it must ask the database as often.

A new list page adds a line to LISTS: its address, somebody who may open it, and a function that adds a number of rows.
The function runs in an application context; what it writes is committed after it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from case_mgr.access.roles import Role
from case_mgr.accounts import service as accounts
from case_mgr.accounts.types import MemberDraft
from tests import cast
from tests.cast import Member
from tests.factories.people import a_case, a_name, a_person, an_event


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list page, who opens it, and how its rows are made."""

    path: str
    member: Member
    fill: Callable[[int], None]


def add_members(count: int) -> None:
    """Add members through the service; each also leaves an entry in the log."""
    from case_mgr.accounts import queries
    from case_mgr.extensions import db

    who = cast.ADMINISTRATOR.actor()
    organisation = queries.find_organisation(who.organisation_name)
    assert organisation is not None
    before = queries.count_users()
    for number in range(before, before + count):
        draft = MemberDraft(f"member{number}@{cast.OWN}.example", frozenset({Role.CASEWORKER, Role.REVIEWER}))
        accounts.add_member(who, organisation, draft, f"Member {number}", cast.PASSWORD)
        db.session.commit()


def add_invitations(count: int) -> None:
    """Invite people."""
    who = cast.ADMINISTRATOR.actor()
    for number in range(count):
        draft = MemberDraft(f"guest{number}-{count}@{cast.OWN}.example", frozenset({Role.CASEWORKER}))
        accounts.invite(who, draft)


def add_people(count: int) -> None:
    """Register people with a case and an event each."""
    who = cast.COORDINATOR.actor()
    for _ in range(count):
        case = a_case(who, a_person(who, f"{a_name()} Прыдуманы"))
        an_event(case, by=who)


def add_words(count: int) -> None:
    """Add words of lists that somebody explained."""
    from case_mgr.extensions import db
    from case_mgr.imports.models import ValueMeaning
    from case_mgr.imports.service.meanings import remember

    who = cast.CASEWORKER.actor()
    before = db.session.query(ValueMeaning).count()
    for number in range(before, before + count):
        remember(who, "stage", f"word {number}", "released")


def add_contacts(count: int) -> None:
    """Add contacts with an interaction each that raised a case."""
    from case_mgr.advocacy import service as advocacy
    from case_mgr.advocacy.kinds import Direction, Medium
    from case_mgr.advocacy.types import ContactDraft, InteractionDraft
    from case_mgr.core.dates import PartialDate

    who = cast.COORDINATOR.actor()
    for number in range(count):
        case = a_case(who, a_person(who, a_name()))
        contact = advocacy.add_contact(who, ContactDraft(f"Office {number} Прыдуманая", owner=who.public_id))
        draft = InteractionDraft(
            PartialDate.year(2025),
            Medium.CALL,
            Direction.MUTUAL,
            summary="Said.",
            follow_up="They write",
            cases=(case.reference,),
        )
        advocacy.record_interaction(who, contact.public_id, draft)


def add_lists(count: int) -> None:
    """Add lists of names, each handed over."""
    from tests.factories.advocacy import a_list

    for _ in range(count):
        a_list(handed="2025-07-03")


def add_submissions(count: int) -> None:
    """Add submissions that were sent."""
    from tests.factories.advocacy import a_submission

    for _ in range(count):
        a_submission(sent="2025-07-03")


def add_grants(count: int) -> None:
    """Add grants that a donor reads, with a report each."""
    from datetime import date

    from case_mgr.extensions import db
    from case_mgr.reports import service as reports
    from case_mgr.reports.types import Period
    from case_mgr.support import queries as grants
    from case_mgr.support import service as support
    from case_mgr.support.types import GrantDraft

    who, donor = cast.COORDINATOR.actor(), cast.DONOR.actor()
    before = len(grants.list_choices(who))
    year = Period(date(2025, 1, 1), date(2025, 12, 31))
    for number in range(before, before + count):
        draft = GrantDraft(f"HR-{number}", "Lighthouse Fund", "Legal aid", "EUR", year.starts, year.ends)
        grant = support.add_grant(who, draft)
        support.choose_readers(who, grant.public_id, [donor.public_id])
        report = reports.build(who, year, grant.code)
        db.session.commit()
        reports.approve(cast.REVIEWER.actor(), report.reference, report.sha256)


def add_entries(count: int) -> None:
    """Write entries of one case down, each paid by two lines of a grant of its own."""
    from case_mgr.cases import queries
    from case_mgr.core.errors import NotFound
    from tests.factories.support import a_grant, a_share, an_entry, paid

    who = cast.CASEWORKER.actor()
    try:
        case = queries.get_row(who, "BY-2023-00001")
    except NotFound:
        case = a_case(who, year=2023)
    for _ in range(count):
        grant = a_grant(None, ("A", "100"), ("B", "100"))
        paid(an_entry(a_share(grant, line="A"), a_share(grant, line="B"), case=case.reference, for_person=True))


def add_places(count: int) -> None:
    """Add own facilities, and a case that is held in each."""
    from case_mgr.cases import service as cases
    from case_mgr.cases.types import CustodyDraft
    from tests.factories.places import a_place

    who = cast.COORDINATOR.actor()
    for _ in range(count):
        place, case = a_place(who, f"Camp {a_name()}"), a_case(who)
        an_event(case, by=who, facility=place.code)
        cases.record_custody(who, case.reference, CustodyDraft(place.code))


def add_officials(count: int) -> None:
    """Name a judge and a prosecutor in a hearing each; the first judge sits in all of them."""
    from tests.factories import law

    who, judge = cast.COORDINATOR.actor(), ""
    for _ in range(count):
        reference = a_case(who, a_person(who, a_name())).reference
        hearing = law.a_hearing(reference, by=who)
        law.a_judge(reference, hearing, a_name(), by=who)
        judge = law.a_judge(reference, law.a_hearing(reference, by=who), by=who, known=judge).official.public_id


def add_followed(count: int) -> None:
    """Open cases that the caseworker follows, each with a letter, a visit and an event told in two versions."""
    from case_mgr.cases import service as cases
    from case_mgr.cases.types import EventDraft
    from case_mgr.cases.types.correspondence import Kind
    from tests.factories.letters import a_letter

    who = cast.CASEWORKER.actor()
    for _ in range(count):
        case = a_case(who, a_person(who), owner=who.public_id)
        event = an_event(case, by=who)
        cases.tell_otherwise(who, case.reference, event.public_id, EventDraft("detention"))
        a_letter(case, by=who)
        a_letter(case, Kind.VISIT, by=who)


def add_recognitions(count: int) -> None:
    """Recognise people, and leave as many requests that wait for whoever may decide."""
    from tests.factories.recognition import a_recognition, a_request

    who = cast.CASEWORKER.actor()
    for _ in range(count):
        a_recognition(a_case(who, a_person(who)))
        a_request(a_case(who, a_person(who)))


def add_documents(count: int) -> None:
    """Add documents to one case, each the evidence of an event."""
    from case_mgr.cases import queries
    from case_mgr.core.errors import NotFound
    from tests.factories.documents import a_document

    who = cast.CASEWORKER.actor()
    try:
        case = queries.get_row(who, "BY-2023-00001")
    except NotFound:
        case = a_case(who, year=2023)
    for _ in range(count):
        a_document(case, by=who, events=(an_event(case, "search", by=who).public_id,))


def add_tasks(count: int) -> None:
    """Set tasks in cases, for whoever sets them and for another."""
    from tests.factories.tasks import a_task

    who, other = cast.COORDINATOR.actor(), cast.CASEWORKER.actor()
    for _ in range(count):
        case = a_case(who, a_person(who))
        a_task(case, due="2024-05-04")
        a_task(case, due="2024-05", to=other.public_id)


def add_ruled(count: int) -> None:
    """Let a rule open tasks: about planned hearings, in cases that the coordinator follows."""
    from datetime import timedelta

    from case_mgr.core import clock
    from tests.factories import law
    from tests.factories.tasks import checked

    who = cast.COORDINATOR.actor()
    day = (clock.today() + timedelta(days=20)).isoformat()
    for _ in range(count):
        law.a_plan(a_case(who, a_person(who), owner=who.public_id).reference, day, who)
    checked()


def add_asked(count: int) -> None:
    """Ask for recognitions, and write evidence down, that wait for a second person."""
    from case_mgr.accounts.types import Way
    from case_mgr.core.dates import PartialDate
    from case_mgr.jurisdictions.enums import ReleaseLink
    from case_mgr.pardons import service as pardons
    from case_mgr.pardons.types import BatchDraft, ClaimDraft, ListDraft, ProofDraft
    from tests.factories.recognition import a_request
    from tests.factories.settings import settled

    who = cast.COORDINATOR.actor()
    settled(Way.DELAY, Way.DELAY)
    for _ in range(count):
        a_request(a_case(who, a_person(who)), by=who)
        batch = pardons.create(who, BatchDraft("Autumn pardon"), ClaimDraft("State agency", 1)).reference
        pardons.name(who, batch, ListDraft("1. Сяргей Прыдуманы", "Press list", "https://example.org/list"))
        draft = ProofDraft("Seen outside.", "S-1", ReleaseLink.FREE, PartialDate.parse("2025-09-11"))
        pardons.ask_to_confirm(who, batch, 1, draft)


def add_help(count: int) -> None:
    """Record requests for help in cases of their own, each with somebody who sees to it."""
    from tests.factories.help import a_request_for_help

    who, other = cast.COORDINATOR.actor(), cast.CASEWORKER.actor()
    for _ in range(count):
        a_request_for_help(a_case(who, a_person(who)), to=other.public_id)


def add_shares(count: int) -> None:
    """Share cases with the other organisation, which accepts, and offer as many more."""
    from tests.factories.shares import a_share, an_offer

    who = cast.COORDINATOR.actor()
    for _ in range(count):
        a_share(a_case(who, a_person(who)))
        an_offer(a_case(who, a_person(who)))


def add_pairs(count: int) -> None:
    """Register people twice, and let the machine look at them."""
    from tests.factories.duplicates import look

    who = cast.COORDINATOR.actor()
    for _ in range(count):
        name = f"{a_name()} Падвойны"
        a_case(who, a_person(who, name))
        a_person(who, name)
    look()


def add_doubles(count: int) -> None:
    """Register one person again and again: everybody is suspected to be everybody."""
    from tests.factories.duplicates import two_records

    for _ in range(count // 2):
        two_records()
    add_pairs(1)


def add_flags(count: int) -> None:
    """Raise flags on cases of their own."""
    from tests.factories.flags import a_flag

    for _ in range(count):
        a_flag(a_case())


def add_views(count: int) -> None:
    """Save views of the coordinator's own, and as many that a caseworker shares."""
    from tests.factories.worklists import a_view

    for _ in range(count):
        a_view(a_name(), cast.COORDINATOR.actor())
        a_view(a_name(), shared=True)


def add_acts(count: int) -> None:
    """Check and start acts on cases of their own."""
    from case_mgr.bulk import service
    from tests.factories.worklists import a_checked_act

    who = cast.COORDINATOR.actor()
    for _ in range(count):
        service.start(who, a_checked_act([a_case(who)], by=who).public_id)


def add_exports(count: int) -> None:
    """Take the list of people out as often."""
    from case_mgr.desk.asking import of_people
    from case_mgr.detainees.types import PersonFilter
    from case_mgr.exports import service
    from case_mgr.exports.types import Recipient, Wish

    who = cast.COORDINATOR.actor()
    a_person(who)
    for _ in range(count):
        service.ask(who, Wish("people", of_people(PersonFilter()), {}, Recipient(why="x")))


LISTS = [
    ListPage("/exports", cast.COORDINATOR, add_exports),
    ListPage("/insight/month", cast.COORDINATOR, add_people),
    ListPage("/insight/caseload", cast.COORDINATOR, add_people),
    ListPage("/insight/quality", cast.COORDINATOR, add_people),
    ListPage("/insight/quality/birth", cast.COORDINATOR, add_people),
    ListPage("/insight/access", cast.AUDITOR, add_people),
    ListPage("/imports/words", cast.CASEWORKER, add_words),
    ListPage("/members", cast.ADMINISTRATOR, add_members),
    ListPage("/members?", cast.ADMINISTRATOR, add_invitations),
    ListPage("/audit", cast.ADMINISTRATOR, add_members),
    ListPage("/audit?size=100", cast.AUDITOR, add_members),
    ListPage("/people", cast.COORDINATOR, add_people),
    ListPage("/people/export", cast.COORDINATOR, add_people),
    ListPage("/cases", cast.CASEWORKER, add_people),
    ListPage("/cases/export", cast.COORDINATOR, add_people),
    ListPage("/search?words=прыдуманы", cast.CASEWORKER, add_people),
    ListPage("/search?words=прыдуманая", cast.COORDINATOR, add_contacts),
    ListPage("/search?words=camp", cast.CASEWORKER, add_places),
    ListPage("/search?words=суд&in=officials", cast.CASEWORKER, add_officials),
    ListPage("/", cast.COORDINATOR, add_people),
    ListPage("/contacts", cast.CASEWORKER, add_contacts),
    ListPage("/contacts/duplicates", cast.CASEWORKER, add_contacts),
    ListPage("/contacts/lists", cast.COORDINATOR, add_lists),
    ListPage("/contacts/submissions", cast.COORDINATOR, add_submissions),
    ListPage("/contacts/follow-up", cast.COORDINATOR, add_contacts),
    ListPage("/contacts/follow-up?show=promises", cast.COORDINATOR, add_contacts),
    ListPage("/contacts/follow-up?show=cases", cast.COORDINATOR, add_people),
    ListPage("/contacts/follow-up?show=godparents", cast.COORDINATOR, add_people),
    ListPage("/jurisdictions/BY/facilities", cast.COORDINATOR, add_places),
    ListPage("/cases?size=50", cast.CASEWORKER, add_places),
    ListPage("/grants", cast.COORDINATOR, add_grants),
    ListPage("/support", cast.CASEWORKER, add_entries),
    ListPage("/cases/BY-2023-00001/support", cast.REVIEWER, add_entries),
    ListPage("/officials", cast.CASEWORKER, add_officials),
    ListPage("/reports", cast.DONOR, add_grants),
    ListPage("/reports", cast.REVIEWER, add_grants),
    ListPage("/signs-of-life", cast.CASEWORKER, add_followed),
    ListPage("/", cast.CASEWORKER, add_followed),
    ListPage("/recognition", cast.REVIEWER, add_recognitions),
    ListPage("/recognition/day", cast.CASEWORKER, add_recognitions),
    ListPage("/cases", cast.REVIEWER, add_recognitions),
    ListPage("/cases/BY-2023-00001/documents", cast.REVIEWER, add_documents),
    ListPage("/cases/BY-2023-00001/timeline", cast.CASEWORKER, add_documents),
    ListPage("/", cast.REVIEWER, add_recognitions),
    ListPage("/tasks", cast.COORDINATOR, add_tasks),
    ListPage("/tasks?whose=all&size=100", cast.REVIEWER, add_tasks),
    ListPage("/", cast.COORDINATOR, add_tasks),
    ListPage("/calendar?month=2024-05&whose=team", cast.COORDINATOR, add_tasks),
    ListPage("/tasks?whose=all&size=100", cast.CASEWORKER, add_ruled),
    ListPage("/", cast.COORDINATOR, add_ruled),
    ListPage("/", cast.CASEWORKER, add_asked),
    ListPage("/help", cast.COORDINATOR, add_help),
    ListPage("/help?show=all&size=100", cast.REVIEWER, add_help),
    ListPage("/shared", cast.COORDINATOR, add_shares),
    ListPage("/shared?", cast.STRANGER, add_shares),
    ListPage("/duplicates", cast.COORDINATOR, add_pairs),
    ListPage("/duplicates?size=100", cast.CASEWORKER, add_doubles),
    ListPage("/cases?flagged=any", cast.CASEWORKER, add_flags),
    ListPage("/cases?open=1", cast.COORDINATOR, add_views),
    ListPage("/views", cast.COORDINATOR, add_views),
    ListPage("/bulk", cast.COORDINATOR, add_acts),
]
