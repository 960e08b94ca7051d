"""Keys of an installation, and encryption bound to the place where a value stands."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from case_mgr.core.errors import DomainError
from case_mgr.core.text import N_

_FORMAT = b"\x01"
_NONCE = 12
_KEY_ID = 4


class KeysMissing(DomainError):
    """The key file is missing, unreadable or open to others."""


class Unreadable(DomainError):
    """A stored secret does not open: another key, another place, or changed bytes."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """Data keys by id, the one that encrypts now, and the keys of cookies and blind indexes."""

    data: dict[str, bytes] = field(repr=False)
    current: str
    cookie: bytes = field(repr=False)
    index: bytes = field(repr=False)

    @classmethod
    def make(cls) -> Keyring:
        """Make fresh random keys."""
        key_id = secrets.token_hex(_KEY_ID)
        return cls({key_id: secrets.token_bytes(32)}, key_id, secrets.token_bytes(32), secrets.token_bytes(32))

    @classmethod
    def load(cls, path: Path) -> Keyring:
        """Read the keys of a file that only its owner may read."""
        try:
            if path.stat().st_mode & 0o077:
                raise KeysMissing(
                    N_("The key file %(path)s can be read by others: set its mode to 0600."), path=str(path)
                )
            stored = json.loads(path.read_text("utf-8"))
            data = {key_id: base64.b64decode(key) for key_id, key in stored["data"].items()}
            return cls(data, stored["current"], base64.b64decode(stored["cookie"]), base64.b64decode(stored["index"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise KeysMissing(
                N_("The key file %(path)s is missing or damaged: run case-mgr init, or put the key file back."),
                path=str(path),
            ) from error

    def write(self, path: Path) -> None:
        """Write the keys to a new file with mode 0600, whole or not at all."""
        stored = {
            "data": {key_id: _encode(key) for key_id, key in self.data.items()},
            "current": self.current,
            "cookie": _encode(self.cookie),
            "index": _encode(self.index),
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            json.dump(stored, out)
            out.flush()
            os.fsync(out.fileno())
        try:
            # A hard link fails when another process was first: nobody's keys are overwritten.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()

    def seal(self, plain: bytes, place: str) -> bytes:
        """Encrypt for one place; format, key id, nonce and ciphertext in one value."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = _cipher(self.data[self.current]).encrypt(nonce, plain, place.encode("utf-8"))
        return _FORMAT + bytes.fromhex(self.current) + nonce + sealed

    def open(self, sealed: bytes, place: str) -> bytes:
        """Decrypt what was sealed for the same place."""
        key_id, rest = sealed[1 : 1 + _KEY_ID].hex(), sealed[1 + _KEY_ID :]
        try:
            if sealed[:1] != _FORMAT:
                raise KeyError(key_id)
            return _cipher(self.data[key_id]).decrypt(rest[:_NONCE], rest[_NONCE:], place.encode("utf-8"))
        except (KeyError, InvalidTag, ValueError) as error:
            raise Unreadable(
                N_("A stored secret cannot be read: its key is missing, or its bytes were changed or moved.")
            ) from error

    def blind(self, value: str, scope: str) -> str:
        """Return a keyed digest by which a secret can be found again, only within its scope."""
        message = scope.encode("utf-8") + b"\x00" + value.encode("utf-8")
        return hmac.new(self.index, message, hashlib.sha256).hexdigest()[:32]

    def derive(self, purpose: str) -> bytes:
        """Return 32 bytes for one purpose; new data keys do not change them."""
        return HKDF(SHA256(), 32, b"case-mgr", purpose.encode("utf-8")).derive(self.index)

    def holds(self, sealed: bytes) -> bool:
        """Say whether the key that sealed this is in the ring."""
        return sealed[1 : 1 + _KEY_ID].hex() in self.data


@lru_cache(maxsize=16)
def _cipher(key: bytes) -> AESGCM:
    """Set a key up once: a check of the log opens a million details."""
    return AESGCM(key)


def _encode(key: bytes) -> str:
    return base64.b64encode(key).decode("ascii")


_installed: list[Keyring] = []


def install(ring: Keyring) -> None:
    """Make the ring the one that encrypted columns of this process use."""
    _installed[:] = [ring]


def ring() -> Keyring:
    """Return the installed ring."""
    if not _installed:
        raise KeysMissing(N_("No keys are installed: the application was not started."))
    return _installed[0]
