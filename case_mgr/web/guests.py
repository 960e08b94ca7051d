"""The address of a shared case: the record's own, the mark, and the share by which somebody stands in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Flask, current_app, g, request

from case_mgr.access.actor import Actor
from case_mgr.access.shares import Act, Guest
from case_mgr.core.errors import Forbidden, NotFound
from case_mgr.core.text import N_
from case_mgr.web.hooks import hooks
from case_mgr.web.transaction import afterwards, begin_writing

MARK = "~"


def install(app: Flask) -> None:
    """Let every address of the shared case and its person, on the pages of a guest, keep the share."""
    app.url_defaults(_keep_share)


def admit(who: Actor, view: Any) -> Actor | None:
    """Return who asks as a guest of the share that the address names; None for an address without one.

    Closed unless listed: a route that does not say what a guest may do there does not exist for guests.
    """
    share, given = _named_share()
    if share is None:
        return None
    tell, act = hooks().guest, getattr(view, "shared", None)
    if tell is None or act is None:
        raise NotFound(N_("There is no such page."))
    if request.method != "POST":
        # That a guest looked is written down before the page leaves.
        begin_writing()
    found = tell(who, share)
    guest = found.guest if found else None
    if found is None or guest is None or given not in (guest.reference, guest.person):
        raise NotFound(N_("There is no such page."))
    if not found.does(act):
        raise Forbidden(N_("The organisation that shares this case with you does not permit this."), permission=act)
    opened = hooks().guest_opened
    if opened is not None:
        _note(partial(opened, found, request.endpoint or ""))
    return found


def still_admitted(act: Act) -> bool:
    """Ask again at the door, for a view that gave up its transaction: the share may have ended meanwhile.

    Whoever goes on holds the share anew until their transaction is over. To members the door stays open.
    """
    who: Actor = g.actor
    tell = hooks().guest
    if who.guest is None or tell is None:
        return True
    found = tell(who.guest.home, who.guest.share)
    if found is None or not found.does(act):
        return False
    g.actor = found
    return True


def _note(step: Callable[[], None]) -> None:
    """Write down that a page was opened: before it leaves, or after a form whose own transaction may be taken back."""
    if request.method == "POST":
        afterwards(step)
    else:
        step()


def reaches(who: Actor, endpoint: str) -> bool:
    """Return whether a page of a case or a person exists for whoever asks; to members all do."""
    if who.guest is None:
        return True
    act: Act | None = getattr(current_app.view_functions.get(endpoint), "shared", None)
    view = current_app.view_functions[endpoint]
    needed = getattr(view, "needs", None)
    return act is not None and who.does(act) and (needed is None or act is not Act.READ or who.may(needed))


def _named_share() -> tuple[str | None, str]:
    """Take the share out of the address, so that views find the record's own name there."""
    arguments = request.view_args or {}
    for name in ("reference", "public_id"):
        record, mark, share = str(arguments.get(name, "")).partition(MARK)
        if mark:
            arguments[name] = record.upper() if name == "reference" else record
            return share, arguments[name]
    return None, ""


def _keep_share(endpoint: str, values: dict[str, Any]) -> None:
    """Add the share to the address of the shared case or its person.

    To pages that are closed to guests too: without it, the address could be that of an own case of the guest's
    organisation that bears the same reference.
    """
    who: Actor | None = g.get("actor")
    guest: Guest | None = who.guest if who else None
    if guest is None:
        return
    for name, own in (("reference", guest.reference), ("public_id", guest.person)):
        if values.get(name) == own:
            values[name] = f"{own}{MARK}{guest.share}"
