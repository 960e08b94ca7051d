"""The first organisation and its first administrator."""

from __future__ import annotations

import re

from anyascii import anyascii

from case_mgr.access.actor import Doer
from case_mgr.access.roles import Role
from case_mgr.accounts import queries
from case_mgr.accounts.models import Organisation
from case_mgr.accounts.service import members
from case_mgr.accounts.types import MemberDraft
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SLUG_MAX = 60


def init(doer: Doer, email: str, name: str, slug: str | None = None) -> tuple[Organisation, str]:
    """Make the first organisation and a one-time link for its administrator; a new link as long as nobody joined."""
    if queries.count_users():
        raise Refused(N_("This installation has users already: an administrator invites further ones."))
    organisation = queries.find_organisation(name) or found_organisation(doer, name, slug)
    link = members.offer(doer, organisation, MemberDraft(email, frozenset({Role.ADMINISTRATOR, Role.COORDINATOR})))
    return organisation, link


def found_organisation(doer: Doer, name: str, slug: str | None = None) -> Organisation:
    """Found an organisation."""
    name = " ".join(name.split())
    if not 2 <= len(name) <= 200:
        raise Refused(N_("The name of an organisation has 2 to 200 characters."))
    slug = slug or slug_of(name)
    if not _SLUG.fullmatch(slug) or len(slug) > _SLUG_MAX:
        raise Refused(N_("A short name has lower-case ASCII letters, digits and hyphens only."))
    if queries.find_organisation(slug) or queries.find_organisation(name):
        raise Refused(N_("There is an organisation of this name already."))
    organisation = Organisation(slug=slug, name=name)
    db.session.add(organisation)
    audit.record(
        doer, Event.ORGANISATION_FOUNDED, organisation, label=name, organisation=organisation.public_id, slug=slug
    )
    db.session.flush()
    return organisation


def slug_of(name: str) -> str:
    """Return a name in ASCII, lower case, words joined by hyphens."""
    words = re.findall(r"[a-z0-9]+", anyascii(name).lower())
    return "-".join(words)[:_SLUG_MAX].strip("-") or "organisation"
