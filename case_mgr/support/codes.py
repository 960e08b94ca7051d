"""Codes under which a donor knows who was helped: the same person in one grant has one, and no two grants share any."""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata

from case_mgr.core import crypto

_LENGTH = 10


def code_of(grant: str, person: str, beneficiary: str = "") -> str:
    """Return the code of somebody in a grant: of a person by public id, or of another by name beside that person.

    Each grant has a secret of its own, made from the keys of the installation; without it a code says nothing.
    A name alone joins nobody: two of one name beside two people are two. Nobody in particular has no code.
    """
    named = " ".join(unicodedata.normalize("NFKC", beneficiary).casefold().split())
    if not person and not named:
        return ""
    secret = crypto.ring().derive(f"beneficiaries of grant {grant}")
    digest = hmac.new(secret, f"{person}\0{named}".encode(), hashlib.sha256).digest()
    return f"B-{base64.b32encode(digest).decode()[:_LENGTH]}"
