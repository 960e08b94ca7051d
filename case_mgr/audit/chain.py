"""The arithmetic of the log: canonical text, digests, links. Pure, so that anybody can repeat it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

_PLAIN = frozenset({str, bool, int, type(None)})
ROOT = hashlib.sha256(b"case-mgr audit chain 1").hexdigest()


def canonical(value: object) -> str:
    """Return RFC 8785 JSON of texts, whole numbers, booleans, lists and objects with ASCII keys."""
    _check(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(previous: str, body: str) -> str:
    """Return the hash of an entry: SHA-256 over the previous hash and the canonical body."""
    return hashlib.sha256(bytes.fromhex(previous) + body.encode("utf-8")).hexdigest()


def commitment(salt: str, detail: str) -> str:
    """Return the digest that stands in the chain for a detail kept beside it."""
    return hashlib.sha256(bytes.fromhex(salt) + detail.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Link:
    """One stored entry as the verifier reads it."""

    seq: int
    previous: str
    hash: str
    body: str


class Follower:
    """Follows the chain entry by entry and says where it breaks."""

    def __init__(self) -> None:
        self.count, self.head = 0, ROOT

    def follow(self, link: Link) -> str | None:
        """Take the next link; return None, or the reason why it does not follow from the one before."""
        fault = self._fault(link)
        if fault is None:
            self.count, self.head = link.seq, link.hash
        return fault

    def _fault(self, link: Link) -> str | None:
        if link.seq != self.count + 1:
            return f"entry {self.count + 1} is missing: {link.seq} follows {self.count}"
        if link.previous != self.head:
            return "its link to the entry before does not fit"
        if digest(link.previous, link.body) != link.hash:
            return "its content does not fit its hash"
        return None


def _check(value: object) -> None:
    # Floats have no canonical form that every language writes alike; non-ASCII keys sort differently in UTF-16.
    if isinstance(value, dict):
        for key, item in value.items():
            if not (isinstance(key, str) and key.isascii()):
                raise TypeError(f"a key of an audit entry must be ASCII text: {key!r}")
            if type(item) not in _PLAIN:
                _check(item)
        return
    if isinstance(value, list | tuple):
        for item in value:
            if type(item) not in _PLAIN:
                _check(item)
        return
    if isinstance(value, str | bool | int | None):
        return
    raise TypeError(f"an audit entry cannot hold {type(value).__name__}")
