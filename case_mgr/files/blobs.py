"""Encrypted files on disk: whole or not at all, each chunk bound to its place in its file, each file to its row."""

from __future__ import annotations

import os
import secrets
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

from case_mgr.core import crypto
from case_mgr.core.crypto import Keyring, Unreadable
from case_mgr.core.text import N_

CHUNK = 256 * 1024
_MAGIC = b"CMF1"
_KEY_ID = 4
_SALT = 16
_TAG = 16
DAMAGED = N_("A stored file cannot be read: it is missing, damaged, or its key is missing. Upload it again.")


def folder() -> Path:
    """Return the folder of this installation's files."""
    path: Path = current_app.config["SETTINGS"].files
    return path


def path_of(blob: str) -> Path:
    """Return where a blob lies; two levels, so that no folder grows without bound."""
    return folder() / blob[:2] / blob


def new_name() -> str:
    """Return a name that says nothing."""
    return secrets.token_hex(16)


def write(blob: str, place: str, chunks: Iterable[bytes]) -> None:
    """Encrypt chunks into a new file and make it last before its row is committed."""
    path = path_of(blob)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{blob}.{secrets.token_hex(4)}")
    ring = crypto.ring()
    salt, key_id = secrets.token_bytes(_SALT), bytes.fromhex(ring.current)
    cipher = _cipher(ring.data[ring.current], salt)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(_MAGIC + key_id + salt)
            for number, chunk, last in _numbered(_even(chunks)):
                out.write(cipher.encrypt(_nonce(number, last), chunk, place.encode("utf-8")))
            out.flush()
            os.fsync(out.fileno())
        draft.rename(path)
        _sync_folder(path.parent)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def read(blob: str, place: str) -> Iterator[bytes]:
    """Decrypt a file chunk by chunk; a changed, cut or moved one is refused."""
    # Where it lies is asked now: the chunks may be taken when the request is over.
    return _opened(path_of(blob), crypto.ring(), place)


def _opened(path: Path, ring: Keyring, place: str) -> Iterator[bytes]:
    try:
        with path.open("rb") as stored:
            magic, key_id, salt = stored.read(len(_MAGIC)), stored.read(_KEY_ID).hex(), stored.read(_SALT)
            if magic != _MAGIC or key_id not in ring.data:
                raise Unreadable(DAMAGED)
            cipher = _cipher(ring.data[key_id], salt)
            sealed = iter(lambda: stored.read(CHUNK + _TAG), b"")
            for number, chunk, last in _numbered(sealed):
                yield cipher.decrypt(_nonce(number, last), chunk, place.encode("utf-8"))
    except (OSError, InvalidTag) as error:
        raise Unreadable(DAMAGED) from error


def remove(blob: str) -> None:
    """Remove a file; one that is gone already is no fault."""
    path_of(blob).unlink(missing_ok=True)


def list_all() -> Iterator[Path]:
    """Give every file on disk, unfinished ones too."""
    for branch in sorted(folder().glob("??")):
        yield from sorted(branch.iterdir())


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    # A key per file: numbered nonces never meet those of another file.
    return AESGCM(HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=b"case-mgr file").derive(key))


def _nonce(number: int, last: bool) -> bytes:
    # The last chunk says so: a file that was cut at a chunk's end does not open.
    return struct.pack(">QI", number, int(last))


def _numbered(chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    held, number = None, 0
    for chunk in chunks:
        if held is not None:
            yield number, held, False
            number += 1
        held = chunk
    yield number, held or b"", True


def _even(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Give chunks of the one size that the reader expects."""
    buffer = bytearray()
    for chunk in chunks:
        buffer += chunk
        while len(buffer) >= CHUNK:
            yield bytes(buffer[:CHUNK])
            del buffer[:CHUNK]
    if buffer:
        yield bytes(buffer)


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
