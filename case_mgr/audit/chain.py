"""The arithmetic of the log: canonical text, digests, links. Pure, so that anybody can repeat it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

_PLAIN = frozenset({str, bool, int, type(None)})
ROOT = hashlib.sha256(b"case-mgr audit chain 1").hexdigest()


class Tampering(StrEnum):
    """What somebody did to the log, as far as the log itself shows it."""

    ALTERED = "altered"
    REMOVED = "removed"
    REORDERED = "reordered"
    INSERTED = "inserted"
    TRUNCATED = "truncated"
    REWRITTEN = "rewritten"
    RESTORED = "old copy restored"
    KEY_CHANGED = "key changed"
    CLOCK_BACK = "clock set back"


class Plain(dict[str, Any]):
    """An object of texts, whole numbers and pairs of them under ASCII names: whoever makes one warrants it."""


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
class Fault:
    """Why a link does not follow: what was done to the log, in a word and in a sentence."""

    kind: Tampering
    reason: str
    # Where the content of a link says that it stood, when it stands elsewhere: then what belongs here is sought.
    stood: int | None = None


class Link(Protocol):
    """One stored entry as the verifier reads it: any row that has these columns."""

    seq: int
    previous: str
    hash: str
    body: str


class Follower:
    """Follows the chain entry by entry, from its root or from a checkpoint, and says where it breaks."""

    def __init__(self, count: int = 0, head: str = ROOT) -> None:
        self.count, self.head = count, head

    def follow(self, link: Link) -> Fault | None:
        """Take the next link; return None, or why it does not follow from the one before."""
        fault = self._fault(link)
        if fault is None:
            self.count, self.head = link.seq, link.hash
        return fault

    def _fault(self, link: Link) -> Fault | None:
        if link.seq != self.count + 1:
            return Fault(Tampering.REMOVED, f"entry {self.count + 1} is missing: {link.seq} follows {self.count}")
        if link.previous != self.head:
            return self._strange(link)
        if digest(link.previous, link.body) != link.hash:
            return Fault(Tampering.ALTERED, "its content does not fit its hash")
        return None

    def _strange(self, link: Link) -> Fault:
        """Name what happened where an entry does not link to the one before: its content says where it stood."""
        stood = number_of(link.body)
        if stood is not None and stood > link.seq:
            return Fault(Tampering.REMOVED, f"its content is that of entry {stood}: what stood here was removed", stood)
        if stood is not None and stood < link.seq:
            return Fault(Tampering.INSERTED, f"its content is that of entry {stood}: something was put in before it")
        return Fault(Tampering.ALTERED, "its link to the entry before does not fit")


def number_of(body: str) -> int | None:
    """Return the number that the content of an entry gives itself, or None when it is not that of an entry."""
    try:
        stood = json.loads(body)["seq"]
    except (ValueError, KeyError, TypeError):
        return None
    return stood if type(stood) is int else None


def _check(value: object) -> None:
    # Floats have no canonical form that every language writes alike; non-ASCII keys sort differently in UTF-16.
    if isinstance(value, dict):
        for key in value:
            if not (isinstance(key, str) and key.isascii()):
                raise TypeError(f"a key of an audit entry must be ASCII text: {key!r}")
        _check_all(value.values())
        return
    if isinstance(value, list | tuple):
        _check_all(value)
        return
    if isinstance(value, str | bool | int | None):
        return
    raise TypeError(f"an audit entry cannot hold {type(value).__name__}")


def _check_all(items: Iterable[object]) -> None:
    # Nearly all that an entry holds are pairs of plain values: those are told without a call for each.
    for item in items:
        kind = type(item)
        if kind not in _PLAIN and kind is not Plain and not (kind is list and _PLAIN.issuperset(map(type, item))):  # type: ignore[call-overload]  # a list, as just told
            _check(item)
