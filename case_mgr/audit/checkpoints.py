"""Signed heads of the log, each one line of text: to keep elsewhere, to send, to print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from case_mgr.core import crypto
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_

_PURPOSE = "audit checkpoint, Ed25519, 1"
_LINE = re.compile(
    r"(case-mgr-checkpoint-1 seq=(\d{1,15}) count=(\d{1,15}) at=(\S{20,40}) hash=([0-9a-f]{64}) key=([0-9a-f]{64}))"
    r" signature=([0-9a-f]{128})",
    re.ASCII,
)
_SIGNED = re.compile(r"([a-z0-9-]+-1 [ -~]{1,900} key=([0-9a-f]{64})) signature=([0-9a-f]{128})", re.ASCII)
LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How long the log was at a time, and its hash there."""

    seq: int
    count: int
    at: datetime
    hash: str
    key: str
    line: str


def own_key() -> str:
    """Return the public key of this installation's checkpoints."""
    return _signer().public_key().public_bytes_raw().hex()


def sign(seq: int, head: str, at: datetime) -> Checkpoint:
    """Sign a head of the log."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return read(signed(f"case-mgr-checkpoint-1 seq={seq} count={seq} at={moment} hash={head}"))


def signed(told: str) -> str:
    """Return a line of ASCII with the key and the signature of this installation.

    Its first word says what kind of line it is, so that none can be taken for another: checkpoints and reports are
    signed with one key, which a reader has to note once.
    """
    said = f"{told} key={own_key()}"
    return f"{said} signature={_signer().sign(said.encode('ascii')).hex()}"


def signer(line: str) -> str:
    """Return the public key that signed a line; ValueError when the signature does not fit."""
    found = _SIGNED.fullmatch(line)
    if found is None:
        raise ValueError(line[:20])
    said, key, signature = found.groups()
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), said.encode("ascii"))
    except InvalidSignature as error:
        raise ValueError(line[:20]) from error
    return key


def read(text: str) -> Checkpoint:
    """Return the checkpoint of a line of text; one that was changed, or is none, is refused."""
    found = _LINE.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError(text[:20])
        _, seq, count, at, head, key, _ = found.groups()
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None or seq != count:
            raise ValueError(at)
    except ValueError as error:
        raise Refused(N_("This is not a checkpoint: its one line begins with case-mgr-checkpoint-1.")) from error
    try:
        signer(text.strip())
    except ValueError as error:
        raise Refused(N_("The signature of the checkpoint does not fit: its text was changed.")) from error
    return Checkpoint(int(seq), int(count), moment, head, key, text.strip())


def _signer() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(crypto.ring().derive(_PURPOSE))
