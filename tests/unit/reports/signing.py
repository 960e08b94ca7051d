"""Signs a made report with a key of an installation that exists for this moment alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from case_mgr.audit import checkpoints
from case_mgr.core import crypto
from case_mgr.core.crypto import Keyring
from case_mgr.reports import sealing


@contextmanager
def installation(seed: int = 1) -> Iterator[None]:
    kept = list(crypto._installed)
    crypto.install(Keyring({"00000000": b"d" * 32}, "00000000", b"c" * 32, bytes([seed]) * 32))
    yield
    crypto._installed[:] = kept


def signed(report: dict[str, Any], seed: int = 1) -> dict[str, Any]:
    """Return a published report on a checkpoint of its own, signed by the installation of a seed."""
    with installation(seed):
        integrity = report["audit"]["integrity"]
        line = checkpoints.sign(integrity["entries"], integrity["head"], datetime(2026, 4, 3, 9, tzinfo=UTC)).line
        audit = {**report["audit"], "integrity": {**integrity, "checkpoint": line}}
        return sealing.seal({**report, "audit": audit})


def public_key(seed: int = 1) -> str:
    with installation(seed):
        return checkpoints.own_key()
