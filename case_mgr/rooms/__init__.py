"""The lists that hold the house together: blueprints, navigation, hooks."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.accounts import login
from case_mgr.accounts.views import blueprint as accounts
from case_mgr.advocacy.tables import SUBMISSIONS
from case_mgr.advocacy.task_rules import ENDING, HANDING, PROMISE, REPLY
from case_mgr.advocacy.views import blueprint as advocacy
from case_mgr.audit import serving
from case_mgr.bulk.views import blueprint as bulk
from case_mgr.cases import marking
from case_mgr.cases.frame import frame_of as frame_of_case
from case_mgr.cases.queries import list_free
from case_mgr.cases.views import blueprint as cases
from case_mgr.desk import bars, finding, panels
from case_mgr.desk.disclosure import SCREEN
from case_mgr.desk.exported import KINDS as DESK_LISTS
from case_mgr.desk.views import blueprint as desk
from case_mgr.desk.views.audit_integrity import warns
from case_mgr.detainees import liberty, noticing
from case_mgr.detainees.views import blueprint as detainees
from case_mgr.documents import panels as document_panels
from case_mgr.documents.history import shown as document_words
from case_mgr.documents.views import blueprint as documents
from case_mgr.donors.views import blueprint as donors
from case_mgr.duplicates import memory
from case_mgr.duplicates.hooked import moved_to
from case_mgr.duplicates.service import notice
from case_mgr.duplicates.views import blueprint as duplicates
from case_mgr.exports import registry as lists_out
from case_mgr.exports.views import blueprint as exports
from case_mgr.flags.queries import flagged
from case_mgr.flags.views import blueprint as flags
from case_mgr.flags.words import flag_of_case
from case_mgr.flags.words import history_words as flag_words
from case_mgr.imports.exported import KINDS as IMPORT_LISTS
from case_mgr.imports.printed import read_printed
from case_mgr.imports.refusals import told_apart
from case_mgr.imports.task_rules import RULES as IMPORT_RULES
from case_mgr.imports.views import blueprint as imports
from case_mgr.insight.views import blueprint as insight
from case_mgr.jobs.views import blueprint as jobs
from case_mgr.jurisdictions.views import blueprint as jurisdictions
from case_mgr.legal import panels as legal_panels
from case_mgr.legal.history import shown as legal_words
from case_mgr.legal.task_rules import HEARING, VERIFY_RELEASE
from case_mgr.legal.views import blueprint as legal
from case_mgr.pardons.reading import read_tables_with
from case_mgr.pardons.tables import CONCESSIONS
from case_mgr.pardons.task_rules import AFTER_RELEASE, SUPPORT_NEEDED
from case_mgr.pardons.views import blueprint as pardons
from case_mgr.recognition.views import blueprint as recognition
from case_mgr.recognition.words import recognised_flag
from case_mgr.reports.views import blueprint as reports
from case_mgr.shares import panels as share_panels
from case_mgr.shares.queries import count_with, find_guest
from case_mgr.shares.service import note_opened
from case_mgr.shares.views import blueprint as shares
from case_mgr.support.exported import LEDGER
from case_mgr.support.views import blueprint as support
from case_mgr.tasks import panels as task_panels
from case_mgr.tasks import registry as task_rules
from case_mgr.tasks.rules import RULES
from case_mgr.tasks.views import blueprint as tasks
from case_mgr.web.hooks import NavItem, SearchGroup, Tab, hooks
from case_mgr.web.views import blueprint as web

BLUEPRINTS = (
    web,
    accounts,
    desk,
    detainees,
    cases,
    documents,
    tasks,
    shares,
    legal,
    recognition,
    advocacy,
    support,
    reports,
    pardons,
    imports,
    jobs,
    jurisdictions,
    duplicates,
    flags,
    bulk,
    exports,
    donors,
    insight,
)


def install(app: Flask) -> None:
    """Register every room."""
    serving.install(app)
    login.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    here = hooks(app)
    here.urls = {
        "home": "desk.home",
        "sign_in": "accounts.sign_in",
        "sign_out": "accounts.sign_out",
        "account": "accounts.account",
        "language": "web.language",
        "keep_draft": "web.keep_draft",
        "search": "desk.search",
        "countries": "jurisdictions.index",
        "shared": "shares.index",
        "integrity": "desk.integrity",
    }
    here.integrity_broken = warns
    here.identity_bar = bars.frame_of
    here.case_frame = frame_of_case
    liberty.answer_with(list_free)
    here.moved = moved_to
    noticing.tell(notice)
    memory.remember_with(told_apart)
    read_tables_with(read_printed)
    here.case_panels = [panels.raised_in, panels.submitted_in, panels.spoken_for]
    here.case_panels.insert(0, legal_panels.expected_end)
    here.case_tabs.append(Tab(_("Legal"), "legal.legal", Permission.CASE_READ))
    here.case_words.append(legal_words)
    here.case_tabs.append(Tab(_("Documents"), "documents.of_case", Permission.DOCUMENT_READ))
    here.case_words.append(document_words)
    here.case_panels.append(document_panels.latest)
    here.event_ties.append(document_panels.proofs)
    here.case_tabs += [Tab(_("Recognition"), "recognition.of_case", Permission.CASE_READ)]
    here.case_flags += [recognised_flag]
    from_records = (HEARING, VERIFY_RELEASE, AFTER_RELEASE, SUPPORT_NEEDED, PROMISE, REPLY, ENDING, HANDING)
    task_rules.know((*RULES, *from_records, *IMPORT_RULES))
    lists_out.know((*DESK_LISTS, *IMPORT_LISTS, CONCESSIONS, LEDGER, SUBMISSIONS), SCREEN)
    here.case_tabs += [Tab(_("Tasks"), "tasks.of_case", Permission.TASK_READ)]
    here.case_panels.insert(0, task_panels.due_in)
    here.case_panels.insert(0, legal_panels.next_hearing)
    here.case_panels.append(task_panels.asked_in)
    count_with(legal_panels.counted, document_panels.counted)
    here.guest, here.guest_opened = find_guest, note_opened
    here.case_tabs += [Tab(_("Support"), "support.of_case", Permission.SUPPORT_READ)]
    here.case_tabs += [Tab(_("Sharing"), "shares.of_case", Permission.CASE_READ)]
    here.case_flags += [share_panels.shared_by]
    here.case_panels += [share_panels.shared_with]
    marking.answer_with(flagged)
    here.case_tabs += [Tab(_("Flags"), "flags.of_case", Permission.CASE_READ)]
    here.case_flags.insert(0, flag_of_case)
    here.case_words.insert(0, flag_words)
    here.person_tabs.append(Tab(_("Who opened it"), "desk.readers", Permission.AUDIT_READ))
    here.case_tabs.append(Tab(_("Who opened it"), "desk.case_readers", Permission.AUDIT_READ))
    # What the search in the header finds, in the order of its tabs: a room that has something to find adds its line.
    here.search_groups = [
        SearchGroup("people", _("People"), Permission.PERSON_READ, finding.people_named),
        SearchGroup("cases", _("Cases"), Permission.CASE_READ, finding.cases_about),
        SearchGroup("batches", _("Pardon batches"), Permission.BATCH_READ, finding.batches_called),
        SearchGroup("contacts", _("Contacts"), Permission.CONTACT_READ, finding.contacts_named),
        SearchGroup("officials", _("Officials"), Permission.CASE_READ, finding.officials_named),
    ]
    here.nav = [
        NavItem(_("My work"), "desk.home", Permission.ACCOUNT, "/"),
        NavItem(_("Tasks"), "tasks.index", Permission.TASK_READ, "/tasks"),
        NavItem(_("People"), "desk.people", Permission.PERSON_READ, "/people"),
        NavItem(_("Cases"), "desk.cases", Permission.CASE_READ, "/cases"),
        NavItem(_("Officials"), "legal.officials", Permission.CASE_READ, "/officials"),
        NavItem(_("Recognition"), "recognition.index", Permission.CASE_READ, "/recognition"),
        NavItem(_("Pardons"), "pardons.index", Permission.BATCH_READ, "/pardons"),
        NavItem(_("Imports"), "imports.index", Permission.IMPORT_STAGE, "/imports"),
        NavItem(_("Contacts"), "advocacy.contacts", Permission.CONTACT_READ, "/contacts"),
        NavItem(_("Support"), "support.index", Permission.SUPPORT_READ, "/support"),
        NavItem(_("Samples"), "support.samples", Permission.SUPPORT_SAMPLE, "/support/samples"),
        NavItem(_("Grants"), "support.grants", Permission.GRANT_READ, "/grants"),
        NavItem(_("Reports"), "reports.reports", Permission.REPORT_READ, "/reports"),
        NavItem(_("Exports"), "exports.index", Permission.EXPORT, "/exports"),
        NavItem(_("Audit"), "desk.audit", Permission.AUDIT_READ, "/audit"),
        NavItem(_("Members"), "accounts.members", Permission.MEMBER_READ, "/members"),
    ]
