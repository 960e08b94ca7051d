"""What is told of a person: biographies that keep every version, and one photograph."""

from __future__ import annotations

from io import BytesIO

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import Conflict, NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.detainees import queries
from case_mgr.detainees.models import Biography, BiographyVersion, Photograph
from case_mgr.detainees.pictures import LARGEST, Picture
from case_mgr.detainees.service.shared import LONGEST, read_languages
from case_mgr.extensions import db
from case_mgr.files import service as files

_LONGEST_TEXT = 50_000


def write_biography(
    actor: Actor, public_id: str, language: str, text: str, *, ready: bool, seen_version: int | None
) -> Biography:
    """Save a biography as its next version; a stale edit is refused with both texts."""
    actor.require(Permission.PERSON_WRITE)
    row, language = queries.get_row(actor, public_id), read_languages([language])
    found, text = queries.find_biography_row(actor, public_id, language), text.strip()
    now = found.version if found else 0
    if seen_version is not None and seen_version != now:
        raise Stale(
            N_("Somebody else changed this biography while you were editing. Nothing was written."),
            Conflict(version=now),
        )
    if not text:
        raise Refused(N_("Write the biography before you save it."))
    if len(text) > _LONGEST_TEXT:
        raise Refused(N_("This is too long: write at most %(n)d characters."), n=_LONGEST_TEXT)
    if found is not None and (found.text, found.is_ready) == (text, ready):
        return found
    if found is None:
        found = Biography(organisation_id=row.organisation_id, detainee=row, language=language)
        db.session.add(found)
    found.text, found.is_ready = text, ready
    audit.record(actor, Event.BIOGRAPHY_WRITTEN, row, label=row.reference, language=language)
    number = max((version.number for version in found.versions), default=0) + 1
    version = BiographyVersion(
        organisation_id=row.organisation_id, number=number, is_ready=ready, text=text, author_id=actor.user_id
    )
    found.versions.insert(0, version)
    db.session.flush()
    return found


def add_photograph(actor: Actor, public_id: str, picture: Picture, source: str) -> Photograph:
    """Keep a photograph of a person in place of the one there is."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    _drop(actor, public_id)
    stored = files.store(actor, BytesIO(picture.data), "", largest=LARGEST)
    photograph = Photograph(
        organisation_id=row.organisation_id,
        detainee=row,
        file=stored,
        width=picture.width,
        height=picture.height,
        source=source.strip()[:LONGEST],
    )
    db.session.add(photograph)
    audit.record(actor, Event.PHOTOGRAPH_ADDED, row, label=row.reference)
    db.session.flush()
    return photograph


def remove_photograph(actor: Actor, public_id: str) -> None:
    """Remove the photograph of a person; its bytes go with it."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    if not _drop(actor, public_id):
        raise NotFound(N_("There is no photograph."))
    audit.record(actor, Event.PHOTOGRAPH_REMOVED, row, label=row.reference)


def read_photograph(actor: Actor, public_id: str, photograph_id: str) -> bytes:
    """Return the bytes of a photograph."""
    found = queries.find_photograph_row(actor, public_id)
    if found is None or found.public_id != photograph_id:
        raise NotFound(N_("There is no photograph."))
    with files.open_file(found.file) as stream:
        return stream.read()


def _drop(actor: Actor, public_id: str) -> bool:
    found = queries.find_photograph_row(actor, public_id)
    if found is None:
        return False
    stored = found.file
    db.session.delete(found)
    db.session.flush()
    files.delete(stored)
    db.session.flush()
    return True
