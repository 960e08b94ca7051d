"""Signing in and out, and the own account."""

from __future__ import annotations

from sqlalchemy import delete, update

from case_mgr.access.actor import Actor, Operator
from case_mgr.accounts import passwords, queries
from case_mgr.accounts.models import Organisation, User, UserSession
from case_mgr.accounts.types import ABSOLUTE
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock, ids
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db


def check_password(email: str, password: str) -> int | None:
    """Return the key of the user whose password fits; the same time passes whoever it is."""
    user = queries.find_user(email)
    fits = passwords.fits(user.password_hash if user else None, password)
    return user.id if user and fits and not user.disabled_at and queries.find_actor(email) else None


def open_session(user_id: int) -> tuple[str, Actor]:
    """Start a sign-in; returns the secret for the cookie."""
    user = db.session.get_one(User, user_id)
    actor = queries.find_actor(user.email)
    if actor is None:
        raise Refused(N_("You do not belong to an organisation any more."))
    now, token = clock.now(), ids.new_token()
    db.session.execute(delete(UserSession).where(UserSession.user_id == user.id, UserSession.expires_at < now))
    db.session.add(
        UserSession(
            token_digest=queries.token_digest(token),
            user_id=user.id,
            organisation_id=actor.organisation_id,
            created_at=now,
            last_seen=now,
            expires_at=now + ABSOLUTE,
        )
    )
    user.last_sign_in = now
    audit.record(actor, Event.SIGNED_IN, user, label=user.email)
    return token, actor


def note_failure(email: str) -> None:
    """Write a failed sign-in to the log of the organisation that the address belongs to, if it does."""
    known = queries.find_actor(email)
    organisation = known.organisation_public_id if known else None
    doer = Operator(organisation_public_id=organisation, public_id="anonymous", name="anonymous")
    # What a stranger types may be a password in the wrong box: only a known address is written down.
    audit.record(doer, Event.SIGN_IN_FAILED, label=known.email if known else "")


def touch_session(token: str) -> None:
    """Note that a sign-in is in use."""
    row = queries.find_session(token)
    if row is not None and queries.wants_touch(row):
        db.session.execute(update(UserSession).where(UserSession.id == row.id).values(last_seen=clock.now()))


def sign_out(actor: Actor, token: str) -> None:
    """End the sign-in of this token, and with it every copy of its cookie."""
    db.session.execute(delete(UserSession).where(UserSession.token_digest == queries.token_digest(token)))
    audit.record(actor, Event.SIGNED_OUT, db.session.get_one(User, actor.user_id), label=actor.email)


def end_session(actor: Actor, public_id: str) -> None:
    """End another of the own sign-ins."""
    ended = db.session.scalar(
        delete(UserSession)
        .where(UserSession.user_id == actor.user_id, UserSession.public_id == public_id)
        .returning(UserSession.id)
    )
    if ended is None:
        raise NotFound(N_("This sign-in has ended already."))
    audit.record(actor, Event.SIGNED_OUT, db.session.get_one(User, actor.user_id), label=actor.email, other=True)


def change_password(actor: Actor, token: str, current: str, new: str) -> None:
    """Change the own password; every other sign-in ends."""
    user = db.session.get_one(User, actor.user_id)
    if not passwords.fits(user.password_hash, current):
        raise Refused(N_("The current password is not right."))
    passwords.require_good(new, user.email)
    user.password_hash = passwords.digest(new)
    db.session.execute(
        delete(UserSession).where(
            UserSession.user_id == user.id, UserSession.token_digest != queries.token_digest(token)
        )
    )
    audit.record(actor, Event.PASSWORD_CHANGED, user, label=user.email)


def change_language(actor: Actor, language: str | None) -> None:
    """Choose the language of the pages."""
    user = db.session.get_one(User, actor.user_id)
    user.language = language
    audit.record(actor, Event.PROFILE_CHANGED, user, label=user.email)


def switch_organisation(actor: Actor, token: str, public_id: str) -> None:
    """Go on in another organisation that the person belongs to."""
    wanted = next((m for m in queries.list_memberships(actor) if m.public_id == public_id), None)
    if wanted is None:
        raise NotFound(N_("There is no such organisation."))
    organisation = db.session.query(Organisation).filter_by(public_id=public_id).one()
    db.session.execute(
        update(UserSession)
        .where(UserSession.token_digest == queries.token_digest(token))
        .values(organisation_id=organisation.id)
    )
