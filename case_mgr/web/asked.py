"""Words that somebody looks for stand sealed in the address: a name is in no history, no log and no link."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from case_mgr.access.actor import Actor
from case_mgr.core import crypto
from case_mgr.core.crypto import Unreadable

FIELD = "words"
_NOT_FILTERS = frozenset({"csrf_token", "once"})
_LONGEST = 600
# The length of a ciphertext tells the length of a name: words are filled up to whole blocks.
_BLOCK = 64


def sealed(who: Actor, words: str) -> str:
    """Return words as they may stand in an address; whoever belongs to the same organisation can open it."""
    plain = words.encode("utf-8")[:_LONGEST]
    plain += b"\0" * (-len(plain) % _BLOCK)
    return base64.urlsafe_b64encode(crypto.ring().seal(plain, _place(who))).decode("ascii").rstrip("=")


def opened(who: Actor, token: str) -> str | None:
    """Return the words behind a part of an address, or None when it was not sealed here."""
    try:
        stored = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        return crypto.ring().open(stored, _place(who)).rstrip(b"\0").decode("utf-8", "ignore")
    except (Unreadable, binascii.Error, ValueError):
        return None


def filters(who: Actor) -> MultiDict[str, str]:
    """Return what the address asks for, with the words in plain."""
    found = MultiDict(request.args)
    if FIELD in found:
        found[FIELD] = words_of(who)
    return found


def words_of(who: Actor) -> str:
    """Return the words that the address asks for, or an empty text."""
    given = request.args.get(FIELD, "")
    known = opened(who, given) if given else None
    return given if known is None else known


def hide(who: Actor) -> ResponseReturnValue | None:
    """Send on to an address without a name whoever sends words in a form or types them into the address."""
    sent = request.form if request.method == "POST" else request.args
    words = sent.get(FIELD, "").strip()
    if request.method != "POST" and (not words or opened(who, words) is not None):
        return None
    asked: dict[str, Any] = {
        name: values for name, values in sent.lists() if name not in _NOT_FILTERS and any(value for value in values)
    }
    asked.pop(FIELD, None)
    if words:
        asked[FIELD] = sealed(who, words)
    return redirect(url_for(request.endpoint or "", **(request.view_args or {}), **asked), 303)


def _place(who: Actor) -> str:
    return f"address|{FIELD}|{who.organisation_public_id}"
