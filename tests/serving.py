"""`case-mgr serve` in a process of its own, for whoever needs a real server."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    base: str
    process: subprocess.Popen[bytes]
    log: Path


@contextmanager
def served(environ: Mapping[str, str], log: Path) -> Iterator[Server]:
    """Serve on a free port until the block ends; its output goes into a file."""
    bind = f"127.0.0.1:{_free_port()}"
    base = f"http://{bind}"
    own = {"CASE_MGR_BIND": bind, "CASE_MGR_BASE_URL": base, "CASE_MGR_WORKERS": "1"}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", "from case_mgr.cli import main; main()", "serve"],
            env={**os.environ, **own, **environ},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    server = Server(base, process, log)
    try:
        _await(server)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _await(server: Server) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{server.base}/health", timeout=1):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"The server did not start:\n{server.log.read_text()}")
